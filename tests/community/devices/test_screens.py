"""Screens of the house: a manager makes one, a code makes a browser one, and a revoked one shows nothing."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from community.access.actor import SYSTEM
from community.devices import operations
from community.devices.codes import SIGNS, new_code, spelled, typed
from community.devices.models import Device
from community.people.models import Person
from foundation.clock import held_at, now
from foundation.database import db
from foundation.errors import Refused, TooMany
from foundation.transactions import writing
from tests.cast import NOW, Cast, actor_for
from tests.pages import Browser
from tests.statements import statements

Browse = Callable[[Person | None], Browser]


def made(house: Cast, kind: str = "kiosk") -> tuple[str, str]:
    """A new screen of the house: its id and its code."""
    with writing():
        device, code = operations.make_device(
            house.house.id, kind=kind, name="By the stairs", room_id=house.rooms["hall"].id, by=SYSTEM
        )
        return device.id, code


def test_a_code_has_eight_signs_that_nobody_mistakes() -> None:
    code = new_code()
    assert (len(code), set(code) <= set(SIGNS), set("O0I1L") & set(SIGNS)) == (8, True, set())
    assert typed(f" {spelled(code).lower()} ") == code


@pytest.mark.parametrize("text", ["", "ABC", "ABCD-EFG0", "ABCDEFGHJ", "٢٣٤٥٦٧٨٩", "\x00" * 8])
def test_what_is_no_code_is_none(text: str) -> None:
    assert typed(text) == ""


def test_a_manager_sees_a_code_once_and_the_browser_it_is_typed_into_is_the_kiosk(
    app: Flask, house: Cast, browse: Browse
) -> None:
    manager = browse(house.manager)
    page = manager.post("/devices", {"kind": "kiosk", "name": "By the stairs", "room_id": ""}, status=200)
    code = re.search(r'id="code"><bdi dir="ltr">([A-Z0-9-]{9})<', page.get_data(as_text=True)).group(1)
    assert code not in manager.get("/devices").get_data(as_text=True)
    tablet = browse(None)
    tablet.get("/enrolment")
    answer = tablet.post("/enrolment", {"code": code}, status=303)
    cookie = next(one for one in answer.headers.getlist("Set-Cookie") if one.startswith("daybook-screen="))
    assert answer.location == "/kiosk"
    assert ("HttpOnly" in cookie, "SameSite=Lax" in cookie, "Path=/" in cookie, "Max-Age=34560000" in cookie) == (
        (True,) * 4
    )
    kept = db.session.query(Device).one()
    assert code.replace("-", "") not in (kept.code_hash, kept.key_hash)
    assert (kept.code_hash, kept.enrolled_at) == (None, NOW)


@pytest.mark.parametrize("how", ["wrong", "used", "old", "revoked"])
def test_a_code_that_does_not_fit_is_refused_in_the_same_words(app: Flask, house: Cast, how: str) -> None:
    device_id, code = made(house)
    at = now()
    if how == "wrong":
        code = "22222222"
    if how == "used":
        with writing():
            operations.enrol(code, address="1")
    if how == "old":
        at += timedelta(minutes=10)
    if how == "revoked":
        with writing():
            operations.revoke(db.session.get_one(Device, device_id), by=SYSTEM)
    with pytest.raises(Refused) as caught, held_at(at), writing():
        operations.enrol(code, address="1")
    assert caught.value.sentence == operations.WRONG_CODE


def test_codes_cannot_be_tried_without_end(app: Flask, house: Cast) -> None:
    for _ in range(operations.MOST_ENROLMENTS):
        with pytest.raises(Refused), writing():
            operations.enrol("22222222", address="192.0.2.1")
    with pytest.raises(TooMany), writing():
        operations.enrol("22222222", address="192.0.2.1")


def test_a_new_code_ends_the_one_before_and_leaves_the_browser_until_another_takes_its_place(
    app: Flask, house: Cast
) -> None:
    device_id, first = made(house)
    with writing():
        operations.enrol(first, address="1")
    kept = db.session.get_one(Device, device_id).key_hash
    with writing():
        second = operations.renew_code(db.session.get_one(Device, device_id), by=actor_for(house.manager))
    assert db.session.get_one(Device, device_id).key_hash == kept
    with writing():
        operations.enrol(second, address="1")
    db.session.expire_all()
    assert db.session.get_one(Device, device_id).key_hash != kept


def test_whoever_sets_a_screen_up_is_signed_out_there(app: Flask, house: Cast, browse: Browse) -> None:
    _, code = made(house)
    manager = browse(house.manager)
    manager.get("/today")
    manager.post("/enrolment", {"code": code}, status=303)
    manager.get("/today", status=303)


def test_an_unknown_and_a_revoked_browser_read_the_same_page_that_tells_nothing(
    app: Flask, house: Cast, browse: Browse
) -> None:
    device_id, code = made(house)
    tablet = browse(None)
    stranger = tablet.get("/kiosk", status=403).get_data(as_text=True)
    tablet.post("/enrolment", {"code": code}, status=303)
    tablet.get("/kiosk")
    with writing():
        operations.revoke(db.session.get_one(Device, device_id), by=SYSTEM)
    revoked = tablet.get("/kiosk", status=403).get_data(as_text=True)
    assert revoked == stranger
    assert house.house.name["en"] not in revoked


def test_a_kiosk_is_no_board(app: Flask, house: Cast, browse: Browse) -> None:
    _, code = made(house, "board")
    tablet = browse(None)
    tablet.post("/enrolment", {"code": code}, status=303)
    tablet.get("/kiosk", status=403)


def test_when_a_screen_was_last_seen_is_noted_at_most_every_five_minutes(
    app: Flask, house: Cast, browse: Browse
) -> None:
    device_id, code = made(house)
    tablet = browse(None)
    tablet.post("/enrolment", {"code": code}, status=303)
    seen = []
    for minutes in (4, 5, 9, 10):
        with held_at(NOW + timedelta(minutes=minutes)):
            tablet.get("/kiosk")
        db.session.expire_all()
        seen.append(db.session.get_one(Device, device_id).last_seen_at - NOW)
    five, ten = timedelta(minutes=5), timedelta(minutes=10)
    assert seen == [timedelta(0), five, five, ten]


def test_another_houses_manager_finds_no_screen_of_ours(app: Flask, house: Cast, browse: Browse) -> None:
    device_id, _ = made(house)
    other = browse(house.other_manager)
    assert "By the stairs" not in other.get("/devices").get_data(as_text=True)
    other.post(f"/devices/{device_id}/revocation", {}, status=404)
    assert db.session.get_one(Device, device_id).revoked_at is None


def test_the_list_asks_the_same_however_many_screens_there_are(app: Flask, house: Cast, browse: Browse) -> None:
    for _ in range(5):
        made(house)
    manager = browse(house.manager)
    manager.get("/devices")
    with statements() as asked:
        manager.get("/devices")
    assert len(asked) == 4


def test_the_name_of_a_screen_is_not_that_of_a_person_in_polish(app: Flask, house: Cast, browse: Browse) -> None:
    made(house)
    heads = re.findall(r"<th scope=\"col\">([^<]*)</th>", browse(house.manager).text("/devices"))
    assert heads[0] == "Wasza nazwa ekranu"
