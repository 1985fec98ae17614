"""A table of residents: every separator, encoding and date that houses send, and a sentence for all that is wrong."""

from datetime import date

import pytest

from community.desk.residents_columns import COLUMNS
from community.desk.residents_file import MOST_ROWS, Newcomer, Sheet, read_residents
from foundation.errors import Refused

TODAY = date(2026, 11, 24)
STAGES = {"orientation": "id-1", "1": "id-1", "powrot": "id-2", "2": "id-2"}
HEAD = "first name,surname,treatment consent signed"


def read(table: str | bytes) -> Sheet:
    raw = table if isinstance(table, bytes) else table.encode()
    return read_residents(raw, language="pl", today=TODAY, stages=STAGES)


def one(table: str | bytes) -> Newcomer:
    [row] = read(table).rows
    return row


def said(row: Newcomer) -> str:
    return row.fault[0] % dict(row.fault[1]) if row.fault else ""


def test_a_row_is_read_with_all_its_columns() -> None:
    head = ";".join(COLUMNS)
    row = one(f"{head}\nEwa;Mazur;ru;7.3.1990;2026-11-01;yes;Powrót;ewa;Ewka;court\n")
    assert (row.given_name, row.surname, row.language, row.reason) == ("Ewa", "Mazur", "ru", "court")
    assert (row.birth_date, row.admitted_on, row.stage) == (date(1990, 3, 7), date(2026, 11, 1), "id-2")
    assert (row.cells["alias"], row.cells["login"], row.number, row.fault) == ("Ewka", "ewa", 2, None)


