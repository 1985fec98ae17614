"""Substitutes: never somebody who clashes, is away or may not lead it; the best first; and in few statements."""

from datetime import UTC, datetime, time, timedelta

from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from community.access.actor import SYSTEM
from community.houses.models import StaffMembership
from community.houses.operations import employ
from community.people.models import Person
from community.people.operations import enrol_person
from community.staff.absences import call_off_absence, end_absence, note_absence
from community.staff.models import StaffAbsence
from community.staff.operations import say_scope, set_hours
from foundation.database import db
from foundation.transactions import writing
from sessions.schedule.models import Occurrence
from sessions.schedule.queries import occurrence_for
from sessions.schedule.stand_ins import substitutes_for
from sessions.schedule.substitutes import FREE, WHY, Gap, Substitute, arranged, ranked
from sessions.schedule.unled import soon_and_later, unled
from tests.cast import NOW, TODAY, Cast, actor_for, occurrence_on
from tests.statements import statements

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MIDNIGHT = datetime(2026, 11, 24, tzinfo=UTC)
FREE_WEEK: list[list[tuple[time, time]]] = [[] for _ in range(7)]


def somebody(key: str, works: bool | None = None, led: int = 0, minutes: int = 0) -> Substitute:
    """A candidate."""
    return Substitute(key, key, key, works, led, minutes)


def test_hours_come_first_then_who_led_it_then_who_leads_least() -> None:
    found = ranked(
        [
            somebody("f", False, 9),
            somebody("e", None),
            somebody("d", True, 0, 90),
            somebody("c", True, 0, 60),
            somebody("b", True, 1, 300),
        ]
    )
    assert [one.person_id for one in found] == ["b", "c", "d", "e", "f"]
    assert [one.why for one in found] == [
        (WHY["works"], WHY["led"]),
        (WHY["works"],),
        (WHY["works"],),
        (WHY["fewest"],),
        (WHY["outside"], WHY["led"]),
    ]
    assert ranked([somebody("a")])[0].why == (FREE,)


gaps = st.lists(
    st.builds(lambda start, length: (start, length), st.integers(0, 40), st.integers(1, 6)), min_size=1, max_size=12
)
candidates = st.lists(
    st.builds(
        somebody, st.sampled_from("abcde"), st.sampled_from([True, None, False]), st.integers(0, 2), st.integers(0, 300)
    ),
    max_size=5,
    unique_by=lambda one: one.person_id,
)


@settings(max_examples=200, deadline=None)
@given(gaps, st.data())
def test_nobody_is_in_two_places_or_outside_their_hours(spans: list[tuple[int, int]], data: st.DataObject) -> None:
    wanted = [
        Gap(str(n), MIDNIGHT + start * HOUR / 2, MIDNIGHT + (start + length) * HOUR / 2)
        for n, (start, length) in enumerate(spans)
    ]
    found = {gap.occurrence_id: ranked(data.draw(candidates)) for gap in wanted}
    chosen = arranged(wanted, found)
    by_id = {gap.occurrence_id: gap for gap in wanted}
    for key, person in chosen.items():
        assert [one.works for one in found[key] if one.person_id == person] in ([True], [None])
        for other, who in chosen.items():
            if other != key and who == person:
                one, two = by_id[key], by_id[other]
                assert one.ends_at <= two.starts_at or two.ends_at <= one.starts_at
    # Whom nobody stands in for, all who could were taken elsewhere then.
    for gap in wanted:
        if gap.occurrence_id in chosen:
            continue
        for one in found[gap.occurrence_id]:
            busy = [by_id[key] for key, who in chosen.items() if who == one.person_id]
            assert one.works is False or any(b.starts_at < gap.ends_at and gap.starts_at < b.ends_at for b in busy)


def worker(house: Cast, given_name: str, role: str) -> Person:
    """One more member of the staff."""
    with writing():
        person = enrol_person(house.house.id, given_name=given_name, surname="Lis", language="en", by=SYSTEM)
        employ(person, role, by=SYSTEM, from_at=NOW - DAY)
    return person


def names(house: Cast, occurrence_id: str) -> list[str]:
    """Who is proposed for a date, best first."""
    actor = actor_for(house.manager)
    return [one.shown for one in substitutes_for(actor, [occurrence_for(actor, occurrence_id)])[occurrence_id]]


