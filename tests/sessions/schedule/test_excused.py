"""Who is not expected and why; and that who is expected follows memberships, leaves and engagements of any kind."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from community.access.actor import SYSTEM
from community.people.models import Person
from community.residency.engagements import note_engagement
from community.residency.models import Engagement, EngagementDate, Leave
from community.residency.operations import grant_leave
from foundation.database import db, new_id
from foundation.transactions import writing
from sessions.groups.models import GroupMembership
from sessions.groups.operations import form_group
from sessions.schedule.excused import taken_out
from sessions.schedule.expectation import expected
from sessions.schedule.models import Occurrence, Series
from tests.cast import NOW, TODAY, Cast, occurrence_on, reads_english
from tests.pages import Browser
from tests.statements import statements

Browse = Callable[[Person | None], Browser]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def elsewhere(house: Cast, who: str, reason: str, start: time = time(9), end: time = time(12)) -> None:
    """Somebody is elsewhere today."""
    with writing():
        note_engagement(
            db.session.merge(house.stays[who]),
            reason=reason,
            days=(),
            first_day=TODAY,
            to_day=None,
            start=start,
            end=end,
            zone=house.house.zone,
            by=SYSTEM,
        )


def away(house: Cast, who: str, from_at: datetime, to_at: datetime) -> None:
    """Somebody is on leave."""
    with writing():
        grant_leave(db.session.merge(house.stays[who]), from_at=from_at, to_at=to_at, by=SYSTEM)


def test_each_is_named_with_the_reason_and_until_when_in_one_statement(app: Flask, house: Cast) -> None:
    elsewhere(house, "resident", "court")
    elsewhere(house, "other_resident", "medical")
    elsewhere(house, "other_resident", "work", time(10), time(16))
    away(house, "other_resident", NOW - DAY, NOW + DAY)
    elsewhere(house, "newcomer", "job_duty", time(11), time(12))
    group = occurrence_on(house, "group", TODAY)
    with statements() as sent:
        found = taken_out(group)
    assert ([one[1:] for one in found], len(sent)) == (
        [
            ("Piotr Z.", "on leave", datetime(2026, 11, 25, 10, 32)),
            ("Yusuf H.", "court", datetime(2026, 11, 24, 12)),
        ],
        1,
    )
    # The family session is for one alone: nobody else is missed there.
    assert taken_out(occurrence_on(house, "family", TODAY + DAY)) == []
    # At noon all are back but who is on leave.
    assert [one.shown for one in taken_out(occurrence_on(house, "lunch", TODAY))] == ["Piotr Z."]


def test_the_register_says_why_somebody_is_not_expected_instead_of_an_absence(house: Cast, browse: Browse) -> None:
    elsewhere(house, "resident", "court")
    path = f"/occurrences/{occurrence_on(house, 'group', TODAY)}"
    reads_english(house.facilitator)
    browser = browse(house.facilitator)
    for page in (path, f"{path}/register"):
        text = browser.text(page)
        assert ("Not expected" in text, "Yusuf H." in text, "court" in text) == (True, True, True)
    browser.post(f"{path}/register")
    text = browser.text(f"{path}/register")
    assert (text.count('class="person waiting"'), "court" in text) == (2, True)
    # Whoever is on the register already stays there.
    elsewhere(house, "newcomer", "medical")
    assert "medical visit" not in browser.text(f"{path}/register")


@pytest.mark.parametrize("who", ["other_facilitator", "resident", "other_resident"])
def test_nobody_else_reads_why(house: Cast, browse: Browse, who: str) -> None:
    elsewhere(house, "newcomer", "court")
    reads_english(house.people[who])
    text = browse(house.people[who]).text(f"/occurrences/{occurrence_on(house, 'group', TODAY)}")
    assert ("Not expected" in text, "court" in text) == (False, False)


def test_a_manager_who_does_not_lead_it_is_recorded_as_a_reader(house: Cast, browse: Browse) -> None:
    elsewhere(house, "resident", "court")
    path = f"/occurrences/{occurrence_on(house, 'group', TODAY)}"
    browse(house.facilitator).text(path)
    reads_english(house.resident)
    told = "Why somebody is not expected was read"
    assert told not in browse(house.resident).text("/record/readers")
    browse(house.manager).text(path)
    assert told in browse(house.resident).text("/record/readers")


_HOURS = st.integers(0, 96)
_SPANS = st.lists(st.tuples(_HOURS, st.integers(1, 12)), max_size=3)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(memberships=_SPANS, leaves=_SPANS, engagements=_SPANS)
def test_who_is_expected_is_what_plain_intervals_say(
    app: Flask, house: Cast, memberships: list, leaves: list, engagements: list
) -> None:
    """Against a model in three lines: a member then, not on leave then, not elsewhere then; else taken out, or not."""
    start = NOW.replace(hour=0, minute=30)
    person, stay = house.resident, house.stays["resident"]

    def spans(hours: list[tuple[int, int]]) -> list[tuple[datetime, datetime]]:
        return [(start + a * HOUR, start + (a + n) * HOUR) for a, n in hours]

    series = house.series["group"]
    with writing():
        for table in (EngagementDate, Engagement, Leave):
            db.session.execute(delete(table))
        group = form_group(house.house.id, name={"en": "Circle"}, kind="group", by=SYSTEM)
        row = db.session.get_one(Series, series.id)
        row.audience, row.group_id = "group", group.id
        same = {"house_id": house.house.id}
        for a, b in spans(memberships):
            db.session.add(
                GroupMembership(id=new_id(), group_id=group.id, person_id=person.id, from_at=a, to_at=b, **same)
            )
        for a, b in spans(leaves):
            db.session.add(Leave(id=new_id(), stay_id=stay.id, from_at=a, to_at=b, **same))
        for a, b in spans(engagements):
            one = Engagement(
                id=new_id(),
                stay_id=stay.id,
                reason="work",
                days=[],
                first_day=TODAY,
                to_day=TODAY + DAY,
                wall_start=time(8),
                wall_end=time(9),
                filled_to=TODAY + DAY,
                noted_at=NOW,
                **same,
            )
            db.session.add(one)
            db.session.flush()
            db.session.add(
                EngagementDate(id=new_id(), engagement_id=one.id, stay_id=stay.id, starts_at=a, ends_at=b, **same)
            )
    for n in range(5):
        occurrence = occurrence_on(house, "group", TODAY + n * DAY)
        at = db.session.get_one(Occurrence, occurrence).starts_at

        def covered(hours: list, at: datetime = at) -> bool:
            return any(a <= at < b for a, b in spans(hours))

        member, busy = covered(memberships), covered(leaves) or covered(engagements)
        rows = expected(Occurrence.id == occurrence).subquery()
        assert db.session.scalars(select(rows.c.person_id)).all() == ([person.id] if member and not busy else [])
        reasons = [one.reason for one in taken_out(occurrence)]
        why = "on leave" if covered(leaves) else "work outside"
        assert reasons == ([why] if member and busy else [])
    db.session.rollback()
