"""Bad input about mentoring: whom one cannot ask, contacts that cannot have been, hours that make no sense."""

from tests.bad_input.shapes import Bad

FIELD = "This form held something it should not."
CHOOSE = "Please choose from what is offered."
NOTHING = "There is nothing here, or it is not for you to see."
ASK, ELDERS = "/mentoring/newcomers/{newcomer}/mentorships", "/mentoring/elders"
PAIR, MINE = "/mentorships/{pair}", "/mentoring/mine/{pair}"
HOUR = {"day": "2026-11-26", "start": "17:00", "end": "17:45"}
TALKED = {"kind": "talked"}


def ask(wrong: str, person: str, piece: str, status: int = 422) -> Bad:
    """The manager asks somebody who cannot be asked."""
    return Bad(wrong, "manager", ASK, {"person_id": person}, status, piece)


def hour(wrong: str, piece: str, **changes: str) -> Bad:
    """An elder plans a time that makes no sense."""
    return Bad(wrong, "resident", f"{MINE}/hours", HOUR | changes, 422, piece)


def contact(wrong: str, piece: str, **changes: str) -> Bad:
    """An elder notes a contact that cannot have been."""
    return Bad(wrong, "resident", f"{MINE}/contacts", TALKED | changes, 422, piece)


ROWS = [
    ask("themself", "{newcomer}", "Nobody is their own elder."),
    ask("nobody", "", "Please choose a person."),
    ask("no id", "Piotr", CHOOSE),
    ask("a made-up id", "{nothing}", "This person does not serve as an elder now."),
    ask("somebody who does not serve", "{other_resident}", "This person does not serve as an elder now."),
    ask("somebody who has left", "{former}", "This person does not serve as an elder now."),
    ask("a relative", "{mother}", "This person does not serve as an elder now."),
    ask("staff", "{facilitator}", "This person does not serve as an elder now."),
    ask("an elder of another house", "{nile_elder}", "This person does not serve as an elder now."),
    ask("the same one twice", "{resident}", "These two are paired already, or have been asked."),
    Bad("two at once", "manager", ASK, {"person_id": ["{elder}", "{latecomer}"]}, 422, FIELD),
    Bad("a wish for more", "manager", ASK, {"person_id": "{elder}", "agreed": "y"}, 422, FIELD),
    Bad(
        *("without a stay", "manager", "/mentoring/newcomers/{former}/mentorships"),
        *({"person_id": "{elder}"}, 404, NOTHING),
    ),
    Bad("for staff", "manager", "/mentoring/newcomers/{nurse}/mentorships", {"person_id": "{elder}"}, 404, NOTHING),
    Bad(
        "in the first stage", "manager", ELDERS, {"person_id": "{newcomer}"}, 422, "An elder has gone beyond the first"
    ),
    Bad("serving already", "manager", ELDERS, {"person_id": "{elder}"}, 422, "serves as an elder already."),
    Bad("never lived here", "manager", ELDERS, {"person_id": "{mother}"}, 404, NOTHING),
    Bad("nobody named", "manager", ELDERS, {}, 422, "Please choose a person."),
    Bad("ends who serves not", "manager", "/mentoring/elders/{former}/ending", {}, 404, NOTHING),
    Bad("a third person agrees", "manager", "/mentorships/{asked_pair}/agreement", {"who": "mother"}, 422, CHOOSE),
    Bad("nobody's word", "manager", "/mentorships/{asked_pair}/agreement", {}, 422, CHOOSE),
    Bad("no reason", "manager", f"{PAIR}/ending", {}, 422, CHOOSE),
    Bad("a reason of one's own", "manager", f"{PAIR}/ending", {"because": "he is lazy"}, 422, CHOOSE),
    Bad("to the same elder", "manager", f"{PAIR}/handover", {"person_id": "{resident}"}, 422, "These two are paired"),
    Bad("to themself", "manager", f"{PAIR}/handover", {"person_id": "{latecomer}"}, 422, "Nobody is their own elder."),
    Bad("to nobody", "manager", f"{PAIR}/handover", {}, 422, CHOOSE),
    Bad("no answer", "manager", f"{PAIR}/change-requests/{{pair_request}}/answer", {}, 422, CHOOSE),
    Bad("another request", "manager", f"{PAIR}/change-requests/{{nothing}}/answer", {"answer": "kept"}, 404, NOTHING),
    contact("a kind nobody knows", "Not a valid choice.", kind="shouted"),
    Bad("no kind", "resident", f"{MINE}/contacts", {}, 422, "Please say how you were in contact."),
    contact("ahead of now", "This lies ahead.", at="2026-11-24T10:33"),
    contact("before they were paired", "The two were not paired yet", at="2026-11-24T10:31"),
    contact("no such time", "Not a valid datetime value.", at="yesterday"),
    contact("a next day that is past", "This day has passed.", next_on="2026-11-23"),
    contact("a next day far away", "Please choose a day within the next three months.", next_on="2027-11-23"),
    Bad("words of what was said", "resident", f"{MINE}/contacts", TALKED | {"note": "he told me"}, 422, FIELD),
    Bad("before both agree", "resident", "/mentoring/mine/{asked_pair}/contacts", TALKED, 422, "Both need to agree"),
    hour("ends before it begins", "An hour ends after it begins", end="16:00"),
    hour("no length", "An hour ends after it begins", end="17:00"),
    hour("a whole day", "Three hours together are enough.", end="20:30"),
    hour("in the past", "This day has passed.", day="2026-11-23"),
    hour("earlier today", "This time has passed.", day="2026-11-24", start="09:00", end="10:00"),
    hour("in a year", "Please choose a day within the next three months.", day="2027-11-26"),
    hour("no such day", "Not a valid date value.", day="2026-11-31"),
    hour("no such time", "Not a valid time value.", start="25:00"),
    hour("no day", "Please choose a day.", day=""),
    hour("the same hour twice", "The two have an hour at this time already.", day="2026-12-02"),
    Bad("before both agree", "resident", "/mentoring/mine/{asked_pair}/hours", HOUR, 422, "Both need to agree"),
    Bad("another pair's hour", "resident", f"{MINE}/hours/{{nile_pair_hour}}/ending", {}, 404, NOTHING),
    Bad("NUL", "resident", "/mentoring/mine/%00/agreement", {}, 404, NOTHING),
    Bad("the elder shares the newcomer's", "resident", f"{MINE}/sharing", {}, 404, NOTHING),
]