def test_whoever_leads_elsewhere_is_away_or_may_not_is_not_proposed(app: Flask, house: Cast) -> None:
    group = occurrence_on(house, "group", TODAY + DAY)
    nurse = worker(house, "Olga", "nurse")
    assert names(house, group) == ["Ewa M.", "Farid N."]
    with writing():
        say_scope(nurse, ["process_group"], by=SYSTEM)
    assert set(names(house, group)) == {"Ewa M.", "Farid N.", "Olga L."}
    # Away for a part of it is away.
    row = db.session.get_one(Occurrence, group)
    with writing():
        away = note_absence(house.other_facilitator, kind="ill", from_at=NOW, to_at=row.starts_at + HOUR / 2, by=SYSTEM)
    assert "Farid N." not in names(house, group)
    with writing():
        end_absence(db.session.get_one(StaffAbsence, away.id), at=row.starts_at, by=SYSTEM)
    assert "Farid N." in names(house, group)
    lunch = occurrence_on(house, "lunch", TODAY + DAY)
    with writing():
        values = {"leader_id": house.other_facilitator.id, "starts_at": row.ends_at - HOUR / 4, "ends_at": row.ends_at}
        db.session.execute(update(Occurrence).where(Occurrence.id == lunch).values(**values))
    assert "Farid N." not in names(house, group)
    with writing():
        db.session.execute(update(Occurrence).where(Occurrence.id == lunch).values(status="cancelled"))
    assert "Farid N." in names(house, group)


def test_whoever_has_left_by_then_is_not_proposed(app: Flask, house: Cast) -> None:
    group = occurrence_on(house, "group", TODAY + 3 * DAY)
    with writing():
        farid = update(StaffMembership).where(StaffMembership.person_id == house.other_facilitator.id)
        db.session.execute(farid.values(to_at=NOW + 2 * DAY))
    assert names(house, group) == ["Ewa M."]
    assert names(house, occurrence_on(house, "group", TODAY + DAY)) == ["Ewa M.", "Farid N."]


def test_hours_put_people_first_and_last(app: Flask, house: Cast) -> None:
    group = occurrence_on(house, "group", TODAY + DAY)
    every_morning, every_night = [[(time(9), time(13))]] * 7, [[(time(22), time(6))]] * 7
    with writing():
        set_hours(house.other_facilitator, every_morning, from_day=TODAY, by=SYSTEM)
    assert names(house, group) == ["Farid N.", "Ewa M."]
    with writing():
        set_hours(house.other_facilitator, every_night, from_day=TODAY, by=SYSTEM)
    assert names(house, group) == ["Ewa M.", "Farid N."]


def test_who_led_it_before_comes_before_who_did_not(app: Flask, house: Cast) -> None:
    with writing():
        yesterday = occurrence_on(house, "group", TODAY - DAY)
        db.session.execute(
            update(Occurrence).where(Occurrence.id == yesterday).values(leader_id=house.other_facilitator.id)
        )
    assert names(house, occurrence_on(house, "group", TODAY + DAY)) == ["Farid N.", "Ewa M."]
    assert names(house, occurrence_on(house, "steps", TODAY)) == ["Ewa M.", "Farid N."]


def test_however_many_sessions_there_are_five_statements_are_asked(app: Flask, house: Cast) -> None:
    actor = actor_for(house.manager)
    days = [occurrence_on(house, name, TODAY + n * DAY) for name in ("group", "morning") for n in range(1, 8)]
    found = [occurrence_for(actor, one) for one in days]
    for asked in (found[:1], found):
        with statements() as sent:
            assert set(substitutes_for(actor, asked)) == {one.id for one in asked}
        assert len(sent) == 5
    with statements() as sent:
        assert substitutes_for(actor, []) == {}
    assert sent == []


def test_a_session_of_whoever_is_away_then_has_no_leader_until_it_is_called_off(app: Flask, house: Cast) -> None:
    actor = actor_for(house.manager)
    assert unled(actor, NOW) == []
    morning = db.session.get_one(Occurrence, occurrence_on(house, "morning", TODAY + DAY))
    with writing():
        ill = note_absence(house.facilitator, kind="ill", from_at=morning.ends_at - HOUR / 4, to_at=None, by=SYSTEM)
        end_absence(ill, at=morning.ends_at + 9 * DAY, by=SYSTEM)
    with statements() as sent:
        found = unled(actor, NOW)
    assert len(sent) == 1
    soon, [later] = soon_and_later(found, NOW)
    assert morning.id in {one.id for one in soon}
    assert {one.leader for one in found} == {"Marta W."}
    # The evening meeting of the next Tuesday begins seven days and some hours from now.
    assert (later.number, later.first_day) == (len(found) - len(soon), TODAY + 7 * DAY)
    with writing():
        call_off_absence(db.session.get_one(StaffAbsence, ill.id), by=SYSTEM)
    assert unled(actor, NOW) == []


def test_all_that_is_planned_is_looked_through_when_somebody_leaves(app: Flask, house: Cast) -> None:
    with writing():
        marta = update(StaffMembership).where(StaffMembership.person_id == house.facilitator.id)
        db.session.execute(marta.values(to_at=NOW + 30 * DAY))
    soon, [later] = soon_and_later(unled(actor_for(house.manager), NOW), NOW)
    assert (soon, later.first_day) == ([], TODAY + 31 * DAY)
    of_marta = db.session.query(Occurrence).filter(
        Occurrence.leader_id == house.facilitator.id, Occurrence.starts_at >= NOW + 30 * DAY
    )
    assert later.number == of_marta.count()
