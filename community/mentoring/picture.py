"""The picture of who stands by whom: two columns of names and the lines between them.

Places are counted from the top in parts of the whole height, so that the lines meet the names at every size. The
page mirrors the lines where it is read from right to left.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

# More lines than this nobody can follow; the table beside it holds all.
MOST = 60
UNIT = 44


@dataclass(frozen=True, slots=True)
class Line:
    """From an elder's place to a newcomer's, in units of the drawing; ``asked``: not agreed yet."""

    from_y: float
    to_y: float
    asked: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """The names of both columns in the order they stand, and the lines; ``height`` is in the same units."""

    elders: tuple[str, ...]
    newcomers: tuple[str, ...]
    lines: tuple[Line, ...]
    height: int
    left_out: int


def draw(
    elders: Sequence[tuple[str, str]], newcomers: Sequence[tuple[str, str]], pairs: Sequence[tuple[str, str, bool]]
) -> Picture:
    """Place (id, name) of both columns and draw a line for each (elder id, newcomer id, agreed).

    Elders stand where the middle of their newcomers is, so that few lines cross; who stands by nobody is last.
    """
    newcomers = newcomers[:MOST]
    place = {key: number for number, (key, _name) in enumerate(newcomers)}
    shown = [pair for pair in pairs if pair[1] in place]
    middle = {
        key: mean([place[newcomer] for elder, newcomer, _ in shown if elder == key] or [len(newcomers)])
        for key, _ in elders
    }
    ordered = sorted(elders, key=lambda elder: middle[elder[0]])[:MOST]
    left_out = len(elders) - len(ordered) + len(pairs) - len(shown)
    height = UNIT * max(len(ordered), len(newcomers), 1)
    at = {key: number for number, (key, _name) in enumerate(ordered)}
    lines = tuple(
        Line(_y(at[elder], len(ordered), height), _y(place[newcomer], len(newcomers), height), not agreed)
        for elder, newcomer, agreed in shown
        if elder in at
    )
    return Picture(tuple(name for _, name in ordered), tuple(name for _, name in newcomers), lines, height, left_out)


def _y(number: int, count: int, height: int) -> float:
    return round((number + 0.5) * height / count, 1)
