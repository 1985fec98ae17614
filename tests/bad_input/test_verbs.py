"""What no page asks for yet: verbs and commands refuse in one sentence, and change nothing."""

import json
from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.consent.operations import admit, grant
from community.family.operations import tie
from community.houses.models import House, Stage
from community.houses.operations import add_room, employ, open_house
from community.people.operations import enrol_person
from community.residency.models import Stay
from community.residency.operations import discharge, enter_stage, grant_leave
from foundation.database import Base, db
from foundation.errors import Refused
from foundation.languages import sentence_of
from foundation.transactions import writing
from sessions.schedule.operations import start_series
from tests.cast import LONG_AGO, NOW, TODAY, Cast

DAY = timedelta(days=1)


def everything() -> dict[str, list[str]]:
    """Every row of every table."""
    found = {
        table.name: sorted(str(tuple(row)) for row in db.session.execute(select(table)))
        for table in Base.metadata.sorted_tables
    }
    db.session.rollback()
    return found


def person(house: Cast, **changes: Any) -> object:
    """Enrol somebody whose card has a fault."""
    facts = {"given_name": "Jan", "surname": "Kos", "language": "pl"}
    return enrol_person(house.house.id, **(facts | changes), by=SYSTEM)


def series(house: Cast, **changes: Any) -> object:
    """Begin a series that has a fault."""
    facts: dict[str, Any] = {
        "type_key": "meal",
        "titles": {"en": "Supper"},
        "rule": "FREQ=DAILY",
        "first_day": TODAY,
        "wall_start": time(18),
        "wall_end": time(19),
        "zone": "Europe/Warsaw",
    }
    return start_series(house.house.id, **(facts | changes), by=SYSTEM)


def house(cast: Cast, **changes: Any) -> object:
    """Open a house that has a fault."""
    facts: dict[str, Any] = {"slug": "oak", "name": {"en": "Oak"}, "zone": "Europe/Warsaw", "language": "en"}
    return open_house(cast.house.organisation_id, **(facts | changes), by=SYSTEM)


def stay(cast: Cast) -> Stay:
    """The resident's stay."""
    return db.session.get_one(Stay, cast.stays["resident"].id)


def stage(cast: Cast, number: int) -> Stage:
    """A stage of the house."""
    return db.session.get_one(Stage, cast.stages[number].id)


ROWS: list[tuple[Callable[[Cast], object], str]] = [
    (lambda c: admit(c.mother, at=NOW, by=SYSTEM), "Nobody is admitted without their own signed consent"),
    (lambda c: admit(c.resident, at=NOW, by=SYSTEM), "This person's stays would overlap."),
    (lambda c: admit(c.resident, at=LONG_AGO - DAY, by=SYSTEM), "Nobody is admitted without"),
    (lambda c: discharge(stay(c), at=LONG_AGO - DAY, by=SYSTEM), "That time lies outside the stay."),
    (lambda c: enter_stage(stay(c), stage(c, 0), at=NOW, by=SYSTEM), "Going back a stage needs a written reason."),
    (lambda c: enter_stage(stay(c), stage(c, 1), at=LONG_AGO, by=SYSTEM), "A stage begins after the one before it."),
    (lambda c: grant_leave(stay(c), from_at=NOW, to_at=NOW, by=SYSTEM), "A leave ends after it begins."),
    (lambda c: add_room(c.house.id, name={"en": "Cupboard"}, capacity=0, by=SYSTEM), "between 1 and 1000 people"),
    (lambda c: add_room(c.house.id, name={"en": "Field"}, capacity=1001, by=SYSTEM), "between 1 and 1000 people"),
    (lambda c: add_room(c.house.id, name={}, capacity=3, by=SYSTEM), "Say it in at least one of English"),
    (lambda c: add_room(c.house.id, name={"de": "Halle"}, capacity=3, by=SYSTEM), "Say it in at least one of English"),
    (lambda c: person(c, given_name="Ja\u202en"), "This text contains hidden characters"),
    (lambda c: person(c, surname="Ko\x00s"), "This text contains hidden characters"),
    (lambda c: person(c, surname=" "), "This text is empty."),
    (lambda c: person(c, birth_date=date(1899, 12, 31)), "A birth date lies between 1900 and today."),
    (lambda c: person(c, birth_date=TODAY + DAY), "A birth date lies between 1900 and today."),
    (lambda c: person(c, language="de"), "Daybook speaks English, Polish, Arabic and Russian."),
    (lambda c: employ(c.mother, "resident", by=SYSTEM, from_at=NOW), "resident is not a kind of staff."),
    (lambda c: tie(c.resident, c.resident, "friend", from_at=NOW, by=SYSTEM), "another person of the same house"),
    (lambda c: tie(c.resident, c.other_manager, "friend", from_at=NOW, by=SYSTEM), "another person of the same house"),
    (lambda c: tie(c.resident, c.mother, "mother", from_at=NOW, by=SYSTEM), "already noted as family"),
    (
        lambda c: grant(c.resident, "family_sessions", recipient=c.manager, by=SYSTEM, signed_how="on_paper"),
        "This person is not noted as family.",
    ),
    (
        lambda c: grant(c.resident, "everything", recipient=c.mother, by=SYSTEM, signed_how="on_paper"),
        "A consent needs a known purpose",
    ),
    (
        lambda c: grant(c.resident, "treatment", recipient=None, by=SYSTEM, signed_how="on_paper", expires_at=NOW),
        "A consent ends after it begins.",
    ),
    (lambda c: series(c, rule="FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2"), "never happens: no date fits it"),
    (lambda c: series(c, rule="FREQ=SECONDLY"), "A session repeats daily, weekly, monthly or yearly"),
    (lambda c: series(c, rule="FREQ=DAILY;COUNT=731"), "happens 1 to 730 times"),
    (lambda c: series(c, rule="FREQ=DAILY;UNTIL=20291231"), "ends at most two years after its first day"),
    (lambda c: series(c, rule="every day"), "This repetition cannot be read"),
    (lambda c: series(c, wall_end=time(8)), "The end is not after the beginning. On the next day it is 14 hours later"),
    (lambda c: series(c, type_key="seance"), "seance is not a kind of session"),
    (lambda c: series(c, type_key="process_group"), "needs a member of staff who keeps the register"),
    (lambda c: series(c, audience="nobody"), "needs a known audience"),
    (lambda c: house(c, zone="Mars/Olympus"), "Mars/Olympus is not a time zone"),
    (lambda c: house(c, zone="../etc/passwd"), "is not a time zone"),
    (lambda c: house(c, slug="garden"), "There is already a house called garden."),
    (lambda c: house(c, slug="No Spaces"), "A house's short name is"),
    (lambda c: house(c, week_starts="wed"), "A week starts on Saturday, Sunday or Monday."),
]


