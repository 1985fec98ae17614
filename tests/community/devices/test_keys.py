"""Numbers, PINs and cards: drawn, given by any of the staff, shown once, and of one stay."""

import re
from collections.abc import Callable

from flask import Flask

from community.access.actor import SYSTEM
from community.devices.kiosk_keys import give_pin, keys_of
from community.devices.models import KioskKey
from community.devices.numbers import digits, free_number, new_card, new_pin
from community.people.models import Person
from foundation.database import db
from foundation.transactions import writing
from tests.cast import Cast
from tests.pages import Browser
from tests.statements import statements

Browse = Callable[[Person | None], Browser]


def test_a_pin_has_six_digits_and_is_none_that_one_would_try_first() -> None:
    pins = {new_pin() for _ in range(2000)}
    assert {len(pin) for pin in pins} == {6}
    assert pins & {"000000", "123456", "654321", "112211", "987654", "890123"} == set()
    assert len(pins) > 1900


def test_a_number_is_free_and_grows_by_a_digit_when_half_of_the_short_ones_are_taken() -> None:
    assert free_number(set(range(10, 54))) in range(54, 100)
    assert free_number(set(range(10, 56))) in range(100, 1000)
    assert len({free_number(set()) for _ in range(200)}) > 30


def test_a_card_says_forty_digits_and_what_is_typed_is_read_in_every_script() -> None:
    assert (len(new_card()), new_card().isdecimal()) == (40, True)
    assert [digits(text) for text in ("12 3", "١٢٣", "1a", "-1", "²", None, "")] == ["123", "123", "", "", "", "", ""]


def test_any_of_the_staff_gives_a_pin_that_is_shown_once_and_kept_as_a_hash(
    app: Flask, house: Cast, browse: Browse
) -> None:
    staff = browse(house.facilitator)
    page = staff.post(f"/kiosk-keys/{house.resident.id}/pin", {}, status=200).get_data(as_text=True)
    pin = re.search(r'id="pin">([\d ]{7})<', page).group(1).replace(" ", "")  # type: ignore[union-attr]
    key = db.session.query(KioskKey).one()
    assert (pin in (key.pin_hash or ""), (key.pin_hash or "").startswith("$argon2id$")) == (False, True)
    listed = staff.get("/kiosk-keys").get_data(as_text=True)
    assert (pin in listed, house.resident.surname in listed, house.resident.shown in listed) == (False, False, True)


def test_the_slip_is_in_the_language_of_whoever_gets_it_and_names_nobody(
    app: Flask, house: Cast, browse: Browse
) -> None:
    staff = browse(house.facilitator)
    page = staff.post(f"/kiosk-keys/{house.other_resident.id}/card", {}, status=200).get_data(as_text=True)
    slip = re.search(r"<article.*?</article>", page, re.DOTALL).group(0)  # type: ignore[union-attr]
    assert f'lang="{house.other_resident.language}"' in slip
    assert (house.other_resident.shown in slip, house.house.name["en"] in slip) == (False, False)


def test_the_list_holds_whoever_lives_here_and_asks_the_same_for_many(app: Flask, house: Cast, browse: Browse) -> None:
    with writing():
        give_pin(house.resident, by=SYSTEM)
    rows = {row.person_id: row for row in keys_of(house.house.id)}
    assert rows[house.resident.id].has_pin
    assert not {house.facilitator.id, house.mother.id} & set(rows)
    staff = browse(house.facilitator)
    staff.get("/kiosk-keys")
    with statements() as asked:
        staff.get("/kiosk-keys?q=yus")
    assert len(asked) == 4
