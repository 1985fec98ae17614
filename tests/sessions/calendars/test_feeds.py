"""How an address answers a calendar program: headers, what is unchanged, what is kept, what leaves a row."""

import gzip
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from community.access.actor import SYSTEM
from community.audit.models import AuditEntry, RecordedRead
from community.audit.queries import broken_chains
from community.consent.models import Consent
from community.consent.operations import withdraw
from foundation.clock import held_at
from foundation.database import db
from foundation.stamps import raise_stamp
from foundation.transactions import writing
from sessions.calendars import feeds
from sessions.calendars.models import FeedBody, FeedFetch
from tests.cast import NOW, Cast
from tests.sessions.calendars.feed_reading import address, ask, events
from tests.statements import statements

LATER = NOW + timedelta(minutes=7)


@pytest.fixture
def path(house: Cast) -> str:
    """The mother's address."""
    return address(house, house.mother, "relative")


def change_something(house: Cast) -> None:
    """Something in the house's schedule changes that this reader need not see."""
    with writing():
        raise_stamp(f"schedule:{house.house.id}")


def count(what: type) -> int:
    """How many rows a table has."""
    number = db.session.scalars(select(func.count()).select_from(what)).one()
    db.session.rollback()
    return number


def test_the_head_says_what_every_program_needs_and_nothing_else_about_the_reader(app: Flask, path: str) -> None:
    answer = ask(app, path)
    assert answer.status_code == 200
    said = {name: answer.headers.get(name) for name in ("Content-Type", "Cache-Control", "Vary", "Content-Disposition")}
    assert said == {
        "Content-Type": "text/calendar; charset=utf-8",
        "Cache-Control": "private, no-cache",
        "Vary": "Accept-Encoding",
        "Content-Disposition": "inline; filename=calendar.ics",
    }
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Last-Modified"] == "Tue, 24 Nov 2026 09:32:00 GMT"
    assert answer.headers["ETag"].startswith('"')
    assert "Set-Cookie" not in answer.headers


def test_a_browser_that_is_signed_in_gets_the_same_answer_and_no_cookie(
    app: Flask, house: Cast, path: str, browse
) -> None:  # type: ignore[no-untyped-def]
    answer = browse(house.manager).client.get(path, base_url="http://127.0.0.1:8000")
    assert (answer.status_code, answer.data) == (200, ask(app, path).data)
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("shape", ["{}", "W/{}", '"other", {}', '"other", W/{} , "third"', "*"])
def test_who_holds_the_current_bytes_gets_none(app: Flask, path: str, shape: str) -> None:
    tag = ask(app, path).headers["ETag"]
    answer = ask(app, path, If_None_Match=shape.format(tag))
    assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", tag)


def test_another_tag_gets_the_bytes_whatever_the_date_says(app: Flask, path: str) -> None:
    last = ask(app, path).headers["Last-Modified"]
    assert ask(app, path, If_None_Match='"other"', If_Modified_Since=last).status_code == 200


def test_a_date_alone_is_enough(app: Flask, path: str) -> None:
    last = ask(app, path).headers["Last-Modified"]
    with held_at(LATER):
        assert ask(app, path, If_Modified_Since=last).status_code == 304
        assert ask(app, path, If_Modified_Since="Mon, 23 Nov 2026 09:32:00 GMT").status_code == 200


def test_a_date_is_not_believed_once_something_changed_even_in_the_same_second(
    app: Flask, house: Cast, path: str
) -> None:
    last = ask(app, path).headers["Last-Modified"]
    consent = db.session.get_one(Consent, house.consents["mother"])
    with writing():
        withdraw(consent, by=SYSTEM, told_how="on_screen")
    answer = ask(app, path, If_Modified_Since=last)
    assert (answer.status_code, events(answer.data)) == (200, [])
    assert ask(app, path, If_Modified_Since=last).status_code == 200


def test_a_head_is_the_same_without_a_body_and_leaves_no_row(app: Flask, path: str) -> None:
    head = ask(app, path, method="HEAD")
    assert count(FeedFetch) == 0
    answer = ask(app, path)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == answer.headers["ETag"]
    assert head.headers["Content-Length"] == str(len(answer.data))


