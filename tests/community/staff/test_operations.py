"""Hours, absences and scopes: dated, refused where they cannot be, and each in the chain by ids alone."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from community.access.actor import SYSTEM, By
from community.audit.models import AuditEntry
from community.audit.queries import broken_chains
from community.houses.models import StaffMembership
from community.people.models import Person
from community.staff.absences import call_off_absence, end_absence, note_absence
from community.staff.models import StaffAbsence, WorkingHours
from community.staff.operations import say_scope, set_hours
from community.staff.queries import absences_between, colleagues, hours_of
from community.staff.shifts import weekly
from foundation.clock import held_at
from foundation.database import db
from foundation.errors import Refused
from foundation.transactions import writing
from tests.cast import NOW, TODAY, Cast

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FREE: list[list[tuple[time, time]]] = [[] for _ in range(7)]
EARLY = [[(time(8), time(16))], *FREE[1:]]
LATE = [[(time(14), time(22))], *FREE[1:]]


def say(person: Person, week: Sequence[Sequence[tuple[time, time]]], from_day: date = TODAY) -> None:
    """Set the hours."""
    with writing():
        set_hours(person, week, from_day=from_day, by=SYSTEM)


def note(person: Person, from_at: datetime, to_at: datetime | None, kind: str = "ill", by: By = SYSTEM) -> StaffAbsence:
    """Note an absence."""
    with writing():
        return note_absence(person, kind=kind, from_at=from_at, to_at=to_at, by=by)


def week_on(house: Cast, person: Person, day: date) -> list[list[tuple[time, time]]]:
    """What holds on a day."""
    return weekly(hours_of(house.house.id, day, day).get(person.id, ()), day)


def verbs(app: Flask) -> list[str]:
    """The verbs of the staff's time in the chain."""
    found = db.session.scalars(select(AuditEntry.verb).where(AuditEntry.verb.like("staff:%")).order_by(AuditEntry.seq))
    return [one for one in found if one not in ("staff:employ", "staff:end")]


def test_new_hours_end_the_old_on_their_day(app: Flask, house: Cast) -> None:
    say(house.facilitator, EARLY)
    say(house.facilitator, LATE, TODAY + 7 * DAY)
    assert week_on(house, house.facilitator, TODAY + 6 * DAY) == EARLY
    assert week_on(house, house.facilitator, TODAY + 7 * DAY) == LATE
    # What was planned for later is given up by what is said for sooner.
    say(house.facilitator, EARLY, TODAY + 3 * DAY)
    assert week_on(house, house.facilitator, TODAY + 8 * DAY) == EARLY
    assert db.session.query(WorkingHours).count() == 2
    assert verbs(app) == ["staff:hours"] * 3
    assert broken_chains() == {}


def test_an_empty_week_says_that_nothing_is_known(app: Flask, house: Cast) -> None:
    say(house.facilitator, EARLY)
    say(house.facilitator, FREE, TODAY + DAY)
    assert week_on(house, house.facilitator, TODAY) == EARLY
    assert hours_of(house.house.id, TODAY + 9 * DAY, TODAY + 9 * DAY) == {}


