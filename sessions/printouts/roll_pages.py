"""How a sheet for the roll call is divided into pages of A4: pure, so that browser and PDF break at the same row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sessions.schedule.session import Session

# A row is 10 mm high. So many, with head, legend and signature, fill a page of A4 with margins of 10 mm.
ROWS = 19
# Lines for whoever walks in; where the last page has room, there are more.
BLANK = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A numbered row: a person by the name everybody reads, or nobody yet."""

    number: int
    name: str = ""
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page of paper: ``number`` of ``count`` of its sheet."""

    sheet_id: str
    code: str
    printed_at: datetime
    session: Session
    lines: list[Line]
    number: int
    count: int


def divided(people: Sequence[tuple[str, bool]]) -> list[list[Line]]:
    """(shown name, whether a relative) in their sequence, as the rows of each page, blank ones filling the last."""
    named = [Line(number, *one) for number, one in enumerate(people, 1)]
    wanted = len(named) + BLANK
    full = -(-wanted // ROWS) * ROWS
    every = named + [Line(number) for number in range(len(named) + 1, full + 1)]
    return [every[at : at + ROWS] for at in range(0, full, ROWS)]


def pages_of(sheet: Any, session: Session, people: Sequence[tuple[str, bool]]) -> list[Page]:
    """The pages of one sheet (a RollSheet) for its session."""
    parts = divided(people)
    return [
        Page(sheet.id, sheet.code, sheet.printed_at, session, lines, number, len(parts))
        for number, lines in enumerate(parts, 1)
    ]
