"""Bad input about hours rules and templates of a week."""

from typing import Any

from tests.bad_input.shapes import PAGE, Bad

RULES, RULE, KEEP = "/hours-rules", "/hours-rules/{hours_rule}", "/week-templates"
USE = "/week-templates/daytop/application"
OWN = {
    "stage": "",
    "preset": "own",
    "from_day": "2026-11-24",
    "name_en": "Ours",
    "types": ["process_group"],
    "total_minutes": "5",
}
APPLY = {"from_day": "2026-11-30", "rooms": "make", "step": "save"}
CHOICE = "Not a valid choice."
FIELD = "This form held something it should not."
NOTHING = "There is nothing here, or it is not for you to see."
HOURS = "Between 0 and 80 hours a week, please."
PEOPLE = "A whole number from 1 to 200"
DAY = "Please choose a day."
NEAR = "Please choose a day within two years of today."


def rule(wrong: str, piece: str, **changes: Any) -> Bad:
    """A rule sent with something wrong."""
    return Bad(wrong, "manager", RULES, OWN | changes, 422, piece)


def use(wrong: str, piece: str, status: int = 422, **changes: Any) -> Bad:
    """A template used with something wrong."""
    return Bad(wrong, "manager", USE, APPLY | changes, status, piece)


ROWS = [
    rule("minus one hour", HOURS, total_minutes="-1"),
    rule("two hundred hours", HOURS, total_minutes="200"),
    rule("endless hours", HOURS, group_minutes="1e999"),
    rule("hours that are none", HOURS, group_minutes="NaN"),
    rule("words for hours", HOURS, individual_minutes="a lot"),
    rule("no kind of session", "Please choose at least one kind of session that counts.", types=[]),
    rule("a kind nobody knows", "not", types=["process_group", "magic"]),
    rule("minus one occasion", "A whole number from 0 to 60", occasions="-1"),
    rule("half a counsellor", PEOPLE, people_per_leader="0.5"),
    rule("a group of nobody", PEOPLE, group_least="0"),
    rule("the smallest larger than the largest", "The smallest group is larger", group_least="9", group_most="8"),
    rule("no name", "Please write it in at least one language.", name_en=""),
    rule("a turned name", "This text contains hidden characters", name_en="\u202eOurs"),
    rule("an endless source", "longer than 300 characters", source="s" * 301),
    rule("no day", DAY, from_day=""),
    rule("a day that is none", "Not a valid date value.", from_day="2026-02-30"),
    rule("three years ahead", NEAR, from_day="2029-11-24"),
    rule("another house's stage", CHOICE, stage="{nile_last_stage}"),
    rule("no rule", "Please choose a rule.", preset=""),
    rule("a rule nobody published", CHOICE, preset="perfect"),
    rule("a field too many", FIELD, made_by="me"),
    Bad("a rule never read", "manager", RULE, {"types": ["lecture"], "total_minutes": "3"}, 409, "in the meantime"),
    Bad("a rule of nothing", "manager", RULE, {"as_read": PAGE, "total_minutes": "3"}, 422, "at least one kind"),
    Bad("an end before the beginning", "manager", f"{RULE}/ending", {"day": "2026-01-05"}, 422, "ends after the day"),
    Bad("no end", "manager", f"{RULE}/ending", {"day": ""}, 422, DAY),
    Bad("another house's rule", "manager", "/hours-rules/{nile_hours_rule}", OWN, 404, NOTHING),
    use("rooms the house lacks and no choice", "This house has no room called", rooms=""),
    use("a date in the past", "from today on or later", from_day="2026-11-23"),
    use("three years ahead", "within the next six months", from_day="2029-11-24"),
    use("no day", DAY, from_day=""),
    use("the last day of all", "within the next six months", from_day="9999-12-31"),
    use("a step nobody takes", FIELD, step="erase"),
    use("no step", FIELD, step=""),
    use("rooms of gold", CHOICE, rooms="gold"),
    use("a field too many", FIELD, house_id="x"),
    Bad("a template nobody made", "manager", "/week-templates/../application", APPLY, 404, ""),
    Bad("another word", "manager", "/week-templates/perfect/application", APPLY, 404, NOTHING),
    Bad("another organisation", "manager", "/week-templates/{strangers_template}/application", APPLY, 404, NOTHING),
    Bad("another house's to retire", "manager", "/week-templates/{nile_template}/retirement", {}, 404, NOTHING),
    Bad("a week without a name", "manager", KEEP, {"name_en": " ", "day": "2026-11-24"}, 422, "at least one language"),
    Bad("a name of 121 letters", "manager", KEEP, {"name_en": "n" * 121, "day": "2026-11-24"}, 422, "longer than 120"),
    Bad("a week of no day", "manager", KEEP, {"name_en": "Ours", "day": "soon"}, 422, "Not a valid date value."),
    Bad("a week long after", "manager", KEEP, {"name_en": "Ours", "day": "2031-01-01"}, 422, "Nothing repeats"),
    Bad(
        "a week from the end of time", "manager", KEEP, {"name_en": "Ours", "day": "9999-12-31"}, 422, "Nothing repeats"
    ),
    Bad("a facilitator's rule", "facilitator", RULES, OWN, 403, ""),
]
