"""A diary of what happened and when: kept in any order, lived through in order of time."""

import heapq
from collections.abc import Callable
from datetime import datetime

from foundation.clock import held_at


class Diary:
    """What happens at which instant (aware). Living through it holds the clock at each in turn."""

    def __init__(self, until: datetime) -> None:
        """``until`` is the present: what is noted for later has not happened."""
        self.until = until
        self._notes: list[tuple[datetime, int, Callable[[], None]]] = []
        self._count = 0

    def note(self, at: datetime, act: Callable[[], None]) -> None:
        """Note that something happens at an instant; of two at the same one, the first noted goes first."""
        self._count += 1
        heapq.heappush(self._notes, (at, self._count, act))

    def live_through(self) -> None:
        """Let everything before the present happen; what happens may note more."""
        while self._notes and self._notes[0][0] <= self.until:
            at, _, act = heapq.heappop(self._notes)
            with held_at(at):
                act()
