"""Signing in: the same answer for everything that does not fit, and an end that is an end."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from app import create_app
from community.accounts import operations, passwords
from community.accounts.models import Account, SignIn
from community.accounts.operations import ABSOLUTE, IDLE_STAFF, MOST_FAILURES
from community.family.models import Tie
from foundation.clock import held_at
from foundation.database import db
from foundation.errors import Refused, TooMany
from foundation.transactions import writing
from tests.cast import NOW, PASSWORD, Cast, reads_english
from tests.conftest import settings_for
from tests.pages import BASE, Browser, as_request
from tests.statements import statements

Browse = Callable[[object], Browser]


def kinds_of(sent: list[str]) -> list[str]:
    """The kinds of statement: verb and table, without the values."""
    tables = [re.search(r"(?:FROM|INTO|UPDATE) (\w+)", one) for one in sent]
    return [f"{one.split()[0]} {table[1] if table else ''}".strip() for one, table in zip(sent, tables, strict=True)]


def try_to(browser: Browser, login: str, password: str, *, status: int) -> TestResponse:
    browser.get("/sign-in")
    return browser.post("/sign-in", {"login": login, "password": password}, status=status)


def bare(response: TestResponse) -> str:
    """A page without what differs each time: its token, and the login typed."""
    text = re.sub(r'name="csrf_token" value="[^"]*"', "", response.get_data(as_text=True))
    return re.sub(r'(id="login"[^>]*) value="[^"]*"', r"\1", text)


def fetch(browser: Browser, path: str, method: str = "GET", **kwargs: Any) -> TestResponse:
    """An answer of any status, not looked over."""
    return as_request(lambda: browser.client.open(path, method=method, **({"base_url": BASE} | kwargs)))


def ended(browser: Browser) -> bool:
    return fetch(browser, "/account").status_code == 303


def test_who_knows_the_password_comes_in(house: Cast, browse: Browse) -> None:
    browser = browse(None)
    assert try_to(browser, "Manager ", PASSWORD, status=303).location == "/"
    assert "Ewa M." in browser.text("/account")


def test_nobody_sees_an_account_without_signing_in(house: Cast, browse: Browse) -> None:
    browse(house.manager).get("/account")
    assert fetch(browse(None), "/account").location == "/sign-in"


@pytest.mark.parametrize("login", ["manager", "nobody", "", "x" * 300, "\u202emanager", "disabled"])
def test_every_failed_sign_in_is_answered_alike(house: Cast, browse: Browse, login: str) -> None:
    with writing():
        db.session.scalars(select(Account).where(Account.login == "aunt")).one().disabled_at = NOW
    known = try_to(browse(None), "facilitator", "not the password", status=422)
    password = PASSWORD if login == "disabled" else "not the password"
    other = try_to(browse(None), "aunt" if login == "disabled" else login, password, status=422)
    assert "The login or the password is not right." in bare(known)
    assert bare(other) == bare(known)
    assert sorted(other.headers.keys()) == sorted(known.headers.keys())


def test_a_known_and_an_unknown_login_cost_the_same(
    house: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []

    class Hasher:
        """Counts how often a password is really compared."""

        def __getattr__(self, name: str) -> object:
            return getattr(real, name)

        def verify(self, hash: str, password: str) -> bool:
            hashed.append(hash.split("$")[3])
            return real.verify(hash, password)

    real = passwords._hasher
    monkeypatch.setattr(passwords, "_hasher", Hasher())
    seen = []
    for login in ("manager", "nobody"):
        browser = browse(None)
        browser.get("/sign-in")
        with statements() as sent:
            browser.post("/sign-in", {"login": login, "password": "not the password"}, status=422)
        seen.append(sent)
    assert seen[0] == seen[1]
    # Both were compared with a hash, and hashes of one cost.
    assert len(hashed) == 2
    assert hashed[0] == hashed[1]


def test_no_lock_is_held_while_a_password_is_compared(app: Flask, house: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[bool] = []
    monkeypatch.setattr(operations, "matches", lambda *_: held.append(db.session().in_transaction()) or False)
    with pytest.raises(Refused):
        operations.sign_in("manager", "x", address="192.0.2.1", device="other")
    assert held == [False]


def test_too_many_failures_are_told_to_wait_whoever_is_meant(house: Cast, browse: Browse) -> None:
    for login in ("manager", "nobody"):
        for _ in range(MOST_FAILURES):
            try_to(browse(None), login, "wrong wrong wrong", status=422)
        refused = try_to(browse(None), login, PASSWORD, status=429)
        assert refused.headers["Retry-After"] == "900"


def test_two_processes_count_failures_together(app: Flask, house: Cast, folder: Path) -> None:
    second = create_app(app.extensions["settings"])
    for number in range(MOST_FAILURES):
        with (app if number % 2 else second).app_context(), pytest.raises(Refused):
            operations.sign_in("manager", "wrong wrong", address="192.0.2.1", device="other")
    for one in (app, second):
        with one.app_context(), pytest.raises(TooMany):
            operations.sign_in("manager", PASSWORD, address="192.0.2.1", device="other")
    with second.app_context():
        db.engine.dispose()


def test_many_good_sign_ins_from_one_address_are_welcome(
    app: Flask, house: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "MOST_FROM_ADDRESS", 3)
    for _ in range(5):
        operations.sign_in("manager", PASSWORD, address="192.0.2.1", device="other")
        db.session.commit()


def test_failures_from_one_address_are_limited_whoever_is_meant(
    app: Flask, house: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "MOST_FROM_ADDRESS", 3)
    for login in ("manager", "nobody", "mother"):
        with pytest.raises(Refused):
            operations.sign_in(login, "wrong wrong", address="192.0.2.1", device="other")
    with pytest.raises(TooMany):
        operations.sign_in("resident", PASSWORD, address="192.0.2.1", device="other")
    operations.sign_in("resident", PASSWORD, address="192.0.2.2", device="other")


def test_signing_out_ends_the_row_and_not_only_the_cookie(app: Flask, house: Cast, browse: Browse) -> None:
    browser = browse(None)
    try_to(browser, "manager", PASSWORD, status=303)
    kept = browser.client.get_cookie("daybook", domain="127.0.0.1")
    assert kept is not None
    browser.get("/account")
    browser.post("/sign-out")
    browser.client.set_cookie("daybook", kept.value, domain="127.0.0.1")
    assert ended(browser)
    db.session.rollback()
    assert db.session.scalars(select(SignIn.revoked_because).where(SignIn.person_id == house.manager.id)).all() == [
        "sign_out"
    ]


def test_a_sign_in_ended_elsewhere_ends_at_once(house: Cast, browse: Browse) -> None:
    phone, tablet = browse(house.resident), browse(house.resident)
    page = phone.text("/account")
    for path in re.findall(r'action="(/sign-ins/\w+/revocation)"', page):
        phone.post(path)
    assert ended(tablet)
    assert not ended(phone)


def test_nobody_ends_the_sign_in_of_somebody_else(house: Cast, browse: Browse) -> None:
    browse(house.resident)
    theirs = db.session.scalars(select(SignIn.id).where(SignIn.person_id == house.resident.id)).one()
    db.session.rollback()
    browse(house.manager).post(f"/sign-ins/{theirs}/revocation", status=404)
    browse(house.other_manager).post(f"/sign-ins/{theirs}/revocation", status=404)
    assert db.session.scalar(select(SignIn.revoked_at).where(SignIn.id == theirs)) is None


def test_a_new_password_ends_every_sign_in(house: Cast, browse: Browse) -> None:
    here, there = browse(house.resident), browse(house.resident)
    here.get("/account")
    here.post("/account/password", {"old_password": PASSWORD, "password": "another quiet evening"})
    assert ended(here)
    assert ended(there)
    try_to(browse(None), "resident", PASSWORD, status=422)
    try_to(browse(None), "resident", "another quiet evening", status=303)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("wrong wrong wrong", "another quiet evening", "This is not your present password."),
        ("", "another quiet evening", "Please type your present password."),
        (PASSWORD, "short", "A password has at least 10 characters."),
        (PASSWORD, "aaaaaaaaaaaaa", "That password is too easy to guess."),
        (PASSWORD, "x1" * 101, "A password has at most 200 characters."),
    ],
)
def test_a_bad_password_change_says_why_and_changes_nothing(
    house: Cast, browse: Browse, old: str, new: str, sentence: str
) -> None:
    browser = browse(house.resident)
    browser.get("/account")
    page = browser.post("/account/password", {"old_password": old, "password": new}, status=422)
    assert sentence in page.get_data(as_text=True)
    assert not ended(browser)


def test_staff_who_leave_a_device_alone_for_half_an_hour_sign_in_again(house: Cast, browse: Browse) -> None:
    browser = browse(house.manager)
    with held_at(NOW + IDLE_STAFF):
        browser.get("/account")
    with held_at(NOW + 2 * IDLE_STAFF + timedelta(seconds=1)):
        assert ended(browser)


def test_a_relative_stays_signed_in_for_half_an_hour_and_longer(house: Cast, browse: Browse) -> None:
    browser = browse(house.mother)
    with held_at(NOW + timedelta(hours=5)):
        browser.get("/account")


def test_every_sign_in_ends_after_twelve_hours(house: Cast, browse: Browse) -> None:
    browser = browse(house.mother)
    with held_at(NOW + ABSOLUTE - timedelta(seconds=1)):
        browser.get("/account")
    with held_at(NOW + ABSOLUTE):
        assert ended(browser)


def test_a_disabled_account_ends_at_once(house: Cast, browse: Browse) -> None:
    browser = browse(house.mother)
    browser.get("/account")
    with writing():
        db.session.get_one(Account, house.mother.account_id).disabled_at = NOW
    assert ended(browser)


def test_what_a_browser_brought_is_left_at_the_door(house: Cast, browse: Browse) -> None:
    browser = browse(None)
    with browser.client.session_transaction(base_url=BASE) as session:
        session["planted"] = "by somebody"
    try_to(browser, "manager", PASSWORD, status=303)
    with browser.client.session_transaction(base_url=BASE) as session:
        assert set(session) == {"_user_id", "_fresh", "_id", "seen", "language"}


def test_signing_in_over_another_person_ends_their_sign_in(house: Cast, browse: Browse) -> None:
    browser = browse(house.resident)
    browser.get("/sign-in")
    browser.post("/sign-in", {"login": "manager", "password": PASSWORD})
    db.session.rollback()
    open_for = select(func.count()).select_from(SignIn).where(SignIn.revoked_at.is_(None))
    assert db.session.scalar(open_for.where(SignIn.person_id == house.resident.id)) == 0


def test_one_comes_back_to_the_page_one_wanted(house: Cast, browse: Browse) -> None:
    browser = browse(None)
    assert fetch(browser, "/people").location == "/sign-in"
    assert try_to(browser, "manager", PASSWORD, status=303).location == "/people"


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example",
        "//evil.example",
        "accounts.sign_out",
        "consent.withdrawal",
        "static",
        "nothing",
        7,
    ],
)
def test_no_wish_leads_out_of_the_house_or_to_a_deed(house: Cast, browse: Browse, wanted: object) -> None:
    browser = browse(None)
    with browser.client.session_transaction(base_url=BASE) as session:
        session["next"] = wanted
    assert try_to(browser, "manager", PASSWORD, status=303).location == "/"


@pytest.mark.parametrize("query", ["?next=https://evil.example", "?next=//evil.example", "?url=http://evil.example"])
def test_an_address_in_the_query_leads_nowhere(house: Cast, browse: Browse, query: str) -> None:
    browser = browse(None)
    browser.get(f"/sign-in{query}")
    answer = browser.post(f"/sign-in{query}", {"login": "manager", "password": PASSWORD})
    assert answer.location == "/"


def test_a_page_of_one_thing_is_not_kept_as_a_wish(house: Cast, browse: Browse) -> None:
    browser = browse(None)
    fetch(browser, f"/residents/{house.resident.id}/consents")
    with browser.client.session_transaction(base_url=BASE) as session:
        assert "next" not in session


@pytest.mark.parametrize("headers", [{"HX-Request": "true"}, {"Accept": "application/json"}])
def test_a_program_is_told_to_sign_in_with_a_status(browse: Browse, headers: dict[str, str]) -> None:
    answer = fetch(browse(None), "/account", headers=headers)
    assert (answer.status_code, answer.mimetype, answer.text) == (401, "text/plain", "Please sign in first.")


@pytest.mark.parametrize("path", ["/sign-in", "/sign-out", "/language", "/card", "/password-resets"])
def test_nothing_happens_without_the_token_of_a_page(house: Cast, browse: Browse, path: str) -> None:
    answer = fetch(browse(house.manager), path, "POST", data={"login": "manager", "password": PASSWORD})
    assert answer.status_code == 400


def test_a_foreign_host_name_is_refused(browse: Browse) -> None:
    for host in ("evil.example", "127.0.0.1.evil.example", "127.0.0.1:9999"):
        assert fetch(browse(None), "/sign-in", headers={"Host": host}).status_code == 400


def test_a_field_nobody_asked_for_is_refused(house: Cast, browse: Browse) -> None:
    browser = browse(None)
    browser.get("/sign-in")
    browser.post("/sign-in", {"login": "manager", "password": PASSWORD, "role": "manager"}, status=422)


def test_the_cookie_over_plain_http_and_over_https(folder: Path) -> None:
    over_http = create_app(settings_for(folder)).test_client().get("/password-resets", base_url="http://127.0.0.1:8000")
    secure = create_app(settings_for(folder, public_url="https://daybook.example.org"))
    over_https = secure.test_client().get("/password-resets", base_url="https://daybook.example.org")
    plain, guarded = over_http.headers["Set-Cookie"], over_https.headers["Set-Cookie"]
    assert re.sub("=[^;]*;", ";", plain, count=1) == "daybook; HttpOnly; Path=/; SameSite=Lax"
    assert re.sub("=[^;]*;", ";", guarded, count=1) == "__Host-daybook; Secure; HttpOnly; Path=/; SameSite=Lax"
    assert over_https.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Strict-Transport-Security" not in over_http.headers


def test_every_page_carries_its_headers(browse: Browse) -> None:
    headers = browse(None).get("/sign-in").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Robots-Tag"] == "noindex"
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "script-src" not in headers["Content-Security-Policy"]


@pytest.mark.parametrize(("code", "word"), [("pl", "Polski"), ("ar", "العربية"), ("ru", "Русский")])
def test_the_door_speaks_the_language_picked_and_keeps_it(browse: Browse, code: str, word: str) -> None:
    browser = browse(None)
    browser.get(f"/sign-in?lang={code}")
    page = browser.text("/sign-in")
    assert f'<html lang="{code}"' in page
    assert re.search(rf'aria-current="true">{word}<', page)


def test_an_unknown_language_changes_nothing(browse: Browse) -> None:
    browser = browse(None)
    browser.get("/sign-in?lang=xx")
    assert '<html lang="en"' in browser.text("/sign-in")


def test_a_language_chosen_is_the_accounts_own(house: Cast, browse: Browse) -> None:
    browser = browse(house.resident)
    browser.get("/account")
    browser.post("/language", {"language": "ar"})
    assert '<html lang="ar" dir="rtl"' in browse(house.resident).text("/account")
    browser.post("/language", {"language": "xx"}, status=422)


def test_one_who_lives_here_no_more_finds_an_empty_account_and_the_way_out(house: Cast, browse: Browse) -> None:
    with writing():
        db.session.query(Tie).filter_by(relative_id=house.aunt.id).update({"to_at": NOW})
    reads_english(house.aunt)
    browser = browse(house.aunt)
    assert fetch(browser, "/").location == "/account"
    assert "There is nothing here for you at the moment." in browser.text("/account")
    browser.post("/sign-out")
