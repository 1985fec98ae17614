"""One date changes, the series stays; what has begun is history."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.people.models import Person
from foundation.database import db
from foundation.errors import Refused, Stale
from foundation.transactions import writing
from sessions.schedule.changes import cancel, change_leader, change_room, move
from sessions.schedule.models import Occurrence, OccurrenceChange
from tests.cast import TODAY, Cast, occurrence_on
from tests.pages import Browser

TOMORROW = TODAY + timedelta(days=1)
WHY = {"en": "Marta is ill"}


def group_of(cast: Cast, day: Any = TOMORROW, series: str = "group") -> Occurrence:
    """The process group of a day."""
    row = db.session.get(Occurrence, occurrence_on(cast, series, day))
    assert row is not None
    return row


def test_a_cancelled_date_keeps_its_reason_and_its_siblings(house: Cast) -> None:
    with writing():
        cancel(group_of(house), reason=WHY, version=0, by=SYSTEM)
    row = group_of(house)
    assert (row.status, row.reason, row.changes, row.sequence) == ("cancelled", WHY, ["cancelled"], 1)
    assert group_of(house, TOMORROW + timedelta(days=1)).status == "planned"


def test_every_change_is_kept_with_before_and_after(house: Cast) -> None:
    with writing():
        change_room(group_of(house), house.rooms["hall"].id, version=0, by=SYSTEM)
    with writing():
        change_leader(group_of(house), house.other_facilitator.id, version=1, by=SYSTEM)
    kinds = db.session.execute(
        select(OccurrenceChange.kind, OccurrenceChange.before, OccurrenceChange.after).order_by(OccurrenceChange.kind)
    ).all()
    assert [kind for kind, _, _ in kinds] == ["leader", "room"]
    assert kinds[1][1:] == ({"room": house.rooms["garden"].id}, {"room": house.rooms["hall"].id})
    assert group_of(house).keeper_id == house.other_facilitator.id


def test_somebody_elses_change_in_the_meantime_is_not_overwritten(house: Cast) -> None:
    with writing():
        change_room(group_of(house), house.rooms["hall"].id, version=0, by=SYSTEM)
    with pytest.raises(Stale), writing():
        cancel(group_of(house), reason=WHY, version=0, by=SYSTEM)
    assert group_of(house).status == "planned"


def test_what_has_begun_stays_as_it_was(house: Cast) -> None:
    with pytest.raises(Refused), writing():
        cancel(group_of(house, TODAY), reason=WHY, version=0, by=SYSTEM)


def test_a_session_is_not_moved_into_the_past(house: Cast) -> None:
    with pytest.raises(Refused), writing():
        move(group_of(house), day=TODAY, start=time(7), end=time(8), reason={}, version=0, by=SYSTEM)


def test_a_session_is_moved_at_most_two_years_ahead(house: Cast) -> None:
    last = TODAY.replace(year=TODAY.year + 2)
    for day in (last + timedelta(days=1), date.max):
        with pytest.raises(Refused, match="within the next two years"), writing():
            move(group_of(house), day=day, start=time(22), end=time(6), reason={}, version=0, by=SYSTEM)
    with writing():
        move(group_of(house), day=last, start=time(22), end=time(6), reason={}, version=0, by=SYSTEM)
    assert group_of(house).wall_start.date() == last


def test_a_move_over_fourteen_hours_is_refused(house: Cast) -> None:
    with pytest.raises(Refused), writing():
        move(group_of(house), day=TOMORROW, start=time(8), end=time(22), reason={}, version=0, by=SYSTEM)


def test_a_taken_room_is_refused_unless_one_means_it(house: Cast) -> None:
    there = {"day": TOMORROW, "start": time(8, 30), "end": time(9, 30), "reason": {}, "version": 0, "by": SYSTEM}
    with pytest.raises(Refused), writing():
        move(group_of(house), **there)
    with writing():
        move(group_of(house), **there, anyway=True)
    assert group_of(house).wall_start.time() == time(8, 30)


def test_only_those_who_work_here_that_day_can_lead(house: Cast) -> None:
    for person in (house.resident, house.other_manager):
        with pytest.raises(Refused), writing():
            change_leader(group_of(house), person.id, version=0, by=SYSTEM)


def test_a_room_of_another_house_is_none(house: Cast) -> None:
    with pytest.raises(Refused), writing():
        change_room(group_of(house), "f" * 32, version=0, by=SYSTEM)


Browse = Callable[[Person | None], Browser]


def test_the_manager_cancels_in_the_browser_and_residents_read_why(house: Cast, browse: Browse) -> None:
    row = group_of(house)
    manager = browse(house.manager)
    manager.get(f"/occurrences/{row.id}")
    manager.post(f"/occurrences/{row.id}/cancellation", {"version": "0", "reason": "Marta is ill"})
    assert "Marta is ill" in browse(house.resident).text(f"/today?day={TOMORROW}")


def test_the_form_comes_back_with_one_sentence_and_what_was_typed(house: Cast, browse: Browse) -> None:
    row = group_of(house)
    browser = browse(house.facilitator)
    browser.get(f"/occurrences/{row.id}")
    fields = {"version": "0", "day": TOMORROW.isoformat(), "start": "08:00", "end": "22:00", "reason": "Feast"}
    answer = browser.post(f"/occurrences/{row.id}/move", fields, status=422)
    text = answer.get_data(as_text=True)
    assert "a session lasts at most 12 hours" in text
    assert 'value="Feast"' in text
    assert 'name="anyway"' not in text


def test_a_facilitator_changes_only_what_they_lead(house: Cast, browse: Browse) -> None:
    row = group_of(house)
    other = browse(house.other_facilitator)
    assert "/cancellation" not in other.text(f"/occurrences/{row.id}")
    other.post(f"/occurrences/{row.id}/cancellation", {"version": "0", "reason": "x"}, status=404)
    assert group_of(house).status == "planned"
