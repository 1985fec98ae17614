"""Somebody changed the date while a form was open: 409 with what stands, who and when, and what was typed."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from flask import Flask

from community.people.models import Person
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from sessions.schedule.changes import cancel, change_room, move
from sessions.schedule.models import Occurrence
from tests.cast import NOW, TODAY, Cast, actor_for, occurrence_on
from tests.pages import Browser, Page

Browse = Callable[[Person | None], Browser]
TOMORROW = TODAY + timedelta(days=1)
CHANGED = "Somebody changed this session in the meantime. Look at it again, then decide."
HELD = NOW + timedelta(minutes=8)


def row_of(house: Cast) -> Occurrence:
    """Tomorrow's process group."""
    return db.session.get_one(Occurrence, occurrence_on(house, "group", TOMORROW), populate_existing=True)


def changed_by_the_manager(house: Cast, change: Callable[..., None], *of: Any, at: datetime = HELD, **more: Any) -> str:
    """The manager changes it at 10:40 on the wall; the address of the date."""
    by = actor_for(house.manager)
    with held_at(at), writing():
        row = row_of(house)
        change(row, *of, version=row.sequence, by=by, **more)
    return f"/occurrences/{row.id}"


def form_at(text: str, action: str) -> dict[str, str]:
    """The fields of the form that goes to an address, as a browser would send them again."""
    return dict(next(form["fields"] for form in Page(text).forms if form["action"] == action))


def box(text: str) -> str:
    """The part of the page that says what happened meanwhile."""
    return text[text.index('role="alert"') :].split("</section>")[0]


def test_a_stale_move_comes_back_with_both_values_who_and_when_and_can_be_sent_again(
    app: Flask, house: Cast, browse: Browse
) -> None:
    browser = browse(house.facilitator)
    path = changed_by_the_manager(
        house, move, day=TOMORROW, start=time(14), end=time(15), reason={"en": "The baker comes"}
    )
    typed = {"version": "0", "day": "2026-11-26", "start": "16:30", "end": "17:30", "reason": "A guest comes"}
    text = browser.post(f"{path}/move", typed, status=409).get_data(as_text=True)
    told = box(text)
    assert CHANGED in told
    for now, mine in (("14:00", "16:30"), ("15:00", "17:30"), ("The baker comes", "A guest comes")):
        assert told.index(f">{now}<") < told.index(f">{mine}<")
    assert [word for word in ("Ewa M.", "Tuesday 24 November", "10:40", "moved") if word not in told] == []
    again = form_at(text, f"{path}/move")
    assert {name: again[name] for name in typed} == typed | {"version": "1"}
    assert "anyway" not in again
    browser.post(f"{path}/move", {name: again[name] for name in typed})
    assert row_of(house).wall_start == datetime(2026, 11, 26, 16, 30)


def test_a_stale_room_and_a_stale_leader_name_what_was_chosen(app: Flask, house: Cast, browse: Browse) -> None:
    path = changed_by_the_manager(house, change_room, house.rooms["hall"].id)
    text = (
        browse(house.facilitator).post(f"{path}/room", {"version": "0", "room": ""}, status=409).get_data(as_text=True)
    )
    told = box(text)
    assert told.index(">Hall<") < told.index(">no room<")
    assert [word for word in ("Ewa M.", "10:40", "other room") if word not in told] == []
    fields = {"version": "0", "leader": house.other_facilitator.id}
    told = box(browse(house.facilitator).post(f"{path}/leader", fields, status=409).get_data(as_text=True))
    assert told.index(">Marta W.<") < told.index(">Farid N.<")
    assert "Hall" in told


def test_only_what_happened_since_the_form_was_read_is_told(app: Flask, house: Cast, browse: Browse) -> None:
    path = changed_by_the_manager(house, change_room, house.rooms["hall"].id)
    later = HELD + timedelta(minutes=1)
    changed_by_the_manager(house, move, day=TOMORROW, start=time(14), end=time(15), reason={}, at=later)
    fields = {"version": "1", "room": ""}
    told = box(browse(house.facilitator).post(f"{path}/room", fields, status=409).get_data(as_text=True))
    assert ("moved" in told, "other room" in told) == (True, False)


def test_what_was_typed_is_shown_even_when_the_date_is_cancelled_by_now(
    app: Flask, house: Cast, browse: Browse
) -> None:
    path = changed_by_the_manager(house, cancel, reason={"en": "Marta is ill"})
    fields = {"version": "0", "reason": "The boiler is broken"}
    text = browse(house.facilitator).post(f"{path}/cancellation", fields, status=409).get_data(as_text=True)
    told = box(text)
    assert [word for word in ("Ewa M.", "cancelled", "Marta is ill", "The boiler is broken") if word not in told] == []
    assert [form["action"] for form in Page(text).forms if form["action"] == f"{path}/cancellation"] == []


@pytest.mark.parametrize("version", ["-1", "abc", "7", "99999999"])
def test_a_version_that_nobody_ever_read_is_stale_too(app: Flask, house: Cast, browse: Browse, version: str) -> None:
    path = changed_by_the_manager(house, change_room, house.rooms["hall"].id)
    text = (
        browse(house.facilitator)
        .post(f"{path}/room", {"version": version, "room": ""}, status=409)
        .get_data(as_text=True)
    )
    assert (CHANGED in box(text), form_at(text, f"{path}/room")["version"]) == (True, "1")


def test_whoever_may_not_change_it_learns_nothing_of_the_change(app: Flask, house: Cast, browse: Browse) -> None:
    path = changed_by_the_manager(house, change_room, house.rooms["hall"].id)
    fields = {"version": "0", "room": ""}
    for person, status in ((house.other_facilitator, 404), (house.other_manager, 404), (house.resident, 403)):
        text = browse(person).post(f"{path}/room", fields, status=status).get_data(as_text=True)
        assert "Ewa" not in text
