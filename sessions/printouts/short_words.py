"""The short words of a roll call: what is written on paper and typed back. "p", "l 10", "w 5", "a", "e s", "x".

Every language has letters of its own, taken from its own words; those of English work in every language. Nothing
that is typed means two things, so a reader of one language may type the letters of another.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from foundation.errors import Refused
from foundation.messages import N_
from foundation.words import clean_text, fold
from sessions.attendance.marks import EXCUSED, TIMED, Value

LONGEST = 40
# "w": who went before the end. The letters stand in the order of the columns of the sheet.
MARKS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "en": {"present": "p", "late": "l", "left_early": "w", "unexcused": "a", "excused": "e", "not_applicable": "x"},
        "pl": {"present": "o", "late": "s", "left_early": "w", "unexcused": "n", "excused": "z", "not_applicable": "x"},
        "ar": {
            "present": "ح",
            "late": "ت",
            "left_early": "م",
            "unexcused": "غ",
            "excused": "ع",
            "not_applicable": "لا",
        },
        "ru": {"present": "з", "late": "п", "left_early": "р", "unexcused": "н", "excused": "е", "not_applicable": "х"},
    }
)
_KEYS = ("sick", "medical", "court", "family", "leave", "work", "job_duty", "transport", "refused", "other")
REASON_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        language: dict(zip(_KEYS, words.split(), strict=True))
        for language, words in {
            "en": "s m c f l w j t d o",
            # Two letters, for one would be another reason in English.
            "pl": "ch le sd ro pp pr dy do bc in",
            "ar": "م ط ح ظ ج ل و ص ر س",
            "ru": "б в с се о р об т н д",
        }.items()
    }
)
_STATUS_OF = {word: status for words in MARKS.values() for status, word in words.items()}
_REASON_OF = {word: reason for words in REASON_WORDS.values() for reason, word in words.items()}
_TYPED = re.compile(r"([^\W\d_]+)(?: ?(\d{1,4}))?(?: ?([^\W\d_]+))?")

UNKNOWN = N_("This short word is not known. The letters stand above the list.")
MINUTES = N_("Please add how many minutes, as in “l 10”.")
NO_MINUTES = N_("Minutes belong to late and left early alone.")
WHY = N_("Please add why this person is excused, as in “e s”.")
NO_REASON = N_("A reason belongs to excused alone.")


def value_of(typed: str) -> Value | None:
    """What somebody typed beside a name; None for nothing. Minutes are whole, digits of every script are read.

    Raises Refused with what is missing or too much. Whether so many minutes can be is the register's to say.
    """
    if not typed.strip():
        return None
    found = _TYPED.fullmatch(fold(clean_text(typed, longest=LONGEST)))
    if found is None:
        raise Refused(UNKNOWN)
    word, minutes, reason = found.groups()
    status = _STATUS_OF.get(word)
    if status is None and reason is None and _STATUS_OF.get(word[0]) == EXCUSED:
        # Written without a space: "es".
        status, reason = EXCUSED, word[1:]
    if status is None:
        raise Refused(UNKNOWN)
    if (minutes is not None) != (status in TIMED):
        raise Refused(MINUTES if minutes is None else NO_MINUTES)
    if status == EXCUSED:
        if reason is None:
            raise Refused(WHY)
        if reason not in _REASON_OF:
            raise Refused(UNKNOWN)
        return Value(status, None, _REASON_OF[reason])
    if reason is not None:
        raise Refused(NO_REASON)
    return Value(status, int(minutes) if minutes else None)


def short_of(value: Value, language: str) -> str:
    """A mark in the short words of a language: "l 10"; nothing for somebody who is not recorded."""
    word = MARKS[language].get(value.status)
    if word is None:
        return ""
    if value.status == EXCUSED:
        return f"{word} {REASON_WORDS[language][value.absence_reason or 'other']}"
    return word if value.minutes is None else f"{word} {value.minutes}"


def letters() -> dict[str, dict[str, str]]:
    """Every word that may be typed with what it means, for a page that reads along: {"marks": …, "reasons": …}."""
    return {"marks": _STATUS_OF, "reasons": _REASON_OF}
