"""The week of a house: loaded from its file, with who is invited to the family session and who watches at night."""

from datetime import datetime, time, timedelta
from pathlib import Path

from sqlalchemy import select

from community.houses.models import Room
from demonstration.home import Home
from demonstration.plan import PAST_DAYS
from demonstration.words import NIGHT_WATCH
from foundation.clock import now, today
from foundation.database import db
from sessions import programme
from sessions.groups.models import Group
from sessions.groups.operations import form_group, join_group
from sessions.programme.operations import load_week
from sessions.programme.week_file import parse_week
from sessions.schedule.filling import HORIZON, fill, fill_house
from sessions.schedule.models import Series
from sessions.schedule.operations import start_series

WEEKS = Path(programme.__file__).parent / "weeks"
WEEKS_OF_WATCH_AHEAD = 3
# Somebody takes the night watch once they know the house.
SETTLED_DAYS = 21


def note_week(home: Home) -> None:
    """Note that the week began eight weeks ago, and that it is filled half a year ahead today."""
    home.note(PAST_DAYS, 4, 0, lambda: _begin(home))
    home.diary.note(home.diary.until, lambda: _fill(home))


def _begin(home: Home) -> None:
    raw = (WEEKS / home.plan.week_file).read_bytes()
    load_week(home.house, parse_week(raw), by=home.manager, first_day=home.day(PAST_DAYS))
    _invite(home)
    if home.plan.night_watch:
        _begin_watch(home)


def _fill(home: Home) -> None:
    fill_house(home.house.id, home.plan.zone)


def _invite(home: Home) -> None:
    statement = (
        select(Group)
        .join(Series, Series.group_id == Group.id)
        .where(Series.house_id == home.house.id, Series.type_key == "family_session")
    )
    group = db.session.scalars(statement).one()
    came = {guest.key: guest.came for guest in home.plan.guests}
    for key in home.plan.invited:
        day = min(PAST_DAYS - 1, came[key] - 3)
        home.note(day, 17, 15, lambda key=key: _join(home, group, key))  # type: ignore[misc]


def _join(home: Home, group: Group, key: str) -> None:
    join_group(group, home.people[key].id, from_at=now(), by=home.manager)


def _begin_watch(home: Home) -> None:
    """A series of the house's own, and two residents for each of its weeks, noted a week before."""
    group = form_group(home.house.id, name=NIGHT_WATCH, by=home.manager)
    room = db.session.scalars(
        select(Room.id).where(Room.house_id == home.house.id).order_by(Room.capacity.desc()).limit(1)
    ).one()
    series = start_series(
        home.house.id,
        type_key="job_duty",
        titles=NIGHT_WATCH,
        rule="FREQ=DAILY",
        first_day=home.day(PAST_DAYS),
        wall_start=time(22, 10),
        wall_end=time(6, 30),
        zone=home.plan.zone,
        room_id=room,
        leader_kind="none",
        audience="rota",
        group_id=group.id,
        wants_register=False,
        by=home.manager,
    )
    fill(series, today(home.plan.zone) + HORIZON)
    for number, first in enumerate(range(PAST_DAYS - 1, -7 * WEEKS_OF_WATCH_AHEAD, -7)):
        home.note(max(first + 6, 1), 18, 0, lambda n=number, d=first: _watch(home, group, n, d))  # type: ignore[misc]


def _watch(home: Home, group: Group, number: int, first: int) -> None:
    """Two residents take the watch for seven days from so many days ago; every one has a turn."""
    settled = [
        guest.key
        for guest in home.plan.guests
        if guest.came >= first + SETTLED_DAYS and (guest.left is None or guest.left < first - 7)
    ]
    from_at: datetime = home.instant(first, 12)
    for turn in (2 * number, 2 * number + 1):
        person = home.people[settled[turn % len(settled)]]
        join_group(group, person.id, from_at=from_at, to_at=from_at + timedelta(days=7), by=home.manager)
