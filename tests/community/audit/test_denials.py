"""What somebody was refused is kept, though their request left nothing else behind."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from community.audit import denials, operations
from community.audit.models import AuditEntry, RecordedRead
from community.audit.operations import count_denial
from community.audit.queries import broken_chains
from community.people.models import Person
from foundation.clock import held_at
from foundation.database import db, new_id
from foundation.transactions import writing
from tests.cast import NOW, TODAY, Cast, actor_for, occurrence_on
from tests.pages import BASE, Browser, as_request

Browse = Callable[[Person | None], Browser]


def kept() -> list[tuple[object, ...]]:
    """The denials in the chains: who, where, what was asked for, with which result."""
    rows = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "denied").order_by(AuditEntry.seq)).all()
    found = [(row.house_id, row.actor_id, row.details, row.subject, row.about_id, row.result) for row in rows]
    db.session.rollback()
    return found


def test_a_permission_one_does_not_have(app: Flask, house: Cast, browse: Browse) -> None:
    browse(house.resident).get("/people", status=403)
    assert kept() == [(house.house.id, house.resident.id, {"endpoint": "desk.people"}, None, None, "denied")]
    assert broken_chains() == {}


def test_an_object_of_the_other_house_stands_in_the_chain_of_ones_own(app: Flask, house: Cast, browse: Browse) -> None:
    wanted = occurrence_on(house, "group", TODAY)
    browse(house.other_manager).get(f"/occurrences/{wanted}", status=404)
    assert kept() == [
        (
            house.other_house.id,
            house.other_manager.id,
            {"endpoint": "schedule.occurrence"},
            f"occurrence_id:{wanted}",
            None,
            "denied",
        )
    ]


def test_an_object_that_never_was_leaves_the_same(app: Flask, house: Cast, browse: Browse) -> None:
    never = new_id()
    browse(house.other_manager).get(f"/occurrences/{never}", status=404)
    assert [row[2:4] for row in kept()] == [({"endpoint": "schedule.occurrence"}, f"occurrence_id:{never}")]


def test_what_is_no_id_is_a_mistyped_address(app: Flask, house: Cast, browse: Browse) -> None:
    browse(house.resident).get("/occurrences/yusuf.haddad", status=404)
    assert kept() == []


def test_a_refused_change_is_kept_though_it_is_rolled_back(app: Flask, house: Cast, browse: Browse) -> None:
    consent = house.consents["mother"]
    browse(house.other_resident).post(f"/consents/{consent}/withdrawal", status=404)
    assert [row[1:4] for row in kept()] == [
        (house.other_resident.id, {"endpoint": "consent.withdrawal"}, f"consent_id:{consent}")
    ]


def test_many_in_one_hour_are_one_entry_and_a_count(app: Flask, house: Cast, browse: Browse) -> None:
    browser = browse(house.resident)
    asked = new_id()
    for _ in range(3):
        browser.get(f"/occurrences/{asked}", status=404)
    assert len(kept()) == 1
    [read] = db.session.scalars(select(RecordedRead)).all()
    assert (read.kind, read.about_id, read.count) == ("denied:schedule.occurrence", asked, 3)
    with held_at(NOW + timedelta(hours=1)):
        browser.get(f"/occurrences/{asked}", status=404)
    assert len(kept()) == 2
    assert broken_chains() == {}


def test_each_object_that_was_tried_is_named(app: Flask, house: Cast, browse: Browse) -> None:
    browser, tried = browse(house.manager), [house.other_manager.id, house.facilitator.id]
    for person in tried:
        browser.get(f"/residents/{person}/consents", status=404)
    assert [row[3] for row in kept()] == [f"person_id:{person}" for person in tried]


def test_somebody_who_tries_hundreds_does_not_flood_the_chain(
    app: Flask, house: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "MOST_DENIALS", 5)
    actor = actor_for(house.resident)
    for _ in range(9):
        with writing():
            count_denial(actor, "schedule.occurrence", ("occurrence_id", new_id()))
    assert len(kept()) == 6
    assert sorted(db.session.scalars(select(RecordedRead.count))) == [1, 1, 1, 1, 1, 4]
    assert broken_chains() == {}


@pytest.mark.parametrize("path", ["/no-such-page", "/today?day=yesterday", "/feeds/nothing.ics", "/invitations/old"])
def test_a_mistyped_address_is_nobodys_denial(app: Flask, house: Cast, browse: Browse, path: str) -> None:
    browse(house.resident).get(path, status=404)
    assert kept() == []


def test_who_is_not_signed_in_has_no_chain(app: Flask, browse: Browse) -> None:
    browse(None).get("/people", status=303)
    assert kept() == []


def test_a_right_request_leaves_none(app: Flask, house: Cast, browse: Browse) -> None:
    browse(house.resident).get(f"/occurrences/{occurrence_on(house, 'group', TODAY)}")
    assert kept() == []


def test_a_change_to_the_kept_denial_is_found(app: Flask, house: Cast, browse: Browse) -> None:
    browse(house.resident).get("/people", status=403)
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "denied")).one()
    entry.verb = "read:consents"
    db.session.commit()
    assert broken_chains() == {house.house.id: entry.seq}


def test_a_busy_database_does_not_turn_the_answer_into_an_error(
    app: Flask, house: Cast, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise denials.OperationalError("INSERT", {}, Exception("locked"))

    monkeypatch.setattr(denials, "count_denial", busy)
    client = browse(house.resident).client
    assert as_request(lambda: client.get("/people", base_url=BASE)).status_code == 403
