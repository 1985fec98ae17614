"""The rule of reading a table's file as text and rows: which letters, which sign between the cells."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable

from foundation.errors import Refused
from foundation.messages import N_

SEPARATORS = (";", "\t", ",")
_POLISH = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
_WORDS = re.compile(r"[^\W\d_]+")
UNREADABLE = N_("The letters of this file could not be read. Please save it as “CSV UTF-8” and choose it again.")


def _strange(text: str) -> list[str]:
    return [letter for letter in text if ord(letter) > 127 and unicodedata.category(letter)[0] in "LM"]


def _script(name: str) -> Callable[[str], bool]:
    return lambda letter: unicodedata.name(letter, "").startswith(name)


def _unmixed(text: str) -> bool:
    """Whether no word has both plain Latin letters and others: such a word was read in the wrong way."""
    return all(word.isascii() or not any(letter.isascii() for letter in word) for word in _WORDS.findall(text))


def _polish(text: str) -> bool:
    # Polish mixes its own letters with plain ones; a long word without any plain one is of another script.
    whole = [word for word in _WORDS.findall(text) if len(word) > 2 and not any(one.isascii() for one in word)]
    return not whole and all(letter in _POLISH for letter in _strange(text))


def _latin(text: str) -> bool:
    return all(map(_script("LATIN"), _strange(text)))


def _arabic(text: str) -> bool:
    return _unmixed(text) and all(map(_script("ARABIC"), _strange(text)))


def _cyrillic(text: str) -> bool:
    return _unmixed(text) and all(map(_script("CYRILLIC"), _strange(text)))


# In this order: what reads well as Arabic reads as (senseless) Cyrillic too, and never the other way round.
_OLD = (("cp1250", _polish), ("cp1256", _arabic), ("cp1251", _cyrillic), ("cp1250", _latin))


def text_of(raw: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or one of three old Windows encodings; Refused when it is none of them."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _plain(_decoded(raw, "utf-16"))
    if raw[:2].count(0) == 1 and len(raw) > 2:
        # A first sign of ASCII in UTF-16 that was saved without its mark.
        return _plain(_decoded(raw, "utf-16-be" if raw[0] == 0 else "utf-16-le"))
    try:
        return _plain(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        pass
    for encoding, reads_well in _OLD:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if reads_well(text):
            return _plain(text)
    raise Refused(UNREADABLE)


def _decoded(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        raise Refused(UNREADABLE) from None


def _plain(text: str) -> str:
    if "\0" in text:
        raise Refused(N_("This file is no table. Please save it as CSV and choose it again."))
    return text.lstrip("\ufeff")


def rows_of(text: str, *, most: int) -> list[list[str]]:
    """The rows of cells, empty ones too, so that a row's place is that in a spreadsheet; Refused over ``most``."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep="):
        # A line that Excel writes for itself; it counts as a row there.
        separator, text = first.strip()[4:] or "\t", "\n" + rest
    else:
        head = next((line for line in text.splitlines() if line.strip()), "")
        separator = max(SEPARATORS, key=head.count)
    if separator not in SEPARATORS:
        raise Refused(N_("The cells of a table stand between commas, semicolons or tabs."))
    # The reader of CSV knows line ends of any kind only where they are told apart before.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    found: list[list[str]] = []
    filled = 0
    try:
        for row in reader:
            found.append([cell.strip() for cell in row])
            filled += any(found[-1])
            # The head is a row as well; whatever has endlessly many empty lines is no table of ours.
            if filled > most + 1 or len(found) > 10 * most:
                raise Refused(N_("At most %(most)s people fit into one table. Please make two of it."), most=most)
    except csv.Error:
        said = N_("A quotation mark near line %(line)s is opened and not closed, or stands where none should.")
        raise Refused(said, line=reader.line_num) from None
    return found