@pytest.mark.parametrize(("verb", "piece"), ROWS, ids=[f"{n}: {piece}" for n, (_, piece) in enumerate(ROWS)])
def test_a_verb_refuses_and_leaves_everything(
    lite_app: Flask, cast: Cast, verb: Callable[[Cast], object], piece: str
) -> None:
    before = everything()
    with pytest.raises(Refused) as refused, writing():
        verb(cast)
    assert piece in sentence_of(refused.value)
    assert refused.value.status == 422
    assert everything() == before


WEEK = {
    "name": "A week",
    "locale": "en_US",
    "timezone": "Europe/Warsaw",
    "week_starts": "mon",
    "rooms": [{"name": "Attic", "capacity": 12}],
    "rows": [
        {"days": ["mon"], "start": "12:00", "end": "12:30", "type": "meal", "leader": "none", "who": "everyone"}
        | {"titles": {"en": "Lunch"}, "room": "Attic"}
    ],
}


def spoilt(**changes: object) -> str:
    """A week's file whose second row has a fault; the first is right."""
    return json.dumps(WEEK | {"rows": [*WEEK["rows"], WEEK["rows"][0] | changes]})  # type: ignore[misc,index]


FILES = [
    (spoilt(type="seance"), "rows[1].type: “seance” is not one of"),
    (spoilt(colour="red"), "rows[1]: The field “colour” is not known here."),
    (spoilt(start="08:00", end="22:00"), "rows[1].end: An end 14 hours after the start"),
    (spoilt(start="24:00"), "rows[1].start: A time from 00:00 to 23:59 is expected here"),
    (spoilt(days=["mon", "funday"]), "rows[1].days[1]: “funday” is not one of"),
    (spoilt(room="Cellar"), "rows[1].room: No room of this file is called “Cellar”."),
    (spoilt(titles={"en": "a\u202eb"}), "rows[1].titles.en: This text contains hidden characters"),
    (json.dumps(WEEK | {"rooms": [{"name": "Attic", "capacity": 0}]}), "rooms[0].capacity: A whole number from 1"),
    (json.dumps(WEEK | {"timezone": "Mars/Olympus"}), "timezone: “Mars/Olympus” is not a time zone"),
    ("{", "file: The file is not JSON; the fault is in line 1."),
    ("[" * 100_000, "file: The file holds values that no week has."),
]


@pytest.mark.parametrize(("text", "piece"), FILES, ids=[piece for _, piece in FILES])
def test_a_week_with_a_fault_is_named_with_its_place_and_nothing_is_half_loaded(
    lite_app: Flask, cast: Cast, tmp_path: Path, text: str, piece: str
) -> None:
    file = tmp_path / "week.json"
    file.write_text(text, encoding="utf-8")
    before = everything()
    result = lite_app.test_cli_runner().invoke(args=["house", "load-week", "garden", str(file)])
    lines = result.stderr.splitlines()
    assert (result.exit_code, lines[-1]) == (1, "Error: Nothing was loaded.")
    assert (len(lines), lines[0][: len(piece)]) == (2, piece)
    assert everything() == before


def test_the_house_of_another_slug_is_none(lite_app: Flask, cast: Cast) -> None:
    assert db.session.scalar(select(House.id).where(House.slug == "oak")) is None
    result = lite_app.test_cli_runner().invoke(args=["house", "add-room", "oak", "Hall", "3"])
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
