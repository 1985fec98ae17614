"""The planner in a real browser: a session is moved by dragging, by keys and by form, in both directions of reading."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.cast import Cast
from tests.journeys.conftest import Enter, check_page

pytestmark = pytest.mark.browser
# Whether a session stands where it stood before it was dragged.
BACK = """([id, y]) => {
  const one = document.querySelector(`#drag-week .ec-event[data-id='${id}']`);
  return one && Math.abs(one.getBoundingClientRect().y - y) < 1;
}"""
WEDNESDAY, THURSDAY = "2026-11-25", "2026-11-26"


def at_planner(enter: Enter, language: str, query: str = "", *, width: int = 1280) -> Page:
    """The manager at the planner of this week; what the page itself complains of fails the test."""
    page = enter("manager", speaks=language, width=width, height=1400, to="about:blank")
    page.on("console", lambda said: pytest.fail(said.text) if said.type == "error" else None)
    page.goto(f"/planner{query}")
    return page


def block(page: Page, day: str, start: str = "10:00") -> Locator:
    """The session of a day that begins at a time."""
    column = page.locator(f".planner-day[data-day='{day}']")
    return column.locator(".block").filter(has=page.locator(f"time[datetime='{day}T{start}']"))


def save(page: Page) -> None:
    """Press the button that keeps what was looked at."""
    with page.expect_navigation():
        page.click("#panel button[name=step][value=save]")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_session_is_moved_by_keys_and_put_down(enter: Enter, cast: Cast, language: str) -> None:
    page = at_planner(enter, language)
    check_page(page)
    block(page, WEDNESDAY).focus()
    later = "ArrowLeft" if language == "ar" else "ArrowRight"
    for key in ("m", "ArrowDown", "ArrowDown", later, "Shift+ArrowDown"):
        page.keyboard.press(key)
    expect(page.locator("#planner-said")).to_contain_text("10:30–11:45")
    page.keyboard.press("Enter")
    page.wait_for_selector(".planner-effect")
    # Two at once share their leader and their room: that is said before anything is saved.
    expect(page.locator(".in-the-way li")).not_to_have_count(0)
    check_page(page)
    page.keyboard.press("Escape")
    expect(block(page, WEDNESDAY)).to_have_count(1)
    expect(page.locator(".planner-effect")).to_have_count(0)
    block(page, WEDNESDAY).focus()
    for key in ("m", *["ArrowDown"] * 16, "Enter"):
        page.keyboard.press(key)
    page.wait_for_selector(".planner-effect")
    save(page)
    expect(block(page, WEDNESDAY, "14:00")).to_have_count(1)
    expect(block(page, THURSDAY)).to_have_count(1)
    with page.expect_navigation():
        page.click("#chosen .notice button[type=submit]")
    expect(block(page, WEDNESDAY)).to_have_count(1)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_session_is_dragged_to_another_day_and_hour(enter: Enter, cast: Cast, language: str) -> None:
    page = at_planner(enter, language)
    page.click("#dragging button")
    page.wait_for_selector("#drag-week .ec-event")
    assert page.evaluate("getComputedStyle(document.querySelector('#drag-week .ec')).direction") == (
        "rtl" if language == "ar" else "ltr"
    )
    event = dragged(page, f"{WEDNESDAY}T10:00")
    at, next_day = _box(event), _box(dragged(page, f"{THURSDAY}T10:00"))
    # Five hours down, in steps of a quarter of 14 px each.
    _drag(page, at, next_day["x"] - at["x"], 20 * 14)
    page.wait_for_selector(".planner-effect")
    expect(page.locator(".planner-effect")).to_contain_text("15:00")
    page.click("#panel form [data-leave]")
    expect(page.locator(".planner-effect")).to_have_count(0)
    page.wait_for_function(BACK, arg=[event.get_attribute("data-id"), at["y"]])
    _drag(page, at, next_day["x"] - at["x"], 20 * 14)
    page.wait_for_selector(".planner-effect")
    save(page)
    expect(block(page, THURSDAY, "15:00")).to_have_count(1)
    expect(block(page, WEDNESDAY)).to_have_count(0)


def dragged(page: Page, start: str) -> Locator:
    """The session that begins then, as it stands while one drags."""
    day, hour = start.split("T")
    link = page.locator(f".planner-day[data-day='{day}'] .block").filter(
        has=page.locator(f"time[datetime='{day}T{hour}']")
    )
    return page.locator(f"#drag-week .ec-event[data-id='{link.get_attribute('data-id')}']")


def _box(found: Locator) -> dict[str, float]:
    box = found.bounding_box()
    assert box is not None
    return {"x": box["x"], "y": box["y"], "width": box["width"], "height": box["height"]}


def _drag(page: Page, at: dict[str, float], right: float, down: float) -> None:
    x, y = at["x"] + at["width"] / 2, at["y"] + 12
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 12, y + 12, steps=4)
    page.mouse.move(x + right, y + down, steps=10)
    page.mouse.up()


def test_a_session_is_stretched_at_its_lower_edge(enter: Enter, cast: Cast) -> None:
    page = at_planner(enter, "en")
    page.click("#dragging button")
    page.wait_for_selector("#drag-week .ec-event")
    at = _box(dragged(page, f"{WEDNESDAY}T16:00"))
    page.mouse.move(at["x"] + at["width"] / 2, at["y"] + at["height"] - 2)
    page.mouse.down()
    page.mouse.move(at["x"] + at["width"] / 2, at["y"] + at["height"] + 26, steps=8)
    page.mouse.up()
    page.wait_for_selector("#panel .planner-form")
    expect(page.locator("#panel input[name=end]")).to_have_value("17:30")


@pytest.mark.parametrize("by", ["rooms", "leaders"])
def test_in_columns_of_rooms_or_people_a_session_is_dragged_to_another(enter: Enter, cast: Cast, by: str) -> None:
    page = at_planner(enter, "en", f"?by={by}&day={WEDNESDAY}&week=2026-11-23")
    page.click("#dragging button")
    page.wait_for_selector("#drag-week .ec-event")
    event = page.locator("#drag-week .ec-event").filter(has_text="Process group")
    other = "Hall" if by == "rooms" else "Farid N."
    column = _box(page.locator("#drag-week .ec-col-head").filter(has_text=other).first)
    at = _box(event)
    _drag(page, at, column["x"] + column["width"] / 2 - at["x"] - at["width"] / 2, 0)
    page.wait_for_selector("#panel .planner-form")
    chosen = page.locator(f"#panel select[name={'room' if by == 'rooms' else 'leader'}] option:checked")
    expect(chosen).to_have_text(re.compile(other))
    save(page)


def test_on_a_phone_one_day_stands_and_the_jumps_lead_to_the_others(enter: Enter, cast: Cast) -> None:
    page = at_planner(enter, "en", f"?day={WEDNESDAY}", width=390)
    check_page(page)
    expect(page.locator(".planner-day:visible")).to_have_count(1)
    page.click(f".planner-jumps a[href*='day={THURSDAY}']")
    expect(page.locator(f".planner-day[data-day='{THURSDAY}']")).to_be_visible()
