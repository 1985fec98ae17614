"""One way for every list: searched in any script, sorted, page by page, printed, and taken along as a table (CSV)."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, TypeVar
from urllib.parse import urlencode

from flask import Response, request

from foundation.languages import language
from foundation.sounds import SHORTEST, sounds_of
from foundation.words import fold

LONGEST_SEARCH = 80
PER_PAGE = 50
# What a spreadsheet would take for a formula (OWASP, "CSV injection").
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# Where a comma is what parts the decimals (Unicode CLDR), a spreadsheet parts the cells of a row by semicolons.
SEMICOLONS = ("pl", "ru")


class Named(Protocol):
    """A row that can be found by name: its folded key and how it sounds."""

    @property
    def folded(self) -> str:
        """The name without case and accents."""

    @property
    def sounds(self) -> str:
        """The consonants of the name, in Latin letters."""


Row = TypeVar("Row", bound=Named)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is asked for; a value that the list does not know counts as not asked."""

    search: str
    sort: str
    descending: bool
    page: int
    table: bool
    printed: bool
    chosen: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listed:
    """The rows of one page of a list, and what the list as a whole has."""

    rows: list[Any]
    total: int
    page: int
    pages: int
    asked: Asked

    def address(self, **changes: object) -> str:
        """The query of this list with something changed: ``address(page=2)``, ``address(sort="-since")``."""
        asked = self.asked
        sort = f"-{asked.sort}" if asked.descending else asked.sort
        values: dict[str, object] = {"q": asked.search, "sort": sort, **asked.chosen, "page": 1} | changes
        return "?" + urlencode({name: value for name, value in values.items() if value not in ("", None, 1)})


def asked(*, sorts: Sequence[str], choices: Mapping[str, Sequence[str]] | None = None) -> Asked:
    """Read ``?q=&sort=&page=&as=`` and the list's own choices; the first of each is what is meant without any."""
    given = request.args
    sort = given.get("sort", "")
    descending = sort.startswith("-")
    name = sort.removeprefix("-")
    if name not in sorts:
        name, descending = sorts[0], False
    page = given.get("page", "")
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 7 else 1
    chosen = {key: given[key] if given.get(key) in allowed else allowed[0] for key, allowed in (choices or {}).items()}
    shape = given.get("as")
    search = given.get("q", "").strip()[:LONGEST_SEARCH]
    return Asked(search, name, descending, max(number, 1), shape == "table", shape == "print", chosen)


def by_name(rows: Iterable[Row], search: str) -> list[Row]:
    """The rows whose name has every word of the search; where none has, those that sound like it in any script."""
    rows = list(rows)
    words = fold(search).split()
    if not words:
        return rows
    found = [row for row in rows if all(word in row.folded for word in words)]
    if found:
        return found
    heard = [sound for sound in sounds_of(search).split() if len(sound) >= SHORTEST]
    # The beginning of a name: three consonants in the middle of one are found everywhere.
    return [row for row in rows if heard and all(f" {sound}" in row.sounds for sound in heard)]


def listed(rows: Iterable[Any], asked: Asked, key: Callable[[Any], Any]) -> Listed:
    """Sort rows by ``key`` and cut out the page that is asked for; all of them for a table or for paper."""
    ordered = sorted(rows, key=key, reverse=asked.descending)
    pages = max(1, -(-len(ordered) // PER_PAGE))
    page = min(asked.page, pages)
    if asked.table or asked.printed:
        return Listed(ordered, len(ordered), 1, 1, asked)
    shown = ordered[(page - 1) * PER_PAGE : page * PER_PAGE]
    return Listed(shown, len(ordered), page, pages, replace(asked, page=page))


def defused(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text


def table(name: str, head: Sequence[object], rows: Iterable[Sequence[object]]) -> Response:
    """A CSV file called ``name``.csv, in UTF-8 with the mark that Excel wants, every cell defused.

    Its cells are parted as a spreadsheet in the reader's language expects when the file is opened by a double click.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if language() in SEMICOLONS else ",")
    writer.writerow([defused(cell) for cell in head])
    writer.writerows([defused(cell) for cell in row] for row in rows)
    response = Response("\ufeff" + text.getvalue(), mimetype="text/csv")
    response.headers["Content-Disposition"] = f"attachment; filename={name}.csv"
    return response
