"""What the journeys without a network do again and again."""

from playwright.sync_api import Locator, Page, expect

from tests.cast import PASSWORD
from tests.journeys.conftest import Enter
from tests.journeys.test_roll_call import to_register

PIN = "482913"
# The worker has everything it needs and answers for this page.
CONTROLLED = """() => new Promise((done) => {
  const worker = navigator.serviceWorker;
  if (worker.controller) done(true); else worker.addEventListener("controllerchange", () => done(true));
})"""
# Nothing waits on this device any more; asked for a minute and a half.
EMPTY = """async () => {
  const { marksHere } = await import("/static/js/device_store.js");
  for (let round = 0; round < 900; round += 1) {
    if (!(await marksHere()).length) return true;
    await new Promise((done) => setTimeout(done, 100));
  }
  return false;
}"""
UNSAFE = 'Object.defineProperty(window, "isSecureContext", { get: () => false })'


def kept(enter: Enter, login: str = "facilitator", *, safe: bool = True) -> Page:
    """The newest register of the facilitator, just opened, and kept on the device behind its PIN."""
    page = enter(login, width=820, height=1180, worker=True)
    if not safe:
        page.add_init_script(UNSAFE)
    to_register(page)
    page.click("form[action$='/register'] button[type=submit]")
    page.wait_for_selector("ul.register .marks")
    if not safe:
        return page
    page.evaluate(CONTROLLED)
    page.click("[data-keep-door]")
    page.fill("#pin", PIN)
    page.fill("#pin-again", PIN)
    page.click("#keep form button")
    expect(page.locator("#keep")).to_have_attribute("data-state", "kept")
    return page


def unlock(page: Page, pin: str = PIN) -> None:
    """Open what is kept with the PIN of the device."""
    page.fill("#door #pin", pin)
    page.click("#door button")
    page.wait_for_selector("ul.register .marks")


def sign_in(page: Page, login: str) -> None:
    """Sign in on a device whose sign-in page is open."""
    page.fill("[name=login]", login)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button[type=submit]")
    page.wait_for_url("**/today")


def person(page: Page, number: int) -> Locator:
    """A row of the register, counted from 0."""
    return page.locator("ul.register > li.person").nth(number)


def mark(page: Page, number: int, look: str) -> None:
    """Tap one of the four marks of a row."""
    person(page, number).locator(f"label.mark[data-mark={look}]").click()


def all_sent(page: Page) -> bool:
    """Whether every mark that lay on the device was sent, from whatever page is open."""
    return bool(page.evaluate(EMPTY))
