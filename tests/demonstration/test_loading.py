"""What the demonstration leaves in the database."""

from collections import Counter
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from community.access.actor import SYSTEM
from community.audit.queries import broken_chains
from community.consent.models import Consent, ConsentWithdrawal
from community.consent.purposes import FAMILY_SESSIONS
from community.devices.models import WallName
from community.houses.models import House
from community.houses.operations import found_organisation, open_house
from community.people.models import Person
from community.residency.models import Stay
from community.residency.queries import living_here
from demonstration import loading
from demonstration.facts import kept
from demonstration.plan import PAST_DAYS
from foundation.database import db
from foundation.errors import Refused
from foundation.transactions import writing
from foundation.walltime import day_bounds
from sessions.attendance.models import CurrentMark, HeldMark, Mark, Register, RegisterRow
from sessions.schedule.co_leaders import CoLeader
from sessions.schedule.expectation import expected
from sessions.schedule.models import Occurrence, OccurrenceChange, Series
from tests.cast import NOW, TODAY


def _marks() -> Counter[tuple[str, str]]:
    """How many marks of each kind count in each house."""
    statement = (
        select(House.slug, CurrentMark.status, func.count())
        .join(House, House.id == CurrentMark.house_id)
        .group_by(House.slug, CurrentMark.status)
    )
    return Counter({(slug, status): count for slug, status, count in db.session.execute(statement)})


def _lives_here_now(slug: str) -> int:
    statement = select(func.count()).select_from(Stay).join(House, House.id == Stay.house_id).where(House.slug == slug)
    return db.session.scalar(statement.where(living_here(NOW))) or 0


def test_forty_residents_live_in_two_houses(app: Flask) -> None:
    assert {slug: _lives_here_now(slug) for slug in ("linden", "nile")} == {"linden": 32, "nile": 8}


def test_every_chain_holds(app: Flask) -> None:
    assert broken_chains() == {}


def test_each_session_of_the_past_that_wants_a_register_has_one(app: Flask) -> None:
    wanted = (
        select(Occurrence.id)
        .join(Series, Series.id == Occurrence.series_id)
        .where(Series.wants_register, Occurrence.starts_at <= NOW, Occurrence.status == "planned")
    )
    with_register = set(db.session.scalars(select(Register.occurrence_id)))
    assert set(db.session.scalars(wanted)) == with_register
    first = db.session.scalar(
        select(func.min(Occurrence.wall_start)).join(Register, Register.occurrence_id == Occurrence.id)
    )
    assert first.date() == TODAY - timedelta(days=PAST_DAYS)


def test_nothing_of_the_future_is_marked_and_no_act_lies_ahead(app: Flask) -> None:
    ahead = select(Register.id).join(Occurrence, Occurrence.id == Register.occurrence_id)
    assert db.session.scalars(ahead.where(Occurrence.starts_at > NOW + timedelta(minutes=15))).all() == []
    for column in (Mark.marked_at, Register.opened_at, Register.closed_at, OccurrenceChange.changed_at):
        assert db.session.scalar(select(func.max(column))) <= NOW


def test_about_nine_in_ten_are_present_and_some_are_not_recorded(app: Flask) -> None:
    marks = _marks()
    everyone = db.session.scalar(select(func.count()).select_from(RegisterRow))
    present = sum(count for (_, status), count in marks.items() if status == "present")
    assert 0.85 < present / everyone < 0.95
    assert {status for _, status in marks} == {"present", "late", "left_early", "excused", "unexcused"}
    assert 0 < everyone - sum(marks.values()) < everyone * 0.03


def test_a_handful_of_registers_was_never_finished(app: Flask) -> None:
    begun = (
        select(Occurrence.wall_start)
        .join(Register, Register.occurrence_id == Occurrence.id)
        .where(Register.closed_at.is_(None), Occurrence.ends_at < NOW - timedelta(minutes=10))
    )
    days = Counter((TODAY - wall.date()).days for wall in db.session.scalars(begun))
    assert days[1] > 0
    assert 4 <= days.total() <= 12


