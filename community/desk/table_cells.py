"""The rule of reading single cells of a table of residents: days, yes and no, languages, reasons."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date

from foundation.errors import Refused
from foundation.messages import N_
from foundation.words import fold

_ISO = re.compile(r"(\d{4})[-.](\d{1,2})[-.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[.-](\d{1,2})[.-](\d{4})(?: 0?0:00(?::00)?)?")
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: 0?0:00(?::00)?)?")
NO_DAY = N_("“%(value)s” is not a date; write it like 2026-11-24 or 24.11.2026.")

YES = frozenset(
    map(fold, ("yes", "y", "true", "1", "x", "✓", "signed", "tak", "t", "prawda", "podpisana"))
) | frozenset(map(fold, ("نعم", "موقعة", "да", "д", "истина", "подписано")))
NO = frozenset(map(fold, ("", "no", "n", "false", "0", "-", "nie", "fałsz", "لا", "нет", "ложь")))
LANGUAGE_WORDS = {
    "en": ("en", "english", "angielski", "الإنجليزية", "إنجليزي", "английский"),
    "pl": ("pl", "polish", "polski", "البولندية", "بولندي", "польский"),
    "ar": ("ar", "arabic", "arabski", "العربية", "عربي", "арабский"),
    "ru": ("ru", "russian", "rosyjski", "الروسية", "روسي", "русский"),
}
REASON_WORDS = {
    "own_wish": ("own_wish", "own wish", "własna wola", "z własnej woli", "رغبة شخصية", "по своему желанию"),
    "family": ("family", "rodzina", "العائلة", "الأسرة", "семья"),
    "court": ("court", "sąd", "المحكمة", "محكمة", "суд"),
}
# What a spreadsheet would take for a formula (OWASP, "CSV injection").
FORMULA = ("=", "+", "-", "@")


def _latin(text: str) -> str:
    return "".join(str(unicodedata.digit(letter)) if letter.isdecimal() else letter for letter in text.strip())


def months_first(cells: Iterable[str]) -> bool:
    """Whether dates with slashes are written as in the United States: one of them can be read no other way."""
    found = [match for cell in cells if (match := _SLASHES.fullmatch(_latin(cell)))]
    return any(int(match[2]) > 12 for match in found) and not any(int(match[1]) > 12 for match in found)


def can_be_read_twice(cell: str) -> bool:
    """Whether day and month of a date could change places, as in 3/4/2026."""
    match = _SLASHES.fullmatch(_latin(cell))
    return match is not None and int(match[1]) <= 12 and int(match[2]) <= 12 and match[1] != match[2]


def day_in(cell: str, *, month_first: bool = False) -> date:
    """The day a cell names, in digits of any script; Refused when it names none. Two-digit years name none."""
    text = _latin(cell)
    try:
        if match := _ISO.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _DAY_FIRST.fullmatch(text):
            return date(int(match[3]), int(match[2]), int(match[1]))
        if match := _SLASHES.fullmatch(text):
            day, month = (match[2], match[1]) if month_first else (match[1], match[2])
            return date(int(match[3]), int(month), int(day))
    except ValueError:
        pass
    raise Refused(NO_DAY, value=shown(cell))


def key_of(cell: str, words: Mapping[str, tuple[str, ...]]) -> str | None:
    """The key of a table of words under which a cell stands; None for any other."""
    wanted = fold(cell)
    return next((key for key, known in words.items() if wanted in map(fold, known)), None)


def shown(cell: str) -> str:
    """A piece of a cell that is safe to repeat in a sentence: short, without hidden signs."""
    text = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in cell[:200])
    return text if len(text) <= 40 else text[:39] + "…"
