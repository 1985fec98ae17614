"""A table of residents in the browser: looked over first, admitted all in one, and nobody without their consent."""

import io
import re
from collections.abc import Callable
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import func, select

from community.access.actor import SYSTEM
from community.audit.models import AuditEntry
from community.audit.queries import broken_chains
from community.consent.models import Consent
from community.houses.operations import add_stage
from community.people.models import Person
from community.people.operations import enrol_person
from community.residency.models import StageSpell, Stay
from foundation.carried import pack
from foundation.database import db
from foundation.transactions import writing
from tests.cast import NOW, Cast, reads_english
from tests.pages import Browser
from tests.statements import statements

Browse = Callable[[Person | None], Browser]
HEAD = "first name;surname;treatment consent signed;admitted on;stage;shown as;login\n"
GOOD = "Bartek;Nowak;yes;1.11.2026;2;;bartek\nRania;Saleh;10.11.2026;10.11.2026;;;\nИван;Петров;да;;;;\n"
BAD = "Pola;Zając;;;;;\nYusuf;Hamid;yes;;;;\nYusuf;Haddad;yes;;;;\nOla;Lis;yes;;;;manager\nA\u202eb;Lis;yes;;;;\n"


def counts() -> list[int]:
    found = [
        db.session.scalar(select(func.count()).select_from(one)) or 0 for one in (Person, Stay, Consent, AuditEntry)
    ]
    db.session.rollback()
    return found


def sent(text: str, **more: str) -> dict[str, object]:
    return {"file": (io.BytesIO(text.encode()), "people.csv"), **more}


def carried(page: str) -> str:
    found = re.search(r'name="carried" value="([^"]+)"', page)
    assert found
    return unescape(found[1])


@pytest.fixture
def manager(house: Cast, browse: Browse) -> Browser:
    """The manager, reading English."""
    reads_english(house.manager)
    browser = browse(house.manager)
    browser.get("/residents/file")
    return browser


def test_looking_a_table_over_changes_nothing_and_tells_each_row(manager: Browser) -> None:
    before = counts()
    page = manager.post("/residents/file/preview", sent(HEAD + GOOD + BAD), status=200).get_data(as_text=True)
    assert counts() == before
    assert "3 people can be admitted" in page and "5 rows are left out" in page
    for sentence in (
        "Nobody is admitted without their own signed consent to treatment.",
        "Somebody here is shown as",
        "Somebody of this name has a card here already.",
        "This login is taken.",
        "This text contains hidden characters",
    ):
        assert page.count(sentence) == 1, sentence
    assert [f"Row {number}" in page for number in (5, 6, 7, 8, 9)] == [True] * 5


def test_one_button_admits_those_who_can_be_admitted(manager: Browser, house: Cast) -> None:
    page = manager.post("/residents/file/preview", sent(HEAD + GOOD + BAD), status=200).get_data(as_text=True)
    assert manager.post("/residents/file", {"carried": carried(page)}).location == "/people"
    assert "3 people are admitted. 5 rows are left out." in manager.text("/house")
    rows = db.session.execute(
        select(Person.shown, Stay.admitted_at, StageSpell.stage_id)
        .join(Stay, Stay.person_id == Person.id)
        .join(StageSpell, StageSpell.stay_id == Stay.id)
        .where(Person.shown.in_(["Bartek N.", "Rania S.", "Иван П."]))
    )
    found = {shown: (at, stage) for shown, at, stage in rows}
    assert set(found) == {"Bartek N.", "Rania S.", "Иван П."}
    assert found["Bartek N."][1] == house.stages[1].id
    assert found["Rania S."][1] == house.stages[0].id
    # The day began at 23:00 of the evening before, by the clock in Greenwich.
    assert found["Bartek N."][0].isoformat() == "2026-10-31T23:00:00+00:00"
    assert found["Иван П."][0] == NOW
    # Each stay stands on a consent on paper with the manager as its witness.
    consents = db.session.execute(
        select(Consent.signed_how, Consent.witness_id)
        .join(Stay, Stay.treatment_consent_id == Consent.id)
        .where(Stay.admitted_at.in_([found["Bartek N."][0], NOW]))
    ).all()
    assert set(consents) == {("on_paper", house.manager.id)}
    assert broken_chains() == {}
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "residents:import")).one()
    assert "Bartek" not in str(entry.details) and entry.details["admitted"] == 3


def test_the_same_table_twice_admits_nobody_twice(manager: Browser) -> None:
    first = {"carried": pack((HEAD + GOOD).encode())}
    manager.post("/residents/file", first)
    before = counts()
    manager.post("/residents/file", first)
    assert counts() == before
    assert "0 people are admitted. 3 rows are left out." in manager.text("/house")


