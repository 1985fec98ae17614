"""Names that a device keeps are read by nobody without its PIN, and go when somebody leaves; marks stay."""

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.journeys.conftest import SLOW, Enter, check_page
from tests.journeys.offline_steps import PIN, all_sent, kept, mark, sign_in, unlock
from tests.journeys.server import Server

pytestmark = pytest.mark.browser
# Everything that lies in the browser, as text: databases, caches, other stores. Bytes are shown as Latin letters and
# as UTF-16, so that a name in them would be found.
DUMP = """async () => {
  const found = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
  const shown = (value) => {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer || value);
      return new TextDecoder().decode(bytes) + new TextDecoder("utf-16le").decode(bytes);
    }
    if (!value || typeof value !== "object" || value instanceof CryptoKey) return String(value);
    return Object.entries(value).map(([name, one]) => name + "=" + shown(one)).join(" ");
  };
  const asked = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = failed;
  });
  const counts = {};
  for (const { name } of await indexedDB.databases()) {
    const db = await asked(indexedDB.open(name));
    for (const store of db.objectStoreNames) {
      const rows = await asked(db.transaction(store).objectStore(store).getAll());
      counts[store] = rows.length;
      found.push(...rows.map(shown));
    }
    db.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const answer = await cache.match(request);
      if (!/font|woff/.test(request.url)) found.push(request.url, await answer.text());
    }
  }
  return [counts, found.join("\\n")];
}"""


def lying(page: Page) -> tuple[dict[str, int], str]:
    """How many rows each store of the browser has, and everything in them as text."""
    counts, text = page.evaluate(DUMP)
    return counts, text


def names(cast: Cast) -> list[str]:
    """What must not be readable of anybody in the house."""
    return [name for one in cast.people.values() for name in (one.given_name, one.surname) if name]


def test_nothing_readable_lies_in_the_browser(enter: Enter, cast: Cast) -> None:
    page = kept(enter)
    page.context.set_offline(True)
    mark(page, 0, "present")
    expect(page.locator("#sync")).to_contain_text("not yet on the server: 1")
    counts, text = lying(page)
    assert counts == {"marks": 1, "settings": 1, "keys": 1, "pages": 1}
    assert [name for name in names(cast) if name in text] == []
    assert "/offline?lang=ar" in text


def test_ten_wrong_pins_take_the_names_off_the_device_and_leave_the_marks(enter: Enter, cast: Cast) -> None:
    page = kept(enter)
    page.context.set_offline(True)
    mark(page, 0, "present")
    expect(page.locator("#sync")).to_contain_text("not yet on the server: 1")
    page.reload()
    for left in range(9, 0, -1):
        page.fill("#pin", f"0000{left:02}")
        page.click("#door button")
        expect(page.locator("#pin-fault")).to_have_text(f"This PIN does not fit. Tries left: {left}.")
        if left == 5:
            # Loading the page again gives no try back.
            check_page(page)
            page.reload()
    page.fill("#pin", "000000")
    page.click("#door button")
    expect(page.locator("#wiped")).to_be_visible()
    assert lying(page)[0] == {"marks": 1, "settings": 1, "keys": 0, "pages": 0}
    page.context.set_offline(False)
    assert all_sent(page)


def test_a_pin_typed_while_another_is_tried_is_not_wiped(enter: Enter, cast: Cast) -> None:
    page = kept(enter)
    page.context.set_offline(True)
    page.reload()
    page.fill("#door #pin", "135792")
    # In one breath, before the first one can be answered.
    told_meanwhile = (
        "pin => { document.querySelector('#door button').click(); document.getElementById('pin').value = pin; }"
    )
    page.evaluate(told_meanwhile, PIN)
    expect(page.locator("#pin-fault")).to_be_visible()
    page.click("#door button")
    page.wait_for_selector("ul.register .marks")


def test_signing_out_takes_the_names_and_never_unsent_marks(enter: Enter, cast: Cast) -> None:
    page = kept(enter)
    page.context.route("**/registers/*/marks", lambda route: route.abort())
    mark(page, 0, "present")
    expect(page.locator("#sync")).to_contain_text("not yet on the server: 1")
    page.goto("/account")
    page.click("form[action$='/sign-out'] button")
    page.wait_for_url("**/sign-in")
    assert lying(page)[0] == {"marks": 1, "settings": 1, "keys": 0, "pages": 0}
    page.context.unroute("**/registers/*/marks")
    sign_in(page, "facilitator")
    assert all_sent(page)


