"""The rows of the register's own form: what each showed, what was chosen in it, and which marks that makes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from werkzeug.datastructures import MultiDict

from foundation.clock import now
from foundation.database import new_id
from foundation.errors import Refused
from foundation.messages import N_
from sessions.attendance.forms import NUMBER, new_mark, only
from sessions.attendance.ledger import NewMark
from sessions.attendance.marks import EXCUSED, NOTHING, TIMED, Value, by_the_clock, decide, most_minutes
from sessions.attendance.operations import MOST_MARKS
from sessions.attendance.roll import Standing

ROW_FIELDS = frozenset({"status", "minutes", "reason", "seen", "based_on", "mark", "was", "correction"})
# Of the four marks of a row nothing but the mark itself is asked: minutes and reasons have a page of their own.
AT_FIRST = "other"


@dataclass(slots=True)
class Row:
    """A person as a form sent them, with its fault; ``bare`` when neither minutes nor a reason were asked for."""

    standing: Standing
    status: str
    minutes: str
    reason: str
    based_on: str
    was: str
    mark: str = field(default_factory=new_id)
    correction: str = ""
    fault: Refused | None = None
    bare: bool = False


def written_as(value: Value) -> str:
    """A value in one word, so that a form can say what it showed."""
    return f"{value.status}|{value.minutes or ''}|{value.absence_reason or ''}"


def seen_as(mark_id: str | None, value: Value) -> str:
    """The one hidden field of a row: the mark that was seen, and what it said."""
    return f"{mark_id or ''}|{value.status}|{value.minutes or ''}|{value.absence_reason or ''}"


def row_of(one: Standing) -> Row:
    """A row as it stands, before anybody has typed."""
    value = one.value
    return Row(
        one, value.status, str(value.minutes or ""), value.absence_reason or "", one.mark_id or "", written_as(value)
    )


def rows_of(form: MultiDict[str, str], standing: Iterable[Standing]) -> dict[str, Row]:
    """What a form says about the people of a register; Refused for unknown fields and people."""
    people = {one.person_id: one for one in standing}
    sent = {name.partition(".")[2] for name in form if "." in name}
    if len(sent) > MOST_MARKS:
        raise Refused(N_("At most %(most)s marks can be sent at once."), most=MOST_MARKS)
    if not sent <= set(people):
        raise Refused(N_("This person is not on the register. Add them as walked in first."))
    only(form, {"csrf_token", *(f"{name}.{person}" for person in sent for name in ROW_FIELDS)})
    return {person: _row(form, people[person]) for person in sorted(sent)}


def _row(form: MultiDict[str, str], one: Standing) -> Row:
    person = one.person_id
    based_on, _, was = form.get(f"seen.{person}", "").partition("|")
    shown = (*was.split("|"), "", "")
    return Row(
        one,
        form.get(f"status.{person}", shown[0] or NOTHING.status),
        form.get(f"minutes.{person}", "").strip(),
        form.get(f"reason.{person}", ""),
        form.get(f"based_on.{person}", based_on),
        form.get(f"was.{person}", was),
        form.get(f"mark.{person}", "") or new_id(),
        form.get(f"correction.{person}", ""),
        bare=bool(was) and f"minutes.{person}" not in form and f"reason.{person}" not in form,
    )


def marks_of_rows(rows: Mapping[str, Row], *, starts_at: datetime, ends_at: datetime) -> list[NewMark]:
    """The marks that were changed in a form, at a session between two instants (UTC).

    Where a row asked for nothing but the mark, minutes are the clock's and a reason is "other" until somebody says
    more; who changed nothing there keeps what was said. A row with a fault keeps it in ``fault``; look there before
    saving.
    """
    lasts = int((ends_at - starts_at).total_seconds() // 60)
    marks = []
    for person_id, row in rows.items():
        try:
            if row.bare:
                _fill(row, starts_at, ends_at, lasts)
            value = decide(_value_of(row), lasts=lasts) if written_as(_loose(row)) != row.was else None
            if value is not None:
                marks.append(new_mark(row.mark, person_id, value, row.based_on or None, row.correction or None))
        except Refused as fault:
            row.fault = fault
    return marks


def _fill(row: Row, starts_at: datetime, ends_at: datetime, lasts: int) -> None:
    status, minutes, reason = (*row.was.split("|"), "", "")[:3]
    if row.status == status:
        row.minutes, row.reason = minutes, reason
    elif row.status in TIMED:
        row.minutes = str(by_the_clock(row.status, starts_at, ends_at, now(), most_minutes(lasts)) or "")
    elif row.status == EXCUSED:
        row.reason = AT_FIRST


def _loose(row: Row) -> Value:
    """What a row says, with whatever was left in the fields that its status does not use put aside."""
    minutes = int(row.minutes) if row.status in TIMED and NUMBER.fullmatch(row.minutes) else None
    return Value(row.status, minutes, row.reason or None if row.status == EXCUSED else None)


def _value_of(row: Row) -> Value:
    if row.status in TIMED and row.minutes and not NUMBER.fullmatch(row.minutes):
        raise Refused(N_("Minutes are written as a whole number."))
    return _loose(row)
