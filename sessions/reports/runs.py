"""The rule of runs: who was away several times in a row, and who was always there; for a word, never for ranks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sessions.reports.counts import ATTENDED

# Ours to begin with: three in a row are no chance, and eighty are four weeks with four groups on each working day.
AWAY_RUN, THERE_RUN = 3, 80


@dataclass(frozen=True, slots=True)
class Run:
    """The same at the last so many sessions in a row, since a day of the house's wall; ``away`` or there."""

    away: bool
    length: int
    since: date


def run_of(marks: Sequence[tuple[date | str, str]]) -> Run | None:
    """The run somebody's newest marks make, of (day, status) newest first; None when it is too short to mention.

    A run of absences counts what has no excuse. What is excused or does not apply neither makes nor ends a run;
    what was not recorded ends it, for nobody knows.
    """
    away: bool | None = None
    length, since = 0, ""
    for day, status in marks:
        if status in ("excused", "not_applicable"):
            continue
        if status == "unrecorded":
            break
        this = status not in ATTENDED
        if away is None:
            away = this
        if this is not away:
            break
        length, since = length + 1, str(day)
    if away is None or length < (AWAY_RUN if away else THERE_RUN):
        return None
    return Run(away, length, date.fromisoformat(since))


def runs_of(marks: Iterable[tuple[str, date | str, str]]) -> dict[str, Run]:
    """The runs of everybody, by person id, from (person id, day, status) newest first; days may be written (ISO)."""
    by_person: dict[str, list[tuple[date | str, str]]] = {}
    for person_id, day, status in marks:
        by_person.setdefault(person_id, []).append((day, status))
    found = ((person_id, run_of(theirs)) for person_id, theirs in by_person.items())
    return {person_id: run for person_id, run in found if run is not None}
