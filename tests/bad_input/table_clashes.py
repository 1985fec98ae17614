"""Bad input about clashes: keeping one as it is, and taking a free slot."""

from typing import Any

from tests.bad_input.shapes import Bad

KEEP, TAKE = "/clashes/acceptances", "/clashes/moves"
CLASH = {
    "kind": "leader",
    "day": "2026-12-14",
    "one": "{clash_one}",
    "other": "{clash_other}",
    "subject": "{clash_leader}",
    "reason": "She opens the door to both",
}
SLOT = {
    "occurrence": "{clash_other}",
    "version": "0",
    "day": "2026-12-14",
    "start": "07:00",
    "end": "08:00",
    "room": "{clash_room}",
}
GONE = "This clash is not there any more. Nothing was kept."
FIELD = "This form held something it should not."
HIDDEN = "This text contains hidden characters"
NOTHING = "There is nothing here, or it is not for you to see."
DAY = "Please choose a day."
NO_DATE = "Not a valid date value."
NO_TIME = "Not a valid time value."
LATE = "Somebody changed this session in the meantime."


def keep(wrong: str, piece: str, status: int = 422, **changes: Any) -> Bad:
    """A clash to be kept, with something wrong."""
    return Bad(wrong, "manager", KEEP, CLASH | changes, status, piece)


def take(wrong: str, piece: str, status: int = 422, **changes: Any) -> Bad:
    """A slot with something wrong."""
    return Bad(wrong, "manager", TAKE, SLOT | changes, status, piece)


ROWS = [
    keep("no reason", "Please write why.", reason=""),
    keep("a blank reason", "This text is empty.", reason="  "),
    keep("a turned reason", HIDDEN, reason="\u202emeant"),
    keep("a long reason", "longer than 300 characters", reason="ж" * 301),
    keep("two reasons", FIELD, reason=["One", "Two"]),
    keep("a field nobody asked for", FIELD, house="{hall_room}"),
    keep("no kind", GONE, kind=""),
    keep("a kind nobody knows", GONE, kind="weather"),
    keep("a kind of endless length", GONE, kind="x" * 5000),
    keep("another kind of the same two", GONE, kind="resident"),
    keep("no day", DAY, day=""),
    keep("a day of no month", DAY, day="2026-02-30"),
    keep("the last year there is", DAY, day="9999-12-31"),
    keep("a day of long ago", DAY, day="0001-01-01"),
    keep("another day", GONE, day="2026-12-18"),
    keep("one session alone", GONE, other=""),
    keep("no session", GONE, one="", other=""),
    keep("the other house's session", GONE, one="{nile_clash_one}"),
    keep("a session that is none", GONE, one="1 OR 1=1"),
    keep("another subject", GONE, subject="{clash_room}"),
    keep("a subject that is none", GONE, subject="Marta"),
    keep("a clash that is kept already", "Somebody has kept this clash already.", kind="room", subject="{clash_room}"),
    take("no date", FIELD, occurrence=""),
    take("a date that is none", FIELD, occurrence="today"),
    take("the other house's date", NOTHING, 404, occurrence="{nile_clash_one}"),
    take("no version", FIELD, version=""),
    take("a version of words", LATE, 409, version="newest"),
    take("a version of another time", LATE, 409, version="41"),
    take("no day", DAY, day=""),
    take("a day of no month", NO_DATE, day="2026-02-30"),
    take("the past", "A session cannot be moved into the past.", day="2026-11-23"),
    take("three years ahead", "within the next two years", day="2029-12-14"),
    take("the last year there is", "within the next two years", day="9999-12-31"),
    take("no hour", FIELD, start=""),
    take("an hour that is none", NO_TIME, start="25:00"),
    take("thirteen hours", "at most 12 hours", end="20:00"),
    take("an end before the start", "at most 12 hours", start="09:00", end="08:00"),
    take("the other house's room", "Please choose a room of this house.", room="{nile_room}"),
    take("a room that is none", FIELD, room="hall"),
    take("an hour when its room is taken", "The room is taken then", 409, start="05:15", end="06:15"),
    Bad("a week of no month", "manager", "/clashes?week=2026-02-30", None, 404, NOTHING, "GET"),
    Bad("a week of words", "manager", "/clashes?week=next", None, 404, NOTHING, "GET"),
]
