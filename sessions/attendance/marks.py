"""The rule of marks: what may stand beside a name, and when two marks are at odds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from foundation.errors import Refused
from foundation.messages import N_

PRESENT = "present"
UNRECORDED = "unrecorded"
EXCUSED = "excused"
STATUSES: Mapping[str, str] = MappingProxyType(
    {
        "present": N_("Present"),
        "late": N_("Late"),
        "left_early": N_("Left early"),
        "excused": N_("Excused"),
        "unexcused": N_("Absent"),
        "not_applicable": N_("Not applicable"),
        "unrecorded": N_("Not recorded"),
    }
)
REASONS: Mapping[str, str] = MappingProxyType(
    {
        "sick": N_("sick"),
        "medical": N_("medical appointment"),
        "court": N_("court"),
        "family": N_("family"),
        "leave": N_("leave"),
        "work": N_("work"),
        "job_duty": N_("job duty"),
        "transport": N_("transport"),
        "refused": N_("did not want to"),
        "other": N_("other"),
    }
)
TIMED = frozenset({"late", "left_early"})
LONGEST_MINUTES = 600


@dataclass(frozen=True, slots=True)
class Value:
    """What a mark says: a status, minutes for late and left early, a reason for excused."""

    status: str
    minutes: int | None = None
    absence_reason: str | None = None


NOTHING = Value(UNRECORDED)


class Outcome(StrEnum):
    """What becomes of a mark that meets the one that stands there."""

    SAME = "same"
    SAVE = "save"
    CONFLICT = "conflict"


def most_minutes(lasts: int) -> int:
    """The most minutes to be late at a session of ``lasts`` minutes; 0 when it is too short for that."""
    return max(0, min(LONGEST_MINUTES, lasts - 1))


def by_the_clock(status: str, starts_at: datetime, ends_at: datetime, at: datetime, most: int) -> int:
    """The minutes that the clock suggests at an instant: since the start for late, until the end for left early.

    Instants in UTC; five, or ``most`` if that is less, where the clock says less than one minute or more than most.
    """
    span = at - starts_at if status == "late" else ends_at - at
    minutes = round(span.total_seconds() / 60)
    return minutes if 1 <= minutes <= most else min(5, most)


def decide(value: Value, *, lasts: int) -> Value:
    """Give a value back that may be written at a session of ``lasts`` minutes; Refused when it may not."""
    if value.status not in STATUSES:
        raise Refused(N_("Please choose one of the marks that are offered."))
    if value.status in TIMED:
        most = most_minutes(lasts)
        if value.minutes is None or not 1 <= value.minutes <= most:
            raise Refused(N_("Please say how many minutes: a whole number from 1 to %(most)s."), most=most)
    elif value.minutes is not None:
        raise Refused(N_("Minutes belong to late and left early alone."))
    if value.status == EXCUSED:
        if value.absence_reason not in REASONS:
            raise Refused(N_("Please choose why this person is excused."))
    elif value.absence_reason is not None:
        raise Refused(N_("A reason belongs to excused alone."))
    return value


def weigh(current_id: str | None, current: Value, based_on: str | None, wanted: Value) -> Outcome:
    """Say what becomes of a wanted value that was chosen while the mark ``based_on`` was seen.

    The same value twice is no conflict, whoever wrote it. Another mark than the one seen is.
    """
    if wanted == current:
        return Outcome.SAME
    return Outcome.SAVE if based_on == current_id else Outcome.CONFLICT
