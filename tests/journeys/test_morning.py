"""A resident's morning: where am I expected now, what is next, what changed."""

import pytest

from tests.journeys.conftest import Enter, check_page, speak

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_residents_morning(enter: Enter, language: str) -> None:
    page = enter("resident", language, by_form=True)
    if language != "en":
        speak(page, language)
        page.goto("/today")
    # Now stands above everything, and both fit on the first screen of a phone.
    now = page.locator(".now .now-what")
    assert now.inner_text() == "Process group"
    box = now.bounding_box()
    assert box is not None and box["y"] < 300
    next_up = page.locator(".next-up").bounding_box()
    assert next_up is not None and next_up["y"] + next_up["height"] < 844
    assert page.locator("li[aria-current=time]").count() == 1
    check_page(page)
    page.click("a[rel=next]")
    page.wait_for_url("**/today?day=2026-11-25")
    assert "2026-11-24" in (page.get_attribute("a[rel=prev]", "href") or "")
    check_page(page)
    page.click("nav.tabs a[href='/week']")
    page.wait_for_url("**/week")
    assert page.locator(".week-day").count() == 7
    check_page(page)
    page.goto("/day-sheet")
    page.emulate_media(media="print")
    assert page.locator(".no-print").first.is_hidden()
    assert page.locator(".day-sheet tbody tr").count() == 4


def test_the_day_can_be_read_and_walked_by_keyboard(enter: Enter) -> None:
    page = enter("resident")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_what_a_tab_reaches_is_not_left_under_the_foot(enter: Enter) -> None:
    page = enter("resident")
    page.emulate_media(reduced_motion="reduce")  # it is there at once, and does not glide
    hidden = []
    for path in ("/record", "/calendars"):
        page.goto(path)
        for _ in range(40):
            page.keyboard.press("Tab")
            reached = page.evaluate(
                """async () => { await new Promise(next => requestAnimationFrame(() => requestAnimationFrame(next)));
                const one = document.activeElement, foot = document.querySelector('.below');
                return one === document.body ? null : foot.contains(one) ||
                  one.getBoundingClientRect().bottom <= foot.getBoundingClientRect().top || one.innerText; }"""
            )
            if reached is None:
                break
            hidden += [] if reached is True else [(path, reached)]
    assert hidden == []


def test_a_list_is_a_table_on_paper(enter: Enter) -> None:
    page = enter("manager")
    page.goto("/people?as=print")
    page.set_viewport_size({"width": 688, "height": 900})  # A4 between its margins
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('tbody tr')).display") == "table-row"


@pytest.mark.parametrize("width", [390, 820, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_the_day_is_accessible_in_light_and_dark(enter: Enter, width: int, scheme: str) -> None:
    page = enter("manager", width=width)
    page.emulate_media(color_scheme=scheme)
    for path in ("/today", "/week", "/people", "/calendars", "/account"):
        page.goto(path)
        check_page(page)
