"""Batches that no device of ours sends: each has one clear sentence, and nothing is written or lost."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from community.access.actor import SYSTEM
from foundation.database import db, new_id
from foundation.transactions import writing
from sessions.attendance.models import HeldMark, Mark
from sessions.attendance.opening import open_register
from tests.cast import TODAY, Cast, occurrence_on
from tests.pages import BASE, as_request

YEAR_2100 = int(datetime(2100, 1, 1, tzinfo=UTC).timestamp() * 1000)
# What no clock shows is no time: the mark itself is good, and it is taken in without one.
NO_TIMES = {
    "words": "yesterday",
    "a fraction": 1764000000000.5,
    "far beyond": 10**30,
    "before all devices": -1,
    "nothing yet": 0,
    "true": True,
    "a list": [1764000000000],
    "an object": {"at": 1764000000000},
    "the year 2101": YEAR_2100 + 1000 * 86400 * 366,
    "seconds for milliseconds": 1764000000,
}
NEST = 50_000


def one(person_id: str, **changes: Any) -> dict[str, Any]:
    """A good mark, changed."""
    return {"id": new_id(), "person_id": person_id, "status": "present"} | changes


def written() -> tuple[int, int]:
    """How many marks and held marks there are in the whole database."""
    found = db.session.execute(select(select(func.count(Mark.id)).scalar_subquery(), func.count(HeldMark.id))).one()
    db.session.rollback()
    return found[0], found[1]


def refused(answer: Any, sentence: str, status: int = 422) -> None:
    """Refused as a whole, with that sentence and nothing else to read."""
    assert (answer.status_code, answer.mimetype, sentence in answer.text) == (status, "text/plain", True), answer.text
    assert len(answer.text) < 200


@pytest.fixture
def raw(roll, house: Cast, browse):
    """Sends bytes as a device sends JSON."""
    marta = browse(house.facilitator)
    marta.get(f"/occurrences/{roll.occurrence_id}/register")

    def send(body: bytes, path: str = f"/registers/{roll.register.id}/marks", kind: str = "application/json") -> Any:
        headers = {"X-CSRFToken": marta.token, "HX-Request": "true", "Content-Type": kind}
        return as_request(lambda: marta.client.post(path, data=body, headers=headers, base_url=BASE))

    return send


@pytest.mark.parametrize("clock", NO_TIMES)
def test_a_time_that_no_clock_shows_is_none_and_the_mark_is_kept(roll, house: Cast, raw, clock: str) -> None:
    said = {"made_at": NO_TIMES[clock], "made_by": house.other_facilitator.id}
    body = {"marks": [one(house.resident.id, **said)]}
    answer = raw(json.dumps(body).encode())
    assert (answer.status_code, [held["why"] for held in answer.json["held"]]) == (200, ["brought"])
    kept = db.session.scalars(select(HeldMark)).one()
    assert (kept.made_at, kept.arrived_at.year) == (None, 2026)


BODIES = {
    "brackets without end": b"[" * NEST,
    "brackets in brackets": b"[" * NEST + b"]" * NEST,
    "objects in objects": b'{"marks":' * NEST + b"1" + b"}" * NEST,
    "a value deep inside": b'{"marks":[{"id":' + b"[" * NEST + b"]" * NEST + b"}]}",
    "half of it": b'{"marks":[{"id":"',
    "nothing": b"",
    "no text": b"\xff\xfe\x00",
    "not a number": b'{"marks":NaN}',
    "no object": b'"marks"',
    "null": b"null",
    "the list twice, the last is none": b'{"marks":[],"marks":5}',
}


@pytest.mark.parametrize("body", BODIES)
def test_what_is_no_list_of_marks_is_said_to_be_none(house: Cast, raw, body: str) -> None:
    refused(raw(BODIES[body]), "not a list of marks")
    assert written() == (0, 0)


def test_a_body_over_a_megabyte_is_too_large(house: Cast, raw) -> None:
    body = json.dumps({"marks": [one(house.resident.id, correction="a" * 1_100_000)]}).encode()
    refused(raw(body), "too large", 413)
    assert written() == (0, 0)


FORGED = {
    "501 marks": (lambda cast: [one(new_id()) for _ in range(501)], "At most 500"),
    "a person twice": (lambda cast: [one(cast.resident.id), one(cast.resident.id)], "stands twice"),
    "an id twice": (
        lambda cast: [one(cast.resident.id, id="a" * 32), one(cast.newcomer.id, id="a" * 32)],
        "stands twice",
    ),
    "somebody of another house": (lambda cast: [one(cast.other_manager.id)], "does not name"),
    "made by somebody of another house": (
        lambda cast: [one(cast.resident.id, made_by=cast.other_manager.id)],
        "does not name",
    ),
    "made by nobody": (lambda cast: [one(cast.resident.id, made_by=new_id())], "does not name"),
    "made by a word": (lambda cast: [one(cast.resident.id, made_by="me")], "does not name"),
    "made by a number": (lambda cast: [one(cast.resident.id, made_by=1)], "does not name"),
    "marked by, as if it were the server's": (
        lambda cast: [one(cast.resident.id, marked_at=1)],
        "not known here: marked_at",
    ),
    "a house named": (lambda cast: [one(cast.resident.id, house_id=cast.other_house.id)], "not known here: house_id"),
    "settled already": (lambda cast: [one(cast.resident.id, outcome="counts")], "not known here: outcome"),
    "a field that is no word": (lambda cast: [one(cast.resident.id, **{"\u202eid": 1})], "not known here"),
    "brought, and cannot be": (
        lambda cast: [one(cast.resident.id, status="gone", made_by=cast.other_facilitator.id)],
        "choose one of the marks",
    ),
    "brought, with minutes nobody has": (
        lambda cast: [one(cast.resident.id, status="late", minutes=601, made_by=cast.other_facilitator.id)],
        "how many minutes",
    ),
    "one good and one not": (lambda cast: [one(cast.newcomer.id), one(cast.resident.id, status="gone")], "choose one"),
}


@pytest.mark.parametrize("case", FORGED)
def test_one_that_cannot_be_is_refused_with_all_that_came_with_it(house: Cast, raw, case: str) -> None:
    marks, sentence = FORGED[case]
    refused(raw(json.dumps({"marks": marks(house)}).encode()), sentence)
    assert written() == (0, 0)


def test_an_id_of_another_register_is_refused_and_stays_where_it_is(roll, house: Cast, raw) -> None:
    with writing():
        other = open_register(occurrence_on(house, "morning", TODAY), by=SYSTEM).id
    good, brought = one(house.resident.id), one(house.newcomer.id, made_by=house.other_facilitator.id)
    assert raw(json.dumps({"marks": [good, brought]}).encode()).status_code == 200
    for mark in (good, brought):
        refused(raw(json.dumps({"marks": [mark]}).encode(), f"/registers/{other}/marks"), "said something else")
    assert written() == (1, 1)


def test_a_register_of_another_house_or_of_nobody_is_not_found(house: Cast, browse, raw) -> None:
    body = json.dumps({"marks": [one(house.resident.id)]}).encode()
    for unknown in (new_id(), "0" * 32, "f" * 32):
        refused(raw(body, f"/registers/{unknown}/marks"), "nothing here", 404)
    assert written() == (0, 0)


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "multipart/form-data"])
def test_json_under_another_name_marks_nobody(house: Cast, raw, kind: str) -> None:
    body = json.dumps({"marks": [one(house.resident.id)]}).encode()
    assert raw(body, kind=kind).status_code in (204, 303, 400, 422)
    assert written() == (0, 0)
