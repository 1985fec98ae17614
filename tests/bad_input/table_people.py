"""Bad input about people: doors, links, invitations, consents, calendars."""

from tests.bad_input.shapes import Bad

WRONG = "The login or the password is not right."
FIELD = "This form held something it should not."
HIDDEN = "This text contains hidden characters"
GONE = "This link has been used or is too old."
NOTHING = "There is nothing here, or it is not for you to see."
MAIL = "Please write an e-mail address like name@example.org."
DAYS = "A consent ends between today and a year from now."
LONG = "x" * 1001

HANNA = {
    "given_name": "Hanna",
    "surname": "Adamska",
    "email": "hanna@example.org",
    "language": "pl",
    "kind": "sister",
    "until": "2026-12-24",
}
AGAIN = {"recipient_id": "{brother}", "until": "2026-12-24"}
PHONE = {"device": "phone", "kind": "resident"}
TOO_LARGE = {"login": "resident", "password": "x" * (1024 * 1024)}
INVITE, CONSENT, OWN = "/family/invitation", "/consents/new", "/account/password"

ROWS = [
    Bad("a wrong password", "nobody", "/sign-in", {"login": "resident", "password": "no"}, 422, WRONG),
    Bad("nobody by that name", "nobody", "/sign-in", {"login": "nobody at all", "password": "no"}, 422, WRONG),
    Bad("nothing at all", "nobody", "/sign-in", {}, 422, WRONG),
    Bad("a hidden character", "nobody", "/sign-in", {"login": "resi\u202edent", "password": "no"}, 422, WRONG),
    Bad("too long a password", "nobody", "/sign-in", {"login": "resident", "password": LONG}, 422, WRONG),
    Bad("a field twice", "nobody", "/sign-in", {"login": ["resident", "x"], "password": "no"}, 422, WRONG),
    Bad("too many tries", "nobody", "/sign-in", {"login": "somebody", "password": "no"}, 429, "Too many attempts."),
    Bad("a body too large", "nobody", "/sign-in", TOO_LARGE, 413, "That was too large to be taken in."),
    Bad("too many resets", "nobody", "/password-resets", {"login": "somebody"}, 429, "Too many attempts."),
    Bad("an unknown field", "nobody", "/password-resets", {"login": "x", "admin": "1"}, 422, FIELD),
    Bad("a used link", "nobody", "/password-resets/{used_link}", {"password": "a quiet evening"}, 404, GONE),
    Bad("an old reset", "nobody", "/password-resets/{old_reset}", {"password": "a quiet evening"}, 404, GONE),
    Bad("an old invitation", "nobody", "/invitations/{old_invitation}", {}, 404, GONE),
    Bad("another kind's link", "nobody", "/password-resets/{invitation}", {"password": "a quiet day"}, 404, GONE),
    Bad("a made-up link", "nobody", "/invitations/{nothing}", None, 404, GONE, "GET"),
    Bad(
        "a short password", "nobody", "/password-resets/{reset}", {"password": "short"}, 422, "A password has at least"
    ),
    Bad("no password", "nobody", "/password-resets/{reset}", {}, 422, "Please choose a password."),
    Bad(
        "the wrong old one", "resident", OWN, {"old_password": "no", "password": "a loud walk"}, 422, "not your present"
    ),
    Bad("no old one", "resident", OWN, {"password": "a loud walk"}, 422, "Please type your present password."),
    Bad("too many guesses", "nurse", OWN, {"old_password": "no", "password": "a loud walk"}, 429, "Too many attempts."),
    Bad("a language nobody speaks", "resident", "/language", {"language": "xx"}, 422, "Daybook speaks English, Polish"),
    Bad("no language", "resident", "/language", {}, 422, "Daybook speaks English, Polish"),
    Bad("a wish for more", "resident", "/language", {"language": "ru", "x": "y"}, 422, "Something in the form"),
    Bad("another's card", "resident", "/card", {"person_id": "{manager}"}, 422, "This card is not yours."),
    Bad("no card", "resident", "/card", {}, 422, "Something in the form needs a second look."),
    Bad("no forgery", "resident", "/sign-out", {"csrf_token": "forged"}, 400, "This page was open too long."),
    Bad("a bidi override", "resident", INVITE, HANNA | {"given_name": "Ha\u202enna"}, 422, HIDDEN),
    Bad("a control", "resident", INVITE, HANNA | {"surname": "Adam\x07ska"}, 422, HIDDEN),
    Bad("a line end", "resident", INVITE, HANNA | {"surname": "Adam\nska"}, 422, HIDDEN),
    Bad("an isolate", "resident", INVITE, HANNA | {"surname": "\u2066Adamska\u2069"}, 422, HIDDEN),
    Bad("a space of no width", "resident", INVITE, HANNA | {"given_name": "Ha\u200bnna"}, 422, HIDDEN),
    Bad("only joiners", "resident", INVITE, HANNA | {"given_name": "\u200d\u200c"}, 422, "This text is empty."),
    Bad("a long name", "resident", INVITE, HANNA | {"surname": "A" * 81}, 422, "longer than 80 characters"),
    Bad("no mail address", "resident", INVITE, HANNA | {"email": "hanna"}, 422, MAIL),
    Bad("a second header", "resident", INVITE, HANNA | {"email": "h@example.org\r\nBcc: all@example.org"}, 422, MAIL),
    Bad("two addresses", "resident", INVITE, HANNA | {"email": "a@example.org,b@example.org"}, 422, MAIL),
    Bad("an end that is past", "resident", INVITE, HANNA | {"until": "2026-11-23"}, 422, DAYS),
    Bad("too late an end", "resident", INVITE, HANNA | {"until": "2027-11-25"}, 422, DAYS),
    Bad("no such day", "resident", INVITE, HANNA | {"until": "2027-02-29"}, 422, "Not a valid date value."),
    Bad("no kin", "resident", INVITE, HANNA | {"kind": "landlord"}, 422, "Not a valid choice."),
    Bad("an extra field", "resident", INVITE, HANNA | {"resident_id": "{other_resident}"}, 422, FIELD),
    Bad("too many", "other_resident", INVITE, HANNA, 429, "Too many attempts."),
    Bad(
        "no paper",
        "manager",
        "/residents/{resident}/family/invitation",
        HANNA,
        422,
        "only when the resident has signed",
    ),
    Bad("nobody", "resident", CONSENT, {"until": "2026-12-24"}, 422, "Please say who the consent is for."),
    Bad(
        "no relative",
        "resident",
        CONSENT,
        AGAIN | {"recipient_id": "{friend}"},
        422,
        "Not a valid choice.",
    ),
    Bad(
        "no end", "resident", CONSENT, {"recipient_id": "{brother}"}, 422, "Please choose the last day of this consent."
    ),
    Bad("an end that is past", "resident", CONSENT, AGAIN | {"until": "2020-01-01"}, 422, DAYS),
    Bad("no paper", "manager", "/residents/{resident}/consents/new", AGAIN, 422, "only when the resident has signed"),
    Bad("no device", "resident", "/calendars", PHONE | {"device": ""}, 422, "This text is empty."),
    Bad("a long device", "resident", "/calendars", PHONE | {"device": "x" * 61}, 422, "longer than 60 characters"),
    Bad("a kind of calendar", "resident", "/calendars", PHONE | {"kind": "wall"}, 422, "needs a second look"),
    Bad(
        "an ended consent",
        "brother",
        "/calendars",
        {"device": "x", "kind": "relative", "consent": "{brothers_consent}"},
        404,
        NOTHING,
    ),
    Bad("NUL", "mother", "/calendars", PHONE | {"kind": "relative", "consent": "\0"}, 404, NOTHING),
    Bad("NUL", "mother", "/calendars/%00/revocation", {}, 404, NOTHING),
    Bad("NUL", "resident", "/consents/%00/withdrawal", {}, 404, NOTHING),
    Bad("NUL", "resident", "/sign-ins/a%00/revocation", {}, 404, NOTHING),
    Bad("NUL", "manager", "/residents/%00/consents", None, 404, NOTHING, "GET"),
    Bad("no id", "manager", "/residents/resident/consents", None, 404, NOTHING, "GET"),
    Bad("no day", "resident", "/today?day=2026-02-30", None, 404, NOTHING, "GET"),
    Bad("a far day", "resident", "/week?day=9999-12-31", None, 404, NOTHING, "GET"),
    Bad("no word", "resident", "/day-sheet?day=yesterday", None, 404, NOTHING, "GET"),
    Bad("no way", "resident", "/today", {}, 405, "This cannot be done in this way."),
]
