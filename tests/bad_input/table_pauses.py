"""Bad input about pauses, hours kept free, and the rest between two groups."""

from typing import Any

from tests.bad_input.shapes import PAGE, Bad

NEW, HOURS, REST = "/pauses/new", "/kept-hours", "/kept-hours/rest"
FEAST = {
    "step": "keep",
    "name_en": "Saint Nicholas",
    "kind": "feast",
    "first_day": "2026-12-06",
    "last_day": "",
    "covers": "activities",
    "moves_to": "",
}
HOUR = {"kind": "prayer", "days": ["fri"], "start": "13:00", "end": "13:30", "group": "all"}
CHOICE = "Not a valid choice."
CHOICES = "is not a valid choice"
FIELD = "This form held something it should not."
HIDDEN = "This text contains hidden characters"
NOTHING = "There is nothing here, or it is not for you to see."
WHOLE = "A whole number from 0 to 120"
DAY = "Please choose a day."
NO_DATE = "Not a valid date value."
NO_TIME = "Not a valid time value."
TWO_YEARS = "A pause lies within the next two years."


def pause(wrong: str, piece: str, status: int = 422, **changes: Any) -> Bad:
    """A pause sent with something wrong."""
    return Bad(wrong, "manager", NEW, FEAST | changes, status, piece)


def hour(wrong: str, piece: str, **changes: Any) -> Bad:
    """Hours sent with something wrong."""
    return Bad(wrong, "manager", HOURS, HOUR | changes, 422, piece)


ROWS = [
    pause("no name", "Please write it in at least one language.", name_en=" "),
    pause("a turned name", HIDDEN, name_en="\u202eFeast"),
    pause("a long name", "longer than 120 characters", name_ar="ع" * 121),
    pause("no first day", DAY, first_day=""),
    pause("a day of no month", NO_DATE, first_day="2026-02-30"),
    pause("a word for a day", NO_DATE, last_day="tomorrow"),
    pause("yesterday", "A pause begins today or later", first_day="2026-11-23"),
    pause("an end before the beginning", "The last day is before the first.", last_day="2026-12-05"),
    pause("32 days", "A pause is at most 31 days long.", last_day="2027-01-06"),
    pause("three years ahead", TWO_YEARS, first_day="2029-12-06"),
    pause("the last year there is", TWO_YEARS, first_day="9999-12-31"),
    pause("moved to the last year there is", TWO_YEARS, moves_to="9999-12-31"),
    pause("a feast of no kind", CHOICE, kind="party"),
    pause("nothing that rests", CHOICE, covers="nobody"),
    pause("not said what rests", "Please choose what rests.", covers=""),
    pause("a closed day with sessions", "On a closed day everything rests.", kind="closed"),
    pause("a week on one other day", "Only a single day", last_day="2026-12-10", moves_to="2026-12-12"),
    pause("on the same day", "The other day is the same day.", moves_to="2026-12-06"),
    pause("on a day that is over", "Please choose one after today.", moves_to="2026-11-23"),
    pause("on a day that rests", "The programme rests on that other day too.", moves_to="2026-12-23"),
    pause("twice the same", "These days have this pause already.", first_day="2026-12-23"),
    pause("two names", FIELD, name_en=["Feast", "Fast"]),
    pause("a step nobody knows", FIELD, step="begin"),
    pause("another house's", FIELD, house_id="{nile_room}"),
    pause("a bad preview", "The last day is before the first.", step="look", last_day="2026-12-05"),
    Bad("another house's pause", "manager", "/pauses/{nile_pause}/ending", {}, 404, NOTHING),
    Bad("taken back before", "manager", "/pauses/{past_pause}/ending", {}, 422, "was taken back already"),
    Bad("no such pause", "manager", f"/pauses/{'0' * 32}/ending", {}, 404, NOTHING),
    hour("no day", "Please choose at least one day of the week.", days=[]),
    hour("a day of no week", CHOICES, days=["fri", "someday"]),
    hour("for nothing known", CHOICE, kind="sleep"),
    hour("no beginning", "Please write when it begins.", start=""),
    hour("25 o'clock", NO_TIME, start="25:00"),
    hour("no end", "Please write when it ends.", end=""),
    hour("a whole night and day", "a session lasts at most 12 hours", end="12:00"),
    hour("another house's group", CHOICE, group="{nile_room}"),
    hour("from yesterday", "Hours are kept from today on", from_day="2026-11-23"),
    hour("from the last day there is", "", from_day="9999-12-31"),
    hour("a hidden sign", HIDDEN, name_en="Pra\u200byer"),
    hour("another field", FIELD, to_day="2026-12-01"),
    Bad("another house's hours", "manager", "/kept-hours/{nile_kept_hour}/ending", {}, 404, NOTHING),
    Bad("a rest of a day", "manager", REST, {"as_read": PAGE, "rest_minutes": "1440"}, 422, WHOLE),
    Bad("less than none", "manager", REST, {"as_read": PAGE, "rest_minutes": "-5"}, 422, WHOLE),
    Bad("half a minute", "manager", REST, {"as_read": PAGE, "rest_minutes": "0.5"}, 422, WHOLE),
    Bad("endless rest", "manager", REST, {"as_read": PAGE, "rest_minutes": "9" * 300}, 422, WHOLE),
    Bad("a rest never read", "manager", REST, {"rest_minutes": "20"}, 409, "Somebody changed this in the meantime."),
]
