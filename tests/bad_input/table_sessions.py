"""Bad input about sessions: changes to one date, registers and marks."""

from tests.bad_input.shapes import Bad

ROOM, GROUP = "/occurrences/{group_tomorrow}", "/registers/{register}"
MARKS = f"{GROUP}/marks"
NEXT_WEEK = {"version": "0", "day": "2026-12-01", "start": "18:00", "end": "19:00"}
LAST_NIGHT = {"version": "0", "day": "9999-12-31", "start": "22:00", "end": "06:00"}
PAST = "A session cannot be moved into the past."
TWO_YEARS = "A session is moved to a day within the next two years."
NOTHING = "There is nothing here, or it is not for you to see."
FIELD, UNKNOWN = "This form held something it should not.", "This form has a field that is not known here"
HIDDEN = "This text contains hidden characters"
BEGUN = "what has happened stays as it was"
NOBODY = "This does not name anybody or anything that is known here."
OFFERED = "Please choose one of the marks that are offered."
MINUTES = "Minutes are written as a whole number."
HOW_MANY = "Please say how many minutes: a whole number from 1 to 59."
LIST = "This is not a list of marks."
NOT_ON_IT = "This person is not on the register. Add them as walked in first."
FINISHED = "This register is finished"
CANCELLED = "This session is cancelled; there is no roll call."
REASON = {"version": "0", "reason": "The roof is being mended"}


def form(**fields: str) -> dict[str, str]:
    """A form of marks with one row, of the resident."""
    row = {"was": "unrecorded||", "mark": "{mark}"} | fields
    return {f"{name}.{{resident}}": value for name, value in row.items()}


def tapped(**fields: object) -> dict[str, object]:
    """What a device sends of one mark, of the resident."""
    return {"marks": [{"id": "{mark}", "person_id": "{resident}", "status": "present"} | fields]}