def test_somebody_else_who_signs_in_finds_no_names(enter: Enter, cast: Cast) -> None:
    page = kept(enter)
    page.context.clear_cookies()
    page.goto("/sign-in?lang=en")
    sign_in(page, "manager")
    expect(page.locator("main")).to_be_visible()
    page.wait_for_function(f"async () => (await ({DUMP})())[0].keys === 0")
    assert lying(page)[0] == {"marks": 0, "settings": 1, "keys": 0, "pages": 0}


def test_the_same_person_who_signs_in_again_keeps_them(enter: Enter, cast: Cast, server: Server) -> None:
    page = kept(enter)
    page.context.clear_cookies()
    asked = server.answered.count("/offline/pass")
    page.goto("/sign-in?lang=en")
    sign_in(page, "facilitator")
    # The worker asks who came, and then has nothing to do.
    for _ in range(SLOW // 50):
        if server.answered.count("/offline/pass") > asked:
            break
        page.wait_for_timeout(50)
    assert server.answered.count("/offline/pass") > asked
    page.wait_for_timeout(500)
    assert lying(page)[0] == {"marks": 0, "settings": 1, "keys": 1, "pages": 1}


def test_after_twelve_hours_the_names_are_gone_and_the_marks_are_not(enter: Enter, cast: Cast) -> None:
    page = kept(enter)
    page.context.set_offline(True)
    mark(page, 0, "present")
    expect(page.locator("#sync")).to_contain_text("not yet on the server: 1")
    address = page.url
    later = page.context.new_page()
    later.clock.install()
    later.clock.fast_forward("12:00:01")
    later.goto(address)
    expect(later.locator("#nothing")).to_be_visible()
    assert {name: count for name, count in lying(later)[0].items() if name in ("marks", "pages")} == {
        "marks": 1,
        "pages": 0,
    }


def test_a_page_that_was_not_kept_offers_those_that_were(enter: Enter, cast: Cast) -> None:
    page = kept(enter)
    page.context.set_offline(True)
    page.goto("/today")
    page.fill("#pin", "482913")
    page.click("#door button")
    check_page(page)
    page.click("#kept button")
    page.wait_for_selector("ul.register .marks")
    assert page.url.endswith("/register")


def test_a_pin_that_is_easy_or_typed_twice_differently_is_not_taken(enter: Enter, cast: Cast) -> None:
    page = kept(enter)
    page.click("[data-wipe]")
    for first, second, told in (
        ("12", "12", "A PIN has six digits."),
        ("123456", "123456", "This PIN is too easy to guess. Please take another one."),
        ("777777", "777777", "This PIN is too easy to guess. Please take another one."),
        ("482913", "482914", "The two PINs are not the same. Please type them once more."),
    ):
        page.fill("#pin", first)
        page.fill("#pin-again", second)
        page.click("#keep form button")
        expect(page.locator("#pin-fault")).to_have_text(told)
    check_page(page)
    assert lying(page)[0]["keys"] == 0


def test_the_shell_speaks_the_language_of_the_device(enter: Enter, cast: Cast) -> None:
    page = kept(enter)
    page.evaluate("import('/static/js/device_store.js').then((store) => store.keepSetting('language', 'ar'))")
    page.context.set_offline(True)
    page.reload()
    assert (page.get_attribute("html", "lang"), page.get_attribute("html", "dir")) == ("ar", "rtl")
    check_page(page)
    unlock(page)
    expect(page.locator("#main")).to_have_attribute("dir", "ltr")


def test_names_go_when_whoever_is_signed_in_may_call_no_roll_any_more(enter: Enter, cast: Cast) -> None:
    page = enter("facilitator")
    page.goto("/offline")
    asked = """async (status) => {
      const { choosePin, hasPin } = await import("/static/js/names_vault.js");
      const { Pass } = await import("/static/js/register_sending.js");
      await choosePin("284915", "keeper");
      window.fetch = async () => new Response("", { status });
      await new Pass().get().catch(() => {});
      return hasPin();
    }"""
    # An expired sign-in is nobody else's: the register stays open for the rest of the day.
    assert [page.evaluate(asked, status) for status in (401, 403)] == [True, False]
