"""A mother's calendar, from the subscribe page to the phone, and what withdrawal does to it."""

import pytest
from icalendar import Calendar

from tests.journeys.conftest import Enter, check_page

pytestmark = pytest.mark.browser


def events_in(body: bytes) -> list[str]:
    """The summaries of a calendar's events."""
    return [str(event["SUMMARY"]) for event in Calendar.from_ical(body).walk("VEVENT")]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_withdrawing_a_consent_empties_the_mothers_phone(enter: Enter, language: str) -> None:
    mother = enter("mother", speaks=language, to="/calendars")
    check_page(mother)
    mother.click("form[action='/calendars'] button[type=submit]")
    mother.wait_for_selector("#address")
    check_page(mother)
    assert mother.locator(".qr svg").count() == 1
    address = mother.locator("#address").inner_text().strip()
    assert address in str(mother.get_attribute("a[download]", "href") or address)
    first = mother.request.get(address)
    assert first.status == 200
    assert events_in(first.body())
    etag = first.headers["etag"]

    resident = enter("resident", speaks=language, to="/consents")
    check_page(resident)
    resident.click("form[action$='/withdrawal'] button[type=submit]")
    resident.wait_for_load_state()
    check_page(resident)

    after = mother.request.get(address, headers={"If-None-Match": etag})
    assert (after.status, events_in(after.body())) == (200, [])
    mother.goto("/today")
    assert mother.locator("article").count() == 0
    check_page(mother)
