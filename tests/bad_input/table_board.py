"""Bad input about the wall: what it does not name, one's own name on it, and pages that are asked oddly."""

from typing import Any

from tests.bad_input.shapes import PAGE, Bad

WALL, NAME = "/house/wall", "/wall-name"
READ = {"as_read": PAGE}
FIELD = "This form held something it should not."
CHOICES = "is not a valid choice"
CHOICE = "Not a valid choice."
PICK = "Please choose from what is offered."
LATE = "Somebody changed this in the meantime."
NOT_FOR_YOU = "This page is not for you to open."


def name(wrong: str, body: Any, piece: str, status: int = 422, who: str = "resident") -> Bad:
    """A choice of one's own name that is not right."""
    return Bad(wrong, who, NAME, body, status, piece)


ROWS = [
    name("nothing chosen", {}, PICK),
    name("an empty choice", {"shown_as": ""}, PICK),
    name("the whole name", {"shown_as": "full"}, CHOICE),
    name("two choices", {"shown_as": ["initial", "none"]}, FIELD),
    name("an alias nobody has", {"shown_as": "alias"}, "There is no other name on the card yet."),
    name("for somebody else", {"shown_as": "initial", "person_id": "{other_resident}"}, FIELD),
    name("an endless choice", {"shown_as": "i" * 5000}, CHOICE),
    name("as staff", {"shown_as": "initial"}, NOT_FOR_YOU, 403, "facilitator"),
    name("as a manager for a resident", {"shown_as": "initial"}, NOT_FOR_YOU, 403, "manager"),
    Bad("a list never read", "manager", WALL, {"unnamed_types": "sport"}, 409, LATE),
    Bad("a list of another day", "manager", WALL, {"as_read": "0" * 32, "unnamed_types": "sport"}, 409, LATE),
    Bad("a type nobody knows", "manager", WALL, READ | {"unnamed_types": "bingo"}, 422, CHOICES),
    Bad("a known type and one nobody knows", "manager", WALL, READ | {"unnamed_types": ["sport", ""]}, 422, CHOICES),
    Bad("twelve steps on the list by hand", "manager", WALL, READ | {"unnamed_types": "twelve_step"}, 422, CHOICES),
    Bad("another field", "manager", WALL, READ | {"kiosk_names": "y"}, 422, FIELD),
    Bad("an endless mark", "manager", WALL, {"as_read": "0" * 33}, 422, "longer than 32 characters"),
    Bad("the list as a facilitator", "facilitator", WALL, READ | {"unnamed_types": "sport"}, 403, NOT_FOR_YOU),
    Bad("the preview as a resident", "resident", "/board/preview", None, 403, NOT_FOR_YOU, method="GET"),
]
