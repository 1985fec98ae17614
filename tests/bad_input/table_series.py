"""Bad input about series: repetitions that cannot be, times, places and people that are none, and late changes."""

from typing import Any

from tests.bad_input.shapes import Bad

NEW = "/series/new"
CHANGE = "/series/{seminar_series}/amendment"
END = "/series/{seminar_series}/ending"
GOOD: dict[str, Any] = {
    "step": "save",
    "type": "lecture",
    "title_en": "Bees",
    "repeats": "weekly",
    "days": ["sun"],
    "every": "1",
    "nth": "1",
    "weekday": "mon",
    "ends": "never",
    "first_day": "2026-11-29",
    "start": "04:00",
    "end": "05:00",
    "room": "",
    "leader": "guest",
    "who": "everyone",
}
LATER: dict[str, Any] = {name: value for name, value in GOOD.items() if name != "first_day"} | {
    "scope": "following",
    "occurrence": "{seminar_date}",
    "version": "0",
}
OVER = {"step": "save", "version": "0", "from_day": "2026-12-10", "reason": "The course is over"}
FIELD = "This form held something it should not."
CHOICE = "Not a valid choice."
CHOICES = "is not a valid choice"
DAY = "Choose at least one day of the week."
TIMES = "A repetition happens 1 to 730 times in all."
PAST = "A series begins today or later."
TWO_YEARS = "A session is planned for a day within the next two years."
NO_END = "The end is not after the beginning."
NOTHING = "There is nothing here, or it is not for you to see."
LATE = "Somebody changed this"
HIDDEN = "This text contains hidden characters"


def new(wrong: str, piece: str, status: int = 422, **changes: Any) -> Bad:
    """A new series sent with something wrong."""
    return Bad(wrong, "manager", NEW, GOOD | changes, status, piece)


def change(wrong: str, piece: str, status: int = 422, **changes: Any) -> Bad:
    """A change of a series sent with something wrong."""
    return Bad(f"{wrong}, changed", "manager", CHANGE, LATER | changes, status, piece)


def end(wrong: str, piece: str, status: int = 422, **changes: Any) -> Bad:
    """The end of a series sent with something wrong."""
    return Bad(f"{wrong}, ended", "manager", END, OVER | changes, status, piece)


