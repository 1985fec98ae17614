"""Bad input about the page of a register: its rows, one person's mark, who walked in, who leads beside the leader."""

from tests.bad_input.shapes import Bad

MARKS = "/registers/{register}/marks"
BESIDE = "/occurrences/{led_by_two}/co-leaders"
FIELD, UNKNOWN = "This form held something it should not.", "This form has a field that is not known here"
NOTHING = "There is nothing here, or it is not for you to see."
OFFERED = "Please choose one of the marks that are offered."
HOW_MANY = "Please say how many minutes: a whole number from 1 to 59."
WHOLE = "Minutes are written as a whole number."
NOBODY = "This does not name anybody or anything that is known here."
WHY = "Please choose why this person is excused."
CHOICE = "Not a valid choice."
WALK_INS = "/registers/{register}/walk-ins"


def row(**fields: str) -> dict[str, str]:
    """A row of the page, of the resident, whom nobody has marked."""
    return {f"{name}.{{resident}}": value for name, value in ({"seen": "|unrecorded||"} | fields).items()}


ROWS = [
    Bad("a mark that is none", "facilitator", MARKS, row(status="asleep"), 422, OFFERED),
    Bad("a mark that is none, with minutes", "facilitator", MARKS, row(status="asleep", minutes="5"), 422, OFFERED),
    Bad("no minutes on the small page", "facilitator", MARKS, row(status="late", minutes=""), 422, HOW_MANY),
    Bad("no minutes at all", "facilitator", MARKS, row(status="late", minutes="0"), 422, HOW_MANY),
    Bad("longer than the session", "facilitator", MARKS, row(status="left_early", minutes="60"), 422, HOW_MANY),
    Bad("minutes below nothing", "facilitator", MARKS, row(status="late", minutes="-5"), 422, WHOLE),
    Bad("half a minute", "facilitator", MARKS, row(status="late", minutes="0.5"), 422, WHOLE),
    Bad("minutes in other digits", "facilitator", MARKS, row(status="late", minutes="१२"), 422, WHOLE),
    Bad("minutes without end", "facilitator", MARKS, row(status="late", minutes="9" * 40), 422, WHOLE),
    Bad("excused for nothing", "facilitator", MARKS, row(status="excused", reason=""), 422, WHY),
    Bad("excused for anything", "facilitator", MARKS, row(status="excused", reason="beach"), 422, WHY),
    Bad("seen what cannot be", "facilitator", MARKS, row(seen="x|present||", status="late", minutes="5"), 422, NOBODY),
    Bad("seen a list without end", "facilitator", MARKS, row(seen="|" * 300, status="asleep"), 422, OFFERED),
    Bad("a field that is none", "facilitator", MARKS, row(status="present", mood="good"), 422, UNKNOWN),
    Bad("a mark with a name that is no id", "facilitator", MARKS, row(status="present", mark="../x"), 422, NOBODY),
    Bad("a walk-in who is no id", "facilitator", WALK_INS, {"person_id": "'; drop"}, 422, NOBODY),
    Bad("a walk-in and a field", "facilitator", WALK_INS, {"person_id": "{resident}", "as": "x"}, 422, UNKNOWN),
    Bad(
        "one mark of nobody",
        "facilitator",
        "/registers/{register}/people/" + "0" * 32 + "/mark",
        None,
        404,
        NOTHING,
        "GET",
    ),
    Bad(
        "nobody beside the leader", "facilitator", BESIDE, {"person_id": "", "span": "date"}, 422, "Please choose who."
    ),
    Bad(
        "a resident beside the leader", "facilitator", BESIDE, {"person_id": "{resident}", "span": "date"}, 422, CHOICE
    ),
    Bad(
        "the leader beside herself", "facilitator", BESIDE, {"person_id": "{facilitator}", "span": "date"}, 422, CHOICE
    ),
    Bad("beside for ever", "facilitator", BESIDE, {"person_id": "{new_beside}", "span": "ever"}, 422, CHOICE),
    Bad("beside, and more", "facilitator", BESIDE, {"person_id": "{new_beside}", "span": "date", "x": "y"}, 422, FIELD),
    Bad("ending, and more", "facilitator", BESIDE + "/{beside}/ending", {"x": "y"}, 422, FIELD),
    Bad("ending whom nobody named", "facilitator", BESIDE + "/{new_beside}/ending", {}, 404, NOTHING),
]
