"""The planner's week on a sheet of paper: the parts of the day as rows, so that a table can break there."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from flask_babel import gettext

from foundation.messages import N_
from sessions.planner.grid import DAY_MINUTES, Grid, Planned
from sessions.schedule.session import Session

# From which minute on each part of the day is; the last ends with the day.
PARTS = ((0, N_("Morning")), (12 * 60, N_("Afternoon")), (17 * 60, N_("Evening")))


@dataclass(frozen=True, slots=True)
class DayPart:
    """A part of the day: what is the same on most days, said once, and what each day has of its own."""

    name: str
    every_day: list[Session]
    days: dict[date, list[Planned]]


def parts_of_day(grid: Grid) -> list[DayPart]:
    """The morning, afternoon and evening of a week's picture; a date belongs to the part in which it begins."""
    bounds = [*(start for start, _ in PARTS), DAY_MINUTES + 1]
    found = []
    for (start, end), (_, name) in zip(pairwise(bounds), PARTS, strict=True):
        said = [label.session for label in grid.labels if label.session and start <= label.start < end]
        days = {
            day: [block.planned for block in blocks if not block.band and start <= block.start < end]
            for day, blocks in grid.days.items()
        }
        in_order = {day: sorted(held, key=lambda one: one.session.starts_at) for day, held in days.items()}
        found.append(DayPart(gettext(name), said, in_order))
    return [part for part in found if part.every_day or any(part.days.values())]
