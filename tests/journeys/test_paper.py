"""A sheet for the roll call is printed, and typed back by the keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Enter, check_page

pytestmark = pytest.mark.browser

# What is typed in each language for: present; ten minutes late, and for being sick; what is read back.
TYPED = {
    "en": (["p", "l 10", "e s"], ["Present", "Late: 10 min", "Excused: sick"], "3 marks are saved."),
    "ar": (["ح", "ت ١٠", "ع م"], ["حضور", r"تأخر.*10", "بعذر: مرض"], None),
}


@pytest.mark.parametrize("language", sorted(TYPED))
def test_a_sheet_is_printed_and_typed_back_by_the_keyboard_alone(enter: Enter, language: str) -> None:
    page = enter("facilitator", speaks=language, width=1280)
    page.locator("form[action='/roll-sheets'] button").click()
    page.wait_for_url(re.compile(r"/roll-sheets/[0-9a-f]{32}$"))
    assert page.get_attribute("html", "dir") == ("rtl" if language == "ar" else "ltr")
    check_page(page)
    # The group that is on now is the second of the day's sheets.
    group = page.locator("article.roll-page").nth(1)
    assert group.locator("tbody .who bdi").all_inner_texts() == ["Piotr Z.", "Yusuf H.", "Олег О."]
    heights = group.locator(".roll tbody tr").evaluate_all(
        "rows => rows.map((row) => row.getBoundingClientRect().height)"
    )
    # Nine millimetres at 96 dots to the inch.
    assert min(heights) >= 9 / 25.4 * 96
    code = group.locator(".roll-code strong").inner_text()

    page.goto(re.sub(r"/roll-sheets/.*", "/roll-sheets", page.url))
    check_page(page)
    page.keyboard.type(code.lower())
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/marks$"))
    check_page(page)
    words, told, saved = TYPED[language]
    for word, key in zip(words, ["Enter", "ArrowDown", "Enter"], strict=True):
        page.keyboard.type(word)
        page.keyboard.press(key)
    rows = page.locator(".re-rows tbody tr")
    for number, said in enumerate(told):
        expect(rows.nth(number).locator("[data-read]")).to_have_text(re.compile(said))
    # A slip is told while it is typed, and mended a row further up.
    page.keyboard.press("ArrowUp")
    page.keyboard.type("q")
    expect(rows.nth(2)).to_have_class(re.compile("doubt"))
    page.keyboard.type(words[2])
    for _ in range(20):
        if page.evaluate("document.activeElement.type") == "submit":
            break
        page.keyboard.press("Enter")
    else:
        raise AssertionError("Enter never reaches the button")
    # "q" stands before the word: told beside the row, and nothing is saved.
    page.keyboard.press("Enter")
    expect(page.locator(".error-summary")).to_be_visible()
    page.locator("[data-word][aria-invalid]").focus()
    page.keyboard.type(words[2])
    page.keyboard.press("Tab")
    page.locator("form#re-entry button[type=submit]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".notice").first).to_be_visible()
    if saved:
        expect(page.locator(".notice").first).to_contain_text(saved)
    fields = page.locator(".re-rows [data-word]")
    kept = [fields.nth(number).input_value() for number in range(3)]
    assert kept == [words[0], words[1].replace("١٠", "10"), words[2]]