def test_one_mark_of_a_finished_register_in_each_house_was_corrected_with_a_reason(app: Flask) -> None:
    corrected = select(House.slug, Mark.status).join(House, House.id == Mark.house_id)
    rows = db.session.execute(corrected.where(Mark.correction.is_not(None)).order_by(House.slug)).all()
    assert [tuple(row) for row in rows] == [("linden", "excused"), ("nile", "excused")]


def test_no_relative_is_expected_without_a_live_consent(app: Flask) -> None:
    relatives = expected(Occurrence.starts_at > NOW).subquery()
    invited = set(
        db.session.scalars(select(relatives.c.person_id).where(relatives.c.capacity == "relative").distinct())
    )
    withdrawn = select(ConsentWithdrawal.consent_id)
    live = select(Consent.recipient_id).where(
        Consent.purpose == FAMILY_SESSIONS, Consent.expires_at > NOW, Consent.id.not_in(withdrawn)
    )
    assert invited == set(db.session.scalars(live))
    names = select(Person.given_name).where(Person.id.in_(invited))
    assert set(db.session.scalars(names)) == {"أمينة", "Halina", "Michelle", "Виктор", "فاطمة"}


@pytest.mark.parametrize("slug", ["linden", "nile"])
def test_today_and_the_days_ahead_show_what_was_changed(app: Flask, slug: str) -> None:
    house = db.session.scalars(select(House).where(House.slug == slug)).one()

    def changed(days_ahead: int) -> set[str]:
        from_at, to_at = day_bounds(TODAY + timedelta(days=days_ahead), house.zone)
        rows = db.session.scalars(
            select(Occurrence).where(
                Occurrence.house_id == house.id, Occurrence.starts_at >= from_at, Occurrence.starts_at < to_at
            )
        )
        return {change for row in rows for change in row.changes}

    assert changed(0) == {"room", "leader"}
    assert "cancelled" in changed(1)
    assert "moved" in changed(2)


def test_both_houses_are_filled_half_a_year_ahead(app: Flask) -> None:
    going_on = select(func.min(Series.filled_to)).where(Series.to_day.is_(None))
    assert db.session.scalar(going_on) == TODAY + timedelta(days=187)


def test_loading_a_second_time_is_refused(app: Flask) -> None:
    before = _marks()
    with pytest.raises(Refused, match="empty database"):
        loading.load(app.extensions["settings"])
    assert _marks() == before


def test_another_house_is_never_thrown_away(app: Flask) -> None:
    with writing():
        other = found_organisation({"en": "Open Door"})
        open_house(other.id, slug="own", name={"en": "Own"}, zone="Europe/Warsaw", language="en", by=SYSTEM)
    with pytest.raises(Refused, match="nothing was thrown away"):
        loading.reload(app.extensions["settings"])
    assert set(db.session.scalars(select(House.slug))) == {"linden", "nile", "own"}


def test_loaded_afresh_it_is_the_same_house_again_under_the_same_password(app: Flask) -> None:
    settings = app.extensions["settings"]
    before, houses, password = _marks(), set(db.session.scalars(select(House.id))), kept(settings)["password"]
    db.session.rollback()
    facts = loading.reload(settings)
    assert _marks() == before
    assert houses.isdisjoint(db.session.scalars(select(House.id)))
    assert facts["password"] == password


def test_a_mark_waits_since_yesterday_and_somebody_leads_beside(app: Flask) -> None:
    waits = db.session.scalars(select(HeldMark)).all()
    assert [(one.why, one.settled_at) for one in waits] == [("conflict", None)]
    beside = db.session.scalars(select(CoLeader)).one()
    assert beside.occurrence_id is None and beside.to_at is None


def test_whoever_is_named_on_the_wall_chose_it(app: Flask) -> None:
    named = db.session.scalars(select(Person.given_name).join(WallName, WallName.person_id == Person.id)).all()
    assert sorted(named) == ["Grace", "Piotr", "يوسف"]
