"""The page of one's calendars, and the page that shows an address once."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from settings import Settings
from tests.cast import Cast
from tests.pages import Browser
from tests.sessions.calendars.feed_reading import ask, events

Browse = Callable[..., Browser]
FEED = re.compile(r"/feeds/([A-Za-z0-9_-]{43})\.ics")


def made(browser: Browser, data: dict[str, str]) -> str:
    """Make an address by the page's form; the page that shows it."""
    browser.get("/calendars")
    return browser.post("/calendars", data, status=200).get_data(as_text=True)


def as_mother(house: Cast) -> dict[str, str]:
    """What the mother's form sends."""
    return {"kind": "relative", "consent": house.consents["mother"], "device": "Amina's phone"}


def test_a_relative_makes_an_address_sees_it_once_and_it_works(app: Flask, house: Cast, browse: Browse) -> None:
    mother = browse(house.mother)
    page = made(mother, as_mother(house))
    [token] = set(FEED.findall(page))
    for shape in (
        f'href="webcal://127.0.0.1:8000/feeds/{token}.ics"',
        f'href="http://127.0.0.1:8000/feeds/{token}.ics" download',
        'class="qrline"',
    ):
        assert shape in page
    assert len(events(ask(app, f"/feeds/{token}.ics").data)) == 9
    listed = mother.text("/calendars")
    assert "Amina&#39;s phone" in listed
    assert FEED.search(listed) is None


def test_the_answer_that_shows_the_address_is_kept_nowhere(app: Flask, house: Cast, browse: Browse) -> None:
    mother = browse(house.mother)
    mother.get("/calendars")
    answer = mother.post("/calendars", as_mother(house), status=200)
    assert answer.headers["Cache-Control"] == "no-store"
    [token] = set(FEED.findall(answer.get_data(as_text=True)))
    assert token not in str(answer.headers)


@pytest.mark.parametrize("name", ["brother", "aunt"])
def test_who_has_no_consent_finds_a_kind_empty_page_and_no_reason(
    app: Flask, house: Cast, browse: Browse, name: str
) -> None:
    page = browse(house.people[name]).text("/calendars")
    assert 'class="empty"' in page
    assert "Yusuf" not in page and "consent" not in page.lower()


@pytest.mark.parametrize("name", ["brother", "aunt", "facilitator", "other_manager"])
def test_nobody_makes_an_address_with_somebody_elses_consent(
    app: Flask, house: Cast, browse: Browse, name: str
) -> None:
    browser = browse(house.people[name])
    browser.get("/calendars")
    browser.get("/account")
    browser.post("/calendars", as_mother(house), status=404)


def test_a_device_needs_a_name_and_the_form_says_so_where_it_is(app: Flask, house: Cast, browse: Browse) -> None:
    resident = browse(house.resident)
    resident.get("/calendars")
    page = resident.post("/calendars", {"kind": "resident", "device": " "}, status=422).get_data(as_text=True)
    assert 'aria-invalid="true"' in page and "This text is empty." in page


@pytest.mark.parametrize("data", [{"kind": "wall", "device": "x"}, {"kind": "resident", "device": "x", "id": "1"}])
def test_a_form_with_more_or_other_than_it_has_is_refused(
    app: Flask, house: Cast, browse: Browse, data: dict[str, str]
) -> None:
    resident = browse(house.resident)
    resident.get("/calendars")
    resident.post("/calendars", data, status=422)


def test_an_address_is_stopped_and_replaced_by_its_own_buttons_only(app: Flask, house: Cast, browse: Browse) -> None:
    mother = browse(house.mother)
    [first] = set(FEED.findall(made(mother, as_mother(house))))
    [place] = re.findall(r"/calendars/(\w{32})/replacement", mother.text("/calendars"))
    stranger = browse(house.resident)
    stranger.get("/calendars")
    for act in ("replacement", "revocation"):
        stranger.post(f"/calendars/{place}/{act}", status=404)
    page = mother.post(f"/calendars/{place}/replacement", status=200).get_data(as_text=True)
    [second] = set(FEED.findall(page))
    assert [len(events(ask(app, f"/feeds/{token}.ics").data)) for token in (first, second)] == [0, 9]
    [place] = re.findall(r"/calendars/(\w{32})/replacement", mother.text("/calendars"))
    assert mother.post(f"/calendars/{place}/revocation").headers["Location"] == "/calendars"
    assert events(ask(app, f"/feeds/{second}.ics").data) == []
    mother.post(f"/calendars/{place}/revocation", status=404)


def test_a_house_on_its_own_network_offers_no_google_and_says_why(app: Flask, house: Cast, browse: Browse) -> None:
    page = made(browse(house.resident), {"kind": "resident", "device": "phone"})
    assert "calendar.google.com" not in page and "outlook.live.com" not in page
    assert "the house's own network" in page


def test_a_house_on_the_internet_offers_both_without_telling_them_where_one_came_from(
    app: Flask, house: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings: Settings = app.extensions["settings"]
    changed = {name: getattr(settings, name) for name in Settings.__slots__} | {
        "public_url": "https://house.example.org"
    }
    monkeypatch.setitem(app.extensions, "settings", Settings(**changed))
    page = made(browse(house.mother), as_mother(house))
    abroad = re.findall(r'<a [^>]*href="https://(?:calendar\.google|outlook\.live)[^>]*>', page)
    assert len(abroad) == 2
    assert all('rel="noreferrer noopener"' in link for link in abroad)


def test_what_it_shows_and_never_shows_is_said_for_each_kind(app: Flask, house: Cast, browse: Browse) -> None:
    for name, data, words in (
        ("mother", as_mother(house), ("<bdi>لقاء عائلي</bdi>",)),
        ("resident", {"kind": "resident", "device": "x"}, ("in neutral words", "twelve-step")),
        ("resident", {"kind": "resident", "device": "x", "real_titles": "y"}, ("as you chose",)),
        ("facilitator", {"kind": "facilitator", "device": "x"}, ("The name of any resident",)),
    ):
        page = made(browse(house.people[name]), data)
        assert [word for word in words if word not in page] == []
