"""The wall board on a television: read from four metres, in every language, with and without its server."""

import pytest
from playwright.sync_api import Page, expect

from community.access.actor import SYSTEM
from community.devices.models import Device
from community.devices.operations import revoke
from foundation.database import db
from sessions.schedule.models import Occurrence
from tests.cast import NOW
from tests.journeys.conftest import check_page
from tests.journeys.television import LONG, Garden, Television, garden, television

__all__ = ["garden", "television"]
pytestmark = pytest.mark.browser

SIZES = [(1920, 1080), (1366, 768), (3840, 2160), (1080, 1920)]
# What is told of a panel: the smallest letter and line of its titles, and what reaches out of the screen.
MEASURE = """() => {
  const face = document.querySelector(".face:not([hidden])");
  const seen = (one) => one.getClientRects().length > 0;
  const whats = [...face.querySelectorAll(".wall-what")].filter(seen);
  const boxes = [...face.querySelectorAll("*")].filter(seen).map((one) => one.getBoundingClientRect());
  const cut = [...face.querySelectorAll(".wall-now, .wall-next, .wall-list, .wall-side")]
    .filter((one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1);
  return {
    titles: whats.map((one) => one.textContent.trim()),
    letters: Math.min(...whats.map((one) => parseFloat(getComputedStyle(one).fontSize))),
    lines: Math.min(...whats.flatMap((one) => {
      const range = document.createRange();
      range.selectNodeContents(one);
      return [...range.getClientRects()].filter((box) => box.width > 0).map((box) => box.height);
    })),
    out: boxes.filter((box) => box.width > 2 && (box.left < -1 || box.right > innerWidth + 1
      || box.bottom > innerHeight + 1)).length,
    cut: cut.map((one) => one.className),
    scrolls: document.documentElement.scrollHeight > innerHeight || document.documentElement.scrollWidth > innerWidth,
  };
}"""


def sized(page: Page, width: int, height: int) -> None:
    """Make the screen so large, and wait until the page has heard of it."""
    if page.viewport_size == {"width": width, "height": height}:
        return
    page.evaluate("() => { window.heard = new Promise((done) => addEventListener('resize', done, { once: true })); }")
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("() => window.heard.then(() => true)")


@pytest.mark.parametrize("language", ["en", "ar", "ru", "pl"])
def test_now_and_next_are_read_from_four_metres_however_long_their_titles(
    garden: Garden, television: Television, language: str
) -> None:
    garden.says()
    page = television(f"/board?lang={language}")
    assert page.get_attribute("html", "lang") == language
    for width, height in SIZES:
        sized(page, width, height)
        page.clock.run_for(1100)
        found = page.evaluate(MEASURE)
        unit = min(width / 1920, height / 1080) if width > height else min(width / 1180, height / 1920)
        assert found["letters"] >= 90 * unit - 0.1, (width, height)
        assert found["lines"] >= 90 * unit - 0.1, (width, height)
        assert found["titles"] == [LONG[language]] * 2
        assert (found["out"], found["cut"], found["scrolls"]) == (0, [], False), (width, height, found)
    page.clock.resume()
    check_page(page)


def test_many_at_once_take_turns_and_none_is_cut(garden: Garden, television: Television) -> None:
    def crowd() -> None:
        # All that the house has, at the same hour today.
        model = db.session.query(Occurrence).filter_by(series_id=garden.cast.series["group"].id).all()
        now = next(row for row in model if row.starts_at <= NOW < row.ends_at)
        tomorrows = [row for row in model if row.starts_at > NOW][:5]
        for number, row in enumerate(tomorrows):
            row.wall_start, row.starts_at = now.wall_start, now.starts_at
            row.wall_end, row.ends_at = (at.replace(minute=number + 1) for at in (now.wall_end, now.ends_at))

    garden.says(titles={"en": LONG["en"]}, languages=["en"])
    garden.do(crowd)
    page = television()
    seen = []
    for _ in range(6):
        found = page.evaluate(MEASURE)
        assert (found["letters"] >= 90, found["cut"], found["out"]) == (True, [], 0)
        seen.append(page.locator(".face:not([hidden]) .wall-now .wall-label bdi:visible").all_inner_texts())
        page.clock.run_for(20_500)
    ends = {f"10:00–11:0{number}" for number in range(6)}
    assert set().union(*seen) == ends, seen


def test_languages_take_turns_with_their_direction(garden: Garden, television: Television) -> None:
    garden.says()
    page = television()
    found = []
    for _ in range(5):
        found.append((page.get_attribute("html", "lang"), page.get_attribute("html", "dir")))
        page.clock.run_for(20_500)
    assert found == [("en", "ltr"), ("ar", "rtl"), ("pl", "ltr"), ("ru", "ltr"), ("en", "ltr")]


def test_without_scripts_the_page_asks_for_the_next_language_itself(garden: Garden, television: Television) -> None:
    garden.says()
    page = television(scripts=False)
    expect(page.locator("h1:visible")).to_have_text(LONG["en"])
    # A browser with scripts would not read what stands in <noscript>.
    assert page.locator("meta[http-equiv=refresh]").get_attribute("content") == "20; url=/board?lang=ar"


def test_the_last_good_state_stays_with_its_time_while_the_server_is_away(
    garden: Garden, television: Television
) -> None:
    page = television()
    told = page.locator(".face:not([hidden]) [data-asof]")
    expect(page.locator(".face:not([hidden]) [data-clock]")).to_have_text("10:32")
    expect(told).to_be_hidden()
    garden.stop()
    page.clock.run_for(25_500)
    expect(told).to_be_visible()
    expect(told).to_contain_text("10:32")
    # Time goes on without the server: what was next is now.
    expect(page.locator(".wall-now h1:visible")).to_have_text("Process group")
    page.clock.fast_forward(95 * 60_000)
    page.clock.run_for(1500)
    expect(page.locator(".wall-now h1:visible")).to_have_text("Meal")
    expect(page.locator(".face:not([hidden]) [data-clock]")).to_have_text("12:07")
    expect(told).to_contain_text("10:32")
    garden.start()
    page.clock.run_for(25_500)
    expect(told).to_be_hidden()
    expect(page.locator(".wall-now h1:visible")).to_have_text("Process group")


def test_what_changes_in_the_house_stands_there_within_half_a_minute_and_nothing_grows(
    garden: Garden, television: Television
) -> None:
    page = television()
    count = page.evaluate("document.querySelectorAll('*').length")
    garden.says(titles={"en": "Choir"}, languages=["en"])
    page.clock.run_for(25_500)
    expect(page.locator(".wall-now h1:visible")).to_have_text("Choir")
    for number in range(8):
        garden.says(titles={"en": f"Choir {number}"}, languages=["en"])
        page.clock.run_for(25_500)
        expect(page.locator(".wall-now h1:visible")).to_have_text(f"Choir {number}")
    assert abs(page.evaluate("document.querySelectorAll('*').length") - count) < 40


def test_a_revoked_television_goes_blank_at_its_next_question(garden: Garden, television: Television) -> None:
    page = television()
    expect(page.locator(".wall-now h1:visible")).to_have_text("Process group")
    garden.do(lambda: revoke(db.session.query(Device).filter_by(kind="board").one(), by=SYSTEM))
    page.clock.run_for(25_500)
    expect(page.get_by_role("heading", name="This screen is not enrolled")).to_be_visible()
    assert "Process group" not in page.content()
