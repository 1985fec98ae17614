"""The words of an event of a calendar file: its name, title, language and place."""

import hashlib
import re
from typing import Any

from foundation.errors import Refused
from foundation.messages import N_
from sessions.exchange.ics_lines import Part
from sessions.exchange.ics_values import TONGUES, text_of

LONGEST_TITLE, LONGEST_PLACE = 200, 120
_ADDRESS = re.compile(r"\w+://|(javascript|data|mailto|tel|geo):", re.IGNORECASE)


def uid_of(part: Part) -> str:
    """The name of an event."""
    line = part.first("UID")
    named = line.value.strip()[:500] if line else ""
    if named:
        return named
    # A file without names: what the event says is its name, so that reading it twice changes nothing.
    said = "\n".join(f"{one.name}:{one.value}" for one in part.lines if one.name in ("SUMMARY", "DTSTART", "RRULE"))
    return hashlib.sha256(said.encode()).hexdigest()


def summary_of(part: Part) -> str:
    """The title of an event as it can be repeated, though it may be refused: short, without hidden characters."""
    line = part.first("SUMMARY")
    said = line.value[:200] if line else ""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in said)[:80]


def language_of(part: Part) -> str:
    """The language of its title, when it is one of ours; ""."""
    line = part.first("SUMMARY")
    said = line.parameters.get("LANGUAGE", "")[:2].lower() if line else ""
    return said if said in TONGUES else ""


def place_of(part: Part, notes: list[tuple[str, dict[str, Any]]]) -> str:
    """The name of its room; noted when its place names none."""
    line = part.first("LOCATION")
    try:
        place = text_of(line, LONGEST_PLACE)
    except Refused:
        place = "geo:"
    if _ADDRESS.match(place):
        # An address of the web or a whole postal address names no room.
        notes.append((N_("Its place is not the name of a room; it comes without one."), {}))
        return ""
    return place
