"""The boundary of the register: nothing gets in that is not a known field with a possible value."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from werkzeug.datastructures import MultiDict

from foundation.addresses import is_id
from foundation.errors import Refused
from foundation.messages import N_
from foundation.words import clean_text
from sessions.attendance.ledger import NewMark
from sessions.attendance.marks import Value
from sessions.attendance.operations import MOST_MARKS

# int() would also read "१२", "1_0" and " 5 ".
NUMBER = re.compile(r"[0-9]{1,4}")
LONGEST_CORRECTION = 300
JSON_FIELDS = frozenset(
    {"id", "person_id", "status", "minutes", "absence_reason", "based_on", "correction", "made_at", "made_by"}
)
# The clock of a tablet may be hours off; what lies outside of these is no time at all.
EARLIEST, LATEST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


def fields(form: MultiDict[str, str], *known: str) -> dict[str, str]:
    """The fields of a small form; Refused for one that is unknown or stands twice."""
    only(form, {*known, "csrf_token"})
    return {name: form.get(name, "") for name in known}


def only(form: MultiDict[str, str], known: Iterable[str]) -> None:
    """Let a form have nothing but known fields, each once; Refused otherwise."""
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


def new_mark(mark_id: object, person_id: object, value: Value, based_on: object, correction: object) -> NewMark:
    """A mark from what came from outside; Refused for ids that are none and words that are no words."""
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
    made_by = one.get("made_by")
    return replace(
        new_mark(one["id"], one["person_id"], value, one.get("based_on"), one.get("correction")),
        made_at=_made_at(one.get("made_at")),
        made_by=checked_id(made_by) if made_by is not None else None,
    )


def _made_at(milliseconds: object) -> datetime | None:
    """When a device says a mark was made (UTC), from milliseconds since 1970; None for what no clock shows."""
    if type(milliseconds) is not int or not EARLIEST.timestamp() <= milliseconds / 1000 <= LATEST.timestamp():
        return None
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
