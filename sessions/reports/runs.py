"""The rule of runs: who was away several times in a row, and who was always there; for a word, never for ranks."""

from collections.abc import Iterable
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


class Counting:
    """The run that somebody's marks make, told one by one, newest first; ``over`` when none can lengthen it.

    A run of absences counts what has no excuse. What is excused or does not apply neither makes nor ends a run;
    what was not recorded ends it, for nobody knows.
    """

    __slots__ = ("_away", "_length", "_since", "over")

    def __init__(self) -> None:
        self._away: bool | None = None
        self._length, self._since = 0, ""
        self.over = False

    def tell(self, day: date | str, status: str) -> None:
        """One more mark, older than those before; its day may be written (ISO)."""
        if self.over or status in ("excused", "not_applicable"):
            return
        away = status not in ATTENDED
        if status == "unrecorded" or (self._away is not None and self._away is not away):
            self.over = True
            return
        self._away, self._length, self._since = away, self._length + 1, str(day)

    @property
    def run(self) -> Run | None:
        """The run so far; None when it is too short to mention."""
        if self._away is None or self._length < (AWAY_RUN if self._away else THERE_RUN):
            return None
        return Run(self._away, self._length, date.fromisoformat(self._since))


def run_of(marks: Iterable[tuple[date | str, str]]) -> Run | None:
    """The run somebody's newest marks make, of (day, status) newest first; None when it is too short to mention."""
    counting = Counting()
    for day, status in marks:
        counting.tell(day, status)
    return counting.run
