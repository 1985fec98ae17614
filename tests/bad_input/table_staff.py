"""Bad input about the staff's time: hours, what somebody may lead, absences, substitutes, handing on."""

from tests.bad_input.shapes import PAGE, Bad

FIELD = "This form held something it should not."
NOTHING = "There is nothing here, or it is not for you to see."
CHOICE = "Not a valid choice"
DAY = "Please choose a day."
LATE = "Somebody changed this in the meantime."
CHANGED = "Somebody changed this session in the meantime."
AWAY, MINE = "/staff-absences", "/my-absence"
ONE = "/staff-absences/{training_absence}"
HOURS, SCOPE, LED = (f"/staff-hours/{{facilitator}}{more}" for more in ("", "/scope", "/sessions"))

WEEK = {"as_read": PAGE, "from_day": "2026-11-25", "start_0_1": "08:00", "end_0_1": "16:00"}
ILL = {"person": "{other_facilitator}", "kind": "ill", "from_day": "2026-11-25", "to_day": "2026-11-26"}
ROW = {"who_{group_tomorrow}": "{manager}", "version_{group_tomorrow}": "0", "reason": "ill"}
SERIES = {"who_{group_series}": "{manager}", "version_{group_series}": "0"}

ROWS = [
    Bad("hours of no day", "manager", HOURS, WEEK | {"from_day": ""}, 422, DAY),
    Bad("hours of yesterday", "manager", HOURS, WEEK | {"from_day": "2026-11-23"}, 422, "from today on"),
    Bad("hours of the year 9999", "manager", HOURS, WEEK | {"from_day": "9999-12-31"}, 422, "from today on"),
    Bad("no day of any calendar", "manager", HOURS, WEEK | {"from_day": "2026-02-30"}, 422, "Not a valid date"),
    Bad("a beginning alone", "manager", HOURS, WEEK | {"start_1_1": "08:00"}, 422, "a beginning and an end"),
    Bad("a span of no length", "manager", HOURS, WEEK | {"end_0_1": "08:00"}, 422, "another time than it begins"),
    Bad(
        "spans that overlap",
        "manager",
        HOURS,
        WEEK | {"start_0_2": "15:00", "end_0_2": "17:00"},
        422,
        "Two spans of work overlap.",
    ),
    Bad("25 o'clock", "manager", HOURS, WEEK | {"start_0_1": "25:00"}, 422, "Not a valid time"),
    Bad("an eighth day", "manager", HOURS, WEEK | {"start_7_1": "08:00"}, 422, FIELD),
    Bad("hours never read", "manager", HOURS, WEEK | {"as_read": "0" * 32}, 409, LATE),
    Bad("hours of a resident", "manager", "/staff-hours/{resident}", WEEK | {"as_read": ""}, 404, NOTHING),
    Bad("a scope of nothing said", "manager", SCOPE, {"types": "lecture"}, 422, "Please choose one."),
    Bad("a type of nobody", "manager", SCOPE, {"by": "chosen", "types": "seance"}, 422, "not a valid choice"),
    Bad("a rule of nobody", "manager", SCOPE, {"by": "king"}, 422, CHOICE),
    Bad("nobody is away", "manager", AWAY, ILL | {"person": ""}, 422, "Please choose who is away."),
    Bad("a resident is ill", "manager", AWAY, ILL | {"person": "{resident}"}, 422, CHOICE),
    Bad("somebody of the other house", "manager", AWAY, ILL | {"person": "{nile_facilitator}"}, 422, CHOICE),
    Bad("tired", "manager", AWAY, ILL | {"kind": "tired"}, 422, CHOICE),
    Bad("from no day", "manager", AWAY, ILL | {"from_day": ""}, 422, DAY),
    Bad("until a time of no day", "manager", AWAY, ILL | {"to_day": "", "to_time": "10:00"}, 422, "the day it ends"),
    Bad("turned round", "manager", AWAY, ILL | {"to_day": "2026-11-20"}, 422, "An absence ends after it begins."),
    Bad("two years", "manager", AWAY, ILL | {"to_day": "2028-11-20"}, 422, "a year at most"),
    Bad("last year", "manager", AWAY, ILL | {"from_day": "2025-11-20"}, 422, "within the last month"),
    Bad("until the year 9999", "manager", AWAY, ILL | {"to_day": "9999-12-31"}, 422, "too far away"),
    Bad("a holiday without an end", "manager", AWAY, ILL | {"kind": "holiday", "to_day": ""}, 422, "until when"),
    Bad("until some day", "manager", AWAY, ILL | {"until": "someday"}, 422, "Please say until when."),
    Bad(
        "twice away",
        "manager",
        AWAY,
        ILL | {"from_day": "2027-02-22", "to_day": "2027-02-22"},
        422,
        "There is already an absence in this time.",
    ),
    Bad("another house's field", "manager", AWAY, ILL | {"house_id": "{nile_room}"}, 422, FIELD),
    Bad("no end", "manager", f"{ONE}/ending", {"to_day": ""}, 422, DAY),
    Bad("an end before the beginning", "manager", f"{ONE}/ending", {"to_day": "2026-11-25"}, 422, "after it begins"),
    Bad("a row that is none", "manager", f"{ONE}/substitutions", {"who_{group_series}": "", "reason": "x"}, 422, FIELD),
    Bad(
        "a substitute who lives here",
        "manager",
        f"{ONE}/substitutions",
        ROW | {"who_{group_tomorrow}": "{resident}"},
        422,
        CHOICE,
    ),
    Bad("no number", "manager", f"{ONE}/substitutions", ROW | {"version_{group_tomorrow}": "one"}, 409, CHANGED),
    Bad("an old page", "manager", f"{ONE}/substitutions", ROW | {"version_{group_tomorrow}": "7"}, 409, CHANGED),
    Bad(
        "another house's session",
        "manager",
        f"{ONE}/substitutions",
        {"who_{nile_today}": "{manager}", "version_{nile_today}": "0", "reason": "ill"},
        404,
        NOTHING,
    ),
    Bad("an endless reason", "manager", f"{ONE}/substitutions", ROW | {"reason": "x" * 301}, 422, "longer than 300"),
    Bad("a hidden sign", "manager", f"{ONE}/substitutions", ROW | {"reason": "i\u202ell"}, 422, "hidden characters"),
    Bad("called off with words", "manager", f"{ONE}/withdrawal", {"reason": "x"}, 404, NOTHING),
    Bad("ill for ever", "facilitator", MINE, {"until": "forever"}, 422, CHOICE),
    Bad("ill until nothing", "facilitator", MINE, {}, 422, "Please say until when."),
    Bad("somebody else is ill", "facilitator", MINE, {"until": "open", "person": "{manager}"}, 422, FIELD),
    Bad("a series to a resident", "manager", LED, SERIES | {"who_{group_series}": "{resident}"}, 422, CHOICE),
    Bad("a series to be cancelled", "manager", LED, SERIES | {"who_{group_series}": "cancel"}, 422, CHOICE),
    Bad("an old series", "manager", LED, SERIES | {"version_{group_series}": "7"}, 409, "Somebody changed this series"),
    Bad(
        "a series they do not lead",
        "manager",
        LED,
        {"who_{lunch_series}": "{manager}", "version_{lunch_series}": "0"},
        404,
        NOTHING,
    ),
    Bad("from no day at all", "manager", f"{LED}?from=soon", None, 404, NOTHING, method="GET"),
]