def test_the_rows_left_out_come_as_a_table_that_no_spreadsheet_takes_for_formulas(manager: Browser) -> None:
    before = counts()
    packed = pack((HEAD + "=cmd();Lis;yes;;;;\n" + GOOD).encode())
    answer = manager.post("/residents/file/left-out", {"carried": packed}, status=200)
    assert answer.mimetype == "text/csv"
    lines = answer.get_data(as_text=True).splitlines()
    assert len(lines) == 2 and lines[1].startswith("'=cmd(),Lis,")
    assert counts() == before


def test_an_empty_table_names_the_columns_so_that_it_can_be_read_again(manager: Browser) -> None:
    answer = manager.get("/residents/file/template")
    head = answer.get_data(as_text=True).strip()
    assert head == (
        "\ufefffirst name,surname,language,birth date,admitted on,treatment consent signed,stage,login,shown as,reason"
    )
    filled = head + "\r\nBartek,Nowak,,,,yes,,,,\r\n"
    assert "1 person can be admitted" in manager.post("/residents/file/preview", sent(filled), status=200).get_data(
        as_text=True
    )


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({}, "Please choose a file first."),
        ({"carried": "x"}, "This form held something it should not."),
        (sent(""), "There is nothing in this table."),
        (sent("PK\0\0"), "This file is no table."),
        (sent("a;b\n1;2\n"), "is missing there"),
        (sent(HEAD + "x" * 530_000), "The file is larger than 512 kB."),
    ],
    ids=["no file", "another field", "empty", "a zip", "other columns", "too large"],
)
def test_a_file_that_is_none_is_told_in_one_sentence(manager: Browser, body: dict[str, object], sentence: str) -> None:
    if "file" in body:
        # The stream of the parameter would be read once, and there are two databases.
        stream, name = body["file"]  # type: ignore[misc]
        body = {"file": (io.BytesIO(stream.getvalue()), name)}
    page = manager.post("/residents/file/preview", body, status=422).get_data(as_text=True)
    assert sentence in page


@pytest.mark.parametrize(
    ("head", "sentence"),
    [
        ("first name;surname\n", "“treatment consent signed” is missing there"),
        ("first name;given name;surname;consent\n", "The column “first name” stands there twice."),
    ],
)
def test_a_column_is_named_as_people_know_it(manager: Browser, head: str, sentence: str) -> None:
    page = manager.post("/residents/file/preview", sent(head + "Jan;Nowak\n"), status=422).get_data(as_text=True)
    assert sentence in unescape(page)


@pytest.mark.parametrize("path", ["/residents/file", "/residents/file/left-out"])
@pytest.mark.parametrize("line", ["", "x", "eJwD", "!!", pack(b"x" * 600_000)])
def test_a_carried_table_that_was_changed_on_the_way_is_refused(manager: Browser, path: str, line: str) -> None:
    before = counts()
    page = manager.post(path, {"carried": line}, status=422).get_data(as_text=True)
    assert "The file did not come through. Please choose it again." in page
    assert counts() == before


def test_names_and_stages_of_another_house_are_nothing_here(manager: Browser, house: Cast) -> None:
    with writing():
        enrol_person(house.other_house.id, given_name="Bartek", surname="Nowak", language="ar", by=SYSTEM)
        add_stage(house.other_house.id, phase="aftercare", name={"en": "Nile"}, by=SYSTEM)
    page = manager.post("/residents/file/preview", sent(HEAD + GOOD + "Ola;Lis;yes;;Nile;;\n"), status=200).get_data(
        as_text=True
    )
    assert "3 people can be admitted" in page and "No stage of this house is called “Nile”." in page


def test_where_the_table_leads_on_is_a_page_of_ours_or_nowhere(manager: Browser) -> None:
    packed = pack((HEAD + GOOD).encode())
    assert manager.post("/residents/file", {"carried": packed, "back": "https://elsewhere"}).location == "/people"


def test_a_table_costs_the_same_for_each_row(manager: Browser, app: Flask) -> None:
    def cost(rows: int) -> int:
        text = HEAD + "".join(f"Name{chr(65 + n)};Last{chr(65 + n)};yes;;;;\n" for n in range(rows))
        with statements() as said:
            manager.post("/residents/file/preview", sent(text), status=200)
        return len(said)

    one, three = cost(1), cost(3)
    assert three - one == 2 * (cost(2) - one)
