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
    path_best: float
    limit_best: float

    @property
    def ratio(self) -> float:
        """How many times as long as its limit the path takes."""
        return self.path_ms / self.limit_ms

    @property
    def words(self) -> str:
        """Both in words; far apart from the best of each, the machine had other work."""
        best = f"best {self.path_best:.2f} beside {self.limit_best:.2f}"
        return f"{self.path_ms:.2f} ms beside {self.limit_ms:.2f} ms ({best})"


def took(do: Callable[[], object]) -> float:
    """How long something takes, in milliseconds."""
    began = perf_counter()
    do()
    return (perf_counter() - began) * 1000


def beside(path: Callable[[], object], limit: Callable[[], object], rounds: int) -> Beside:
    """Run both in turn (A, B, A, B …), so that whatever else the machine does falls on both alike."""
    for _ in range(max(rounds // 10, 5)):
        path()
        limit()
    taken = [(took(path), took(limit)) for _ in range(rounds)]
    paths, limits = [a for a, _ in taken], [b for _, b in taken]
    return Beside(median(paths), median(limits), min(paths), min(limits))
