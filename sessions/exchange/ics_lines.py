"""Taking a calendar file apart: folded lines, their names and parameters, and what stands inside what (RFC 5545, 3.1).

Every fault of the file as a whole is one sentence; a single line that cannot be read is kept as such.
"""

import re
from dataclasses import dataclass, field

from foundation.errors import Refused
from foundation.messages import N_

LARGEST_FILE = 512 * 1024
# A calendar holds an event, which holds an alarm; nothing that is read lies deeper.
DEEPEST = 4
LONGEST_LINE = 20_000
_PARAMETERS = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:])*)')
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
BROKEN = N_("Line %(line)s of this file cannot be read; the file is damaged there.")


@dataclass(frozen=True, slots=True)
class Line:
    """One property: its name in capitals, its parameters, and its value as it is written."""

    name: str
    parameters: dict[str, str]
    value: str
    number: int


@dataclass(slots=True)
class Part:
    """A component of a calendar (VEVENT, VTIMEZONE, …); ``broken`` is the first line in it that cannot be read."""

    name: str
    number: int
    lines: list[Line] = field(default_factory=list)
    parts: list["Part"] = field(default_factory=list)
    broken: int | None = None

    def first(self, name: str) -> Line | None:
        """The first property of a name."""
        return next((line for line in self.lines if line.name == name), None)

    def every(self, name: str) -> list[Line]:
        """All properties of a name."""
        return [line for line in self.lines if line.name == name]


def parts_in(raw: bytes) -> list[Part]:
    """The components inside the calendars of a file; Refused when it is none, too large, packed, or broken off."""
    root = Part("", 0)
    open_parts = [root]
    for number, text in _unfolded(_text(raw)):
        line = _read(text, number)
        if line is None:
            if len(open_parts) < 3:
                raise Refused(BROKEN, line=number)
            open_parts[-1].broken = open_parts[-1].broken or number
        elif line.name == "BEGIN":
            if len(open_parts) > DEEPEST:
                raise Refused(N_("Line %(line)s: no calendar is nested as deep as this one."), line=number)
            part = Part(line.value.strip().upper(), number)
            if (len(open_parts) == 1) != (part.name == "VCALENDAR"):
                raise Refused(BROKEN, line=number)
            open_parts[-1].parts.append(part)
            open_parts.append(part)
        elif line.name == "END":
            if len(open_parts) == 1 or open_parts.pop().name != line.value.strip().upper():
                raise Refused(BROKEN, line=number)
        elif len(open_parts) == 1:
            raise Refused(BROKEN, line=number)
        else:
            open_parts[-1].lines.append(line)
    if len(open_parts) > 1:
        raise Refused(N_("This file breaks off before its end; please save it anew and choose it again."))
    return [part for calendar in root.parts for part in calendar.parts]


def _text(raw: bytes) -> str:
    if len(raw) > LARGEST_FILE:
        raise Refused(N_("The file is larger than %(most)s kB."), most=LARGEST_FILE // 1024)
    if raw.startswith(_PACKED):
        raise Refused(N_("This is a packed file; please unpack it and choose the .ics file in it."))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(N_("The file is not written in UTF-8.")) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _CONTROLS.search(text):
        raise Refused(N_("This file holds characters that no calendar has."))
    if not text.strip():
        raise Refused(N_("This file is empty."))
    if not text.lstrip()[:15].upper().startswith("BEGIN:VCALENDAR"):
        raise Refused(N_("This is no calendar file (.ics): it does not begin with BEGIN:VCALENDAR."))
    return text


def _unfolded(text: str) -> list[tuple[int, str]]:
    """The lines with the number each begins at; a line that begins with a space goes on from the one before."""
    found: list[tuple[int, list[str]]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line[:1] in (" ", "\t") and found:
            found[-1][1].append(line[1:])
        elif line.strip():
            found.append((number, [line]))
    return [(number, "".join(pieces)) for number, pieces in found]


def _read(text: str, number: int) -> Line | None:
    if len(text) > LONGEST_LINE and not text.upper().startswith(("ATTACH", "EXDATE", "RDATE")):
        return None
    head = _colon(text)
    if head is None:
        return None
    name, _, rest = text[:head].partition(";")
    if not re.fullmatch(r"[A-Za-z0-9-]+", name):
        return None
    parameters = {key.upper(): value.strip('"') for key, value in _PARAMETERS.findall(f";{rest}" if rest else "")}
    return Line(name.upper(), parameters, text[head + 1 :], number)


def _colon(text: str) -> int | None:
    """Where the value begins: at the first colon outside of quotes."""
    quoted = False
    for place, letter in enumerate(text):
        if letter == '"':
            quoted = not quoted
        elif letter == ":" and not quoted:
            return place
    return None