@pytest.mark.parametrize(
    ("week", "days", "sentence"),
    [
        (EARLY, -1, "from today on"),
        (EARLY, 800, "from today on"),
        (FREE[:6], 0, "seven days"),
        ([[(time(n), time(n, 30)) for n in range(5)], *FREE[1:]], 0, "four spans"),
        ([[(time(8), time(8))], *FREE[1:]], 0, "another time"),
        ([[(time(8), time(12)), (time(11), time(13))], *FREE[1:]], 0, "overlap"),
    ],
)
def test_hours_that_cannot_be_are_refused(
    app: Flask, house: Cast, week: list[list[tuple[time, time]]], days: int, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        say(house.facilitator, week, TODAY + days * DAY)
    assert db.session.query(WorkingHours).count() == 0


def test_only_whoever_works_here_has_hours_absences_and_a_scope(app: Flask, house: Cast) -> None:
    for verb in (
        lambda: set_hours(house.resident, EARLY, from_day=TODAY, by=SYSTEM),
        lambda: note_absence(house.mother, kind="ill", from_at=NOW, to_at=None, by=SYSTEM),
        lambda: say_scope(house.resident, ["lecture"], by=SYSTEM),
    ):
        with pytest.raises(Refused, match="does not work here then"), writing():
            verb()


def test_two_absences_of_one_person_never_overlap(app: Flask, house: Cast) -> None:
    note(house.facilitator, NOW + DAY, NOW + 2 * DAY, "holiday")
    for from_at, to_at in ((NOW, None), (NOW, NOW + DAY + HOUR), (NOW + DAY, NOW + DAY + HOUR)):
        with pytest.raises(Refused, match="already an absence"):
            note(house.facilitator, from_at, to_at)
    # They may touch, and others are others.
    note(house.facilitator, NOW + 2 * DAY, NOW + 3 * DAY)
    note(house.other_facilitator, NOW + DAY, NOW + 2 * DAY)
    assert len(absences_between(house.house.id, NOW, None)) == 3


@pytest.mark.parametrize(
    ("kind", "from_at", "to_at", "sentence"),
    [
        ("tired", NOW, NOW + HOUR, "why somebody is away"),
        ("holiday", NOW, None, "until when"),
        ("ill", NOW, NOW, "after it begins"),
        ("ill", NOW, NOW - HOUR, "after it begins"),
        ("ill", NOW - 32 * DAY, NOW + HOUR, "within the last month"),
        ("ill", NOW + 800 * DAY, None, "within the last month"),
        ("ill", NOW, NOW + 367 * DAY, "a year at most"),
    ],
)
def test_absences_that_cannot_be_are_refused(
    app: Flask, house: Cast, kind: str, from_at: datetime, to_at: datetime | None, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        note(house.facilitator, from_at, to_at, kind)


def test_an_illness_without_an_end_gets_one(app: Flask, house: Cast) -> None:
    ill = note(house.facilitator, NOW, None)
    other = note(house.other_facilitator, NOW, NOW + HOUR)
    with writing():
        end_absence(db.session.get_one(StaffAbsence, ill.id), at=NOW + DAY, by=SYSTEM)
    assert [one.to_at for one in absences_between(house.house.id, NOW, None, house.facilitator.id)] == [NOW + DAY]
    with held_at(NOW + 2 * HOUR):
        for verb in (
            lambda one: end_absence(one, at=NOW + 3 * HOUR, by=SYSTEM),
            lambda one: call_off_absence(one, by=SYSTEM),
        ):
            with pytest.raises(Refused, match="is over"), writing():
                verb(db.session.get_one(StaffAbsence, other.id))
    assert verbs(app) == ["staff:absence", "staff:absence", "staff:absence_end"]


def test_an_absence_is_not_made_longer_into_another(app: Flask, house: Cast) -> None:
    ill = note(house.facilitator, NOW, NOW + HOUR)
    note(house.facilitator, NOW + DAY, NOW + 2 * DAY)
    with pytest.raises(Refused, match="already an absence"), writing():
        end_absence(db.session.get_one(StaffAbsence, ill.id), at=NOW + DAY + HOUR, by=SYSTEM)


def test_what_is_called_off_covers_no_time_and_stays(app: Flask, house: Cast) -> None:
    ill = note(house.facilitator, NOW, None)
    with writing():
        call_off_absence(db.session.get_one(StaffAbsence, ill.id), by=SYSTEM)
    assert absences_between(house.house.id, NOW, None) == []
    with pytest.raises(Refused, match="called off"), writing():
        call_off_absence(db.session.get_one(StaffAbsence, ill.id), by=SYSTEM)
    note(house.facilitator, NOW, None)
    assert db.session.query(StaffAbsence).count() == 2


def test_the_chain_says_nothing_of_an_illness(app: Flask, house: Cast) -> None:
    note(house.facilitator, NOW, None)
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "staff:absence")).one()
    assert (entry.about_id, entry.details in (None, {})) == (house.facilitator.id, True)


def test_the_newest_scope_holds_and_the_role_may_decide_again(app: Flask, house: Cast) -> None:
    def leads(key: str) -> bool:
        found = {one.person_id: one for one in colleagues(house.house.id, NOW)}
        return found[house.facilitator.id].leads(key, NOW)

    assert (leads("lecture"), leads("medical")) == (True, False)
    with writing():
        say_scope(house.facilitator, ["medical"], by=SYSTEM)
    assert (leads("lecture"), leads("medical")) == (False, True)
    # Within the same second too.
    with writing():
        say_scope(house.facilitator, None, by=SYSTEM)
    assert (leads("lecture"), leads("medical")) == (True, False)
    with held_at(NOW + HOUR), writing():
        say_scope(house.facilitator, [], by=SYSTEM)
    assert leads("lecture") is False


def test_colleagues_are_those_of_the_house_and_of_the_time(app: Flask, house: Cast) -> None:
    assert [one.person_id for one in colleagues(house.house.id, NOW)] == [
        one.id
        for one in sorted((house.manager, house.facilitator, house.other_facilitator), key=lambda one: one.folded)
    ]
    with writing():
        row = db.session.scalars(select(StaffMembership).where(StaffMembership.person_id == house.facilitator.id)).one()
        row.to_at = NOW + HOUR
    assert house.facilitator.id not in {one.person_id for one in colleagues(house.house.id, NOW + HOUR)}
    [marta] = [one for one in colleagues(house.house.id, NOW) if one.person_id == house.facilitator.id]
    assert (marta.leads("lecture", NOW), marta.leads("lecture", NOW + HOUR)) == (True, False)
    assert marta.leaves_at(NOW) == NOW + HOUR
