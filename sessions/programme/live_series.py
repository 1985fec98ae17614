"""Reading the series that still go on from a day on, as they are compared with a template's rows."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import func, or_, select

from foundation.clock import now
from foundation.database import db
from sessions.programme.comparing import FACTS, MORE_FACTS, Planned
from sessions.programme.queries import base_key
from sessions.schedule.models import Occurrence, Series, SeriesStage


@dataclass(frozen=True, slots=True)
class LiveSeries:
    """A repeating session of the house with dates still to come, and the id of the first of them."""

    planned: Planned
    series: Series
    first_date_id: str


def live_series(house_id: str, from_day: date) -> dict[str, LiveSeries]:
    """The repeating series of a house that have dates from a day of its wall on which have not begun, by id.

    Sessions held once are not among them, nor what goes on soon as another series of its line. Three statements.
    """
    begins = datetime.combine(from_day, time())
    ahead = (
        select(Occurrence.series_id, func.min(Occurrence.recurrence_id).label("first"))
        .where(Occurrence.house_id == house_id, Occurrence.recurrence_id >= begins, Occurrence.starts_at > now())
        .group_by(Occurrence.series_id)
        .subquery()
    )
    statement = (
        select(Series, Occurrence.id)
        .join(ahead, ahead.c.series_id == Series.id)
        .join(Occurrence, (Occurrence.series_id == Series.id) & (Occurrence.recurrence_id == ahead.c.first))
        .where(Series.house_id == house_id, or_(Series.to_day.is_(None), Series.to_day > from_day))
        .order_by(Series.created_at, Series.id)
    )
    rows = [(series, first) for series, first in db.session.execute(statement) if "COUNT=1" not in _parts(series)]
    going_on = {series.line_id for series, _ in rows if series.to_day is None}
    found = [(series, first) for series, first in rows if series.to_day is None or series.line_id not in going_on]
    stages: dict[str, list[str]] = defaultdict(list)
    of_house = select(SeriesStage.series_id, SeriesStage.stage_id).where(SeriesStage.house_id == house_id)
    for series_id, stage_id in db.session.execute(of_house):
        stages[series_id].append(stage_id)
    keyed = select(Series.line_id, Series.source_key).where(Series.house_id == house_id, Series.source_key.is_not(None))
    keys = {line: base_key(key) for line, key in db.session.execute(keyed) if key is not None}
    return {
        series.id: LiveSeries(
            Planned(series.id, keys.get(series.line_id), _facts(series, stages[series.id]), series.sequence),
            series,
            first,
        )
        for series, first in found
    }


def _parts(series: Series) -> list[str]:
    return series.rule.split(";")


def _facts(series: Series, stages: list[str]) -> dict[str, Any]:
    facts = {name: getattr(series, name) for name in (*FACTS, *MORE_FACTS) if name != "stages"}
    return facts | {"stages": tuple(stages)}
