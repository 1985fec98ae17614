"""Bad input at the desk: cards, admissions, staff, stages, leaves, roles."""

from tests.bad_input.shapes import PAGE, Bad

FIELD = "This form held something it should not."
HIDDEN = "This text contains hidden characters"
CHOOSE_STAGE = "Please choose a stage."
NOTHING = "There is nothing here, or it is not for you to see."
ALIKE = "Please give one of the two another name to be shown by."
NAME = {"given_name": "Hanna", "surname": "Adamska", "alias": "", "language": "pl"}
CARD = NAME | {"birth_date": ""}
NEW = CARD | {"capacity": "resident", "reason": "own_wish", "signed": "y"}
STAFF = NAME | {"role": "nurse", "login": "hanna"}
LEAVE = {"from_day": "2026-11-27", "from_time": "14:00", "to_day": "2026-11-29", "to_time": "18:00"}
RESIDENT, ADMIT, HIRE = "/people/{resident}", "/residents/new", "/staff/new"


def _without(body: dict[str, str], name: str) -> dict[str, str]:
    return {key: value for key, value in body.items() if key != name}


ROWS = [
    Bad("no consent", "manager", ADMIT, _without(NEW, "signed"), 422, "own signed consent to treatment"),
    Bad("no first name", "manager", ADMIT, NEW | {"given_name": " "}, 422, "This text is empty."),
    Bad("no surname", "manager", ADMIT, NEW | {"surname": ""}, 422, "Please write the surname."),
    Bad("a bidi override", "manager", ADMIT, NEW | {"given_name": "Ha\u202enna"}, 422, HIDDEN),
    Bad("a zero width space", "manager", ADMIT, NEW | {"alias": "Ha\u200bnna"}, 422, HIDDEN),
    Bad("NUL in a name", "manager", ADMIT, NEW | {"surname": "Adam\x00ska"}, 422, HIDDEN),
    Bad("an endless name", "manager", ADMIT, NEW | {"given_name": "x" * 81}, 422, "longer than 80 characters"),
    Bad("an endless alias", "manager", ADMIT, NEW | {"alias": "x" * 41}, 422, "longer than 40 characters"),
    Bad("shown as another", "manager", ADMIT, NEW | {"given_name": "Piotr", "surname": "Zawada"}, 422, ALIKE),
    Bad("an alias that is taken", "manager", ADMIT, NEW | {"alias": "Piotr Z."}, 422, ALIKE),
    Bad("born tomorrow", "manager", ADMIT, NEW | {"birth_date": "2026-11-25"}, 422, "between 1900 and today"),
    Bad("born in 1899", "manager", ADMIT, NEW | {"birth_date": "1899-12-31"}, 422, "between 1900 and today"),
    Bad("no such day", "manager", ADMIT, NEW | {"birth_date": "1990-02-31"}, 422, "Not a valid date value."),
    Bad("a language nobody reads", "manager", ADMIT, NEW | {"language": "xx"}, 422, "Not a valid choice."),
    Bad("an unknown capacity", "manager", ADMIT, NEW | {"capacity": "guest"}, 422, "Not a valid choice."),
    Bad("an unknown reason", "manager", ADMIT, NEW | {"reason": "penalty"}, 422, "Not a valid choice."),
    Bad("a stage of another house", "manager", ADMIT, NEW | {"stage": "{nothing}"}, 422, "Not a valid choice."),
    Bad("a wish for more", "manager", ADMIT, NEW | {"house_id": "{nile_resident}"}, 422, FIELD),
    Bad("a field twice", "manager", ADMIT, NEW | {"surname": ["Adamska", "Zawada"]}, 422, FIELD),
    Bad("no role", "manager", HIRE, STAFF | {"role": ""}, 422, "Please choose a role."),
    Bad("a role of residents", "manager", HIRE, STAFF | {"role": "resident"}, 422, "Not a valid choice."),
    Bad("a login that is taken", "manager", HIRE, STAFF | {"login": "RESIDENT"}, 422, "This login is taken."),
    Bad("no login", "manager", HIRE, STAFF | {"login": ""}, 422, "Please write an e-mail address or a login."),
    Bad("staff shown alike", "manager", HIRE, STAFF | {"given_name": "Marta", "surname": "W"}, 422, ALIKE),
    Bad("a card never read", "manager", f"{RESIDENT}/card", CARD, 409, "Somebody changed this in the meantime."),
    Bad("likings never read", "manager", f"{RESIDENT}/description", {"sex": "m"}, 409, "Somebody changed this"),
    Bad("renamed to another", "manager", f"{RESIDENT}/card", CARD | {"alias": "Piotr Z.", "as_read": PAGE}, 422, ALIKE),
    Bad(
        "an interest nobody knows", "manager", f"{RESIDENT}/description", {"interests": "x"}, 422, "not a valid choice"
    ),
    Bad("a sex nobody has", "manager", f"{RESIDENT}/description", {"sex": "x"}, 422, "Not a valid choice."),
    Bad("no stage", "manager", f"{RESIDENT}/stages", {"because": ""}, 422, CHOOSE_STAGE),
    Bad("the other house's stage", "manager", f"{RESIDENT}/stages", {"stage": "{nothing}"}, 422, "Not a valid choice."),
    Bad(
        "back from before it leaves",
        "manager",
        f"{RESIDENT}/leaves",
        LEAVE | {"to_day": "2026-11-26"},
        422,
        "A leave ends",
    ),
    Bad(
        "leaves before it came",
        "manager",
        f"{RESIDENT}/leaves",
        LEAVE | {"from_day": "2020-01-01"},
        422,
        "outside the stay",
    ),
    Bad(
        "a leave without a time", "manager", f"{RESIDENT}/leaves", LEAVE | {"to_time": ""}, 422, "Please write a time."
    ),
    Bad("the 25th hour", "manager", f"{RESIDENT}/leaves", LEAVE | {"to_time": "25:00"}, 422, "Not a valid time value."),
    Bad("an end not meant", "manager", f"{RESIDENT}/discharge", {}, 422, "Please tick that the stay ends now."),
    Bad("an end without a stay", "manager", "/people/{graduate}/discharge", {"meant": "y"}, 404, NOTHING),
    Bad(
        "a role held already",
        "manager",
        "/people/{facilitator}/roles",
        {"role": "facilitator"},
        422,
        "already has this role",
    ),
    Bad("a second account", "manager", f"{RESIDENT}/account", {"login": "new"}, 422, "There is an account already."),
    Bad("no card", "manager", "/people/{nothing}", None, 404, NOTHING, "GET"),
    Bad("a card that is no id", "manager", "/people/1", None, 404, NOTHING, "GET"),
    Bad(
        "a leave that is over", "manager", "/leaves/{latecomers_leave}/withdrawal", {}, 422, "only one that lies ahead"
    ),
    Bad(
        "admitted twice",
        "manager",
        f"{RESIDENT}/admission",
        {"capacity": "resident", "reason": "court", "signed": "y"},
        422,
        "stays would overlap",
    ),
]