@pytest.mark.parametrize("language", ["en", "pl", "ar", "ru"])
def test_the_columns_are_known_by_their_names_in_each_language(language: str) -> None:
    head = ",".join(names[language] for names in COLUMNS.values())
    assert one(f"{head}\nEwa,Mazur,,,,2026-11-01,,,,\n").signed_on == date(2026, 11, 1)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_sign_between_the_cells_and_the_end_of_lines_are_found(separator: str, line_end: str) -> None:
    lines = [HEAD.split(","), ["Ewa", "Mazur, the second; really", "yes"]]
    table = line_end.join(separator.join(f'"{cell}"' for cell in cells) for cells in lines)
    assert one(table).surname == "Mazur, the second; really"


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("Zażółć Gęślą", "utf-8"),
        ("Zażółć Gęślą", "utf-8-sig"),
        ("Олег Орлов", "utf-16"),
        ("يوسف حداد", "utf-16"),
        ("Olek", "utf-16-le"),
        ("Olek", "utf-16-be"),
        ("Zażółć Gęślą Jaźń", "cp1250"),
        ("Łukasz", "cp1250"),
        ("José Müller", "cp1250"),
        ("Олег Жук", "cp1251"),
        ("Пётр Щукин", "cp1251"),
        ("يوسف حداد", "cp1256"),
        ("أمينة المصري", "cp1256"),
    ],
)
def test_the_letters_are_read_in_the_encoding_they_were_saved_in(name: str, encoding: str) -> None:
    assert one(f"{HEAD}\n{name},Kos,yes\n".encode(encoding)).given_name == name


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (b"", "There is nothing in this table."),
        (b" \n,,\n", "There is nothing in this table."),
        (HEAD.encode(), "The table names its columns and nobody in them."),
        (b"surname,consent\nMazur,yes\n", "“given_name” is missing there"),
        (b"first name,consent\nEwa,yes\n", "“surname” is missing there"),
        (b"Ewa,Mazur,yes\n", "“given_name” is missing there"),
        (b"first name,surname\nEwa,Mazur\n", "“treatment_consent_signed” is missing there"),
        (b"first name,name,surname,consent\nEwa,E,Mazur,yes\n", "The column “given_name” stands there twice."),
        (f'{HEAD}\n"Ewa,Mazur,yes\n'.encode(), "A quotation mark near line"),
        (f'{HEAD}\n"Ewa"x,Mazur,yes\n'.encode(), "A quotation mark near line"),
        (f"{HEAD}\nE\0wa,Mazur,yes\n".encode(), "This file is no table."),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00", "This file is no table."),
        (b"\xff\xfe\x00", "The letters of this file could not be read."),
        (f"{HEAD}\n".encode() + b"\x81a\x98b,x,yes\n", "The letters of this file could not be read."),
        (f"sep=|\n{HEAD}\n".encode(), "The cells of a table stand between commas, semicolons or tabs."),
        ((HEAD + "\n" + "Ewa,Mazur,yes\n" * (MOST_ROWS + 1)).encode(), "At most 200 people fit into one table."),
        ((HEAD + "\n" * 6000).encode(), "At most 200 people fit into one table."),
        ((HEAD + "\nEwa," + "x" * 600_000 + ",yes\n").encode(), "The file is larger than 512 kB."),
        ((HEAD + "\nEwa," + "x" * 200_000 + ",yes\n").encode(), "A quotation mark near line"),
    ],
)
def test_what_is_no_table_of_residents_is_refused_with_one_sentence(table: bytes, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        read(table)
    assert sentence in str(refused.value)


ROWS = [
    ("Ewa,Mazur,", "Nobody is admitted without their own signed consent to treatment."),
    ("Ewa,Mazur,no", "Nobody is admitted without their own signed consent to treatment."),
    ("Ewa,Mazur,nie", "Nobody is admitted without their own signed consent to treatment."),
    ("Ewa,Mazur,لا", "Nobody is admitted without their own signed consent to treatment."),
    ("Ewa,Mazur,perhaps", "“perhaps” is not a date"),
    ("Ewa,Mazur,2026-11-25", "The consent to treatment was signed after the admission."),
    ("Ewa,Mazur,2026-02-30", "“2026-02-30” is not a date"),
    ("Ewa,Mazur,1.13.2026", "“1.13.2026” is not a date"),
    ("Ewa,Mazur,1.3.26", "“1.3.26” is not a date"),
    ("Ewa,,yes", "First name and surname are both needed."),
    (",Mazur,yes", "First name and surname are both needed."),
    ("=HYPERLINK(1),Mazur,yes", "begins with a sign that no name has."),
    ("+48 600,Mazur,yes", "begins with a sign that no name has."),
    ("Ewa,-Mazur,yes", "begins with a sign that no name has."),
    ("Ewa,@SUM(1),yes", "begins with a sign that no name has."),
    ("Ewa,Mazur", "This row has 2 cells where the first line has 3."),
    ("Ewa,Mazur,yes,more", "This row has 4 cells where the first line has 3."),
]


@pytest.mark.parametrize(("row", "sentence"), ROWS)
def test_a_row_that_is_wrong_is_told_and_the_next_one_is_read(row: str, sentence: str) -> None:
    first, second = read(f"{HEAD}\n{row}\nOla,Lis,yes,\n").rows
    assert sentence in said(first)
    assert (second.given_name, second.number, second.fault) == ("Ola", 3, None)


MORE = [
    ("language", "de", "Daybook speaks English, Polish, Arabic and Russian."),
    ("reason", "luck", "A stay needs a known capacity and a known reason for coming."),
    ("stage", "9", "No stage of this house is called “9”."),
    ("stage", "Heaven", "No stage of this house is called “Heaven”."),
    ("birth date", "spring", "“spring” is not a date"),
    ("birth date", "٠٧٫٠٣", "is not a date"),
    ("admitted on", "2027-01-01", "Somebody is admitted now or was before, not in the future."),
    ("admitted on", "0000-00-00", "“0000-00-00” is not a date"),
    ("login", "=1+1", "begins with a sign that no name has."),
    ("shown as", "@all", "begins with a sign that no name has."),
]


@pytest.mark.parametrize(("column", "cell", "sentence"), MORE)
def test_a_cell_that_is_wrong_is_told(column: str, cell: str, sentence: str) -> None:
    assert sentence in said(one(f"{HEAD},{column}\nEwa,Mazur,yes,{cell}\n"))


@pytest.mark.parametrize(
    "cell", ["2026-03-04", "4.3.2026", "04.03.2026", "4-3-2026", "4/3/2026", "2026-03-04 00:00:00", "٤.٣.٢٠٢٦"]
)
def test_a_day_is_read_however_it_is_written(cell: str) -> None:
    assert one(f"{HEAD},admitted on\nEwa,Mazur,yes,{cell}\n").admitted_on == date(2026, 3, 4)


def test_dates_with_slashes_are_read_in_one_way_and_it_is_said_when_there_were_two() -> None:
    day_first = read(f"{HEAD},admitted on\nEwa,Mazur,yes,3/4/2026\n")
    assert (day_first.rows[0].admitted_on, day_first.month_first, day_first.read_twice) == (
        date(2026, 4, 3),
        False,
        True,
    )
    month_first = read(f"{HEAD},admitted on\nEwa,Mazur,yes,3/4/2026\nOla,Lis,yes,10/30/2026\n")
    assert [row.admitted_on for row in month_first.rows] == [date(2026, 3, 4), date(2026, 10, 30)]
    assert month_first.month_first
    # A table in which both ways occur is read as most of the world writes; the other row is told.
    mixed = read(f"{HEAD},admitted on\nEwa,Mazur,yes,30/3/2026\nOla,Lis,yes,10/30/2026\n")
    assert [bool(row.fault) for row in mixed.rows] == [False, True]
    assert not read(f"{HEAD},admitted on\nEwa,Mazur,yes,30/3/2026\n").read_twice


def test_somebody_twice_in_a_table_is_told_unless_born_on_another_day() -> None:
    table = f"{HEAD},birth date\nEwa,Mazur,yes,1990-01-01\nEWA,mazur,yes,1990-01-01\nEwa,Mazur,yes,1991-01-01\n"
    rows = read(table).rows
    assert [said(row) for row in rows] == ["", "This is the same person as in row 2.", ""]


def test_a_row_without_consent_does_not_stand_in_the_way_of_a_better_one() -> None:
    assert [bool(row.fault) for row in read(f"{HEAD}\nEwa,Mazur,no\nEwa,Mazur,yes\n").rows] == [True, False]


def test_empty_lines_count_as_rows_of_the_spreadsheet_and_columns_of_no_use_are_named() -> None:
    sheet = read(f"sep=,\n\n{HEAD},diagnosis\n,,,\nEwa,Mazur,yes,F10\n")
    assert ([row.number for row in sheet.rows], sheet.left_out) == ([5], ["diagnosis"])
    # What Daybook does not keep is not even carried on.
    assert "F10" not in str(sheet.rows[0].cells)