ROWS = [
    new("no day of the week", DAY, days=[]),
    new("an eighth day", CHOICES, days=["sun", "moonday"]),
    new("no month's day", DAY, repeats="monthly", weekday=""),
    new("a fifth weekday", CHOICE, repeats="monthly", nth="5"),
    new("weeks of nothing", CHOICE, every="0"),
    new("a week in a hundred", CHOICE, every="100"),
    new("a rule of its own", CHOICE, repeats="as-it-is"),
    new("a rule of nobody", CHOICE, repeats="hourly"),
    new("no way to repeat", "Please choose how it repeats.", repeats=""),
    new("no last day", "Please choose the last day.", ends="until"),
    new("an end before it begins", "This repetition ends before its first day.", ends="until", until="2026-11-28"),
    new("two years and a day", "A repetition ends at most two years", ends="until", until="2028-11-30"),
    new(
        "an end without a Sunday",
        "This repetition never happens",
        first_day="2026-11-30",
        ends="until",
        until="2026-12-05",
    ),
    new("no last day there is", "Not a valid date value.", ends="until", until="2027-02-29"),
    new("no number of times", "Please write how many times", ends="count"),
    new("never at all", TIMES, ends="count", times="0"),
    new("fewer than never", TIMES, ends="count", times="-3"),
    new("two years of days", TIMES, ends="count", times="731"),
    new("endless times", "Not a valid integer value.", ends="count", times="9" * 5000),
    new("often", "Not a valid integer value.", ends="count", times="often"),
    new("no end that is known", CHOICE, ends="someday"),
    new("yesterday", PAST, first_day="2026-11-23"),
    new("the first day of all", PAST, first_day="0001-01-01"),
    new("the end of days", TWO_YEARS, first_day="9999-12-31"),
    new("a day too far", TWO_YEARS, first_day="2028-11-25"),
    new("once, an hour ago", "This begins in the past.", first_day="2026-11-24", repeats="once"),
    new("14 hours", "An end 14 hours after the start is too long", start="06:00", end="20:00"),
    new("14 hours of night", NO_END, start="18:00", end="08:00"),
    new("no length", NO_END, end="04:00"),
    new("no such hour", "Not a valid time value.", start="25:00"),
    new("no beginning", "Please write when it begins.", start=""),
    new("no such kind", CHOICE, type="party"),
    new("another house's room", CHOICE, room="{nile_room}"),
    new("another house's leader", CHOICE, leader="staff:{nile_facilitator}"),
    new("a resident as staff", CHOICE, leader="staff:{resident}"),
    new("another house's resident", CHOICE, leader="resident:{nile_resident}"),
    new("a relative keeps it", CHOICE, keeper="{mother}", register="y"),
    new("nobody keeps it", "needs a member of staff who keeps the register", register="y"),
    new("no stage", "Please choose the stages it is for.", who="stage"),
    new("no such stage", CHOICES, who="stage", stages=["{nile_last_stage}"]),
    new("another house's group", CHOICE, who="group:{nile_resident}"),
    new("nobody chosen", "Please choose who is expected.", who="chosen"),
    new("another house's people", CHOICES, who="chosen", people=["{nile_resident}"]),
    new("a language nobody speaks", CHOICES, languages=["de"]),
    new("a long title", "This text is longer than 200 characters.", title_en="b" * 201),
    new("a NUL in the title", HIDDEN, title_en="Be\x00es"),
    new("a turned title", HIDDEN, title_ar="\u202eنحل"),
    new("an unknown field", FIELD, house_id="{nile_room}"),
    new("a title twice", FIELD, title_en=["Bees", "Wasps"]),
    new("another step", FIELD, step="delete"),
    new(
        "a taken leader",
        "The leader is taken then",
        409,
        leader="staff:{facilitator}",
        start="10:30",
        end="11:30",
    ),
    new("a taken room", "The room is taken then", 409, room="{garden_room}", start="10:30", end="11:30"),
    new("meant without a reason", "Please write why both may stand.", room="{garden_room}", start="10:30", anyway="y"),
    change("no version", "This field is required.", version=""),
    change("a version that is no number", FIELD, version="one"),
    change("a version nobody read", LATE, 409, version="7"),
    change("an unknown scope", CHOICE, scope="everything"),
    change("no scope", "Please choose which dates change.", scope=""),
    change("a date of another series", NOTHING, 404, occurrence="{group_tomorrow}"),
    change("another house's date", NOTHING, 404, occurrence="{nile_seminar_date}"),
    change("no date", NOTHING, 404, occurrence="tomorrow"),
    change("no days left", DAY, days=[]),
    change("one date that repeats", "One date does not repeat", scope="date", days=["mon"]),
    change("a day too far", "A series is moved by less than a week", day="2026-12-20"),
    change("no hour", "Please write when it ends.", end=""),
    change("14 hours", NO_END, start="18:00", end="08:00"),
    change("a first day", FIELD, first_day="2026-12-01"),
    change("a long reason", "This text is longer than 300 characters.", reason="b" * 301),
    Bad("somebody else's series", "other_facilitator", CHANGE, LATER, 404, NOTHING),
    end("no reason", "Please write why.", reason=""),
    end("yesterday", "A series ends today or later", from_day="2026-11-23"),
    end("no day", "Please choose a day.", from_day=""),
    end("a version nobody read", LATE, 409, version="9"),
    end("a version that is no number", FIELD, version="0x1"),
    Bad("no such change", "manager", "/series-edits/{nothing}/undo", {}, 404, NOTHING),
    Bad("another house's change", "manager", "/series-edits/{nile_series_edit}/undo", {}, 404, NOTHING),
]
