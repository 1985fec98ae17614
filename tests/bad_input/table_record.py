"""Bad input to the pages of the record, and to calendars of rooms."""

from tests.bad_input.shapes import Bad

NOTHING = "There is nothing here, or it is not for you to see."
FIELD = "This form held something it should not."
TABLET = {"kind": "room", "room": "{garden_room}", "device": "tablet"}
TITLES = "/calendars/{residents_feed}/titles"


def _asked(wrong: str, path: str, who: str = "manager") -> Bad:
    return Bad(wrong, who, path, None, 404, NOTHING, "GET")


ROWS = [
    _asked("a week that is none", "/record?weeks=some", "resident"),
    _asked("half a stride", "/record?weeks=9", "resident"),
    _asked("no weeks at all", "/record?weeks=0", "resident"),
    _asked("weeks below nought", "/record?weeks=-8", "resident"),
    _asked("weeks before anybody lived", "/record?weeks=5280", "resident"),
    _asked("digits of another script", "/record?weeks=١٦", "resident"),
    _asked("a day that is none", "/audit?from=yesterday"),
    _asked("the thirty-first of a short month", "/audit?to=2026-11-31"),
    _asked("a day with its hour", "/audit?from=2026-11-24T10:00"),
    _asked("a week for a day", "/audit?from=2026-W48"),
    _asked("a day before the first", "/audit?from=2026-11-24&to=2026-11-23"),
    _asked("a day too far away", "/audit?to=9999-12-31"),
    _asked("an entry that is no number", "/audit?before=newest"),
    _asked("an entry below one", "/audit?before=0"),
    _asked("a number without an end", "/audit?before=" + "9" * 40),
    _asked("a group that is none", "/audit?group=secrets"),
    Bad("a room that is none", "manager", "/calendars", TABLET | {"room": "garden"}, 404, NOTHING),
    Bad("a room of the other house", "manager", "/calendars", TABLET | {"room": "{nile_room}"}, 404, NOTHING),
    Bad("no room", "manager", "/calendars", {"kind": "room", "device": "tablet"}, 404, NOTHING),
    Bad(
        "a room's calendar without a device",
        "manager",
        "/calendars",
        TABLET | {"device": ""},
        422,
        "This text is empty.",
    ),
    Bad("another's address", "other_resident", TITLES, {"real_titles": "y"}, 404, NOTHING),
    Bad("more than it asks for", "resident", TITLES, {"real_titles": "y", "kind": "x"}, 422, "Something in the form"),
    Bad("twice the same", "resident", TITLES, {"real_titles": ["y", "y"]}, 422, "Something in the form"),
]
