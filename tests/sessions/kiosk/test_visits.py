"""A visit at a kiosk: it ends by itself, leaves nothing, opens only its own pages, and private ones for ten minutes."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.consent.models import ConsentWithdrawal
from community.devices.models import KioskVisit
from community.devices.visits import ABSOLUTE, IDLE
from community.houses.models import House
from community.people.models import Person
from community.residency.models import Stay
from community.residency.operations import grant_leave
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from sessions.attendance.models import CheckIn, Register
from tests.cast import NOW, PASSWORD, TODAY, Cast, occurrence_on
from tests.pages import BASE, Browser, as_request
from tests.statements import statements

Entered = Callable[..., Browser]
Browse = Callable[[Person | None], Browser]
SECOND = timedelta(seconds=1)
PRIVATE_PAGES = ("/kiosk/record", "/kiosk/readers", "/kiosk/consents", "/kiosk/requests")


def visit_cookie(browser: Browser) -> object:
    """The cookie of the visit, if the browser has one."""
    return browser.client.get_cookie("daybook-visit", domain="127.0.0.1")


def touched(browser: Browser, ago: object, status: int = 200) -> None:
    """Tell that the screen was touched so many seconds ago."""
    data = {"csrf_token": browser.token, "ago": str(ago)}
    headers = {"X-Requested-With": "fetch"}
    answer = as_request(lambda: browser.client.post("/kiosk/touch", data=data, headers=headers, base_url=BASE))
    assert answer.status_code == status


def test_left_alone_for_45_seconds_it_is_over_whatever_the_page_does(house: Cast, entered: Entered) -> None:
    browser = entered(house.resident)
    with held_at(NOW + IDLE - SECOND):
        browser.get("/kiosk/day")
    with held_at(NOW + 2 * IDLE - SECOND):
        assert browser.get("/kiosk/day", status=303).location == "/kiosk"
    assert visit_cookie(browser) is None


def test_a_touch_counts_from_when_it_was_and_never_back_or_ahead(house: Cast, entered: Entered) -> None:
    browser = entered(house.resident)
    with held_at(NOW + timedelta(seconds=40)):
        touched(browser, 10)
    with held_at(NOW + timedelta(seconds=74)):
        touched(browser, 45)
    with held_at(NOW + timedelta(seconds=75)):
        touched(browser, 0, status=401)


@pytest.mark.parametrize("ago", ["-1", "46", "", "x", "1e3", "9" * 30])
def test_a_touch_that_cannot_be_is_refused(house: Cast, entered: Entered, ago: str) -> None:
    touched(entered(house.resident), ago, status=422)


def test_after_ten_minutes_it_is_over_however_much_the_screen_is_touched(house: Cast, entered: Entered) -> None:
    browser = entered(house.resident)
    for seconds in range(30, int(ABSOLUTE.total_seconds()), 30):
        with held_at(NOW + timedelta(seconds=seconds)):
            touched(browser, 0)
    with held_at(NOW + ABSOLUTE):
        touched(browser, 0, status=401)


def test_signing_out_ends_it_on_the_server_and_in_the_browser(house: Cast, entered: Entered) -> None:
    browser = entered(house.resident)
    kept = visit_cookie(browser).value  # type: ignore[attr-defined]
    browser.post("/kiosk/ending", {}, status=303)
    assert visit_cookie(browser) is None
    # Whoever wrote the cookie down has nothing of it.
    browser.client.set_cookie("daybook-visit", kept, domain="127.0.0.1")
    browser.get("/kiosk/day", status=303)
    assert db.session.query(KioskVisit).one().ended_because == "sign_out"


def test_signing_out_over_https_empties_the_cache_and_leaves_unsent_marks_of_staff_where_they_lie(
    app: Flask, house: Cast, entered: Entered
) -> None:
    browser = entered(house.resident)
    app.config["SESSION_COOKIE_SECURE"] = True
    answer = browser.post("/kiosk/ending", {}, status=303)
    # What "storage" empties is the store of marks that were never sent, too.
    assert answer.headers["Clear-Site-Data"] == '"cache"'


def test_a_cookie_that_was_made_up_or_is_another_kiosks_opens_nothing(
    house: Cast, entered: Entered, tablet: Callable[..., Browser]
) -> None:
    browser, other = entered(house.resident), tablet()
    for value in (visit_cookie(browser).value, "x", "", "eyJrIjoxfQ.x", "." * 300):  # type: ignore[attr-defined]
        other.client.set_cookie("daybook-visit", value, domain="127.0.0.1")
        other.get("/kiosk/day", status=303)


def test_no_page_of_a_visit_is_kept_and_no_address_or_title_names_anybody(house: Cast, entered: Entered) -> None:
    browser = entered(house.resident)
    for path in ("/kiosk/day", "/kiosk/week"):
        answer = browser.get(path)
        page = answer.get_data(as_text=True)
        assert answer.headers["Cache-Control"] == "no-store"
        assert "<title>Kiosk · Daybook</title>" in page
        assert "camera=()" in answer.headers["Permissions-Policy"]
        assert not any(f'"{place}' in page for place in ("/today", "/record", "/account", "/sign-in", "/consents"))


@pytest.mark.parametrize(
    "path", ["/today", "/week", "/record", "/record/readers", "/consents", "/account", "/mentoring/mine"]
)
def test_the_ordinary_pages_stay_closed_to_a_visit(house: Cast, entered: Entered, path: str) -> None:
    assert entered(house.resident).get(path, status=303).location == "/sign-in"


def test_whoever_is_signed_in_on_that_browser_is_nobody_at_the_kiosk(
    house: Cast, tablet: Callable[..., Browser]
) -> None:
    browser = tablet()
    browser.post("/sign-in", {"login": "manager", "password": PASSWORD}, status=303)
    browser.get("/today")
    assert house.manager.shown not in browser.get("/kiosk").get_data(as_text=True)


def test_another_language_is_spoken_for_this_visit_alone(house: Cast, entered: Entered) -> None:
    with writing():
        db.session.get_one(House, house.house.id).languages = ["en", "pl", "ar"]
    browser = entered(house.resident)
    browser.post("/kiosk/language", {"language": "pl"}, status=303)
    assert '<html lang="pl"' in browser.get("/kiosk/day").get_data(as_text=True)
    browser.post("/kiosk/language", {"language": "de"}, status=422)
    again = entered(house.resident)
    assert f'<html lang="{house.resident.language}"' in again.get("/kiosk/day").get_data(as_text=True)


def test_checking_in_is_told_and_waits_for_whoever_leads(house: Cast, entered: Entered) -> None:
    browser = entered(house.resident)
    group = occurrence_on(house, "group", TODAY)
    assert "I am here:" in browser.get("/kiosk/day").get_data(as_text=True)
    browser.post("/kiosk/check-ins", {"occurrence": group}, status=303)
    browser.post("/kiosk/check-ins", {"occurrence": group}, status=303)
    page = browser.get("/kiosk/day").get_data(as_text=True)
    assert "you are checked in. Whoever leads it still confirms it." in page
    row = db.session.query(CheckIn).one()
    visit = db.session.query(KioskVisit).one()
    assert (row.person_id, row.visit_id, row.device_id) == (house.resident.id, visit.id, visit.device_id)


def test_whoever_is_marked_already_is_told_so_and_not_asked(house: Cast, entered: Entered, browse: Browse) -> None:
    group = occurrence_on(house, "group", TODAY)
    leader = browse(house.facilitator)
    leader.post(f"/occurrences/{group}/register", {}, status=303)
    register_id = db.session.scalars(select(Register.id).where(Register.occurrence_id == group)).one()
    assert "I am here:" in entered(house.resident).get("/kiosk/day").get_data(as_text=True)
    leader.post(f"/registers/{register_id}/rest-present", {}, status=303)
    page = entered(house.resident).get("/kiosk/day").get_data(as_text=True)
    assert "I am here:" not in page
    assert "whoever leads it has marked you already." in page


def test_one_checks_in_only_where_one_is_expected_and_only_about_the_time(house: Cast, entered: Entered) -> None:
    browser = entered(house.resident)
    browser.post(
        "/kiosk/check-ins", {"occurrence": occurrence_on(house, "group", TODAY + timedelta(days=1))}, status=422
    )
    for occurrence in ("0" * 32, "x", "", "A" * 32):
        browser.post("/kiosk/check-ins", {"occurrence": occurrence}, status=404)
    with writing():
        stay = db.session.scalars(
            select(Stay).where(Stay.person_id == house.resident.id, Stay.discharged_at.is_(None))
        ).one()
        grant_leave(stay, from_at=NOW - timedelta(hours=2), to_at=NOW + timedelta(hours=5), by=SYSTEM)
    browser.post("/kiosk/check-ins", {"occurrence": occurrence_on(house, "group", TODAY)}, status=404)
    assert db.session.query(CheckIn).count() == 0


def opened(house: Cast, browse: Browse, staff: Person | None = None) -> None:
    """Somebody of the staff opens the private minutes of the visit."""
    visit = db.session.scalars(select(KioskVisit).where(KioskVisit.ended_at.is_(None))).one()
    browse(staff or house.facilitator).post(f"/kiosk-visits/{visit.id}/private-time", {}, status=303)


def test_the_own_record_is_there_for_ten_minutes_after_staff_opened_it(
    app: Flask, house: Cast, entered: Entered, browse: Browse
) -> None:
    browser = entered(house.resident)
    for path in PRIVATE_PAGES:
        assert browser.get(path, status=303).location == "/kiosk/day"
    opened(house, browse)
    for path in PRIVATE_PAGES:
        page = browser.get(path).get_data(as_text=True)
        assert "<title>Kiosk · Daybook</title>" in page
        assert not any(f'"{place}' in page for place in ("/today", "/record", "/account", "/consents", "/calendars"))
    for seconds in range(30, 600, 30):
        with held_at(NOW + timedelta(seconds=seconds)):
            touched(browser, 0)
    with held_at(NOW + timedelta(seconds=599)):
        browser.get("/kiosk/record")
    with held_at(NOW + timedelta(minutes=10)):
        assert browser.get("/kiosk/record", status=303).location == "/kiosk"


def test_in_private_a_consent_is_taken_back(app: Flask, house: Cast, entered: Entered, browse: Browse) -> None:
    browser = entered(house.resident)
    mine = house.consents["mother"]
    browser.post(f"/kiosk/consents/{mine}/withdrawal", {}, status=303)
    assert db.session.get(ConsentWithdrawal, mine) is None
    opened(house, browse)
    browser.post(f"/kiosk/consents/{mine}/withdrawal", {}, status=303)
    assert db.session.get_one(ConsentWithdrawal, mine).withdrawn_at == NOW


def test_anothers_consent_is_none_in_private(app: Flask, house: Cast, entered: Entered, browse: Browse) -> None:
    browser = entered(house.other_resident)
    opened(house, browse)
    browser.post(f"/kiosk/consents/{house.consents['mother']}/withdrawal", {}, status=404)
    assert db.session.get(ConsentWithdrawal, house.consents["mother"]) is None


def test_staff_of_another_house_and_residents_open_no_private_minutes(
    app: Flask, house: Cast, entered: Entered, browse: Browse
) -> None:
    entered(house.resident)
    visit = db.session.query(KioskVisit).one()
    for person, status in ((house.other_manager, 404), (house.other_resident, 403)):
        browse(person).post(f"/kiosk-visits/{visit.id}/private-time", {}, status=status)
    db.session.expire_all()
    assert db.session.query(KioskVisit).one().private_until is None


def test_the_start_page_names_no_type_that_the_house_keeps_off_its_walls(
    house: Cast, tablet: Callable[..., Browser]
) -> None:
    page = tablet().get("/kiosk").get_data(as_text=True)
    assert "Session" in page or "Process group" in page
    assert house.resident.shown not in page


@pytest.mark.parametrize(
    ("path", "count"), [("/kiosk", 6), ("/kiosk/day", 7), ("/kiosk/week", 5), ("/kiosk/record", 15)]
)
def test_what_each_page_asks(
    app: Flask, house: Cast, entered: Entered, browse: Browse, tablet: Callable[..., Browser], path: str, count: int
) -> None:
    browser = tablet() if path == "/kiosk" else entered(house.resident)
    if path == "/kiosk/record":
        opened(house, browse)
    browser.get(path)
    with statements() as asked:
        browser.get(path)
    assert len(asked) == count
