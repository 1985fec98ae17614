"""Measuring a path beside its limit: in turn, many times, and the middle of each."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Beside:
    """How long a path and its limit take, in milliseconds: the medians of interleaved rounds."""

    path_ms: float
    limit_ms: float

    @property
    def ratio(self) -> float:
        """How many times as long as its limit the path takes."""
        return self.path_ms / self.limit_ms


def _took(do: Callable[[], object]) -> float:
    began = perf_counter()
    do()
    return (perf_counter() - began) * 1000


def beside(path: Callable[[], object], limit: Callable[[], object], rounds: int) -> Beside:
    """Run both in turn (A, B, A, B …), so that whatever else the machine does falls on both alike."""
    for _ in range(max(rounds // 10, 5)):
        path()
        limit()
    taken = [(_took(path), _took(limit)) for _ in range(rounds)]
    return Beside(median(a for a, _ in taken), median(b for _, b in taken))
