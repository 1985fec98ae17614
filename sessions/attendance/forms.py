"""The boundary of the register: nothing gets in that is not a known field with a possible value."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from foundation.addresses import is_id
from foundation.database import new_id
from foundation.errors import Refused
from foundation.messages import N_
from foundation.words import clean_text
from sessions.attendance.ledger import NewMark
from sessions.attendance.marks import EXCUSED, NOTHING, TIMED, Value, decide
from sessions.attendance.operations import MOST_MARKS
from sessions.attendance.roll import Standing

# int() would also read "१२", "1_0" and " 5 ".
NUMBER = re.compile(r"[0-9]{1,4}")
LONGEST_CORRECTION = 300
JSON_FIELDS = frozenset({"id", "person_id", "status", "minutes", "absence_reason", "based_on", "correction"})
ROW_FIELDS = frozenset({"status", "minutes", "reason", "based_on", "mark", "was", "correction"})


@dataclass(slots=True)
class Row:
    """A person as the form shows them: what stands, or what was just typed with its fault."""

    standing: Standing
    status: str
    minutes: str
    reason: str
    based_on: str
    was: str
    mark: str = field(default_factory=new_id)
    correction: str = ""
    fault: Refused | None = None


def fields(form: MultiDict[str, str], *known: str) -> dict[str, str]:
    """The fields of a small form; Refused for one that is unknown or stands twice."""
    _only(form, {*known, "csrf_token"})
    return {name: form.get(name, "") for name in known}


def _only(form: MultiDict[str, str], known: Iterable[str]) -> None:
    known = set(known)
    for name, values in form.lists():
        if name not in known:
            raise Refused(N_("This form has a field that is not known here: %(field)s"), field=name[:40])
        if len(values) > 1:
            raise Refused(N_("This form has a field twice: %(field)s"), field=name[:40])


def checked_id(text: object) -> str:
    """An id as it came from outside; Refused when it does not look like one."""
    if not isinstance(text, str) or not is_id(text):
        raise Refused(N_("This does not name anybody or anything that is known here."))
    return text


def written_as(value: Value) -> str:
    """A value in one word, so that a form can say what it showed."""
    return f"{value.status}|{value.minutes or ''}|{value.absence_reason or ''}"


def shown_rows(standing: Iterable[Standing], posted: Mapping[str, Row] | None = None) -> list[Row]:
    """The rows of the page: as they stand, or as they were just sent when something needs a second look."""
    rows = []
    for one in standing:
        sent = (posted or {}).get(one.person_id)
        minutes = str(one.value.minutes or "")
        fresh = Row(
            one,
            one.value.status,
            minutes,
            one.value.absence_reason or "",
            one.mark_id or "",
            written_as(one.value),
        )
        if sent is not None:
            sent.standing = one
        rows.append(sent or fresh)
    return rows


def rows_of(form: MultiDict[str, str], standing: Iterable[Standing]) -> dict[str, Row]:
    """What a form says about the people of a register; Refused for unknown fields and people."""
    people = {one.person_id: one for one in standing}
    sent = {name.partition(".")[2] for name in form if "." in name}
    if len(sent) > MOST_MARKS:
        raise Refused(N_("At most %(most)s marks can be sent at once."), most=MOST_MARKS)
    if not sent <= set(people):
        raise Refused(N_("This person is not on the register. Add them as walked in first."))
    _only(form, {"csrf_token", *(f"{name}.{person}" for person in sent for name in ROW_FIELDS)})
    return {
        person: Row(
            people[person],
            form.get(f"status.{person}", NOTHING.status),
            form.get(f"minutes.{person}", "").strip(),
            form.get(f"reason.{person}", ""),
            form.get(f"based_on.{person}", ""),
            form.get(f"was.{person}", ""),
            form.get(f"mark.{person}", "") or new_id(),
            form.get(f"correction.{person}", ""),
        )
        for person in sorted(sent)
    }


def marks_of_rows(rows: Mapping[str, Row], *, lasts: int) -> list[NewMark]:
    """The marks that were changed in a form, at a session of ``lasts`` minutes.

    A row with a fault keeps it in ``fault``; look there before saving.
    """
    marks = []
    for person_id, row in rows.items():
        try:
            value = decide(_value_of(row), lasts=lasts) if written_as(_loose(row)) != row.was else None
            if value is not None:
                marks.append(_new(row.mark, person_id, value, row.based_on or None, row.correction or None))
        except Refused as fault:
            row.fault = fault
    return marks


def _loose(row: Row) -> Value:
    """What a row says, with whatever was left in the fields that its status does not use put aside."""
    minutes = int(row.minutes) if row.status in TIMED and NUMBER.fullmatch(row.minutes) else None
    return Value(row.status, minutes, row.reason or None if row.status == EXCUSED else None)


def _value_of(row: Row) -> Value:
    if row.status in TIMED and row.minutes and not NUMBER.fullmatch(row.minutes):
        raise Refused(N_("Minutes are written as a whole number."))
    return _loose(row)


def _new(mark_id: object, person_id: object, value: Value, based_on: object, correction: object) -> NewMark:
    if correction is not None and not isinstance(correction, str):
        raise Refused(N_("A reason for a correction is written in words."))
    return NewMark(
        checked_id(mark_id),
        checked_id(person_id),
        value,
        checked_id(based_on) if based_on is not None else None,
        clean_text(correction, longest=LONGEST_CORRECTION) if correction else None,
    )


def marks_of_json(data: object) -> list[NewMark]:
    """The marks a device sends: {"marks": [{id, person_id, status, …}]}; Refused for anything else."""
    if not isinstance(data, dict) or set(data) != {"marks"} or not isinstance(data["marks"], list):
        raise Refused(N_("This is not a list of marks."))
    if len(data["marks"]) > MOST_MARKS:
        raise Refused(N_("At most %(most)s marks can be sent at once."), most=MOST_MARKS)
    return [_mark_of(one) for one in data["marks"]]


def _mark_of(one: object) -> NewMark:
    if not isinstance(one, dict) or not {"id", "person_id", "status"} <= set(one):
        raise Refused(N_("This is not a list of marks."))
    for name in one:
        if name not in JSON_FIELDS:
            raise Refused(N_("This form has a field that is not known here: %(field)s"), field=str(name)[:40])
    status, minutes, reason = one["status"], one.get("minutes"), one.get("absence_reason")
    if not isinstance(status, str) or not isinstance(reason, str | None):
        raise Refused(N_("Please choose one of the marks that are offered."))
    if minutes is not None and type(minutes) is not int:
        raise Refused(N_("Minutes are written as a whole number."))
    value = Value(status, minutes, reason)
    return _new(one["id"], one["person_id"], value, one.get("based_on"), one.get("correction"))
