"""The strip of the three sides of recovery, week by week: the geometry of a drawing that the server makes.

How dark a field is stands for minutes, in five steps; the table beside it says the same in numbers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sessions.schedule.session_types import SIDES

STEPS = 4
WIDE, HIGH, GAP = 26, 22, 3


@dataclass(frozen=True, slots=True)
class Field:
    """One side in one week: where it is drawn, how dark (0 nothing … 4 most), how many minutes."""

    x: int
    y: int
    step: int
    minutes: int
    side: str
    place: int


@dataclass(frozen=True, slots=True)
class Strip:
    """A drawing of so many units, by its fields."""

    width: int
    height: int
    fields: tuple[Field, ...]


def strip_of(weeks: Sequence[Mapping[str, float]], *, mirrored: bool = False) -> Strip:
    """The strip of some weeks, the earliest first: from left to right, or mirrored for who reads the other way.

    Each side has its own scale: the week with most of it is darkest.
    """
    fields = []
    for row, side in enumerate(SIDES):
        most = max((week.get(side, 0) for week in weeks), default=0)
        for place, week in enumerate(weeks):
            minutes = int(week.get(side, 0) + 1e-6)
            step = -(-minutes * STEPS // int(most + 1e-6)) if minutes else 0
            column = len(weeks) - 1 - place if mirrored else place
            fields.append(Field(column * (WIDE + GAP), row * (HIGH + GAP), min(STEPS, step), minutes, side, place))
    return Strip(len(weeks) * (WIDE + GAP) - GAP, len(SIDES) * (HIGH + GAP) - GAP, tuple(fields))
