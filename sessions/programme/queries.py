"""Reading what a house has planned, so that a week's file is compared with it."""

from collections.abc import Mapping

from sqlalchemy import select

from foundation.clock import now
from foundation.database import bare_rows, db
from sessions.programme.side_by_side import Dated
from sessions.schedule.models import Occurrence, Series
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


def loaded_series(house_id: str) -> dict[str, str]:
    """The ids of a house's series that came from a file, by what makes their row the same row again."""
    statement = select(Series.source_key, Series.id).where(Series.house_id == house_id)
    return {key: series_id for key, series_id in db.session.execute(statement) if key is not None}
