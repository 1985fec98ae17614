"""The rule of a table of residents: a file becomes rows, and each row somebody to admit or a sentence why not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from community.desk.residents_columns import known_names
from community.desk.table_cells import (
    FORMULA,
    LANGUAGE_WORDS,
    NO,
    REASON_WORDS,
    YES,
    can_be_read_twice,
    day_in,
    key_of,
    months_first,
    shown,
)
from community.desk.table_text import rows_of, text_of
from foundation.errors import Refused
from foundation.messages import N_
from foundation.words import fold

LARGEST_FILE = 512 * 1024
# More than any house holds, and few enough that admitting them all at once keeps nobody waiting for the lock.
MOST_ROWS = 200
NEEDED = ("given_name", "surname", "treatment_consent_signed")
DAYS = ("birth_date", "admitted_on", "treatment_consent_signed")
NO_CONSENT = N_("Nobody is admitted without their own signed consent to treatment.")
Fault = tuple[str, Mapping[str, object]]


@dataclass(slots=True)
class Newcomer:
    """One row as it was read; ``number`` is its place in the spreadsheet. With a fault it admits nobody."""

    number: int
    cells: dict[str, str]
    given_name: str = ""
    surname: str = ""
    language: str = ""
    birth_date: date | None = None
    admitted_on: date | None = None
    signed_on: date | None = None
    stage: str | None = None
    reason: str = "own_wish"
    twice: bool = False
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A read table: its rows, the columns that were left out, and how dates with slashes were read."""

    rows: list[Newcomer]
    left_out: list[str] = field(default_factory=list)
    month_first: bool = False

    @property
    def read_twice(self) -> bool:
        """Whether a date could have been read the other way round."""
        return any(row.twice for row in self.rows)


def read_residents(raw: bytes, *, language: str, today: date, stages: Mapping[str, str]) -> Sheet:
    """Read a table (at most 512 kB and MOST_ROWS people); Refused where it is none or a needed column is missing.

    ``language`` is the house's, for rows that name none; ``stages`` maps folded names and numbers to ids.
    """
    if len(raw) > LARGEST_FILE:
        raise Refused(N_("The file is larger than %(most)s kB."), most=LARGEST_FILE // 1024)
    lines = rows_of(text_of(raw), most=MOST_ROWS)
    filled = [(number, cells) for number, cells in enumerate(lines, start=1) if any(cells)]
    if not filled:
        raise Refused(N_("There is nothing in this table."))
    columns, left_out = _head(filled[0][1])
    if len(filled) == 1:
        raise Refused(N_("The table names its columns and nobody in them."))
    rows = [_cells(number, cells, columns) for number, cells in filled[1:]]
    month_first = months_first(row.cells.get(name, "") for row in rows for name in DAYS)
    reading = _Reading(language, today, stages, month_first)
    for row in rows:
        reading.read(row)
    return Sheet(rows, left_out, month_first)


def _head(cells: list[str]) -> tuple[list[str | None], list[str]]:
    names = known_names()
    columns = [names.get(fold(cell)) for cell in cells]
    known = [name for name in columns if name]
    for name in NEEDED:
        if name not in known:
            said = N_("The first line names the columns, and “%(name)s” is missing there. The empty table shows how.")
            raise Refused(said, name=name)
    if doubled := next((name for name in known if known.count(name) > 1), None):
        raise Refused(N_("The column “%(name)s” stands there twice."), name=doubled)
    return columns, [shown(cell) for cell, name in zip(cells, columns, strict=True) if cell and not name]


def _cells(number: int, cells: list[str], columns: list[str | None]) -> Newcomer:
    trimmed = cells[: len(columns)] if not any(cells[len(columns) :]) else cells
    row = Newcomer(number, {name: cell for name, cell in zip(columns, trimmed, strict=False) if name})
    if len(trimmed) != len(columns):
        said = N_("This row has %(count)s cells where the first line has %(expected)s.")
        row.fault = said, {"count": len(trimmed), "expected": len(columns)}
    return row


@dataclass(slots=True)
class _Reading:
    """Reads row after row, remembering who was in the table before."""

    language: str
    today: date
    stages: Mapping[str, str]
    month_first: bool
    seen: dict[tuple[str, str, date | None], int] = field(default_factory=dict)

    def read(self, row: Newcomer) -> None:
        """Fill a row from its cells; the first thing that is wrong is its fault."""
        if row.fault:
            return
        steps: tuple[Callable[[Newcomer], None], ...] = (self._who, self._when, self._signed, self._where, self._once)
        try:
            for step in steps:
                step(row)
        except Refused as refused:
            row.fault = refused.sentence, refused.params

    def _who(self, row: Newcomer) -> None:
        row.given_name, row.surname = row.cells["given_name"], row.cells["surname"]
        if not row.given_name or not row.surname:
            raise Refused(N_("First name and surname are both needed."))
        for name in ("given_name", "surname", "alias", "login"):
            if row.cells.get(name, "").startswith(FORMULA):
                raise Refused(N_("“%(value)s” begins with a sign that no name has."), value=shown(row.cells[name]))
        spoken = row.cells.get("language", "")
        row.language = (key_of(spoken, LANGUAGE_WORDS) or "") if spoken else self.language
        if not row.language:
            raise Refused(N_("Daybook speaks English, Polish, Arabic and Russian."))
        reason = row.cells.get("reason", "")
        row.reason = (key_of(reason, REASON_WORDS) or "") if reason else "own_wish"
        if not row.reason:
            raise Refused(N_("A stay needs a known capacity and a known reason for coming."))

    def _day(self, row: Newcomer, name: str) -> date | None:
        cell = row.cells.get(name, "")
        if not cell:
            return None
        row.twice |= can_be_read_twice(cell)
        return day_in(cell, month_first=self.month_first)

    def _when(self, row: Newcomer) -> None:
        row.birth_date = self._day(row, "birth_date")
        row.admitted_on = self._day(row, "admitted_on") or self.today
        if row.admitted_on > self.today:
            raise Refused(N_("Somebody is admitted now or was before, not in the future."))

    def _signed(self, row: Newcomer) -> None:
        cell = row.cells["treatment_consent_signed"]
        if fold(cell) in NO:
            raise Refused(NO_CONSENT)
        row.signed_on = row.admitted_on if fold(cell) in YES else self._day(row, "treatment_consent_signed")
        if row.signed_on and row.admitted_on and row.signed_on > row.admitted_on:
            raise Refused(N_("The consent to treatment was signed after the admission."))

    def _where(self, row: Newcomer) -> None:
        cell = row.cells.get("stage", "")
        if cell and fold(cell) not in self.stages:
            raise Refused(N_("No stage of this house is called “%(value)s”."), value=shown(cell))
        row.stage = self.stages[fold(cell)] if cell else None

    def _once(self, row: Newcomer) -> None:
        # Last: a row that admits nobody does not stand in the way of a better one.
        who = (fold(row.given_name), fold(row.surname), row.birth_date)
        if who in self.seen:
            raise Refused(N_("This is the same person as in row %(row)s."), row=self.seen[who])
        self.seen[who] = row.number
