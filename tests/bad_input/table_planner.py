"""Bad input about the planner: weeks that are none, views of nothing, and changes that cannot be."""

from typing import Any

from tests.bad_input.shapes import Bad

CHANGES = "/planner/changes"
GROUP = {
    "step": "save",
    "chosen": "{group_tomorrow}",
    "version": "0",
    "series_version": "0",
    "view": "week=2026-11-23",
    "day": "2026-11-25",
    "start": "14:00",
    "end": "15:00",
    "room": "{garden_room}",
    "leader": "{facilitator}",
    "scope": "date",
    "reason": "",
}
CHOICE = "Not a valid choice."
FIELD = "This form held something it should not."
NOTHING = "There is nothing here, or it is not for you to see."
HIDDEN = "This text contains hidden characters"
LATE = "Somebody changed this session in the meantime."
BEGUN = "This session has begun; what has happened stays as it was."
TWELVE = "a session lasts at most 12 hours."


def change(wrong: str, piece: str, status: int = 422, who: str = "manager", **changes: Any) -> Bad:
    """A change sent with something wrong."""
    return Bad(wrong, who, CHANGES, GROUP | changes, status, piece)


def look(wrong: str, address: str) -> Bad:
    """The planner asked for what there is none of."""
    return Bad(wrong, "manager", address, None, 404, NOTHING, "GET")


ROWS = [
    look("a week of no month", "/planner?week=2026-13-01"),
    look("a week in words", "/planner?week=next"),
    look("a week without dashes", "/planner?week=20261123"),
    look("the last year there is", "/planner?week=9999-12-31"),
    look("a day of no year", "/planner?day=0000-01-01"),
    look("columns of nothing", "/planner?by=tables"),
    look("a kind nobody knows", "/planner?type=party"),
    look("a tradition nobody knows", "/planner?tradition=%27%20OR%201=1"),
    look("a leader who is no id", "/planner?leader=Marta"),
    look("a date that is no id", "/planner?chosen=1"),
    look("a date of another house", "/planner?chosen={nile_tomorrow}"),
    look("a version in words", "/planner?chosen={group_tomorrow}&since=old"),
    look("a change that is no id", "/planner?edit=%00"),
    look("a paper of no day", "/planner/paper?week=2027-02-29"),
    look("dates of no week", "/planner/events?week=%E0%A4%A"),
    change("no date", NOTHING, 404, chosen=""),
    change("a date of another house", NOTHING, 404, chosen="{nile_tomorrow}"),
    change("a date that is none", NOTHING, 404, chosen="0" * 32),
    change("a step nobody takes", FIELD, step="drop"),
    change("no version", FIELD, version=""),
    change("a version below nought", FIELD, version="-1"),
    change("an endless version", FIELD, version="9" * 30),
    change("an old version", LATE, 409, version="7"),
    change("an old version of the series", "Somebody changed this series", 409, scope="whole", series_version="7"),
    change("no day", "Please choose a day.", day=""),
    change("a day of no month", "Not a valid date value.", day="2026-02-30"),
    change("yesterday", "A session cannot be moved into the past.", day="2026-11-23"),
    change("in three years", "within the next two years", day="2029-11-25"),
    change("the last year there is", "This day is too far away.", day="9999-12-31"),
    change("no beginning", "Please write when it begins.", start=""),
    change("a time of no clock", "Not a valid time value.", end="25:00"),
    change("fourteen hours", TWELVE, start="08:00", end="22:00"),
    change("an end at the beginning", TWELVE, start="14:00", end="14:00"),
    change("a room of another house", CHOICE, room="{nile_room}"),
    change("no room said", "Please choose a room.", room=""),
    change("a leader of another house", CHOICE, leader="{nile_facilitator}"),
    change("a resident who leads", CHOICE, leader="{resident}"),
    change("a scope nobody knows", CHOICE, scope="forever"),
    change("a turned reason", HIDDEN, reason="\u202eill"),
    change("a long reason", "longer than 300 characters", reason="a" * 301),
    change("anyway without a reason", "Please write why both may stand.", anyway="y"),
    change("another field", FIELD, title="Group"),
    change("two reasons", FIELD, reason=["ill", "away"]),
    change("a long view", FIELD, view="a" * 301),
    change("where it stands", "Nothing would change", start="10:00", end="11:00"),
    change("what has begun", BEGUN, chosen="{group_today}"),
    change("a meal for good while somebody leads the group then", "taken", 409, start="08:00", end="09:00"),
]
