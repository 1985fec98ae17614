"""Reading pauses, and the dates of the days they stand on."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Date, Select, String, and_, bindparam, or_, select

from community.access.actor import Actor
from foundation.database import bare_rows, db
from foundation.errors import NotFound
from foundation.walltime import day_bounds
from sessions.schedule.models import Occurrence, Pause, Series
from sessions.schedule.pauses import Rest

_COLUMNS: tuple[Any, ...] = (
    *(Pause.id, Pause.name, Pause.kind, Pause.first_day, Pause.last_day, Pause.covers, Pause.moves_to),
    Pause.made_at,
)


class Dated(NamedTuple):
    """One date of some days: what it is, when it was planned and when it stands (naive walls), what a pause changes."""

    id: str
    type_key: str
    titles: Mapping[str, str]
    counted: bool
    wants_register: bool
    zone: str
    rule: str
    series_made_at: datetime
    planned: datetime
    wall_start: datetime
    wall_end: datetime
    starts_at: datetime
    ends_at: datetime
    room_id: str | None
    leader_id: str | None
    status: str
    changes: list[str]
    reason: dict[str, str]
    sequence: int
    pause_id: str | None


def pauses_between(house_id: str, first_day: date, last_day: date) -> list[Rest]:
    """The pauses that stand on any of the days from the first to the last (both included), by their first day.

    Those too whose sessions go on one of these days instead: ``Rest.on(day)`` says which it is. One statement.
    """
    values = {"house_id": house_id, "first_day": first_day, "last_day": last_day}
    found = [Rest(*tuple(row)) for row in bare_rows(_between(), values)]
    return sorted(found, key=lambda rest: (rest.first_day, rest.made_at))


@cache
def _between() -> Select[*tuple[Any, ...]]:
    """Built once, for every page of the day asks it."""
    first_day, last_day = (bindparam(name, type_=Date()) for name in ("first_day", "last_day"))
    touches = and_(Pause.first_day <= last_day, Pause.last_day >= first_day)
    of_house = (Pause.house_id == bindparam("house_id", type_=String()), Pause.ended_at.is_(None))
    return select(*_COLUMNS).where(*of_house, or_(touches, Pause.moves_to.between(first_day, last_day)))


def pauses_of(house_id: str) -> list[Pause]:
    """Every pause a house ever had, those taken back too, the latest first."""
    statement = select(Pause).where(Pause.house_id == house_id)
    return list(db.session.scalars(statement.order_by(Pause.first_day.desc(), Pause.made_at.desc(), Pause.id)))


def pause_for(actor: Actor, pause_id: str) -> Pause:
    """A pause of one's own house; NotFound for any other."""
    pause = db.session.scalar(select(Pause).where(Pause.id == pause_id, Pause.house_id == actor.house_id))
    if pause is None:
        raise NotFound()
    return pause


def _dated() -> Select[*tuple[Any, ...]]:
    columns: tuple[Any, ...] = (
        *(Occurrence.id, Series.type_key, Series.titles, Series.counted, Series.wants_register, Series.zone),
        *(Series.rule, Series.created_at, Occurrence.recurrence_id, Occurrence.wall_start, Occurrence.wall_end),
        *(Occurrence.starts_at, Occurrence.ends_at, Occurrence.room_id, Occurrence.leader_id),
        *(Occurrence.status, Occurrence.changes, Occurrence.reason, Occurrence.sequence, Occurrence.pause_id),
    )
    order = (Occurrence.starts_at, Occurrence.ends_at, Occurrence.id)
    return select(*columns).join(Series, Series.id == Occurrence.series_id).order_by(*order)


def dates_on(house_id: str, zone: str, first_day: date, last_day: date) -> list[Dated]:
    """Every date that begins on the days from the first to the last (both included) in a zone (IANA), by its start."""
    from_at, to_at = day_bounds(first_day, zone)[0], day_bounds(last_day, zone)[1]
    statement = _dated().where(
        Occurrence.house_id == house_id, Occurrence.starts_at >= from_at, Occurrence.starts_at < to_at
    )
    return [Dated._make(row) for row in bare_rows(statement)]


def dates_of_pause(pause: Pause) -> list[Dated]:
    """The dates that a pause has cancelled or moved and that nobody decided otherwise about since, by their start."""
    from_at = day_bounds(min(pause.first_day, pause.moves_to or pause.first_day) - timedelta(days=2), "UTC")[0]
    statement = _dated().where(
        Occurrence.house_id == pause.house_id, Occurrence.starts_at >= from_at, Occurrence.pause_id == pause.id
    )
    return [Dated._make(row) for row in bare_rows(statement)]
