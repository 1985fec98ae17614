"""Bad input about notes: drafts by form and by autosave, signatures, reviews and additions."""

from typing import Any

from tests.bad_input.shapes import Bad

PAGE, DRAFTS = "/occurrences/{group_today}/notes", "/occurrences/{group_today}/notes/drafts"
SIGN, REVIEW, ADD = "/notes/{draft_note}/signatures", "/notes/{persons_note}/reviews", "/notes/{persons_note}/additions"
WHO = "facilitator"
HIDDEN = "This text contains hidden characters"
FIELD = "This form has a field that is not known here"
TWICE = "This form has a field twice"
NOBODY = "This does not name anybody or anything that is known here."
DONE = "Please choose what is to be done with the notes."
DRAFT = "This is not a draft of a note."
LONG = "longer than 8000 characters"
ELSEWHERE = "Somebody else wrote this note meanwhile."
THERE = "A note can only be about a resident who is on the register of this session."
MEANWHILE = "Something was written here meanwhile. Please read it, then sign."
NOT_THIS_WAY = "You cannot sign this note this way; please look at it again."
NOTHING = "There is nothing here, or it is not for you to see."
GOOD: dict[str, Any] = {"about": None, "text": "A calm hour. And more.", "based_on": "{group_note_text}"}


def _auto(wrong: str, changed: dict[str, Any], status: int, piece: str) -> Bad:
    return Bad(wrong, WHO, DRAFTS, GOOD | changed, status, piece, as_json=True)


ROWS = [
    Bad("an unknown field", WHO, PAGE, {"text.group": "a", "signed": "y"}, 422, FIELD),
    Bad("a field twice", WHO, PAGE, {"text.group": ["a", "b"]}, 422, TWICE),
    Bad("a note about a name", WHO, PAGE, {"text.yusuf": "a"}, 422, NOBODY),
    Bad("ticked: a name", WHO, PAGE, {"about": "yusuf", "act": "choose"}, 422, NOBODY),
    Bad("based on no text", WHO, PAGE, {"text.group": "a", "based_on.group": "x"}, 422, NOBODY),
    Bad("an act that is none", WHO, PAGE, {"text.group": "a", "act": "delete"}, 422, DONE),
    Bad("a signature of nothing", WHO, PAGE, {"text.group": "a", "act": "sign"}, 422, DONE),
    Bad("a signature of a field not sent", WHO, PAGE, {"text.group": "a", "act": "sign.{resident}"}, 422, DONE),
    Bad("all of nothing", WHO, PAGE, {"text.group": " ", "act": "sign.all"}, 422, "This text is empty."),
    Bad("an empty note signed", WHO, PAGE, {"text.group": " ", "act": "sign.group"}, 422, "This text is empty."),
    Bad("too long", WHO, PAGE, {"text.group": "a" * 8001}, 422, LONG),
    Bad("a turned line", WHO, PAGE, {"text.group": "one\n\u202etwo"}, 422, HIDDEN),
    Bad("a NUL", WHO, PAGE, {"text.group": "a\x00b"}, 422, HIDDEN),
    Bad("over an older text", WHO, PAGE, {"text.group": "Mine."}, 409, ELSEWHERE),
    Bad(
        "over a text of another note",
        WHO,
        PAGE,
        {"text.group": "Mine.", "based_on.group": "{nile_group_note_text}"},
        409,
        ELSEWHERE,
    ),
    Bad("about a relative", WHO, PAGE, {"text.{mother}": "She."}, 422, THERE),
    Bad("about somebody of another house", WHO, PAGE, {"text.{nile_resident}": "He."}, 422, THERE),
    Bad("too many at once", WHO, PAGE, {f"text.{number:032x}": "a" for number in range(61)}, 422, "At most 60 notes"),
    Bad("before it begins", WHO, "/occurrences/{group_tomorrow}/notes", {"text.group": "Now."}, 422, "fifteen minutes"),
    Bad("a session that is none", WHO, "/occurrences/{nothing}/notes", {"text.group": "Now."}, 404, NOTHING),
    Bad("a list for a draft", WHO, DRAFTS, [], 422, DRAFT, as_json=True),
    Bad("endless brackets", WHO, DRAFTS, "[" * 100_000, 422, DRAFT),
    Bad("broken off", WHO, DRAFTS, '{"text": "a', 422, DRAFT),
    _auto("a number for words", {"text": 7}, 422, DRAFT),
    _auto("an unknown field in a draft", {"kind": "draft"}, 422, DRAFT),
    _auto("a name in a draft", {"about": "yusuf"}, 422, NOBODY),
    _auto("a half letter", {"text": "\ud800"}, 422, HIDDEN),
    _auto("a draft too long", {"text": "a" * 8001}, 422, LONG),
    Bad("an unknown capacity", WHO, SIGN, {"capacity": "owner", "text_id": "{draft_note_text}"}, 422, NOT_THIS_WAY),
    Bad(
        "a review by the wrong door",
        WHO,
        SIGN,
        {"capacity": "reviewer", "text_id": "{draft_note_text}"},
        422,
        NOT_THIS_WAY,
    ),
    Bad("a text that is none", WHO, SIGN, {"capacity": "author", "text_id": "x"}, 422, NOBODY),
    Bad("another note's text", WHO, SIGN, {"capacity": "author", "text_id": "{group_note_text}"}, 409, MEANWHILE),
    Bad("a review of nothing", "manager", REVIEW, {"text_id": "{nothing}"}, 409, MEANWHILE),
    Bad("a review with a field more", "manager", REVIEW, {"text_id": "{persons_note_text}", "by": "me"}, 422, FIELD),
    Bad("an empty addition", WHO, ADD, {"text": " \n "}, 422, "This text is empty."),
    Bad("a turned addition", WHO, ADD, {"text": "a\u2066b"}, 422, HIDDEN),
    Bad("an addition too long", WHO, ADD, {"text": "b" * 8001}, 422, LONG),
    Bad("an addition to a draft", WHO, "/notes/{draft_note}/additions", {"text": "More."}, 422, "not signed yet"),
]
