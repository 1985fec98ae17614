"""A row of a week's file is a session that can really be held; every fault in it is named with its place."""

import pytest

from tests.sessions.programme.spoilt import Spoil, named, row, without

BAD: list[tuple[str, Spoil, str]] = [
    ("rows[0]", without("days", "rows", 0), "missing"),
    ("rows[0]", without("titles", "rows", 0), "missing"),
    ("rows[0]", row(place="Hall"), "not known"),
    ("rows[0].days", row(days=[]), "at least one"),
    ("rows[0].days", row(days="mon"), "A list"),
    ("rows[0].days[1]", row(days=["mon", "mon"]), "twice"),
    ("rows[0].days[0]", row(days=["Monday"]), "not one of"),
    ("rows[0].days[0]", row(days=[0]), "not one of"),
    ("rows[0].start", row(start="24:00"), "00:00 to 23:59"),
    ("rows[0].start", row(start="9:30"), "00:00 to 23:59"),
    ("rows[0].start", row(start="10:60"), "00:00 to 23:59"),
    ("rows[0].start", row(start="٠٩:٣٠"), "00:00 to 23:59"),
    ("rows[0].end", row(end="06:00:00"), "00:00 to 23:59"),
    ("rows[0].end", row(end=None), "00:00 to 23:59"),
    ("rows[0].end", row(end="12:15"), "14 hours"),
    ("rows[0].end", row(end="22:15"), "24 hours"),
    ("rows[0].titles", row(titles={}), "at least one of these languages"),
    ("rows[0].titles", row(titles="Meeting"), "An object"),
    ("rows[0].titles", row(titles={"en": "Meeting", "de": "Treffen"}), "not known"),
    ("rows[0].titles.en", row(titles={"en": "x" * 201}), "longer than 200"),
    ("rows[0].titles.ar", row(titles={"ar": "\u2067اجتماع\u2069"}), "hidden"),
    ("rows[0].titles.ru", row(titles={"ru": None}), "A text"),
    ("rows[0].titles.en", row(titles={"en": "Line\nbreak"}), "hidden"),
    ("rows[0].type", row(type="magic"), "not one of"),
    ("rows[0].type", row(type=["meal"]), "not one of"),
    ("rows[0].room", row(room="Cellar"), "No room"),
    ("rows[0].room", row(room=""), "empty"),
    ("rows[0].leader", row(leader="boss"), "not one of"),
    ("rows[0].who", row(who=None), "not one of"),
    ("rows[0].register", row(register=1), "true or false"),
    ("rows[0].counted", row(counted="yes"), "true or false"),
    ("rows[0].fellowship", row(type="lecture", meeting_types=[]), "Only a twelve-step"),
    ("rows[0].meeting_types", row(type="lecture"), "Only a twelve-step"),
    ("rows[0].fellowship", row(fellowship="x" * 21), "longer than 20"),
    ("rows[0].meeting_types", row(meeting_types="O"), "A list"),
    ("rows[0].meeting_types[0]", row(meeting_types=["<b>"]), "short code"),
    ("rows[0].meeting_types[1]", row(meeting_types=["O", "O"]), "twice"),
    ("rows[0].requires", row(requires="family_education"), "No other session"),
    ("rows[0].requires", row(requires="twelve_step"), "No other session"),
    ("rows[0].requires", row(requires="magic"), "not one of"),
    ("rows[0].note", row(note="x" * 501), "longer than 500"),
    ("rows[0].note", row(note="\u200b"), "hidden"),
]


@pytest.mark.parametrize(("place", "spoil", "said"), BAD, ids=[f"{n}-{bad[0]}" for n, bad in enumerate(BAD)])
def test_a_fault_is_named_once_with_its_place(place: str, spoil: Spoil, said: str) -> None:
    (sentence,) = named(spoil, place)
    assert said in sentence
