"""Bad input about the hours residents received, and the breaks of a series."""

from typing import Any

from tests.bad_input.shapes import Bad

NOTHING = "There is nothing here, or it is not for you to see."
HOUSE, ONE, MARKS = (
    "/hours-received",
    "/hours-received/residents/{resident}",
    "/hours-received/residents/{resident}/marks",
)
OWN = "/record/hours"
SERIES: dict[str, Any] = {
    "step": "preview",
    "type": "process_group",
    "title_en": "Talk",
    "repeats": "weekly",
    "days": ["tue"],
    "every": "1",
    "ends": "never",
    "first_day": "2026-12-01",
    "start": "15:00",
    "end": "16:00",
    "leader": "none",
    "who": "everyone",
}


def get(wrong: str, path: str, who: str = "manager") -> Bad:
    """A page asked for with a fault."""
    return Bad(wrong, who, path, None, 404, NOTHING, "GET")


def breaks(wrong: str, text: Any, piece: str) -> Bad:
    """A series whose break is none."""
    return Bad(wrong, "manager", "/series/new", SERIES | {"breaks": text}, 422, piece)


ROWS = [
    get("a week that is none", f"{HOUSE}?week=2026-02-30"),
    get("no week", f"{HOUSE}?week="),
    get("a word for a week", f"{HOUSE}?week=soon"),
    get("another century", f"{HOUSE}?week=1899-01-01"),
    get("a week that has not begun", f"{HOUSE}?week=2026-12-07"),
    get("a week as another writes it", f"{HOUSE}?week=24.11.2026"),
    get("a hidden character in a week", f"{HOUSE}?week=2026-11-24%E2%80%AE"),
    get("a stage that is none", f"{HOUSE}/stages/{{nothing}}"),
    get("a word for a stage", f"{HOUSE}/stages/first"),
    get("somebody unknown", f"{HOUSE}/residents/{{nothing}}"),
    get("a member of staff", f"{HOUSE}/residents/{{facilitator}}"),
    get("a relative", f"{HOUSE}/residents/{{mother}}"),
    get("one of the other house", f"{HOUSE}/residents/{{nile_resident}}"),
    get("a word for somebody", f"{HOUSE}/residents/me"),
    get("weeks that have not begun", f"{ONE}?week=2027-01-04"),
    get("weeks before they came", f"{ONE}?week=2020-01-06"),
    get("a category that is none", f"{MARKS}?category=everything"),
    get("no category", f"{MARKS}?category="),
    get("a category and no week", f"{MARKS}?week=x&category=group"),
    get("the end of days", f"{MARKS}?week=9999-12-31"),
    get("one's own in a week that is none", f"{OWN}?week=nope", "resident"),
    get("one's own of no category", f"{OWN}/marks?category=x", "resident"),
    get("one's own before one came", f"{OWN}/marks?week=2020-01-06", "resident"),
    get("somebody else's as one's own", f"{OWN}/{{other_resident}}", "resident"),
    breaks("a break as long as the session", "60", "The break is shorter than the session: at most 59 minutes."),
    breaks("a break before it", "-5", "Number must be between 0 and 720."),
    breaks("an endless break", "9" * 300, "Number must be between 0 and 720."),
    breaks("half a minute of break", "7.5", "Not a valid integer value."),
    breaks("a word for a break", "short", "Not a valid integer value."),
    breaks("two breaks", ["5", "6"], "This form held something it should not."),
]
