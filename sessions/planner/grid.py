"""The rule of the planner's picture: where a session stands in its day, beside which, and what is said once.

Minutes are those of the wall since midnight of the day a session begins.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sessions.schedule.session import Session
from sessions.schedule.session_types import SessionType

DAY_MINUTES = 24 * 60
# The day that is drawn when nothing lies outside it.
EARLIEST, LATEST = 7 * 60, 21 * 60
# A block is never lower than what can be touched: about 24 px at 1 px a minute.
LOWEST = 24
# What is the same on as many days of a week is said once beside them.
SAME_DAYS = 5
# Room for a line of words between two labels beside the days.
APART = 22


@dataclass(frozen=True, slots=True)
class Planned:
    """A date as the planner knows it: what a reader sees, and the series it belongs to."""

    session: Session
    series_id: str
    series_version: int
    pause_id: str | None


@dataclass(frozen=True, slots=True)
class Block:
    """A date in its column: from which minute, how many, in which lane of how many; ``size`` is what its words get."""

    planned: Planned
    start: int
    minutes: int
    lane: int
    lanes: int
    band: bool

    @property
    def size(self) -> str:
        """Whether the words have one line ("line"), little room ("short") or enough ("")."""
        if self.minutes <= 36:
            return "line"
        return "short" if self.minutes <= 58 else ""


@dataclass(frozen=True, slots=True)
class Label:
    """What stands beside the days at a minute: the name of a band, or (without a session) the hour.

    ``room`` are the minutes to what is written below it.
    """

    start: int
    room: int
    session: Session | None


@dataclass(frozen=True, slots=True)
class Grid:
    """A week as columns of days: the minutes that are drawn, the labels beside the days, and each day's blocks."""

    start: int
    end: int
    labels: list[Label]
    days: dict[date, list[Block]]


def minute_of(wall: datetime, day: date) -> int:
    """The minute of a wall time counted from midnight of ``day``; what lies on the next day counts on."""
    return (wall.date() - day).days * DAY_MINUTES + wall.hour * 60 + wall.minute


def lanes(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """For half-open spans in order of their start: the lane each takes, and how many lanes its neighbours need."""
    found: list[tuple[int, int]] = [(0, 1)] * len(spans)
    ends: list[int] = []
    cluster: list[int] = []

    def close() -> None:
        for place in cluster:
            found[place] = (found[place][0], len(ends))
        cluster.clear()
        ends.clear()

    for place, (start, end) in enumerate(spans):
        if cluster and start >= max(ends):
            close()
        lane = next((number for number, until in enumerate(ends) if until <= start), len(ends))
        if lane == len(ends):
            ends.append(end)
        else:
            ends[lane] = end
        found[place] = (lane, 0)
        cluster.append(place)
    close()
    return found


def draw(days: Sequence[date], week: Sequence[Planned]) -> Grid:
    """The picture of a week: its dates in order of their start, each in the column of the day it begins."""
    of_day: dict[date, list[Planned]] = {day: [] for day in days}
    for planned in week:
        of_day.setdefault(planned.session.wall_start.date(), []).append(planned)
    bands = _bands(week)
    columns = {day: _column(day, found, bands) for day, found in of_day.items()}
    blocks = [block for column in columns.values() for block in column]
    start = min([EARLIEST, *(block.start for block in blocks)]) // 60 * 60
    end = -(-max([LATEST, *(block.start + max(block.minutes, LOWEST) for block in blocks)]) // 60) * 60
    return Grid(start, end, _labels(bands, start, end), columns)


def _key(session: Session) -> tuple[str, str | None, object, object]:
    return session.type.key, session.title, session.wall_start.time(), session.wall_end.time()


def _bands(week: Sequence[Planned]) -> dict[tuple[str, str | None, object, object], Session]:
    """Meals and daily life that stand at the same time on most days, as the first of them is."""
    found: dict[tuple[str, str | None, object, object], list[Session]] = defaultdict(list)
    for planned in week:
        if _everyday(planned.session):
            found[_key(planned.session)].append(planned.session)
    return {key: held[0] for key, held in found.items() if len({s.wall_start.date() for s in held}) >= SAME_DAYS}


def _everyday(session: Session) -> bool:
    kind: SessionType = session.type
    return kind.category == "daily_life" and not session.cancelled and not session.changes


def _column(
    day: date, found: Sequence[Planned], bands: dict[tuple[str, str | None, object, object], Session]
) -> list[Block]:
    placed = []
    for planned in found:
        start = minute_of(planned.session.wall_start, day)
        # What goes on after midnight stands in the day it begins, to the end of that day.
        end = min(minute_of(planned.session.wall_end, day), DAY_MINUTES)
        placed.append((planned, start, end - start, _everyday(planned.session) and _key(planned.session) in bands))
    blocks = [one for one in placed if not one[3]]
    beside = lanes([(start, start + max(minutes, LOWEST)) for _, start, minutes, _ in blocks])
    lane_of = {id(one): lane for one, lane in zip(blocks, beside, strict=True)}
    return [
        Block(one[0], one[1], one[2], *lane_of.get(id(one), (0, 1)), band=one[3])
        # Bands lie under the blocks.
        for one in sorted(placed, key=lambda one: not one[3])
    ]


def _labels(bands: dict[tuple[str, str | None, object, object], Session], start: int, end: int) -> list[Label]:
    named = {minute_of(held.wall_start, held.wall_start.date()): held for held in bands.values()}
    hours = [hour for hour in range(start, end, 60) if all(abs(hour - minute) >= APART for minute in named)]
    places = sorted([*named, *hours])
    return [
        Label(place, below - place, named.get(place)) for place, below in zip(places, [*places[1:], end], strict=True)
    ]
