"""Every list: found in any script, sorted, page by page, and as a table that no spreadsheet runs."""

from dataclasses import dataclass

import pytest
from flask import Flask
from flask_babel import force_locale

from foundation.listing import PER_PAGE, asked, by_name, defused, listed, table
from foundation.sounds import sounds_of
from foundation.words import fold


@dataclass(frozen=True)
class Row:
    name: str

    @property
    def folded(self) -> str:
        return fold(self.name)

    @property
    def sounds(self) -> str:
        return sounds_of(self.name)


NAMES = ["Łukasz Król", "Олег Орлов", "يوسف حداد", "أمينة حداد", "Piotr Zieliński", "Дмитрий Фёдоров", "Anna Mróz"]
ROWS = [Row(name) for name in NAMES]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("lukasz", ["Łukasz Król"]),
        ("KRÓL luk", ["Łukasz Król"]),
        ("oleg", ["Олег Орлов"]),
        ("орлов", ["Олег Орлов"]),
        ("yusuf", ["يوسف حداد"]),
        ("Józef", []),
        ("haddad", ["يوسف حداد", "أمينة حداد"]),
        ("امينة", ["أمينة حداد"]),
        ("пётр зелински", ["Piotr Zieliński"]),
        ("dmitry fedorov", ["Дмитрий Фёдоров"]),
        ("mroz", ["Anna Mróz"]),
        ("", NAMES),
        ("%", []),
        ("_", []),
        ("\x00", NAMES),
    ],
)
def test_somebody_is_found_in_any_script_without_exact_letters(search: str, found: list[str]) -> None:
    assert [row.name for row in by_name(ROWS, search)] == found


def test_what_is_written_the_same_comes_before_what_only_sounds_so() -> None:
    rows = [Row("Anna Marta"), Row("Мурат Ан")]
    assert [row.name for row in by_name(rows, "marta")] == ["Anna Marta"]
    assert [row.name for row in by_name(rows, "merit")] == ["Anna Marta", "Мурат Ан"]


@pytest.mark.parametrize(
    "query", ["page=0", "page=-1", "page=x", "page=٣", "page=99999999", "sort=drop", "sort=", "q="]
)
def test_what_a_list_does_not_know_counts_as_not_asked(lite_app: Flask, query: str) -> None:
    with lite_app.test_request_context(f"/?{query}"):
        wanted = asked(sorts=("name",), choices={"kind": ("now", "all")})
    assert (wanted.page, wanted.sort, wanted.descending, wanted.chosen) == (1, "name", False, {"kind": "now"})


def test_a_long_list_comes_page_by_page_and_a_table_whole(lite_app: Flask) -> None:
    rows = list(range(PER_PAGE * 2 + 1))
    with lite_app.test_request_context("/?page=9&sort=-name&kind=all&q=%C5%82"):
        wanted = asked(sorts=("name",), choices={"kind": ("now", "all")})
        page = listed(rows, wanted, key=int)
    assert (page.page, page.pages, page.total, page.rows) == (3, 3, len(rows), [0])
    assert page.address(page=2) == "?q=%C5%82&sort=-name&kind=all&page=2"
    with lite_app.test_request_context("/?as=table&page=2"):
        assert listed(rows, asked(sorts=("name",)), key=int).rows == rows


@pytest.mark.parametrize(("reads", "row"), [("en", "a,b"), ("pl", "a;b"), ("ru", "a;b"), ("ar", "a,b")])
def test_the_cells_are_parted_as_the_readers_spreadsheet_expects(lite_app: Flask, reads: str, row: str) -> None:
    with lite_app.test_request_context("/"), force_locale(reads):
        assert table("people", ["a", "b"], []).get_data(as_text=True) == f"\ufeff{row}\r\n"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert defused(cell) == f"'{cell}"
    answer = table("people", ["Name"], [[cell], [None], ["Łukasz"]])
    assert answer.get_data(as_text=True).startswith("\ufeffName\r\n")
    assert answer.headers["Content-Disposition"] == "attachment; filename=people.csv"
    assert "'" + cell[0] in answer.get_data(as_text=True)
    assert answer.get_data(as_text=True).endswith("Łukasz\r\n")
