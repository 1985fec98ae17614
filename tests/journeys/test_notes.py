"""After a group: its note and three of people are written, signed, added to, reviewed, and read by the resident."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.journeys.conftest import Enter, check_page
from tests.journeys.test_roll_call import opened

pytestmark = pytest.mark.browser


def at_the_notes(enter: Enter) -> Page:
    """The page of the notes of today's group, as its facilitator comes to it from the register."""
    page = opened(enter, width=390, height=844)
    page.goto(re.sub(r"/register$", "/notes", page.url))
    return page


def test_a_group_and_three_people_are_written_about_signed_corrected_reviewed_and_read(
    enter: Enter, cast: Cast
) -> None:
    page = at_the_notes(enter)
    for box in page.locator("input[name=about]").all():
        box.check()
    page.get_by_role("button", name="Write about those ticked").click()
    fields = page.locator("textarea")
    expect(fields).to_have_count(4)
    for place, words in enumerate(("A calm hour.", "Piotr listened.", "Yusuf spoke.", "Oleg was tired.")):
        fields.nth(place).fill(words)
        # Kept by itself, a moment after the last key.
        expect(page.locator("[data-state]").nth(place)).to_have_text("Saved as a draft")
    check_page(page)
    page.get_by_role("button", name="Sign all that stands here").click()
    expect(page.locator(".note-signatures")).to_have_count(4)
    check_page(page)
    page.locator(".note-sheet", has_text="Yusuf spoke.").get_by_role("link").click()
    page.get_by_label("Add to this note").fill("It was in the second half.")
    page.get_by_role("button", name="Add it").click()
    expect(page.locator(".note-additions")).to_contain_text("It was in the second half.")
    check_page(page)
    manager = enter("manager")
    manager.goto(page.url)
    expect(manager.locator(".note-words")).to_have_text("Yusuf spoke.")
    manager.locator("form[action$='/reviews'] button").click()
    expect(manager.locator(".note-signatures li")).to_have_count(2)
    manager.goto(re.sub(r"/notes/.*", "/notes", manager.url))
    check_page(manager)
    resident = enter("resident")
    resident.goto(re.sub(r"/notes.*", "/record", manager.url))
    told = resident.locator("section[aria-labelledby=notes]")
    expect(told).to_contain_text("Yusuf spoke.")
    expect(told).to_contain_text("It was in the second half.")
    expect(told).not_to_contain_text("Piotr listened.")


def test_without_a_network_the_text_stays_on_the_page_and_is_kept_when_it_is_back(enter: Enter, cast: Cast) -> None:
    page = at_the_notes(enter)
    page.context.set_offline(True)
    page.locator("textarea").first.fill("A calm hour.")
    expect(page.locator("[data-state]").first).to_contain_text("there is no connection")
    page.context.set_offline(False)
    expect(page.locator("[data-state]").first).to_have_text("Saved as a draft")
    stored = page.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")
    assert "calm" not in stored


def test_two_windows_show_both_texts(enter: Enter, cast: Cast) -> None:
    here = at_the_notes(enter)
    there = here.context.new_page()
    there.goto(here.url)
    here.locator("textarea").first.fill("From here.")
    expect(here.locator("[data-state]").first).to_have_text("Saved as a draft")
    there.locator("textarea").first.fill("From there.")
    expect(there.locator("[data-theirs]").first).to_contain_text("From here.")
    expect(there.locator("textarea").first).to_have_value("From there.")
    there.locator("textarea").first.fill("From here. From there.")
    there.get_by_role("button", name="Save the drafts").click()
    expect(there.locator("textarea").first).to_have_value("From here. From there.")
    check_page(there)
