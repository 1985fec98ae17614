"""Bad input about paper: codes that lead nowhere, days that are none, and rows typed back wrongly."""

from tests.bad_input.shapes import Bad

NO_CODE = "No sheet that you keep has this code."
NOTHING = "There is nothing here, or it is not for you to see."
FIELD, TWICE = "has a field that is not known here", "has a field twice"
HIDDEN, UNKNOWN = "hidden characters", "This short word is not known."
NOBODY = "Nobody of that name can be added"
NOT_KNOWN_HERE = "This does not name anybody or anything that is known here."
SHEET, CODE = "/roll-sheets/{roll_sheet}/marks", "/roll-sheets?code="
WORD = "word.{resident}"


def _code(wrong: str, code: str) -> Bad:
    return Bad(wrong, "facilitator", f"{CODE}{code}", None, 404, NO_CODE, method="GET")


def _row(wrong: str, body: dict[str, object], piece: str, status: int = 422) -> Bad:
    return Bad(wrong, "facilitator", SHEET, body, status, piece)


ROWS = [
    _code("a code of another house", "{nile_roll_code}"),
    _code("a code that nobody printed", "33333335"),
    _code("a code one sign short", "3333333"),
    _code("an endless code", "3" * 3000),
    _code("a code with a NUL", "%00%00%00"),
    _code("a turned code", "%E2%80%AE34679CDF"),
    _code("a question to the database", "%27%20OR%201%3D1"),
    _code("a percent sign", "%25"),
    Bad("no day", "manager", "/roll-sheets", {}, 404, NOTHING),
    Bad("a word for a day", "manager", "/roll-sheets", {"day": "today"}, 404, NOTHING),
    Bad("a day that never was", "manager", "/roll-sheets", {"day": "2026-02-30"}, 404, NOTHING),
    Bad("a day of the year one", "manager", "/roll-sheets", {"day": "0001-01-01"}, 404, NOTHING),
    Bad("an empty day", "manager", "/roll-sheets", {"day": "2031-01-01"}, 422, "No session of this day"),
    Bad("a day and a house", "manager", "/roll-sheets", {"day": "2026-11-24", "house_id": "x"}, 422, FIELD),
    Bad("two days", "manager", "/roll-sheets", {"day": ["2026-11-24", "2026-11-25"]}, 422, TWICE),
    Bad("a language", "manager", "/occurrences/{group_today}/roll-sheets", {"language": "de"}, 422, FIELD),
    Bad("a sheet of another house", "facilitator", "/roll-sheets/{nile_roll_sheet}/marks", {WORD: "p"}, 404, NOTHING),
    _row("a word nobody knows", {WORD: "zz"}, UNKNOWN),
    _row("minutes below zero", {WORD: "l -5"}, UNKNOWN),
    _row("no minutes", {WORD: "l 0"}, "from 1 to 59"),
    _row("more minutes than it lasts", {WORD: "w 600"}, "from 1 to 59"),
    _row("endless minutes", {WORD: "l 99999999999999999999"}, UNKNOWN),
    _row("half a minute", {WORD: "l 1.5"}, UNKNOWN),
    _row("excused for nothing", {WORD: "e"}, "Please add why this person is excused"),
    _row("a NUL", {WORD: "p\x00"}, HIDDEN),
    _row("a turned word", {WORD: "\u202ep"}, HIDDEN),
    _row("a novel", {WORD: "p" * 4000}, "longer than 40 characters"),
    _row("somebody of another house", {"word.{nile_resident}": "p"}, FIELD),
    _row("hundreds of fields", {f"word.{number:032x}": "p" for number in range(600)}, FIELD),
    _row("a word twice", {WORD: ["p", "a"]}, TWICE),
    _row("another field", {WORD: "p", "marked_by": "{manager}"}, FIELD),
    _row("no id of a mark", {WORD: "p", "mark.{resident}": "../../x"}, NOT_KNOWN_HERE),
    _row("based on nothing that is", {WORD: "p", "based_on.{resident}": "1 OR 1=1"}, NOT_KNOWN_HERE),
    _row("one letter of a name", {"who.1": "a", "here.1": "p"}, "Two letters at least."),
    _row("a name nobody has", {"who.1": "Ferdinand", "here.1": "p"}, NOBODY),
    _row("a name of another house", {"who.1": "Samir", "here.1": "p"}, NOBODY),
    _row("a mark for nobody", {"here.1": "p"}, "This text is empty."),
    _row("a turned name", {"who.1": "\u202eJan", "here.1": "p"}, HIDDEN),
]