ROWS = [
    Bad(
        "14 hours",
        "manager",
        f"{ROOM}/move",
        NEXT_WEEK | {"start": "08:00", "end": "22:00"},
        422,
        "An end 14 hours after",
    ),
    Bad("no 29 February", "manager", f"{ROOM}/move", NEXT_WEEK | {"day": "2027-02-29"}, 422, "Not a valid date value."),
    Bad("no time", "manager", f"{ROOM}/move", NEXT_WEEK | {"start": "25:00"}, 422, "Not a valid time value."),
    Bad("the end of days", "manager", f"{ROOM}/move", NEXT_WEEK | {"day": "9999-12-31"}, 422, TWO_YEARS),
    Bad("the end of nights", "manager", f"{ROOM}/move", LAST_NIGHT, 422, TWO_YEARS),
    Bad("another life", "manager", f"{ROOM}/move", NEXT_WEEK | {"day": "2999-12-31"}, 422, TWO_YEARS),
    Bad("a day too far", "manager", f"{ROOM}/move", NEXT_WEEK | {"day": "2028-11-25"}, 422, TWO_YEARS),
    Bad("the first day", "manager", f"{ROOM}/move", NEXT_WEEK | {"day": "0001-01-01"}, 422, PAST),
    Bad("the past", "manager", f"{ROOM}/move", NEXT_WEEK | {"day": "2026-11-23"}, 422, PAST),
    Bad(
        "a taken room",
        "manager",
        f"{ROOM}/move",
        NEXT_WEEK | {"start": "08:30", "end": "09:30"},
        409,
        "taken then",
    ),
    Bad("a stale version", "manager", f"{ROOM}/move", NEXT_WEEK | {"version": "7"}, 409, "in the meantime"),
    Bad("no version", "manager", f"{ROOM}/cancellation", REASON | {"version": "x"}, 409, "in the meantime"),
    Bad("no reason", "manager", f"{ROOM}/cancellation", {"version": "0"}, 422, "Please write why."),
    Bad("a hidden reason", "manager", f"{ROOM}/cancellation", REASON | {"reason": "a\u202eb"}, 422, HIDDEN),
    Bad(
        "a long reason",
        "manager",
        f"{ROOM}/cancellation",
        REASON | {"reason": "x" * 301},
        422,
        "longer than 300 characters",
    ),
    Bad("an extra field", "manager", f"{ROOM}/cancellation", REASON | {"status": "planned"}, 422, FIELD),
    Bad("what has begun", "manager", "/occurrences/{group_today}/cancellation", REASON, 422, BEGUN),
    Bad(
        "what is cancelled",
        "manager",
        "/occurrences/{cancelled}/cancellation",
        REASON | {"version": "1"},
        422,
        "already cancelled",
    ),
    Bad("what is not cancelled", "manager", f"{ROOM}/reinstatement", {"version": "0"}, 422, "is not cancelled."),
    Bad("no version", "manager", "/occurrences/{cancelled}/reinstatement", {"version": ""}, 422, "is required."),
    Bad(
        "a foreign room", "manager", f"{ROOM}/room", {"version": "0", "room": "{nile_room}"}, 422, "Not a valid choice."
    ),
    Bad(
        "a resident to lead",
        "manager",
        f"{ROOM}/leader",
        {"version": "0", "leader": "{resident}"},
        422,
        "Not a valid choice.",
    ),
    Bad("NUL", "manager", "/occurrences/a%00", None, 404, NOTHING, "GET"),
    Bad("NUL", "manager", "/occurrences/%00/register", None, 404, NOTHING, "GET"),
    Bad("NUL", "manager", "/registers/%00/marks", form(status="present"), 404, NOTHING),
    Bad("a cancelled session", "manager", "/occurrences/{cancelled}/register", {}, 422, CANCELLED),
    Bad("no roll call", "manager", "/occurrences/{lunch_today}/register", {}, 422, "This session has no roll call."),
    Bad("too early", "manager", "/occurrences/{group_tomorrow}/register", {}, 422, "opens fifteen minutes before"),
    Bad("an extra field", "manager", "/occurrences/{unopened_today}/register", {"by": "x"}, 422, UNKNOWN),
    Bad("not in the house", "manager", MARKS, {"status.{nile_resident}": "present"}, 422, NOT_ON_IT),
    Bad("not expected", "manager", MARKS, {"status.{mother}": "present"}, 422, NOT_ON_IT),
    Bad("no such mark", "manager", MARKS, form(status="asleep"), 422, OFFERED),
    Bad("no minutes", "manager", MARKS, form(status="late"), 422, HOW_MANY),
    Bad("longer than it lasts", "manager", MARKS, form(status="late", minutes="60"), 422, HOW_MANY),
    Bad("foreign digits", "manager", MARKS, form(status="late", minutes="१२"), 422, MINUTES),
    Bad("less than nothing", "manager", MARKS, form(status="late", minutes="-5"), 422, MINUTES),
    Bad("no reason", "manager", MARKS, form(status="excused"), 422, "Please choose why this person is excused."),
    Bad("a reason of one's own", "manager", MARKS, form(status="excused", reason="lazy"), 422, "Please choose why"),
    Bad(
        "a field twice",
        "manager",
        MARKS,
        {"status.{resident}": ["present", "late"]},
        422,
        "This form has a field twice",
    ),
    Bad("an unknown field", "manager", MARKS, form(status="present", marked_by="{resident}"), 422, UNKNOWN),
    Bad("no id", "manager", MARKS, form(status="present", mark="1; DROP TABLE marks"), 422, NOBODY),
    Bad("in a finished one", "manager", "/registers/{finished}/marks", form(status="present"), 422, FINISHED),
    Bad("not a list", "manager", MARKS, ["present"], 422, LIST, as_json=True),
    Bad("not JSON", "manager", MARKS, "{marks: oops", 422, LIST),
    Bad("deep brackets", "manager", MARKS, "[" * 5000, 422, LIST),
    Bad("an unknown word", "manager", MARKS, tapped(house_id="x"), 422, UNKNOWN, as_json=True),
    Bad("true is no number", "manager", MARKS, tapped(status="late", minutes=True), 422, MINUTES, as_json=True),
    Bad("a huge number", "manager", MARKS, tapped(status="late", minutes=10**30), 422, HOW_MANY, as_json=True),
    Bad("minutes of presence", "manager", MARKS, tapped(minutes=5), 422, "Minutes belong to late", as_json=True),
    Bad("twice the same", "manager", MARKS, {"marks": tapped()["marks"] * 2}, 422, "stands twice", as_json=True),  # type: ignore[operator]
    Bad("too many marks", "manager", MARKS, {"marks": [{}] * 501}, 422, "At most 500 marks", as_json=True),
    Bad("no person", "manager", MARKS, tapped(person_id=None), 422, NOBODY, as_json=True),
    Bad("nobody", "manager", f"{GROUP}/walk-ins", {"person_id": ""}, 422, "Please choose who came."),
    Bad(
        "of the other house",
        "manager",
        f"{GROUP}/walk-ins",
        {"person_id": "{nile_resident}"},
        422,
        "Only somebody who lived here",
    ),
    Bad(
        "no live consent",
        "manager",
        f"{GROUP}/walk-ins",
        {"person_id": "{brother}"},
        422,
        "Only somebody who lived here",
    ),
    Bad("people left", "manager", f"{GROUP}/closing", {}, 422, "Not recorded yet:"),
    Bad(
        "no batch",
        "manager",
        f"{GROUP}/rest-present/withdrawal",
        {"batch": "{nothing}"},
        422,
        "There is nothing to take back.",
    ),
    Bad("the rest of a finished one", "manager", "/registers/{finished}/rest-present", {}, 422, FINISHED),
]
