"""Bad input about letters: their consents, writing them, taking them back, and codes."""

from typing import Any

from tests.bad_input.shapes import Bad

OWN, STAFF = "/consents/letters/new", "/residents/{resident}/consents/letters/new"
LOOK, SEND, TAKE = "/letters/preview", "/letters", "/letters/{letter}/revocation"
CHECK = "/letter-verification"
FIELD = "This form held something it should not."
HIDDEN = "This text contains hidden characters"
WHOM = "Please say who the letter is for."
UNTIL = "A consent ends between today and a year from now."
NOTHING = "There is nothing here, or it is not for you to see."
UNKNOWN = "Nothing is confirmed under this code."
CHOICE = "Not a valid choice."
STAY = "A letter is about days of this stay"
GIVEN: dict[str, Any] = {"recipient_name": "District court", "until": "2026-12-24"}
ASKED: dict[str, Any] = {
    "consent_id": "{letter_consent}",
    "first": "2026-11-20",
    "last": "2026-11-24",
    "language": "en",
}


def _given(wrong: str, changed: dict[str, Any], piece: str) -> Bad:
    return Bad(wrong, "resident", OWN, GIVEN | changed, 422, piece)


def _asked(wrong: str, changed: dict[str, Any], piece: str, path: str = LOOK) -> Bad:
    return Bad(wrong, "manager", path, ASKED | changed, 422, piece)


def _code(wrong: str, body: dict[str, Any]) -> Bad:
    return Bad(wrong, "nobody", CHECK, body, 422, UNKNOWN)


ROWS = [
    _given("a letter for nobody", {"recipient_name": ""}, WHOM),
    _given("a letter for a space", {"recipient_name": " \u00a0"}, "This text is empty."),
    _given("a letter for a joiner", {"recipient_name": "\u200d"}, "This text is empty."),
    _given("a turned court", {"recipient_name": "\u202etruoc"}, HIDDEN),
    _given("a court of two lines", {"recipient_name": "Court\nof law"}, HIDDEN),
    _given("an endless court", {"recipient_name": "C" * 121}, "longer than 120 characters"),
    _given("a consent of yesterday", {"until": "2026-11-23"}, UNTIL),
    _given("two years", {"until": "2028-11-24"}, UNTIL),
    _given("a consent with a recipient's card", {"recipient_id": "{mother}"}, FIELD),
    _given("another purpose", {"purpose": "treatment"}, FIELD),
    _given("two courts", {"recipient_name": ["District court", "Another"]}, FIELD),
    Bad("not signed", "manager", STAFF, GIVEN, 422, "only when the resident has signed it"),
    Bad(
        "signed for a name that is turned",
        "manager",
        STAFF,
        GIVEN | {"recipient_name": "a\u2067b", "signed": "y"},
        422,
        HIDDEN,
    ),
    Bad(
        "for nobody known",
        "manager",
        "/residents/{nothing}/consents/letters/new",
        GIVEN | {"signed": "y"},
        404,
        NOTHING,
    ),
    _asked("no consent", {"consent_id": ""}, "Please choose a consent."),
    _asked("a consent to family sessions", {"consent_id": "{mothers_consent}"}, CHOICE),
    _asked("a consent of another house", {"consent_id": "{nile_letter_consent}"}, CHOICE),
    _asked("a consent that ended", {"consent_id": "{ended_letter_consent}"}, CHOICE),
    _asked("a day that is none", {"first": "2026-02-30"}, "Not a valid date value."),
    _asked("no last day", {"last": ""}, "Please choose the last day."),
    _asked("the end first", {"first": "2026-11-24", "last": "2026-11-20"}, "The last day comes before the first one."),
    _asked("before the stay", {"first": "2026-01-01"}, STAY),
    _asked("the year one", {"first": "0001-01-01"}, STAY),
    _asked("tomorrow", {"last": "2026-11-25"}, STAY),
    _asked("the last year there is", {"last": "9999-12-31"}, STAY),
    _asked("days before any session", {"first": "2026-10-01", "last": "2026-10-02"}, "nothing a letter could say"),
    _asked("a language nobody speaks", {"language": "de"}, CHOICE),
    _asked("a letter with words of one's own", {"name": "Somebody"}, FIELD),
    _asked("issued: tomorrow", {"last": "2026-11-25"}, STAY, SEND),
    _asked("issued: a consent that ended", {"consent_id": "{ended_letter_consent}"}, CHOICE, SEND),
    Bad("taken back with a reason", "manager", TAKE, {"reason": "wrong"}, 422, FIELD),
    Bad("a letter that is none", "manager", "/letters/{nothing}/revocation", {}, 404, NOTHING),
    Bad("letters of who never lived here", "manager", "/letters/new?person=yusuf", None, 404, NOTHING, "GET"),
    _code("no code", {}),
    _code("an empty code", {"code": ""}),
    _code("half a code", {"code": "ABCD-EFGH"}),
    _code("a code with a NUL", {"code": "0000\x0000000000000"}),
    _code("an endless code", {"code": "A" * 100_000}),
    _code("a code of a letter whose consent ended", {"code": "{ended_letter_code}"}),
    _code("two codes", {"code": ["{letter_code}", "{letter_code}"]}),
    _code("a code and a field more", {"code": "{letter_code}", "house": "garden"}),
    _code("a letter's id", {"code": "{letter}"}),
]
