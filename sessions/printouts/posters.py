"""The rule of the week poster: what is the same every day is said once, and the type is as large as the sheet allows.

Pure. Lengths are millimetres, type sizes points.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from math import ceil

from foundation.messages import N_
from sessions.printouts.entries import Entry

# From when on each part of the day is.
PARTS = ((time(0), N_("Morning")), (time(12), N_("Afternoon")), (time(17), N_("Evening")))
# The inner width and height of a sheet that lies across, less head, days, legend and foot.
ROOM = {"a4": (279.0, 152.0), "a3": (400.0, 228.0)}
SMALLEST, LARGEST = 7.0, 15.0
STEP = 0.5
POINT = 25.4 / 72
# A letter is about half as wide as its size (IBM Plex Sans, mixed text); a line takes a quarter more than its size.
LETTER, LINE = 0.52, 1.25
# Time, weave and borders beside the words, and the space below them, in points of the type.
BESIDE, BELOW = 2.2, 0.35


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day: what is the same on all days, and what each day has of its own."""

    name: str
    every_day: list[Entry]
    days: dict[date, list[Entry]]

    @property
    def empty(self) -> bool:
        """Whether nothing happens then in the whole week."""
        return not self.every_day and not any(self.days.values())


def parts_of(week: Mapping[date, Sequence[Entry]]) -> list[Part]:
    """The parts of a week's days that hold anything."""
    days = list(week)
    everywhere = _everywhere(week)
    found = []
    for number, (begins, name) in enumerate(PARTS):
        ends = PARTS[number + 1][0] if number + 1 < len(PARTS) else None
        held = {
            day: [entry for entry in week[day] if begins <= entry.session.wall_start.time() and _before(entry, ends)]
            for day in days
        }
        said = [entry for entry in held[days[0]] if entry.same in everywhere]
        own = {day: [entry for entry in held[day] if entry.same not in everywhere] for day in days}
        found.append(Part(name, said, own))
    return [part for part in found if not part.empty]


def type_size(parts: Sequence[Part], paper: str) -> float:
    """The largest type at which the week fits its sheet, in points; the smallest where none does."""
    width, height = ROOM[paper]
    size = LARGEST
    while size > SMALLEST and _height(parts, width / 7, size) > height:
        size -= STEP
    return size


def _before(entry: Entry, ends: time | None) -> bool:
    return ends is None or entry.session.wall_start.time() < ends


def _everywhere(week: Mapping[date, Sequence[Entry]]) -> set[tuple[object, ...]]:
    """What is the same on all days: at its time, in its room, changed on none."""
    common: set[tuple[object, ...]] | None = None
    for entries in week.values():
        plain = [entry.same for entry in entries if not entry.session.changes and not entry.session.cancelled]
        # What a day holds twice is told where it stands.
        once = {same for same in plain if plain.count(same) == 1}
        common = once if common is None else common & once
    return common or set()


def _height(parts: Sequence[Part], column: float, size: float) -> float:
    """How high the table becomes at a type size: the highest cell of each part, and the line of what is every day."""
    letters = max(6.0, (column / (size * POINT) - BESIDE) / LETTER)
    lines = 0.0
    for part in parts:
        lines += max((sum(_lines(entry, letters) + BELOW for entry in held) for held in part.days.values()), default=0)
        said = sum(len(entry.words) + 14 for entry in part.every_day)
        lines += ceil(said / (letters * 7)) + BELOW if part.every_day else 0
    return lines * size * LINE * POINT


def _lines(entry: Entry, letters: float) -> int:
    """How many lines an entry takes: its time, its words, and its place with who leads."""
    place = " ".join([entry.session.room or "", *(f"· {name}" for name in entry.leaders)])
    changed = 1 if entry.session.changes else 0
    return 1 + _wrapped(f"– {entry.words}", letters) + _wrapped(place, letters) + changed


def _wrapped(words: str, letters: float) -> int:
    """How many lines words take where no line breaks inside a word that fits one."""
    lines, room = 0, 0.0
    for word in words.split():
        long = len(word)
        if lines and long + 1 <= room:
            room -= long + 1
        else:
            needed = ceil(long / letters)
            lines, room = lines + needed, needed * letters - long
    return lines
