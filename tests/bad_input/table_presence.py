"""Bad input about presence, no contact, accounts of the house's people and shared devices."""

from tests.bad_input.shapes import Bad

NOTHING = "There is nothing here, or it is not for you to see."
SECOND_LOOK = "Something in the form needs a second look."
FIELD = "This form held something it should not."
HIDDEN = "This text contains hidden characters"
MAIL = "Please write an e-mail address like name@example.org."
NAME = "Please write the name, or choose a card above."
CLOSED = "This account is not disabled."

NOTES, BACK = "/people/{resident}/no-contacts", "/leaves/{latecomers_leave}/return"
JAN = {"given_name": "Jan", "surname": "Nowak", "email": "", "reason": "They were married."}
LETTER, MAILED = "/people/{resident}/account/invitation", {"way": "mail"}
APART = {"given_name": "Robert", "surname": "Kowal", "reason": "Once more."}
OTHERS = "/people/{other_resident}/no-contacts"

ROWS = [
    Bad("a leave that has not begun", "manager", "/leaves/{leave_ahead}/return", {}, 422, "after the leave has begun"),
    Bad("no such leave", "night_staff", "/leaves/{nothing}/return", {}, 404, NOTHING),
    Bad("another house's leave", "manager", "/leaves/{nile_leave}/return", {}, 404, NOTHING),
    Bad("an unknown field", "facilitator", BACK, {"at": "2026-11-24"}, 422, SECOND_LOOK),
    Bad("a page to return to twice", "facilitator", BACK, {"back": ["a", "b"]}, 422, SECOND_LOOK),
    Bad("too long a page to return to", "facilitator", BACK, {"back": "x" * 81}, 422, SECOND_LOOK),
    Bad("no name", "manager", NOTES, JAN | {"given_name": ""}, 422, NAME),
    Bad("a name of spaces", "manager", NOTES, JAN | {"surname": "  "}, 422, NAME),
    Bad("no reason", "manager", NOTES, JAN | {"reason": ""}, 422, "Please write why, in a few words."),
    Bad("a reason of nothing seen", "manager", NOTES, JAN | {"reason": "\u200d"}, 422, "This text is empty."),
    Bad("too long a reason", "manager", NOTES, JAN | {"reason": "x" * 301}, 422, "longer than 300 characters"),
    Bad("a bidi override", "manager", NOTES, JAN | {"surname": "No\u202ewak"}, 422, HIDDEN),
    Bad("a control", "manager", NOTES, JAN | {"given_name": "Ja\x07n"}, 422, HIDDEN),
    Bad("too long a name", "manager", NOTES, JAN | {"surname": "x" * 81}, 422, "longer than 80 characters"),
    Bad("a wrong address", "manager", NOTES, JAN | {"email": "jan at example"}, 422, MAIL),
    Bad("two addresses", "manager", NOTES, JAN | {"email": "a@example.org,b@example.org"}, 422, MAIL),
    Bad("a card nobody searched for", "manager", NOTES, JAN | {"other_id": "{mother}"}, 422, "Not a valid choice"),
    Bad("oneself", "manager", f"{NOTES}?q=Yusuf", JAN | {"other_id": "{resident}"}, 422, "Not a valid choice"),
    Bad("another house's card", "manager", f"{NOTES}?q=Samir", JAN | {"other_id": "{nile_resident}"}, 422, "Not a val"),
    Bad("an unknown field", "manager", NOTES, JAN | {"to_at": "2026-12-24"}, 422, FIELD),
    Bad("a name twice", "manager", NOTES, JAN | {"surname": ["Nowak", "Kos"]}, 422, FIELD),
    Bad("noted already", "manager", OTHERS, APART, 422, "These two are noted already."),
    Bad(
        "noted already, turned round",
        "manager",
        OTHERS,
        APART | {"given_name": "kowal", "surname": "ROBERT"},
        422,
        "These two are noted already.",
    ),
    Bad("the manager's own card", "manager", "/people/{manager}/no-contacts", JAN, 404, NOTHING),
    Bad("no such note", "manager", "/no-contacts/{nothing}/ending", {}, 404, NOTHING),
    Bad("another house's note", "manager", "/no-contacts/{nile_note}/ending", {}, 404, NOTHING),
    Bad("an odd address of a note", "manager", "/no-contacts/1 OR 1=1/ending", {}, 404, NOTHING),
    Bad("no way", "manager", LETTER, {}, 422, SECOND_LOOK),
    Bad("another way", "manager", LETTER, {"way": "pigeon"}, 422, SECOND_LOOK),
    Bad("both ways", "manager", LETTER, {"way": ["mail", "print"]}, 422, SECOND_LOOK),
    Bad("no address to mail to", "manager", LETTER, MAILED, 422, "No e-mail address is known for this person."),
    Bad(
        "somebody without an account", "manager", "/people/{graduate}/account/invitation", MAILED, 422, "no account yet"
    ),
    Bad("signing out who has no account", "manager", "/people/{graduate}/sign-outs", {}, 422, "no account yet"),
    Bad("opening what is open", "manager", "/people/{facilitator}/account/enabling", {}, 422, CLOSED),
    Bad("one's own account", "manager", "/people/{manager}/account/disabling", {}, 422, "Nobody disables their own"),
    Bad("a wish for more", "manager", "/people/{facilitator}/account/disabling", {"at": "x"}, 422, SECOND_LOOK),
    Bad("nobody", "manager", "/people/{nothing}/account/disabling", {}, 404, NOTHING),
    Bad("a device by a resident", "resident", "/shared-device", {}, 403, "Only staff can mark a device"),
    Bad("a name off no list", "nobody", "/shared-device/name-removal", {"place": "0"}, 404, NOTHING),
    Bad("a wish at the change", "facilitator", "/user-change", {"as": "manager"}, 422, SECOND_LOOK),
    Bad("whom one must not meet", "other_resident", "/consents/{nothing}/preview", None, 404, NOTHING, "GET"),
    Bad(
        "a preview across residents",
        "manager",
        "/residents/{other_resident}/consents/{mothers_consent}/preview",
        None,
        404,
        NOTHING,
        "GET",
    ),
]
