"""The verbs that change a series: one date of it, a weekday, everything from a date on, or all that has not begun.

What has begun is history: a series that goes on otherwise goes on as another series of the same line, and its dates
come along with their identity, notes and marks.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from community.access.actor import By
from community.audit.operations import record
from community.houses.operations import clean_words
from foundation.clock import now, today
from foundation.database import db, new_id
from foundation.errors import NotFound, Refused, Stale
from foundation.messages import N_
from sessions.schedule.changing import hold_house
from sessions.schedule.coming_along import Change, cancelled, noted, planned_before
from sessions.schedule.effect import Effect, EffectDate
from sessions.schedule.following import continued, without_weekday
from sessions.schedule.going_on import Piece, go_on
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.one_date import change_date
from sessions.schedule.series_dates import how_many_begun, not_begun, write
from sessions.schedule.wanted import still_to_do

DATE, WEEKDAY, FOLLOWING, WHOLE = "date", "weekday", "following", "whole"
SCOPES = (DATE, WEEKDAY, FOLLOWING, WHOLE)
BEGUN = N_("This session has begun; what has happened stays as it was.")


def amend(
    series: Series,
    *,
    scope: str,
    occurrence: Occurrence | None,
    changes: Mapping[str, Any],
    version: int,
    by: By,
    reason: Mapping[str, str] | None = None,
    anyway: bool = False,
    batch_id: str | None = None,
) -> Effect:
    """Change a series; ``changes`` hold only what changes, by the names of the columns of Series, and may hold
    ``stages`` (ids of stages) and ``day_shift`` (whole days later, for dragging to another day).

    ``scope``: "date", ``occurrence`` alone; "weekday", its weekday from it on, while the other days stay; "following",
    everything from what the series planned for it on; "whole", every date that has not begun. Dates with a time, room
    or leader of their own keep it. Dates the new rule has no place for are cancelled with ``reason``, which people
    read. Stale when the series is not the version that was read, Taken for a taken room or leader unless ``anyway``,
    Refused for what has begun, for nothing, and for whatever a series cannot be.
    """
    hold_series(series, version)
    words = clean_words(reason, longest=300) if reason else {}
    change = Change(series, words, by, anyway, batch_id or new_id())
    wanted = still_to_do(series, changes, scope == DATE)
    if scope not in SCOPES or (scope != WHOLE and occurrence is None):
        raise Refused(N_("Please choose which dates it is for."))
    if occurrence is not None and occurrence.series_id != series.id:
        raise NotFound()
    if scope == DATE:
        assert occurrence is not None
        return change_date(change, occurrence, wanted)
    first = None if scope == WHOLE else occurrence
    if first is not None and first.starts_at <= now():
        raise Refused(BEGUN)
    rows = _going_on(series, not_begun(series.id, first.recurrence_id if first else None))
    if not rows:
        raise Refused(N_("No date of this series is still to come."))
    begun = how_many_begun(series.id)
    from_day = _from_day(series, rows)
    effects = [go_on(change, piece, from_day) for piece in _pieces(series, scope, wanted, rows, from_day)]
    stop(series, from_day)
    record(series.house_id, "series:amend", by=by, subject=f"series:{series.id}", details={"scope": scope})
    edit, tally = effects[0]
    return tally.effect(edit.id, change.batch_id, edit.new_series_id or series.id, begun)


def _going_on(series: Series, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without what lies after the series' end: that was cancelled, or somebody decided about the one date since."""
    last = series.to_day or date.max
    return [row for row in rows if row["recurrence_id"].date() < last]


def _from_day(series: Series, rows: list[dict[str, Any]]) -> date:
    """The first day of the old plan that is still open: what was planned earlier was moved, and has its own time."""
    ahead = [row["recurrence_id"] for row in rows if not planned_before(row, series.zone)]
    return ahead[0].date() if ahead else max(today(series.zone), rows[-1]["recurrence_id"].date())


def _pieces(
    series: Series, scope: str, wanted: dict[str, Any], rows: list[dict[str, Any]], from_day: date
) -> list[Piece]:
    if scope != WEEKDAY:
        return [Piece(continued(series.rule, series.first_day), wanted, rows)]
    rest, one = without_weekday(series.rule, series.first_day, from_day)
    mine = [row for row in rows if row["recurrence_id"].weekday() == from_day.weekday()]
    others = [row for row in rows if row not in mine]
    pieces = [Piece(one, wanted, mine)]
    return [*pieces, Piece(rest, {}, others)] if others else pieces


def end_series(
    series: Series,
    *,
    from_day: date,
    version: int,
    by: By,
    reason: Mapping[str, str] | None = None,
    batch_id: str | None = None,
) -> Effect:
    """Hold a series no more from a day of the wall on; its dates of then are cancelled with ``reason``.

    Refused for a day that is over and for a series that has ended before; Stale as ``amend``.
    """
    hold_series(series, version)
    if from_day < today(series.zone):
        raise Refused(N_("A series ends today or later; what has happened stays as it was."))
    if series.to_day is not None and series.to_day <= from_day:
        raise Refused(N_("This series has ended by then already."))
    words = clean_words(reason, longest=300) if reason else {}
    change = Change(series, words, by, True, batch_id or new_id())
    rows = [row for row in not_begun(series.id) if row["recurrence_id"].date() >= from_day]
    # What a pause had cancelled does not come back when the pause is taken back.
    gone = [row for row in rows if row["status"] == "planned" or row["pause_id"] is not None]
    edit = noted(change, "end", None, {row["id"]: row for row in gone}, {})
    write(series.house_id, gone, [cancelled(row, words) for row in gone], by)
    begun = how_many_begun(series.id)
    stop(series, from_day)
    record(series.house_id, "series:end", by=by, subject=f"series:{series.id}", details={"from": from_day.isoformat()})
    told = tuple(EffectDate(row["id"], row["wall_start"], None) for row in gone if row["status"] == "planned")
    return Effect(edit.id, change.batch_id, series.id, cancelled=told, begun=begun)


def note_start(series: Series, *, by: By, batch_id: str | None = None) -> str:
    """Note that a series was begun, filled with its dates, so that it can be taken back; gives back the edit's id."""
    change = Change(series, {}, by, True, batch_id or new_id())
    return noted(change, "new", series, {}, {row["id"]: row["sequence"] for row in not_begun(series.id)}).id


def stop(series: Series, from_day: date) -> None:
    """Let a series have no dates from a day on; its rule stays as it was."""
    series.to_day = from_day if series.to_day is None else min(from_day, series.to_day)
    series.sequence += 1
    series.changed_at = now()
    db.session.flush()


def hold_series(series: Series, version: int) -> None:
    """Hold a series to the end of the transaction and read it anew; Stale when it is not the version that was read."""
    hold_house(series.house_id)
    db.session.refresh(series)
    if series.sequence != version:
        raise Stale(N_("Somebody changed this series in the meantime. Look at it again, then decide."))
