"""What a letter says: all of it, frozen when it is issued, and all that a verification confirms. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Tally:
    """Sessions whose attendance is kept, by what their registers say of somebody.

    ``counted`` of them are sessions whose hours the house counts; ``minutes`` were received of these.
    """

    attended: int = 0
    excused: int = 0
    absent: int = 0
    unrecorded: int = 0
    counted: int = 0
    minutes: int = 0

    @property
    def expected(self) -> int:
        """The denominator: every session counted, recorded or not."""
        return self.attended + self.excused + self.absent + self.unrecorded


@dataclass(frozen=True, slots=True)
class Facts:
    """A letter's words and numbers: no diagnosis, no kind of session, and nobody but its person and who signs.

    ``first`` and ``last`` are days of the house's wall, both included; ``house_lang`` is the language of its name.
    """

    name: str
    birth_date: date | None
    recipient: str
    house: str
    house_lang: str
    first: date
    last: date
    tally: Tally
    signed_by: str
    signed_on: date

    def kept(self) -> dict[str, Any]:
        """The facts as they are kept: plain words and numbers."""
        days = {name: _iso(getattr(self, name)) for name in ("birth_date", "first", "last", "signed_on")}
        return asdict(self) | days


def facts_of(kept: Mapping[str, Any]) -> Facts:
    """The facts from what was kept of them."""
    days = {name: _day(kept[name]) for name in ("birth_date", "first", "last", "signed_on")}
    return Facts(**{**kept, **days, "tally": Tally(**kept["tally"])})


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
