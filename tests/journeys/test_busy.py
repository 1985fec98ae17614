"""The house's computer is busy: the tablet says so, keeps its marks and sends them later, once."""

import re
import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import expect

from foundation import transactions
from tests.cast import Cast
from tests.journeys.conftest import Enter
from tests.journeys.offline_steps import kept, mark
from tests.journeys.test_offline import SENT, marks

pytestmark = pytest.mark.browser


def test_marks_wait_on_the_device_while_the_database_is_held(
    enter: Enter, cast: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Real use waits five seconds for the lock; the way is the same.
    monkeypatch.setattr(transactions, "BUSY_MS", 600)
    page = kept(enter)
    answers: list[int] = []
    page.on("response", lambda answer: answers.append(answer.status) if answer.url.endswith("/marks") else None)
    held = sqlite3.connect(folder / "daybook.db", isolation_level=None)
    held.execute("BEGIN IMMEDIATE")
    mark(page, 0, "present")
    expect(page.locator("#sync")).to_contain_text("not yet on the server: 1")
    page.wait_for_event("response", lambda answer: answer.status == 503)
    mark(page, 1, "absent")
    expect(page.locator("#sync")).to_contain_text("not yet on the server: 2")
    held.rollback()
    held.close()
    # Nobody touches it: it comes again by itself.
    expect(page.locator("#sync")).to_have_text(SENT)
    assert (marks(folder), {200, 503} == set(answers)) == ([("present", 1), ("unexcused", 1)], True)
    expect(page.locator("#count")).to_have_text(re.compile(r"^2 "))
