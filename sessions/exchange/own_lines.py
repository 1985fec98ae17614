"""What Daybook's own lines in a calendar (X-DAYBOOK-…) say about a series, checked word by word."""

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

from foundation.errors import Refused
from foundation.messages import N_
from sessions.exchange.ics_lines import Part
from sessions.exchange.ics_values import TONGUES, text_of
from sessions.exchange.plan import Group, PlannedSeries
from sessions.schedule.audiences import AUDIENCES, LEADER_KINDS
from sessions.schedule.session_types import TYPES

OURS = "X-DAYBOOK-"
KINDS = ("group", "hobby", "department", "list")
LONGEST = 500
_CODE = re.compile(r"[A-Za-z0-9-]{1,20}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


class OwnLines:
    """Reads the lines that a calendar has no word for; each word that is unknown is Refused with its line."""

    def __init__(self, part: Part) -> None:
        self.part = part

    def one_of(self, name: str, known: Any, otherwise: str) -> str:
        """A word out of a few."""
        said = self.text(name, 40)
        if said and said not in known:
            self._unknown(name)
        return said or otherwise

    def text(self, name: str, longest: int = LONGEST) -> str:
        """Some words, or none."""
        return text_of(self.part.first(OURS + name), longest)

    def words(self, name: str, longest: int) -> dict[str, str]:
        """The same words in several languages."""
        found = {}
        for line in self.part.every(OURS + name):
            language = line.parameters.get("LANGUAGE", "")
            if language not in TONGUES:
                self._unknown(name)
            found[language] = text_of(line, longest)
        return {language: text for language, text in found.items() if text}

    def flag(self, name: str) -> bool:
        """TRUE or FALSE."""
        return self.one_of(name, ("TRUE", "FALSE"), "FALSE") == "TRUE"

    def number(self, name: str, most: int) -> int | None:
        """A whole number from 1 on, or none."""
        said = self.text(name, 20)
        if not said:
            return None
        if not said.isascii() or not said.isdigit() or len(said) > 6 or not 1 <= int(said) <= most:
            self._unknown(name)
        return int(said)

    def codes(self, name: str, shape: re.Pattern[str] = _CODE) -> tuple[str, ...]:
        """Short words with commas between them."""
        said = self.text(name, 200)
        found = tuple(said.split(",")) if said else ()
        if any(not shape.fullmatch(one) for one in found):
            self._unknown(name)
        return found

    def _unknown(self, name: str) -> None:
        raise Refused(N_("%(name)s says something that Daybook does not know."), name=OURS + name)


def described(series: PlannedSeries, part: Part) -> PlannedSeries:
    """A series with what its own lines say; without any, it is known to be of another calendar."""
    if part.first(OURS + "TYPE") is None:
        return replace(series, known=False)
    own = OwnLines(part)
    names = own.words("GROUP", 200)
    group = None
    if names:
        kind = own.one_of("GROUP-KIND", KINDS, "list")
        group = Group(names, kind, own.flag("GROUP-OPEN"), own.number("GROUP-CAPACITY", 1000))
    stages = tuple(int(one) for one in own.codes("STAGES", re.compile(r"[1-9]\d?")))
    return replace(
        series,
        type_key=own.one_of("TYPE", TYPES, ""),
        titles=own.words("TITLE", 200),
        room=own.words("ROOM", 120),
        capacity=own.number("ROOM-CAPACITY", 1000),
        audience=own.one_of("AUDIENCE", AUDIENCES, "everyone"),
        group=group,
        stages=stages,
        wants_register=own.flag("REGISTER"),
        counted=own.flag("COUNTED"),
        break_minutes=own.number("BREAK", 720) or 0,
        leader_kind=own.one_of("LEADER-KIND", LEADER_KINDS, "none"),
        leader=own.text("LEADER", 120) or None,
        keeper=own.text("KEEPER", 120) or None,
        languages=own.codes("LANGUAGES", _LANGUAGE),
        fellowship=own.text("FELLOWSHIP", 20) or None,
        meeting_types=own.codes("MEETING-TYPES"),
        requires=own.one_of("REQUIRES", TYPES, "") or None,
        note=own.text("NOTE") or None,
    )


def spelled(part: Part) -> tuple[str, datetime, list[str]] | None:
    """The rule, its first wall time and the days left out, where a file had to list dates in UTC; None elsewhere."""
    own = OwnLines(part)
    rule, start = own.text("RULE", 200), own.text("START", 20)
    if not rule:
        return None
    try:
        begins = datetime.strptime(start, "%Y%m%dT%H%M%S")  # noqa: DTZ007  a time of the wall
    except ValueError:
        raise Refused(N_("%(name)s says something that Daybook does not know."), name=OURS + "START") from None
    return rule, begins, list(own.codes("LEFT-OUT", re.compile(r"\d{8}")))
