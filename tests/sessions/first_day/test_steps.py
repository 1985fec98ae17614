"""The steps after the first page: each can be left out, filled wrongly, and come back to."""

import io
import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from flask import Flask
from sqlalchemy import select

from community.houses.models import Room, Stage
from community.people.models import Person
from foundation.database import db
from tests.cast import Cast, reads_english
from tests.pages import Browser
from tests.statements import statements

Browse = Callable[[Person | None], Browser]
PATHS = ("/first-day/rooms", "/first-day/stages", "/first-day/week", "/first-day/residents", "/first-day/done")


def test_each_step_leads_to_the_next_and_can_be_left_out(house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    browser = browse(house.manager)
    for path, following in pairwise(PATHS):
        page = browser.text(path)
        assert f'href="{following}">' in page
        assert 'aria-current="step"' in page
    done = browser.text(PATHS[-1])
    assert "The house stands" in done
    assert 'href="/planner"><span>' in done


def test_nobody_but_the_manager_sees_a_step(house: Cast, browse: Browse) -> None:
    for name in ("resident", "mother", "facilitator"):
        browser = browse(getattr(house, name))
        for path in PATHS:
            browser.get(path, status=403)


@pytest.mark.parametrize(("path", "count"), list(zip(PATHS, (3, 4, 2, 2, 2), strict=True)))
def test_a_step_costs_a_constant_number_of_statements(house: Cast, browse: Browse, path: str, count: int) -> None:
    browser = browse(house.manager)
    browser.get(path)
    with statements() as sent:
        browser.get(path)
    assert len(sent) == count, "\n".join(sent)


BAD_ROOMS = [
    (["Hall"], ["0"], "Row 1: a room holds between 1 and 1000 people."),
    (["Hall"], ["1001"], "Row 1: a room holds between 1 and 1000 people."),
    (["Hall", "Loft"], ["12", ""], "Row 2: a room holds between 1 and 1000 people."),
    (["Hall"], ["-4"], "Row 1: a room holds between 1 and 1000 people."),
    (["Hall"], ["12.5"], "Row 1: a room holds between 1 and 1000 people."),
    (["Hall"], ["١٢٠٠"], "Row 1: a room holds between 1 and 1000 people."),
    (["Hall"], ["½"], "Row 1: a room holds between 1 and 1000 people."),
    (["", ""], ["", "7"], "Row 2: please write a short, plain name."),
    (["Ha\u202ell"], ["7"], "Row 1: please write a short, plain name."),
    (["x" * 121], ["7"], "Row 1: please write a short, plain name."),
    (["Hall"] * 21, ["7"] * 21, "At most 20 at once, please."),
]


@pytest.mark.parametrize(("names", "capacities", "sentence"), BAD_ROOMS)
def test_a_wrong_row_is_named_and_no_room_is_added(
    house: Cast, browse: Browse, names: list[str], capacities: list[str], sentence: str
) -> None:
    reads_english(house.manager)
    browser = browse(house.manager)
    before = len(db.session.scalars(select(Room)).all())
    page = browser.post(PATHS[0], {"name": names, "capacity": capacities}, status=422).get_data(as_text=True)
    assert sentence in page
    # What was typed is not lost.
    assert names[0][:20].replace("\u202e", "") in page.replace("\u202e", "")
    assert len(db.session.scalars(select(Room)).all()) == before


@pytest.mark.parametrize(
    ("names", "phases", "sentence"),
    [
        (["Later"], ["heaven"], "Please choose from what is offered."),
        (["La\u202eter"], ["aftercare"], "Row 1: please write a short, plain name."),
        (["Later"] * 21, ["aftercare"] * 21, "At most 20 at once, please."),
    ],
)
def test_a_wrong_stage_is_told_and_none_is_added(
    house: Cast, browse: Browse, names: list[str], phases: list[str], sentence: str
) -> None:
    reads_english(house.manager)
    browser = browse(house.manager)
    page = browser.post(PATHS[1], {"name": names, "phase": phases}, status=422).get_data(as_text=True)
    assert sentence in page
    assert len(db.session.scalars(select(Stage).where(Stage.house_id == house.house.id)).all()) == 2


def test_empty_rows_add_nothing_and_go_on(app: Flask, house: Cast, browse: Browse) -> None:
    browser = browse(house.manager)
    assert browser.post(PATHS[0], {"name": ["", " "], "capacity": ["", ""]}).location == PATHS[1]
    assert len(db.session.scalars(select(Room).where(Room.house_id == house.house.id)).all()) == 2


def test_digits_of_any_script_say_how_many_a_room_holds(house: Cast, browse: Browse) -> None:
    browser = browse(house.manager)
    assert browser.post(PATHS[0], {"name": ["Attic", "Loft"], "capacity": ["١٢", "۷"]}).location == PATHS[1]
    capacities = {
        room.capacity for room in db.session.scalars(select(Room)) if {"Attic", "Loft"} & set(room.name.values())
    }
    assert capacities == {12, 7}


def test_who_brings_in_staff_before_the_week_comes_back_to_it(house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    browser = browse(house.manager)
    [address] = re.findall(r'href="(/staff/new[^"]*)"', browser.text("/first-day/week"))
    assert re.findall(r'class="crumb" href="([^"]+)"', browser.text(address)) == ["/first-day/week"]
    hired = {"given_name": "Hanna", "surname": "Lis", "language": "en", "role": "facilitator", "login": "hanna"}
    assert browser.post(address, hired).location == "/first-day/week"
    assert "\u2068Hanna L.\u2069 works here from now on." in browser.text("/first-day/week")
    elsewhere = browser.post("/staff/new?back=https://example.org", hired | {"surname": "Mak", "login": "mak"})
    assert elsewhere.location.startswith("/people/")


@pytest.mark.parametrize(
    ("step", "preview"), [("week", "/week-file/preview"), ("residents", "/residents/file/preview")]
)
def test_who_chooses_another_comes_back_to_the_step(house: Cast, browse: Browse, step: str, preview: str) -> None:
    reads_english(house.manager)
    browser = browse(house.manager)
    form = dict(re.findall(r'name="(back|again)" value="([^"]+)"', browser.text(f"/first-day/{step}")))
    table = "first name,surname,treatment consent signed\nJan,Nowak,yes\n"
    chosen = {"week": "twelve-step-minnesota"} if step == "week" else {"file": (io.BytesIO(table.encode()), "a.csv")}
    page = browser.post(preview, {**form, **chosen}, status=200).get_data(as_text=True)
    [crumb] = re.findall(r'class="crumb" href="([^"]+)"', page)
    assert crumb == f"/first-day/{step}"


def test_who_chose_a_table_that_is_none_comes_back_to_the_step(house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    browser = browse(house.manager)
    form = dict(re.findall(r'name="(back|again)" value="([^"]+)"', browser.text("/first-day/residents")))
    chosen = form | {"file": (io.BytesIO(b"first name;surname\nJan;Nowak\n"), "a.csv")}
    page = browser.post("/residents/file/preview", chosen, status=422).get_data(as_text=True)
    assert re.findall(r'class="crumb" href="([^"]+)"', page) == ["/first-day/residents"]


def test_where_residents_are_asked_for_one_can_be_admitted_alone(house: Cast, browse: Browse) -> None:
    assert 'href="/residents/new"' in browse(house.manager).text("/first-day/residents")
