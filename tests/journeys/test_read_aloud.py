"""My day is read to me: what is said, in which language, and what happens where the device has no voice."""

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Enter, check_page

pytestmark = pytest.mark.browser

# Voices that come late, as in a browser; what is said is kept, and said at once or never (__slow).
STUB = """
(() => {
  const tags = %s;
  window.__said = []; window.__cancelled = 0; window.__slow = false;
  const voices = tags.map((lang) => ({ lang, name: lang, localService: true, default: false }));
  const late = new EventTarget();
  let here = false;
  const speech = {
    getVoices: () => (here ? voices : []),
    addEventListener: (...given) => late.addEventListener(...given),
    speak: (one) => {
      __said.push([one.voice.lang, one.lang, one.text]);
      document.documentElement.dataset.said = __said.length;
      if (!__slow) setTimeout(() => one.onend && one.onend(), 0);
    },
    cancel: () => { __cancelled += 1; },
  };
  Object.defineProperty(window, "speechSynthesis", { value: speech });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  setTimeout(() => { here = true; late.dispatchEvent(new Event("voiceschanged")); }, 400);
})();
"""
ALL = '["en-GB", "pl-PL", "ar_EG", "ru-RU", "de-DE"]'


def read(page: Page, path: str, voices: str = ALL) -> list[list[str]]:
    """Press the button on a page of a device with these voices, and give back what was said."""
    page.add_init_script(STUB % voices)
    page.goto(path)
    page.click("[data-read]")
    page.wait_for_selector("html[data-said]", state="attached")
    return page.evaluate("__said")  # type: ignore[no-any-return]


def test_the_day_now_and_next_come_first_and_times_in_words(enter: Enter) -> None:
    said = read(enter("resident", to="about:blank"), "/today")
    assert [lang for lang, _, _ in said] == ["en-GB"] * len(said)
    words = [text for _, _, text in said]
    assert words[0] == "Tuesday 24 November"
    assert words[1].startswith("Now, until 11 a.m., Process group, Garden room")
    assert words[2] == "Next, 12 noon, Meal, Hall"
    assert [text for text in words if text.startswith("8 p.m.")] == ["8 p.m., AA meeting, Garden room, with Marta W."]
    # What is over is not read, and nothing is said twice.
    assert [text for text in words if "Morning meeting" in text] == []
    assert sum("Process group" in text for text in words) == 1


@pytest.mark.parametrize(
    ("language", "voice", "first", "piece"),
    [
        ("pl", "pl-PL", "wtorek, 24 listopada", "do godziny jedenastej"),
        ("ar", "ar_EG", "الثلاثاء، 24 نوفمبر", "الساعة الثانية عشرة ظهرًا"),
        ("ru", "ru-RU", "вторник, 24 ноября", "12 часов"),
    ],
)
def test_each_language_is_read_by_its_own_voice_and_each_title_in_its_own(
    enter: Enter, language: str, voice: str, first: str, piece: str
) -> None:
    page = enter("resident", speaks=language, to="about:blank")
    said = read(page, "/today")
    assert said[0] == [voice, voice, first]
    assert any(piece in text for _, _, text in said)
    # The title was typed in English alone.
    assert [(own, text) for own, _, text in said if "Process group" in text] == [
        ("en-GB", "Process group, Garden room,")
    ]
    assert not any(":" in text for _, _, text in said)


def test_without_a_voice_for_the_reader_nothing_is_read_and_a_sentence_says_so(enter: Enter) -> None:
    page = enter("resident", to="about:blank")
    page.add_init_script(STUB % '["de-DE"]')
    page.goto("/today")
    page.click("[data-read]")
    page.wait_for_selector("[data-read-told]:not([hidden])")
    assert "no voice for your language" in page.inner_text("[data-read-told]")
    assert page.evaluate("__said") == []
    assert page.get_attribute("[data-read]", "aria-pressed") == "false"
    check_page(page)


def test_a_title_nobody_can_say_is_named_by_its_language(enter: Enter) -> None:
    page = enter("resident", speaks="ru", to="about:blank")
    said = read(page, "/today", '["ru-RU"]')
    assert {voice for voice, _, _ in said} == {"ru-RU"}
    assert not any("Process group" in text for _, _, text in said)


def test_a_second_press_stops_and_leaving_does_too(enter: Enter) -> None:
    page = enter("resident", to="about:blank")
    page.add_init_script(STUB % ALL + "window.__slow = true;")
    page.goto("/today")
    button = page.locator("[data-read]")
    before = button.inner_text()
    button.click()
    page.wait_for_selector("html[data-said]", state="attached")
    assert button.get_attribute("aria-pressed") == "true"
    assert button.inner_text() == "Stop reading"
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert button.inner_text() == before
    cancelled = page.evaluate("__cancelled")
    button.click()
    page.wait_for_selector("[data-read][aria-pressed=true]")
    page.evaluate("window.dispatchEvent(new Event('pagehide'))")
    assert page.evaluate("__cancelled") > cancelled
    assert button.get_attribute("aria-pressed") == "false"


def test_the_week_is_read_from_today_on(enter: Enter) -> None:
    said = read(enter("resident", to="about:blank"), "/week")
    words = " ".join(text for _, _, text in said[1:])
    assert "Monday" not in words
    assert words.index("Tuesday 24 November") < words.index("Wednesday 25 November") < words.index("Sunday 29 November")
    assert "10 a.m., Process group" in words


def test_staff_have_no_day_read_to_them(enter: Enter) -> None:
    page = enter("facilitator")
    assert page.locator("[data-read]").count() == 0
