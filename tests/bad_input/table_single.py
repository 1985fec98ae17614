"""Bad input about a single session, taking over, and the languages of a series."""

from typing import Any

from tests.bad_input.shapes import Bad

NEW = "/sessions/new"
TAKE = "/occurrences/{morning_today}/takeover"
SPEAK = "/series/{group_series}/languages"
GOOD: dict[str, Any] = {
    "step": "hold",
    "type": "lecture",
    "title": "Bees",
    "day": "2026-11-24",
    "start": "14:00",
    "end": "15:00",
    "who": "everyone",
    "room": "{hall_room}",
    "leader": "{other_facilitator}",
}
FIRST = {name: value for name, value in GOOD.items() if name not in ("room", "leader")} | {"step": "where"}
PAST = "This begins in the past. Please write a time from now on."
TWO_YEARS = "A session is planned for a day within the next two years."
WHO = "Please choose who is expected."
CHOICE = "Not a valid choice."
CHOICES = "is not a valid choice"
FIELD = "This form held something it should not."
OFFERED = "Please choose among the languages that are offered."
NOTHING = "There is nothing here, or it is not for you to see."


def new(wrong: str, piece: str, status: int = 422, **changes: Any) -> Bad:
    """The second step sent with something wrong."""
    return Bad(wrong, "facilitator", NEW, GOOD | changes, status, piece)


def first(wrong: str, piece: str, **changes: Any) -> Bad:
    """The first step sent with something wrong."""
    return Bad(f"{wrong}, first step", "facilitator", NEW, FIRST | changes, 422, piece)


ROWS = [
    new("a minute ago", PAST, start="10:31", end="11:00"),
    new("yesterday", PAST, day="2026-11-23"),
    new("the first day", PAST, day="0001-01-01"),
    new("the end of days", TWO_YEARS, day="9999-12-31"),
    new("a day too far", TWO_YEARS, day="2028-11-25"),
    new("12.5 hours", "An end 12.5 hours after the start is too long", start="11:00", end="23:30"),
    new("14 hours of night", "The end is not after the beginning.", start="18:00", end="08:00"),
    new("no end to it", "The end is not after the beginning.", end="14:00"),
    new("no 29 February", "Not a valid date value.", day="2027-02-29"),
    new("no such time", "Not a valid time value.", start="25:00"),
    new("no such kind", CHOICE, type="party"),
    new("a hidden title", "This text contains hidden characters", title="a\u202eb"),
    new("a long title", "longer than 200 characters", title="x" * 201),
    new("nobody chosen", WHO, who="chosen"),
    new("a resident of the other house", CHOICES, who="chosen", people=["{nile_resident}"]),
    new("a relative", CHOICES, who="chosen", people=["{mother}"]),
    new("no such group", CHOICE, who="group:{nothing}"),
    new("a group that is none", CHOICE, who="group:"),
    new("a foreign room", CHOICE, room="{nile_room}"),
    new("no room at all", "Please choose where it is.", room=""),
    new("a resident to lead", CHOICE, leader="{resident}"),
    new("a leader of the other house", CHOICE, leader="{nile_facilitator}"),
    new("no language of ours", CHOICES, languages=["ar", "tlh"]),
    new("a taken room", "The room is taken then", 409, start="12:30", end="13:30"),
    new("an extra field", FIELD, house_id="{nothing}"),
    new("two titles", FIELD, title=["Bees", "Wasps"]),
    new("no such step", FIELD, step="jump"),
    first("the past", PAST, start="09:00", end="10:00"),
    first("no time", "Please write when it begins.", start=""),
    first("nobody chosen", WHO, who="invited"),
    first("a room too early", FIELD, room="{hall_room}"),
    Bad("a stale version", "manager", TAKE, {"version": "7"}, 409, "in the meantime"),
    Bad("no version", "manager", TAKE, {}, 422, "is required"),
    Bad("a hidden reason", "manager", TAKE, {"version": "0", "reason": "a\u200bb"}, 422, "hidden characters"),
    Bad("a long reason", "manager", TAKE, {"version": "0", "reason": "x" * 201}, 422, "longer than 200 characters"),
    Bad("an extra field", "manager", TAKE, {"version": "0", "leader": "{nothing}"}, 422, FIELD),
    Bad("one's own", "facilitator", TAKE, {"version": "0"}, 422, "You lead this session already."),
    Bad("tomorrow", "manager", "/occurrences/{group_tomorrow}/takeover", {"version": "0"}, 422, "is taken over from"),
    Bad("a cancelled one", "manager", "/occurrences/{cancelled}/takeover", {"version": "1"}, 422, "already cancelled"),
    Bad("NUL", "manager", "/occurrences/%00/takeover", {"version": "0"}, 404, NOTHING),
    Bad("no language", "manager", SPEAK, {"occurrence": "{group_today}", "languages": ["xx"]}, 422, OFFERED),
    Bad("no date", "manager", SPEAK, {"languages": ["ru"]}, 422, OFFERED),
    Bad("another's date", "manager", SPEAK, {"occurrence": "{lunch_today}", "languages": ["ru"]}, 404, NOTHING),
    Bad("no date of ours", "manager", SPEAK, {"occurrence": "'; --", "languages": ["ru"]}, 422, OFFERED),
    Bad("no such register", "manager", "/registers/{nothing}/standing?since=1", None, 404, NOTHING, "GET"),
    Bad("NUL", "manager", "/registers/%00/standing", None, 404, NOTHING, "GET"),
]
