"""A page whose reading is recorded: drawn without a lock, noted before it goes out, and not sent without the note."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from community.audit import operations
from community.audit.models import RecordedRead
from community.desk import card_views
from foundation import transactions
from foundation.database import db
from tests.cast import Cast
from tests.pages import Browser

Browse = Callable[[object], Browser]


def test_nobody_waits_while_a_page_is_drawn(house: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    locked: list[bool] = []
    drawn = card_views.page

    def page(*args: object) -> str:
        locked.append(transactions._writes.get())
        return drawn(*args)

    monkeypatch.setattr(card_views, "page", page)
    browse(house.manager).get(f"/people/{house.resident.id}")
    assert locked == [False]
    assert db.session.scalars(select(RecordedRead.kind)).all() == ["card"]


def test_a_page_whose_reading_cannot_be_noted_is_not_sent(
    house: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise OperationalError("", {}, Exception("database is locked"))

    browser = browse(house.manager)
    monkeypatch.setattr(operations, "count_read", busy)
    answer = browser.get(f"/people/{house.resident.id}", status=503)
    assert "Haddad" not in answer.get_data(as_text=True)


def test_a_page_that_is_refused_leaves_no_note_of_a_reading(house: Cast, browse: Browse) -> None:
    browse(house.manager).get(f"/people/{house.other_manager.id}", status=404)
    kinds = db.session.scalars(select(RecordedRead.kind)).all()
    assert [kind for kind in kinds if not kind.startswith("denied")] == []
