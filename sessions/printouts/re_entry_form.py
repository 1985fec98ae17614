"""The boundary of typing a sheet back: known fields alone, short words read, faults beside their row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from foundation.addresses import is_id
from foundation.database import new_id
from foundation.errors import Refused
from foundation.messages import N_
from foundation.words import clean_text, fold
from sessions.attendance.ledger import NewMark
from sessions.attendance.marks import NOTHING, Value
from sessions.attendance.operations import MOST_MARKS
from sessions.attendance.roll import Standing
from sessions.attendance.walk_ins import Found
from sessions.printouts.roll_sheets import OnSheet
from sessions.printouts.short_words import short_of, value_of

# Lines at the end of the page for those who stand on no row.
WALK_INS = ("1", "2", "3")
LONGEST_NAME = 80
LONGEST_CORRECTION = 300
NOBODY = N_("Nobody of that name can be added to this register.")
SEVERAL = N_("Several people begin so: %(names)s. Please type more letters.")


@dataclass(slots=True)
class TypedRow:
    """A row of the page: who, what stands, what was typed, and what is wrong with it.

    ``number`` is the row's number on paper; 0 for somebody who is on the register and not on this sheet.
    """

    person_id: str
    name: str
    relative: bool
    number: int
    value: Value = NOTHING
    based_on: str = ""
    word: str = ""
    was: str = ""
    mark: str = field(default_factory=new_id)
    fault: Refused | None = None


@dataclass(slots=True)
class WalkIn:
    """A line for somebody who was not expected: the letters of the name and the short word."""

    number: str
    name: str = ""
    word: str = ""
    fault: Refused | None = None


@dataclass(slots=True)
class Typed:
    """All that the page holds."""

    rows: list[TypedRow]
    walk_ins: list[WalkIn]
    correction: str = ""

    @property
    def faulty(self) -> bool:
        """Whether anything needs a second look."""
        return any(row.fault for row in self.rows) or any(line.fault for line in self.walk_ins)


def fresh(people: Sequence[OnSheet], standing: Sequence[Standing], language: str) -> Typed:
    """The page as nobody has typed on it yet: the sheet's rows with what stands, then who else is on the register."""
    on_it = {one.person_id: one for one in standing}
    rows = [TypedRow(one.person_id, one.name, one.relative, one.place) for one in people]
    there = {row.person_id for row in rows}
    rows += [TypedRow(o.person_id, o.name, o.capacity == "relative", 0) for o in standing if o.person_id not in there]
    for row in rows:
        known = on_it.get(row.person_id)
        if known is not None:
            row.value, row.based_on = known.value, known.mark_id or ""
            row.word = row.was = short_of(known.value, language)
    return Typed(rows, [WalkIn(number) for number in WALK_INS])


def fill_in(page: Typed, form: MultiDict[str, str]) -> None:
    """Put what was sent into the page; Refused for unknown fields and people and for fields that stand twice."""
    by_id = {row.person_id: row for row in page.rows}
    known = {"csrf_token", "correction"}
    known |= {f"{name}.{person}" for name in ("word", "was", "based_on", "mark") for person in by_id}
    known |= {f"{name}.{number}" for name in ("who", "here") for number in WALK_INS}
    for name, values in form.lists():
        if name not in known:
            raise Refused(N_("This form has a field that is not known here: %(field)s"), field=name[:40])
        if len(values) > 1:
            raise Refused(N_("This form has a field twice: %(field)s"), field=name[:40])
    for row in page.rows:
        if f"word.{row.person_id}" not in form:
            # Who was added meanwhile was not on the page that was sent.
            continue
        row.word, row.was = form[f"word.{row.person_id}"], form.get(f"was.{row.person_id}", "")
        row.based_on = _id_or_empty(form.get(f"based_on.{row.person_id}", ""))
        row.mark = _id_or_empty(form.get(f"mark.{row.person_id}", "")) or new_id()
    for line in page.walk_ins:
        line.name, line.word = form.get(f"who.{line.number}", ""), form.get(f"here.{line.number}", "")
    page.correction = form.get("correction", "")


def marks_of(page: Typed) -> list[NewMark]:
    """The marks of the rows whose short word was changed; look at ``fault`` of the rows before saving."""
    reason = clean_text(page.correction, longest=LONGEST_CORRECTION) if page.correction.strip() else None
    marks = []
    for row in page.rows:
        try:
            value, before = value_of(row.word), _read_before(row.was)
        except Refused as fault:
            row.fault = fault
            continue
        if value != before:
            marks.append(NewMark(row.mark, row.person_id, value or NOTHING, row.based_on or None, reason))
    if len(marks) > MOST_MARKS:
        raise Refused(N_("At most %(most)s marks can be sent at once."), most=MOST_MARKS)
    return marks


def walked_in(page: Typed, search: Callable[[str], Found]) -> list[tuple[WalkIn, str, Value]]:
    """Who is meant by the letters of each line (line, person id, mark); faults stand in the lines.

    ``search`` finds those who can be added by two letters of any script.
    """
    found = []
    for line in page.walk_ins:
        if not line.name.strip() and not line.word.strip():
            continue
        try:
            value = value_of(line.word)
            found.append((line, _meant(line.name, search), value or NOTHING))
        except Refused as fault:
            line.fault = fault
    return found


def _meant(letters: str, search: Callable[[str], Found]) -> str:
    """The one person who is found by these letters, or whose whole name they are."""
    name = clean_text(letters, longest=LONGEST_NAME)
    found = search(name)
    if found.short:
        raise Refused(N_("Two letters at least."))
    exact = [one for one in found.people if fold(one.shown) == fold(name)]
    begun = exact or found.people
    if not begun:
        raise Refused(NOBODY)
    if len(begun) > 1 or (found.more and not exact):
        raise Refused(SEVERAL, names=" · ".join(f"\u2068{one.shown}\u2069" for one in begun[:4]))
    return begun[0].id


def _read_before(word: str) -> Value | None:
    """What the page had shown; a word that cannot be was not ours, and then nothing counts as unchanged."""
    try:
        return value_of(word)
    except Refused:
        return NOTHING


def _id_or_empty(text: str) -> str:
    if text and not is_id(text):
        raise Refused(N_("This does not name anybody or anything that is known here."))
    return text
