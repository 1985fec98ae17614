"""What was changed about single dates: some in the past, some today and in the days ahead."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from sqlalchemy import select

from community.houses.models import Room
from demonstration.home import Home
from demonstration.words import FEAST, LATER, REPAIR
from foundation.clock import now
from foundation.database import db
from foundation.errors import Refused
from foundation.walltime import day_bounds
from sessions.schedule.changes import cancel, change_leader, change_room, move
from sessions.schedule.models import Occurrence, Series

GROUPS = (
    *("process_group", "creative", "occupational", "relapse_prevention", "lecture", "morning_meeting"),
    *("house_meeting", "evening_review", "step_study", "family_education", "leisure"),
)
IN_ROOMS = ("leisure", "evening_review", "house_meeting", "morning_meeting", *GROUPS)
LEADS = ("facilitator", "counsellor", "manager")
HALF_HOUR = timedelta(minutes=30)


def note_changes(home: Home) -> None:
    """Note the changes, each the evening before or earlier, as a house does it."""
    home.note(31, 17, 0, lambda: _cancel(home, 30, FEAST))
    home.note(17, 17, 0, lambda: _lead(home, 16))
    home.note(9, 17, 0, lambda: _cancel(home, 8, REPAIR))
    home.note(4, 17, 0, lambda: _lead(home, 3))
    # By yesterday evening, so that today's sessions show it at whatever hour the house is loaded.
    home.note(1, 17, 0, lambda: _other_room(home, 0))
    home.note(1, 17, 5, lambda: _lead(home, 0))
    home.note(1, 17, 10, lambda: _cancel(home, -1, REPAIR))
    home.note(1, 17, 15, lambda: _later(home, _pick(home, -2, GROUPS)))
    home.note(1, 17, 20, lambda: _later(home, _next_family_session(home)))


def _pick(home: Home, days_ago: int, kinds: Sequence[str]) -> Occurrence:
    """The first unchanged session of a day, of the first of those types that the day has."""
    from_at, to_at = day_bounds(home.day(days_ago), home.plan.zone)
    statement = (
        select(Occurrence, Series.type_key)
        .join(Series, Series.id == Occurrence.series_id)
        .where(
            Occurrence.house_id == home.house.id,
            Occurrence.starts_at >= from_at,
            Occurrence.starts_at < to_at,
            Occurrence.sequence == 0,
            Series.type_key.in_(kinds),
            Occurrence.room_id.is_not(None),
        )
    )
    rows = db.session.execute(statement).all()
    return min(rows, key=lambda row: (kinds.index(row[1]), row[0].starts_at))[0]


def _next_family_session(home: Home) -> Occurrence:
    """The family session after next: relatives see it move in their calendars."""
    statement = (
        select(Occurrence)
        .join(Series, Series.id == Occurrence.series_id)
        .where(
            Occurrence.house_id == home.house.id,
            Occurrence.starts_at > now() + timedelta(days=2),
            Series.type_key == "family_session",
        )
        .order_by(Occurrence.starts_at)
        .limit(1)
    )
    return db.session.scalars(statement).one()


def _cancel(home: Home, days_ago: int, reason: dict[str, str]) -> None:
    chosen = _pick(home, days_ago, GROUPS)
    cancel(chosen, reason=reason, version=chosen.sequence, by=home.manager)


def _first_that_works(tries: Sequence[Callable[[], None]]) -> None:
    """Do the first thing that no clash forbids; the last one always works or is left."""
    for attempt in tries:
        try:
            attempt()
        except Refused:
            continue
        return


def _lead(home: Home, days_ago: int) -> None:
    chosen = _pick(home, days_ago, GROUPS)
    staff = [home.people[worker.key].id for worker in home.plan.staff if worker.role in LEADS]
    others = [person for person in staff if person != chosen.leader_id]

    def give(person: str) -> Callable[[], None]:
        return lambda: change_leader(chosen, person, version=chosen.sequence, by=home.manager)

    _first_that_works([give(person) for person in others])


def _other_room(home: Home, days_ago: int) -> None:
    chosen = _pick(home, days_ago, IN_ROOMS)
    statement = select(Room.id).where(Room.house_id == home.house.id, Room.id != chosen.room_id)
    rooms = db.session.scalars(statement.order_by(Room.capacity.desc(), Room.id)).all()

    def give(room: str) -> Callable[[], None]:
        return lambda: change_room(chosen, room, version=chosen.sequence, by=home.manager)

    _first_that_works([give(room) for room in rooms])


def _later(home: Home, chosen: Occurrence) -> None:
    def put(by: timedelta, anyway: bool) -> Callable[[], None]:
        start, end = chosen.wall_start + by, chosen.wall_end + by
        return lambda: move(
            chosen,
            day=start.date(),
            start=start.time(),
            end=end.time(),
            reason=LATER,
            version=chosen.sequence,
            by=home.manager,
            anyway=anyway,
        )

    _first_that_works([put(HALF_HOUR, False), put(2 * HALF_HOUR, False), put(HALF_HOUR, True)])
