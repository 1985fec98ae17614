"""Reading what a house has planned, so that a week's file is compared with it."""

from collections.abc import Mapping

from sqlalchemy import select

from foundation.clock import now, today
from foundation.database import bare_rows, db
from sessions.programme.side_by_side import Dated
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.recurrence import dates_between
from sessions.schedule.session_types import TYPES


def planned_dates(house_id: str) -> list[Dated]:
    """Every date of a house that has not ended and is not cancelled, as far as its series are filled; by start."""
    statement = (
        select(
            Occurrence.series_id,
            Occurrence.wall_start,
            Occurrence.wall_end,
            Occurrence.room_id,
            Occurrence.leader_id,
            Occurrence.keeper_id,
            Series.audience,
        )
        .join(Series, Series.id == Occurrence.series_id)
        .where(Occurrence.house_id == house_id, Occurrence.status == "planned", Occurrence.ends_at > now())
        .order_by(Occurrence.starts_at, Series.created_at, Series.source_key, Series.id)
    )
    return [Dated._make(row) for row in bare_rows(statement)]


def titles_of(house_id: str) -> dict[str, Mapping[str, str]]:
    """The titles of a house's series by their id; of one without any, its type's name."""
    rows = db.session.execute(select(Series.id, Series.titles, Series.type_key).where(Series.house_id == house_id))
    return {series_id: titles or {"en": TYPES[type_key].name} for series_id, titles, type_key in rows}


def loaded_series(house_id: str) -> tuple[dict[str, str], set[str]]:
    """What came from a file, by what makes its row the same row again: the series that goes on, and all keys in use.

    A series that was changed since goes on as another of its line; one that ended is there no more.
    """
    columns = (Series.id, Series.source_key, Series.line_id, Series.rule, Series.first_day, Series.to_day, Series.zone)
    rows = db.session.execute(select(*columns).where(Series.house_id == house_id)).all()
    goes_on: dict[str, str] = {}
    for row in rows:
        if row.to_day is None or dates_between(row.rule, row.first_day, today(row.zone), row.to_day):
            goes_on.setdefault(row.line_id, row.id)
    keyed = [row for row in rows if row.source_key is not None]
    known = {base_key(row.source_key): goes_on[row.line_id] for row in keyed if row.line_id in goes_on}
    return known, {row.source_key for row in keyed}


def base_key(key: str) -> str:
    """The key of a row, without what tells a second loading from an ended first one."""
    return key.partition("#")[0]


def unused_key(key: str, taken: set[str]) -> str:
    """The key for a series begun now: a row whose first series has ended may begin another."""
    number = 2
    found = key
    while found in taken:
        found, number = f"{key}#{number}", number + 1
    taken.add(found)
    return found
