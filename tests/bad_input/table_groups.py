"""Bad input about groups, hobbies, and what takes a resident elsewhere."""

from typing import Any

from tests.bad_input.shapes import PAGE, Bad

FIELD = "This form held something it should not."
HIDDEN = "This text contains hidden characters"
WORDS = "Please write it in at least one language."
CHOICE = "Not a valid choice."
PLACES = "A group has between 1 and 500 places, or no limit."
LATE = "Somebody changed this in the meantime."
NOTHING = "There is nothing here, or it is not for you to see."
SETTINGS, MEMBERS, WORK = "/groups/{circle}/settings", "/groups/{circle}/members", "/residents/{resident}/engagements"
GROUP = {"kind": "hobby", "name_en": "Chess", "capacity": "8", "open": "y"}
AMENDED = {"as_read": PAGE, "name_en": "Ring", "capacity": "8", "open": "y"}
AWAY: dict[str, Any] = {
    "why": "work",
    "days": "mon",
    "first_day": "2026-11-25",
    "start": "08:00",
    "end": "16:00",
}


def new(wrong: str, piece: str, **more: Any) -> Bad:
    """A group formed with a fault."""
    return Bad(wrong, "manager", "/groups/new", GROUP | more, 422, piece)


def work(wrong: str, piece: str, **more: Any) -> Bad:
    """An engagement noted with a fault."""
    return Bad(wrong, "manager", WORK, AWAY | more, 422, piece)


ROWS = [
    new("no name", WORDS, name_en=" "),
    new("a turned name", HIDDEN, name_en="\u202eChess"),
    new("a long name", "longer than 120 characters", name_ar="ب" * 121),
    new("no kind", "Please choose what kind of group it is.", kind=""),
    new("a list", CHOICE, kind="list"),
    new("a kind that is none", CHOICE, kind="team"),
    new("no places", PLACES, capacity="0"),
    new("fewer than none", PLACES, capacity="-1"),
    new("a stadium", PLACES, capacity="501"),
    new("endless places", PLACES, capacity="9" * 400),
    new("half a place", PLACES, capacity="2.5"),
    new("a word for places", PLACES, capacity="many"),
    new("another house", FIELD, house_id="{nothing}"),
    new("a name twice", FIELD, name_en=["Chess", "Go"]),
    Bad("never read", "manager", SETTINGS, AMENDED | {"as_read": ""}, 409, LATE),
    Bad("another kind", "manager", SETTINGS, AMENDED | {"kind": "hobby"}, 422, FIELD),
    Bad("no name any more", "manager", SETTINGS, AMENDED | {"name_en": ""}, 422, WORDS),
    Bad("ended by a field", "manager", SETTINGS, AMENDED | {"ended_at": "2026-11-24"}, 422, FIELD),
    Bad("nobody", "manager", MEMBERS, {"person": ""}, 422, "Please choose who."),
    Bad("somebody unknown", "manager", MEMBERS, {"person": "{nothing}"}, 422, CHOICE),
    Bad("a member of staff", "manager", MEMBERS, {"person": "{facilitator}"}, 422, CHOICE),
    Bad("one of the other house", "manager", MEMBERS, {"person": "{nile_resident}"}, 422, CHOICE),
    Bad("a member already", "manager", MEMBERS, {"person": "{latecomer}"}, 422, "already belongs to the group"),
    Bad(
        "from yesterday",
        "manager",
        MEMBERS,
        {"person": "{resident}", "from_day": "2026-11-23"},
        422,
        "A membership begins today or later",
    ),
    Bad(
        "in another age",
        "manager",
        MEMBERS,
        {"person": "{resident}", "from_day": "9999-12-31"},
        422,
        "Please choose a day within the next two years.",
    ),
    Bad(
        "no day", "manager", MEMBERS, {"person": "{resident}", "from_day": "2026-02-30"}, 422, "Not a valid date value."
    ),
    Bad("two people", "manager", MEMBERS, {"person": ["{resident}", "{newcomer}"]}, 422, FIELD),
    Bad(
        "waits twice", "manager", "/groups/{ring}/waiting", {"person": "{latecomer}"}, 422, "waits for a place already"
    ),
    Bad("waits inside", "manager", "/groups/{circle}/waiting", {"person": "{latecomer}"}, 422, "belongs to the group"),
    Bad("no membership", "manager", "/groups/{circle}/members/{nothing}/ending", {}, 404, NOTHING),
    Bad("no group", "manager", "/groups/{nothing}/members", {"person": "{resident}"}, 404, NOTHING),
    Bad("waits though there is room", "other_resident", "/hobbies/{choir}/waiting", {}, 422, "There is a place free"),
    Bad("for somebody else", "resident", "/hobbies/{band}/waiting", {"person": "{newcomer}"}, 422, FIELD),
    Bad("leaves twice", "other_resident", "/hobbies/{choir}/membership/ending", {}, 422, "You do not belong to it."),
    Bad("waits for nothing", "other_resident", "/hobbies/{choir}/waiting/ending", {}, 422, "You do not wait"),
    Bad("no hobby", "resident", "/hobbies/{circle}/membership", {}, 404, NOTHING),
    work("no reason", "Please choose why.", why=""),
    work("another reason", CHOICE, why="holiday"),
    work("another weekday", "is not a valid choice", days="someday"),
    work("no first day", "Please choose a day.", first_day=""),
    work("yesterday", "This begins today or later", first_day="2026-11-23"),
    work("another century", "within the next two years", first_day="2126-11-23"),
    work("the end of days", "within the next two years", last_day="9999-12-31"),
    work("turned round", "The last day is not before the first.", last_day="2026-11-24"),
    work("no such weekday between", "None of these weekdays", last_day="2026-11-26"),
    work("no time", "Please write a time.", start=""),
    work("a time that is none", "Not a valid time value.", end="25:61"),
    work("a whole day", "at most 12 hours", start="08:00", end="08:00"),
    work("thirteen hours", "at most 12 hours", end="21:00"),
    work("somebody else's stay", FIELD, stay_id="{nothing}"),
    Bad("nobody who lives here", "manager", "/residents/{facilitator}/engagements", AWAY, 404, NOTHING),
    Bad("ends never", "manager", "/engagements/{engagement}/ending", {"from_day": ""}, 422, "Please choose a day."),
    Bad(
        "ended before", "manager", "/engagements/{engagement}/ending", {"from_day": "2026-11-01"}, 422, "today or later"
    ),
    Bad(
        "ends later than it does",
        "manager",
        "/engagements/{engagement}/ending",
        {"from_day": "2027-11-01"},
        422,
        "ended by",
    ),
]
