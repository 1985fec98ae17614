"""One address in every shape, and whether a company on the internet could fetch it."""

import pytest

from sessions.calendars.addresses import address_of, reachable_from_outside


def test_an_address_in_the_shapes_that_programs_take() -> None:
    address = address_of("https://house.example.org", "/feeds/abc.ics")
    assert address.plain == "https://house.example.org/feeds/abc.ics"
    assert address.webcal == "webcal://house.example.org/feeds/abc.ics"
    assert address.google == (
        "https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fhouse.example.org%2Ffeeds%2Fabc.ics"
    )
    assert address.outlook == (
        "https://outlook.live.com/calendar/0/addfromweb?url=https%3A%2F%2Fhouse.example.org%2Ffeeds%2Fabc.ics"
    )


def test_an_address_keeps_its_port() -> None:
    assert address_of("http://127.0.0.1:8000", "/feeds/abc.ics").webcal == "webcal://127.0.0.1:8000/feeds/abc.ics"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8000",
        "http://localhost",
        "http://[::1]:8000",
        "http://192.168.1.20",
        "https://10.0.0.4:8443",
        "https://100.64.0.9",
        "https://[fd00::1]",
        "http://daybook",
        "http://daybook.local",
        "https://daybook.house.lan.",
        "https://daybook.home.arpa",
    ],
)
def test_a_house_on_its_own_network_cannot_be_fetched_from_outside(url: str) -> None:
    assert reachable_from_outside(url) is False


@pytest.mark.parametrize("url", ["https://house.example.org", "https://1.1.1.1", "http://house.example.org:8080"])
def test_a_house_on_the_internet_can(url: str) -> None:
    assert reachable_from_outside(url) is True
