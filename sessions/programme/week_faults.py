"""What is wrong in a week's file, each fault with its place, and the small readers that note it."""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from foundation.errors import Refused
from foundation.messages import N_
from foundation.words import clean_text

_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its place in the file (rows[3].end), an English catalogue sentence and what fills it."""

    place: str
    sentence: str
    params: Mapping[str, object]


class WeekFileError(Refused):
    """A week's file that cannot be used; ``faults`` holds every fault that was found."""

    def __init__(self, faults: Collection[Fault]) -> None:
        super().__init__(
            N_("This week was not loaded; faults in its file: %(count)s. They are listed below."),
            count=len(faults),
        )
        self.faults = tuple(faults)


class Repeated(dict[str, Any]):
    """A JSON object that remembers which of its fields stood there more than once."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.repeated = sorted(name for name, times in Counter(name for name, _ in pairs).items() if times > 1)


def shown(value: object) -> str:
    """Give a piece of the file that is safe to repeat in a sentence: short, without hidden characters."""
    text = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in str(value)[:999])
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


@dataclass(slots=True)
class Reader:
    """Reads fields of the file; a fault is noted and None given back, so that all faults come out at once."""

    faults: list[Fault] = field(default_factory=list)

    def fault(self, place: str, sentence: str, **params: object) -> None:
        """Note one fault."""
        self.faults.append(Fault(place, sentence, params))

    def thing(self, value: object, place: str, needed: Collection[str], allowed: Collection[str]) -> dict[str, Any]:
        """Read an object with exactly the fields that are needed or allowed; an empty one if it is no object."""
        if not isinstance(value, Repeated):
            self.fault(place, N_("An object with named fields is expected here."))
            return {}
        for name in value.repeated:
            self.fault(place, N_("The field “%(name)s” stands here twice."), name=shown(name))
        for name in value:
            if name not in needed and name not in allowed:
                self.fault(place, N_("The field “%(name)s” is not known here."), name=shown(name))
        for name in needed:
            if name not in value:
                self.fault(place, N_("The field “%(name)s” is missing here."), name=name)
        return value

    def items(self, value: object, place: str, most: int, least: int = 1) -> list[Any]:
        """Read a list of ``least`` (none or one) to ``most`` items; an empty one if it is none."""
        if not isinstance(value, list):
            self.fault(place, N_("A list is expected here."))
        elif len(value) < least:
            self.fault(place, N_("A list with at least one item is expected here."))
        elif len(value) > most:
            self.fault(place, N_("At most %(most)s items are allowed here."), most=most)
        else:
            return value
        return []

    def text(self, value: object, place: str, longest: int) -> str | None:
        """Read a text of at most ``longest`` characters without hidden ones."""
        if not isinstance(value, str):
            self.fault(place, N_("A text is expected here."))
            return None
        try:
            return clean_text(value, longest=longest)
        except Refused as refused:
            self.fault(place, refused.sentence, **refused.params)
            return None

    def choice(self, value: object, place: str, known: Collection[str]) -> str | None:
        """Read one of a few known words."""
        if isinstance(value, str) and value in known:
            return value
        self.fault(place, N_("“%(value)s” is not one of: %(known)s."), value=shown(value), known=", ".join(known))
        return None

    def words(self, value: object, place: str, known: Collection[str]) -> tuple[str, ...]:
        """Read a list of known words, none twice."""
        read: list[str] = []
        for number, one in enumerate(self.items(value, place, len(known) * 2)):
            word = self.choice(one, f"{place}[{number}]", known)
            if word in read:
                self.fault(f"{place}[{number}]", N_("“%(value)s” stands here twice."), value=word)
            elif word is not None:
                read.append(word)
        return tuple(read)

    def flag(self, value: object, place: str) -> bool:
        """Read true or false."""
        if not isinstance(value, bool):
            self.fault(place, N_("true or false is expected here."))
        return value is True

    def whole(self, value: object, place: str, most: int) -> int | None:
        """Read a whole number from 1 to ``most``; true is not one."""
        if type(value) is int and 1 <= value <= most:
            return value
        self.fault(place, N_("A whole number from 1 to %(most)s is expected here."), most=most)
        return None

    def clock(self, value: object, place: str) -> time | None:
        """Read a wall time from 00:00 to 23:59, naive."""
        if isinstance(value, str) and _CLOCK.fullmatch(value):
            return time.fromisoformat(value)
        self.fault(place, N_("A time from 00:00 to 23:59 is expected here, like 09:30."))
        return None
