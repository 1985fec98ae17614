"""The verb that takes a change of a series back: its dates become what they were, as far as they have not begun."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.exc import IntegrityError

from community.access.actor import By
from community.audit.operations import record
from foundation.addresses import is_id
from foundation.clock import now, today
from foundation.database import db
from foundation.errors import Refused
from foundation.messages import N_
from sessions.schedule.changing import hold_house
from sessions.schedule.coming_along import PLACE, cancelled
from sessions.schedule.filling import fill
from sessions.schedule.models import Occurrence, OccurrenceChange, Series, SeriesEdit
from sessions.schedule.pausing import apply_pauses
from sessions.schedule.putting_back import as_before, decided_since, standing_pauses
from sessions.schedule.series_dates import forget, from_kept, not_begun, these_dates, write
from sessions.schedule.taken import Taken, Wanted, taken_by

Row = dict[str, Any]


def undo(edit: SeriesEdit, *, by: By, anyway: bool = False) -> int:
    """Take a change of a series back, with all that was made together with it; how many dates are what they were.

    A date that was changed since keeps that, one that has begun stays as it was held. Refused when it was taken back
    already, or when the series was changed again since; Taken when a room or a leader was taken meanwhile unless
    ``anyway``.
    """
    hold_house(edit.house_id)
    db.session.refresh(edit)
    if edit.undone_at is not None:
        raise Refused(N_("This change was taken back already."))
    batch = select(SeriesEdit).where(SeriesEdit.batch_id == edit.batch_id, SeriesEdit.house_id == edit.house_id)
    edits = sorted(db.session.scalars(batch), key=lambda one: (one.made_at, one.id), reverse=True)
    _refuse_later(edits)
    before: list[Row] = []
    after: list[Row] = []
    back = sum(_take_back(one, by, before, after) for one in edits)
    if not anyway:
        # Once all of it is back: what was made together stood in nobody's way before.
        _refuse_taken(edit.house_id, before, after)
    for one in edits:
        one.undone_at, one.undone_by = now(), by.person_id
        record(one.house_id, "series:undo", by=by, subject=f"series:{one.series_id}")
    db.session.flush()
    # A pause that was made meanwhile takes up what returns to its days.
    zone = db.session.get_one(Series, edits[0].series_id).zone
    apply_pauses(edit.house_id, zone, today(zone), date.max, by=by)
    return back


def _refuse_later(edits: list[SeriesEdit]) -> None:
    touched = {key for one in edits for key in (one.series_id, one.new_series_id) if key}
    later = select(SeriesEdit.id).where(
        SeriesEdit.house_id == edits[0].house_id,
        or_(SeriesEdit.series_id.in_(touched), SeriesEdit.new_series_id.in_(touched)),
        SeriesEdit.undone_at.is_(None),
        SeriesEdit.batch_id != edits[0].batch_id,
        SeriesEdit.made_at >= max(one.made_at for one in edits),
    )
    if db.session.scalar(later.limit(1)):
        raise Refused(N_("The series was changed again since; take that change back first."))


def _take_back(edit: SeriesEdit, by: By, all_before: list[Row], all_after: list[Row]) -> int:
    """Take one change back, and note its dates as they were just now and are again."""
    series = db.session.get_one(Series, edit.series_id)
    new = db.session.get_one(Series, edit.new_series_id) if edit.new_series_id else None
    changed = {key: kept for key, kept in edit.dates.items() if kept["was"] is not None}
    standing = [row for row in these_dates(list(changed)) if row["starts_at"] > now()]
    was = {row["id"]: from_kept(changed[row["id"]]["was"]) for row in standing}
    since = decided_since({key: changed[key]["now"] for key in was})
    pauses = standing_pauses(row["pause_id"] for row in was.values())
    before = standing
    after = [as_before(row, was[row["id"]], since.get(row["id"], set()), pauses, series.zone) for row in standing]
    if new is not None:
        # Before the dates go home: what is left with the new series was made by it.
        own = [row for row in not_begun(new.id) if row["id"] not in changed]
        made = {key: kept["now"] for key, kept in edit.dates.items() if kept["was"] is None}
        _withdraw(edit.house_id, own, made, by)
        new.to_day = min([row["recurrence_id"].date() for row in (*standing, *own)], default=new.first_day)
        new.sequence += 1
        new.changed_at = now()
    all_before += before
    all_after += after
    write(edit.house_id, before, after, by)
    if new is series:
        # What was begun then has simply never been: the file it came from may begin it again.
        series.source_key = None
        return len(own)
    series.to_day = date.fromisoformat(edit.before["to_day"]) if edit.before["to_day"] else None
    series.left_out = list(edit.before["left_out"])
    series.sequence += 1
    series.changed_at = now()
    db.session.flush()
    if new is not None and new.filled_to > series.filled_to:
        fill(series, new.filled_to)
    return len(after)


def _refuse_taken(house_id: str, before: list[Row], after: list[Row]) -> None:
    wanted = [
        Wanted(*(row[name] for name in PLACE))
        for was, row in zip(before, after, strict=True)
        if row["status"] == "planned" and (was["status"] != "planned" or any(was[name] != row[name] for name in PLACE))
    ]
    others = taken_by(house_id, wanted, but={row["id"] for row in before}) if wanted else []
    if others:
        raise Taken(others)


def _withdraw(house_id: str, rows: list[Row], made: Mapping[str, int], by: By) -> None:
    """Let dates that a change had made be gone again; those that something hangs on already are cancelled instead.

    ``made`` are the versions they had then; what the job has filled since had none.
    """
    same = {row["id"] for row in rows if row["sequence"] == made.get(row["id"], 0)}
    untouched = [row["id"] for row in rows if row["id"] in same]
    # What a pause had cancelled does not come back when the pause is taken back.
    standing = [row for row in rows if row["status"] == "planned" or row["pause_id"] is not None]
    touched = [row for row in standing if row["id"] not in same]
    if untouched:
        try:
            with db.session.begin_nested():
                db.session.execute(delete(OccurrenceChange).where(OccurrenceChange.occurrence_id.in_(untouched)))
                db.session.execute(delete(Occurrence).where(Occurrence.id.in_(untouched)))
        except IntegrityError:
            # A register was opened, or a calendar refers to it: it stays to be seen, as cancelled.
            touched += [row for row in standing if row["id"] in same]
    forget()
    write(house_id, touched, [cancelled(row, {}) for row in touched], by)


def just_made(house_id: str, edit_id: str) -> str | None:
    """The id of a change of the house that was just made, if it is one and can still be taken back."""
    mine = (SeriesEdit.id == edit_id, SeriesEdit.house_id == house_id, SeriesEdit.undone_at.is_(None))
    return db.session.scalar(select(SeriesEdit.id).where(*mine)) if is_id(edit_id) else None
