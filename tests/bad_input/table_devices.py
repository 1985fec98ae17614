"""Bad input at the screens of the house: codes, numbers and PINs, what a visit sends, what staff send for the kiosk."""

from tests.bad_input.shapes import KIOSK, VISITOR, Bad

FIELD = "This form held something it should not."
HIDDEN = "This text contains hidden characters"
NOTHING = "There is nothing here, or it is not for you to see."
FORM = "Something in the form needs a second look."
CHOICE = "Not a valid choice."
CODE = "This code is not right, or it is too old."
DOOR = "This does not fit. Please try once more; any of the staff can give you a new PIN."
TOO_EARLY = "Checking in opens fifteen minutes before the start"
DEVICE = {"kind": "kiosk", "name": "By the door", "room_id": ""}
SIGN_IN = {"number": "{kiosk_number}", "chosen": "", "pin": "{kiosk_pin}", "lang": ""}
NEW, VISITS, CHECK = "/devices", "/kiosk/visits", "/kiosk/check-ins"
NONE = "0" * 32

ROWS = [
    Bad("no kind", "manager", NEW, DEVICE | {"kind": ""}, 422, CHOICE),
    Bad("a kind of its own", "manager", NEW, DEVICE | {"kind": "toaster"}, 422, CHOICE),
    Bad("no name", "manager", NEW, DEVICE | {"name": " "}, 422, "This text is empty."),
    Bad("a turned name", "manager", NEW, DEVICE | {"name": "By\u202ethe door"}, 422, HIDDEN),
    Bad("a long name", "manager", NEW, DEVICE | {"name": "d" * 61}, 422, "longer than 60 characters"),
    Bad("another house's room", "manager", NEW, DEVICE | {"room_id": "{nile_room}"}, 422, CHOICE),
    Bad("one field more", "manager", NEW, DEVICE | {"house_id": NONE}, 422, FIELD),
    Bad("names said twice", "manager", "/devices/names", {"kiosk_names": ["y", "y"]}, 422, FORM),
    Bad("a field with the button", "manager", "/devices/{kiosk_device}/code", {"code": "ABCD2345"}, 422, FORM),
    Bad("no code", "nobody", "/enrolment", {"code": ""}, 422, CODE),
    Bad("a code of nobody", "nobody", "/enrolment", {"code": "22222222"}, 422, CODE),
    Bad("an endless code", "nobody", "/enrolment", {"code": "A" * 5000}, 422, CODE),
    Bad("a code in another script", "nobody", "/enrolment", {"code": "٢٢٢٢٢٢٢٢"}, 422, CODE),
    Bad("a code and a kind", "nobody", "/enrolment", {"code": "22222222", "kind": "board"}, 422, CODE),
    Bad("a broken code", "nobody", "/enrolment", {"code": "\x00\ufffe"}, 422, CODE),
    Bad("nothing typed", KIOSK, VISITS, {"number": "", "chosen": "", "pin": "", "lang": ""}, 422, DOOR),
    Bad("a number below nothing", KIOSK, VISITS, SIGN_IN | {"number": "-1"}, 422, DOOR),
    Bad("a number with a point", KIOSK, VISITS, SIGN_IN | {"number": "1.5"}, 422, DOOR),
    Bad("an endless number", KIOSK, VISITS, SIGN_IN | {"number": "9" * 4000}, 422, DOOR),
    Bad("a superscript", KIOSK, VISITS, SIGN_IN | {"number": "²"}, 422, DOOR),
    Bad("a PIN of letters", KIOSK, VISITS, SIGN_IN | {"pin": "abcdef"}, 422, DOOR),
    Bad("a PIN with a digit more", KIOSK, VISITS, SIGN_IN | {"pin": "{kiosk_pin}0"}, 422, DOOR),
    Bad("an endless PIN", KIOSK, VISITS, SIGN_IN | {"pin": "1" * 5000}, 422, DOOR),
    Bad("two numbers", KIOSK, VISITS, SIGN_IN | {"number": ["{kiosk_number}", "10"]}, 422, DOOR),
    Bad("the card of nobody", KIOSK, VISITS, SIGN_IN | {"number": "1" * 40, "pin": ""}, 422, DOOR),
    Bad("a person besides", KIOSK, VISITS, SIGN_IN | {"person_id": "{resident}"}, 422, DOOR),
    Bad("another house's number", KIOSK, VISITS, SIGN_IN | {"number": "{nile_kiosk_number}0"}, 422, DOOR),
    Bad("no session", VISITOR, CHECK, {"occurrence": ""}, 404, NOTHING),
    Bad("a session that is none", VISITOR, CHECK, {"occurrence": "x' OR 1=1"}, 404, NOTHING),
    Bad("a session of nobody", VISITOR, CHECK, {"occurrence": NONE}, 404, NOTHING),
    Bad("another house's session", VISITOR, CHECK, {"occurrence": "{nile_today}"}, 404, NOTHING),
    Bad("a session of tomorrow", VISITOR, CHECK, {"occurrence": "{group_tomorrow}"}, 422, TOO_EARLY),
    Bad("somebody else", VISITOR, CHECK, {"occurrence": "{group_today}", "person_id": "{other_resident}"}, 422, FORM),
    Bad("a language nobody speaks", VISITOR, "/kiosk/language", {"language": "xx"}, 422, FORM),
    Bad("a touch of tomorrow", VISITOR, "/kiosk/touch", {"ago": "-86400"}, 422, FORM),
    Bad("a day that is none", VISITOR, "/kiosk/day?day=2026-02-30", None, 404, NOTHING, method="GET"),
    Bad("a week beyond all weeks", VISITOR, "/kiosk/week?day=9999-12-31", None, 404, NOTHING, method="GET"),
    Bad("a PIN for somebody of another house", "facilitator", "/kiosk-keys/{nile_resident}/pin", {}, 404, NOTHING),
    Bad("a PIN of one's own making", "manager", "/kiosk-keys/{resident}/pin", {"pin": "123456"}, 422, FORM),
    Bad("a card for nobody", "manager", f"/kiosk-keys/{NONE}/card", {}, 404, NOTHING),
    Bad("minutes of one's own", "manager", "/kiosk-visits/{kiosk_visit}/private-time", {"minutes": "900"}, 422, FORM),
    Bad("a visit that never was", "manager", f"/kiosk-visits/{NONE}/private-time", {}, 404, NOTHING),
]
