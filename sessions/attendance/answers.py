"""What is told about marks that were sent: to a device as data, to a reader as two values side by side."""

from typing import Any

from flask_babel import gettext

from sessions.attendance.holding import WHY
from sessions.attendance.marks import Value
from sessions.attendance.operations import Conflict, Marked
from sessions.attendance.receiving import Received
from sessions.attendance.wording import said, when


def _plain(value: Value) -> dict[str, Any]:
    return {"status": value.status, "minutes": value.minutes, "absence_reason": value.absence_reason}


def _both(conflict: Conflict, zone: str) -> dict[str, Any]:
    current = conflict.current
    theirs = _plain(current.value) | {
        "mark_id": current.mark_id,
        "words": said(current.value),
        "by": current.by,
        "when": when(current.at, zone) if current.at else None,
    }
    wanted = conflict.wanted
    yours = _plain(wanted.value) | {"words": said(wanted.value)}
    return {"id": wanted.id, "person_id": wanted.person_id, "theirs": theirs, "yours": yours}


def spoken(received: Received, counted: tuple[int, int], zone: str) -> dict[str, Any]:
    """The answer to a device, with words in the reader's language and times on the wall of ``zone``."""
    marked = received.marked
    return {
        "saved": [
            {"id": one.sent_id, "person_id": one.person_id, "mark_id": one.mark_id} | _plain(one.value)
            for one in marked.saved
        ],
        "conflicts": [_both(one, zone) for one in marked.conflicts],
        "held": [
            {"id": one.id, "person_id": one.person_id, "why": one.why, "words": gettext(WHY[one.why])}
            for one in received.held
        ],
        "recorded": counted[0],
        "total": counted[1],
    }


def conflict_rows(marked: Marked, zone: str) -> list[dict[str, Any]]:
    """The conflicts for a page, each with the name of the person it is about."""
    return [
        _both(one, zone) | {"name": one.current.name, "correction": one.wanted.correction} for one in marked.conflicts
    ]
