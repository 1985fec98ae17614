"""Words people type: made clean, made findable, and shown in a language the reader knows."""

import unicodedata
from collections.abc import Mapping

from foundation.errors import Refused
from foundation.messages import N_

# Marks that turn or hide the text around them. The joiners U+200C and U+200D stay: Persian and Urdu spell with them.
HIDDEN = frozenset("\u200b\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
CONTROLS = frozenset({"Cc", "Cs", "Zl", "Zp"})
# What nobody types to find something: marks on a letter, joiners, and controls, which a database may not even keep.
UNSOUGHT = frozenset({"Mn", "Me", "Cf", "Cc", "Cs"})

# What Unicode does not take apart, though people type one for the other: each letter beside its plain form.
_LETTERS = str.maketrans(
    dict(
        pair.split(":")
        for pair in [
            "ł:l",
            "đ:d",
            "ð:d",
            "ø:o",
            "ħ:h",
            "ŧ:t",
            "ı:i",
            "æ:ae",
            "œ:oe",
            "þ:th",
            "ß:ss",
            "ٱ:ا",
            "ى:ي",
            "ی:ي",
            "ک:ك",
            "ة:ه",
            "ـ:",
        ]
    )
)


def clean_text(value: str, *, longest: int) -> str:
    """Give the text in NFC without outer space; Refused if empty, over ``longest`` characters or not plain text."""
    text = unicodedata.normalize("NFC", value).strip()
    if any(letter in HIDDEN or unicodedata.category(letter) in CONTROLS for letter in text):
        raise Refused(N_("This text contains hidden characters; please type it again without them."))
    if all(unicodedata.category(letter) in ("Cf", "Zs") for letter in text):
        raise Refused(N_("This text is empty."))
    if len(text) > longest:
        raise Refused(N_("This text is longer than %(longest)s characters."), longest=longest)
    return text


def _taken_apart(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in parts if unicodedata.category(letter) not in UNSOUGHT or letter.isspace())


def fold(text: str) -> str:
    """Give the search key of a text: no case, accents, harakat, tatweel or controls; ł as l, ё as е, أ as ا."""
    folded = _taken_apart(_taken_apart(text).casefold()).translate(_LETTERS)
    digits = "".join(str(unicodedata.digit(letter)) if letter.isdecimal() else letter for letter in folded)
    return " ".join(digits.split())


def said_in(words: Mapping[str, str], language: str, house_language: str) -> tuple[str, str]:
    """Give a text and the language it is in: the reader's, else the house's, else English, else the first by name.

    Without any text the answer is ("", ``language``), so that the caller can show the type's name instead.
    """
    if words.get(language):
        return words[language], language
    for tongue in (house_language, "en", *sorted(words)):
        if words.get(tongue):
            return words[tongue], tongue
    return "", language
