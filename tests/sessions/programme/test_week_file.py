"""A week's file is read whole or not at all, and every fault in it is named with its place."""

import json
from datetime import time
from pathlib import Path

import pytest

import sessions.programme
from foundation.walltime import known_zone
from sessions.programme.bundled import PUBLISHED
from sessions.programme.week_file import WeekRoom, parse_week
from tests.sessions.programme.spoilt import HIDDEN, Spoil, a_week, faults_of, named, rooms, top, without

WEEKS = Path(sessions.programme.__file__).parent / "weeks"


def test_a_good_week_is_read() -> None:
    week = parse_week(json.dumps(a_week()).encode())
    row, lunch = week.rows
    assert (week.zone, week.rooms, week.rules, week.source) == (
        "Europe/Warsaw",
        (WeekRoom("Hall", 12),),
        (),
        None,
    )
    assert (row.days, row.start, row.end, row.titles) == (
        ("mon", "tue"),
        time(22, 15),
        time(6),
        {"pl": "Mityng"},
    )
    assert (row.fellowship, row.meeting_types, row.requires) == ("AA", ("O", "XYZ"), "meal")
    assert (row.register, row.counted, lunch.register, lunch.room) == (True, False, False, None)


def test_a_byte_order_mark_at_the_beginning_is_forgiven() -> None:
    assert parse_week(b"\xef\xbb\xbf" + json.dumps(a_week()).encode()).name == "A week"


@pytest.mark.parametrize("path", sorted(WEEKS.glob("*.json")), ids=lambda path: path.stem)
def test_a_published_week_is_read_with_all_its_rows(path: Path) -> None:
    written = json.loads(path.read_bytes())
    week = parse_week(path.read_bytes())
    assert known_zone(week.zone)
    assert (week.name, len(week.rooms)) == (written["name"], len(written["rooms"]))
    assert [
        (
            list(row.days),
            f"{row.start:%H:%M}",
            f"{row.end:%H:%M}",
            dict(row.titles),
            row.type,
            row.room,
            row.requires,
        )
        for row in week.rows
    ] == [
        (one["days"], one["start"], one["end"], one["titles"], one["type"], one["room"], one.get("requires"))
        for one in written["rows"]
    ]


def _path(key: str) -> Path:
    return WEEKS / f"{key}.json"


def test_the_three_published_weeks_are_there() -> None:
    assert [len(parse_week(path.read_bytes()).rows) for path in map(_path, sorted(PUBLISHED))] == [27, 25, 30]


BAD: list[tuple[str, Spoil, str]] = [
    ("file", without("name"), "missing"),
    ("file", without("rows"), "missing"),
    ("file", without("timezone"), "missing"),
    ("file", top(colour="red"), "not known"),
    ("file", top(**{f"x{HIDDEN}\n": 1}), "not known"),
    ("name", top(name=""), "empty"),
    ("name", top(name=7), "A text"),
    ("name", top(name=f"A{HIDDEN}B"), "hidden"),
    ("name", top(name="\ud800"), "hidden"),
    ("locale", top(locale="english please"), "locale"),
    ("locale", top(locale=None), "locale"),
    ("timezone", top(timezone="localtime"), "time zone"),
    ("timezone", top(timezone="../../etc/passwd"), "time zone"),
    ("timezone", top(timezone=["UTC"]), "time zone"),
    ("week_starts", top(week_starts="wed"), "not one of"),
    ("source", top(source="x" * 1001), "longer than 1000"),
    ("rules", top(rules="none"), "A list"),
    ("rules[1]", top(rules=["fine", "\x00"]), "hidden"),
    ("rows", top(rows=[]), "at least one"),
    ("rows", top(rows={}), "A list"),
    ("rows", top(rows=[1] * 501), "At most 500"),
    ("rooms", top(rooms=None), "A list"),
    ("rooms[1]", rooms("Cellar"), "An object"),
    ("rooms[1]", rooms({"name": "Cellar"}), "missing"),
    ("rooms[1]", rooms({"name": "Cellar", "capacity": 2, "floor": 1}), "not known"),
    ("rooms[1].name", rooms({"name": "Hall", "capacity": 2}), "Two rooms"),
    ("rooms[1].name", rooms({"name": " hall ", "capacity": 2}), "Two rooms"),
    ("rooms[1].capacity", rooms({"name": "Cellar", "capacity": 0}), "whole number"),
    ("rooms[1].capacity", rooms({"name": "Cellar", "capacity": -3}), "whole number"),
    ("rooms[1].capacity", rooms({"name": "Cellar", "capacity": True}), "whole number"),
    ("rooms[1].capacity", rooms({"name": "Cellar", "capacity": 12.0}), "whole number"),
    ("rooms[1].capacity", rooms({"name": "Cellar", "capacity": "12"}), "whole number"),
    ("rooms[1].capacity", rooms({"name": "Cellar", "capacity": 10**9}), "whole number"),
    ("rows[0]", top(rows=[[]]), "An object"),
]


@pytest.mark.parametrize(("place", "spoil", "said"), BAD, ids=[f"{n}-{bad[0]}" for n, bad in enumerate(BAD)])
def test_a_fault_is_named_once_with_its_place(place: str, spoil: Spoil, said: str) -> None:
    (sentence,) = named(spoil, place)
    assert said in sentence


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"[]", "An object"),
        (b"null", "An object"),
        (b"\xff\xfe{", "UTF-8"),
        (b" " * (512 * 1024) + b"{}", "larger than 512 kB"),
        (b'{"name": NaN}', "no week has"),
        (b"[" * 200_000, "no week has"),
        (b'{"rooms": ' + b"9" * 5000 + b"}", "no week has"),
        (b'{"name": "a", "name": "b"}', "stands here twice"),
        (json.dumps(a_week()).replace('"capacity": 12', '"capacity": 12, "capacity": 13').encode(), "twice"),
        (json.dumps(a_week()).replace('"who": "everyone"', '"who": "each", "who": "rota"').encode(), "twice"),
        (json.dumps(a_week()).replace('"pl": "M', '"pl": "x", "pl": "M').encode(), "twice"),
        (b'{"a": 1' + b',"a": 1' * 50_000 + b"}", "twice"),
    ],
    ids=range(14),
)
def test_a_file_that_is_no_week_is_refused(raw: bytes, said: str) -> None:
    assert any(said in fault.sentence % fault.params for fault in faults_of(raw))


def test_all_faults_come_out_at_once_and_no_others() -> None:
    week = a_week()
    week["rows"][0].update(end="12:15", room="Cellar", colour="red")
    week["rows"][1].update(days=["mon", "someday"])
    week["rooms"][0]["capacity"] = 0
    assert sorted(fault.place for fault in faults_of(json.dumps(week).encode())) == [
        *("rooms[0].capacity", "rows[0]", "rows[0].end", "rows[0].room", "rows[1].days[1]")
    ]