def test_compressed_bytes_are_the_same_calendar_under_a_tag_of_their_own(app: Flask, path: str) -> None:
    plain, packed = ask(app, path), ask(app, path, Accept_Encoding="gzip, deflate, br")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2
    assert packed.headers["ETag"] != plain.headers["ETag"]
    again = ask(app, path, Accept_Encoding="gzip", If_None_Match=packed.headers["ETag"])
    assert (again.status_code, again.headers["ETag"]) == (304, packed.headers["ETag"])
    assert ask(app, path, Accept_Encoding="gzip;q=0").headers.get("Content-Encoding") is None


def test_the_bytes_are_written_once_per_change(
    app: Flask, house: Cast, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    builds = []
    write = feeds.written
    monkeypatch.setattr(feeds, "written", lambda found: builds.append(found.version) or write(found))
    for _ in range(3):
        ask(app, path)
        ask(app, path, Accept_Encoding="gzip")
    assert len(builds) == 1
    change_something(house)
    for _ in range(3):
        ask(app, path)
    assert len(builds) == 2 == len(set(builds))


def test_a_change_that_is_not_seen_gives_another_tag_and_the_same_bytes_and_date(
    app: Flask, house: Cast, path: str
) -> None:
    before = ask(app, path)
    with held_at(LATER):
        change_something(house)
        after = ask(app, path, If_None_Match=before.headers["ETag"])
    assert (after.status_code, after.data) == (200, before.data)
    assert after.headers["ETag"] != before.headers["ETag"]
    assert after.headers["Last-Modified"] == before.headers["Last-Modified"]
    kept = db.session.scalars(select(FeedBody)).one()
    assert (kept.built_at, kept.changed_at) == (LATER, NOW)


def test_the_window_rolls_with_the_date_of_the_house(app: Flask, path: str) -> None:
    tag = ask(app, path).headers["ETag"]
    # 22:59 UTC is the last minute of the day in Warsaw in November.
    with held_at(NOW.replace(hour=22, minute=59)):
        assert ask(app, path, If_None_Match=tag).status_code == 304
    with held_at(NOW.replace(hour=23, minute=0)):
        assert ask(app, path, If_None_Match=tag).status_code == 200


def test_a_304_is_one_statement_and_leaves_nothing(app: Flask, path: str) -> None:
    tag = ask(app, path).headers["ETag"]
    fetches, entries = count(FeedFetch), count(AuditEntry)
    with statements() as sent:
        assert ask(app, path, If_None_Match=tag).status_code == 304
    assert len(sent) == 1
    assert (count(FeedFetch), count(AuditEntry)) == (fetches, entries)


def test_a_fetch_of_kept_events_is_five_statements(app: Flask, path: str) -> None:
    ask(app, path)
    with statements() as sent:
        assert ask(app, path).status_code == 200
    assert [text.split()[0] for text in sent] == [
        "WITH",
        "WITH",
        "INSERT",
        "UPDATE",
        "SELECT",
    ]


def test_ones_own_kept_events_are_two_statements_and_no_lock(app: Flask, house: Cast) -> None:
    own = address(house, house.resident, "resident")
    ask(app, own)
    with statements() as sent:
        assert ask(app, own).status_code == 200
    assert [text.split()[0] for text in sent] == ["WITH", "SELECT"]


def test_every_fetch_of_events_is_accounted_for_and_the_chain_counts_it_by_the_hour(
    app: Flask, house: Cast, path: str
) -> None:
    ask(app, path, User_Agent="iOS/17.5 (21F79) dataaccessd/1.0")
    ask(app, path)
    rows = db.session.scalars(select(FeedFetch).order_by(FeedFetch.client)).all()
    assert [(row.consent_id, row.events, row.client) for row in rows] == [
        (house.consents["mother"], 9, "apple"),
        (house.consents["mother"], 9, "other"),
    ]
    reads = db.session.scalars(select(RecordedRead)).all()
    assert [(read.actor_id, read.about_id, read.kind, read.count) for read in reads] == [
        (house.mother.id, house.resident.id, "feed", 2)
    ]
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "read:feed")).one()
    assert (entry.about_id, entry.consent_id) == (house.resident.id, house.consents["mother"])
    assert broken_chains() == {}


def test_ones_own_fetch_is_nobodys_reading_and_is_noted_once_an_hour(app: Flask, house: Cast) -> None:
    own = address(house, house.resident, "resident")
    for minutes in (0, 30, 59):
        with held_at(NOW + timedelta(minutes=minutes)):
            ask(app, own)
    assert (count(FeedFetch), count(RecordedRead)) == (1, 0)
    with held_at(NOW + timedelta(minutes=60)):
        ask(app, own)
    assert (count(FeedFetch), count(RecordedRead)) == (2, 0)
