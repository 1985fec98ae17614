"""Behind a proxy: whose address counts, and over what it came."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask, jsonify, request

from app import create_app
from community.access.guards import public
from community.accounts import operations
from tests.cast import PASSWORD, Cast
from tests.conftest import settings_for
from tests.pages import Browser, as_request

HOST, HTTPS = "daybook.example.org", "https://daybook.example.org"


@contextmanager
def behind(folder: Path, proxies: int) -> Iterator[Flask]:
    """An app that says from where and how a request came, behind so many proxies."""
    app = create_app(settings_for(folder, public_url=HTTPS, trusted_proxies=proxies))

    @app.get("/how")
    @public
    def how() -> object:
        return jsonify([request.remote_addr, request.scheme, request.host])

    yield app


@pytest.mark.parametrize(
    ("proxies", "seen"),
    [
        # Nobody in front: whoever asks could write these themselves.
        (0, ["127.0.0.1", "http", HOST]),
        (1, ["203.0.113.5", "https", HOST]),
        (2, ["198.51.100.9", "https", HOST]),
    ],
)
def test_an_address_is_believed_from_as_many_proxies_as_there_are(folder: Path, proxies: int, seen: list[str]) -> None:
    told = {
        "X-Forwarded-For": "192.0.2.1, 198.51.100.9, 203.0.113.5",
        "X-Forwarded-Proto": "https, https",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Prefix": "/evil",
    }
    with behind(folder, proxies) as app:
        answer = as_request(lambda: app.test_client().get("/how", headers=told, base_url=f"http://{HOST}"))
    assert answer.json == seen


def test_a_proxy_does_not_choose_the_host_name(folder: Path) -> None:
    with behind(folder, 1) as app:
        asked = {"X-Forwarded-Host": HOST}
        answer = as_request(lambda: app.test_client().get("/how", headers=asked, base_url="http://evil.example"))
    assert answer.status_code == 400


def test_failures_of_one_address_behind_a_proxy_do_not_lock_the_others_out(
    app: Flask, house: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "MOST_FROM_ADDRESS", 2)
    values = {"public_url": HTTPS, "trusted_proxies": 1, "database_url": app.extensions["settings"].database_url}
    proxied = create_app(settings_for(app.extensions["settings"].data_dir, **values))

    def sign_in(address: str, password: str, status: int) -> None:
        browser = Browser(proxied.test_client())
        headers = {"X-Forwarded-For": address, "X-Forwarded-Proto": "https", "Referer": f"{HTTPS}/sign-in"}
        browser.get("/sign-in", base_url=f"http://{HOST}", headers=headers)
        form = {"login": "manager", "password": password}
        browser.post("/sign-in", form, status=status, base_url=f"http://{HOST}", headers=headers)

    for _ in range(2):
        sign_in("192.0.2.1", "not the password", 422)
    sign_in("192.0.2.1", PASSWORD, 429)
    sign_in("192.0.2.2", PASSWORD, 303)
