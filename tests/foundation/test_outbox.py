"""The outbox: written with its cause, sent once, asked about before it is sent."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from foundation.clock import held_at
from foundation.database import db
from foundation.outbox import LEASE, MOST_ATTEMPTS, Kind, OutboxMessage, claim_one, deliver_due, queue
from foundation.transactions import writing
from tests.cast import NOW
from tests.foundation.side_by_side import side_by_side


def put(key: str = "one", **payload: str) -> None:
    """Put a message into the outbox."""
    with writing():
        queue("note", payload, key=key)


def row(key: str = "one") -> OutboxMessage:
    """The message as it stands."""
    db.session.expire_all()
    found = db.session.scalars(select(OutboxMessage).where(OutboxMessage.key == key)).one()
    db.session.rollback()
    return found


class Post:
    """A kind of message that notes what it was asked and what it sent."""

    def __init__(self, *, allowed: bool = True, away: bool = False) -> None:
        self.allowed, self.away = allowed, away
        self.sent: list[dict[str, Any]] = []
        self.kinds = {"note": Kind(lambda payload: self.allowed, self.send)}

    def send(self, payload: dict[str, Any]) -> None:
        if self.away:
            raise ConnectionRefusedError
        self.sent.append(payload)


def test_a_message_goes_out_once_and_keeps_no_words(app: Flask) -> None:
    put(words="hello")
    post = Post()
    assert (deliver_due(post.kinds), deliver_due(post.kinds)) == (1, 0)
    assert post.sent == [{"words": "hello"}]
    assert (row().outcome, row().payload, row().settled_at) == ("sent", {}, NOW)


def test_a_message_whose_cause_is_rolled_back_never_was(app: Flask) -> None:
    with pytest.raises(RuntimeError), writing():
        queue("note", {}, key="one")
        raise RuntimeError
    assert deliver_due(Post().kinds) == 0


def test_a_key_is_used_once_for_ever(app: Flask) -> None:
    put()
    with pytest.raises(IntegrityError):
        put()


def test_what_is_not_allowed_any_more_is_not_sent(app: Flask) -> None:
    put(words="hello")
    post = Post(allowed=False)
    assert deliver_due(post.kinds) == 1
    assert (post.sent, row().outcome, row().payload) == ([], "refused", {})


def test_what_is_due_later_waits(app: Flask) -> None:
    with writing():
        queue("note", {}, key="one", due_at=NOW + timedelta(hours=1))
    post = Post()
    assert deliver_due(post.kinds) == 0
    with held_at(NOW + timedelta(hours=1)):
        assert deliver_due(post.kinds) == 1


def test_a_server_that_is_away_is_tried_later_and_later_then_given_up(app: Flask) -> None:
    put(words="hello")
    post, at = Post(away=True), NOW
    for attempt in range(1, MOST_ATTEMPTS + 1):
        with held_at(at):
            assert deliver_due(post.kinds) == 0
            assert deliver_due(post.kinds) == 0
        assert row().attempts == attempt
        at += timedelta(minutes=2**attempt)
    assert row().outcome == "failed"


def test_of_two_who_claim_at_once_one_gets_it(app: Flask) -> None:
    for number in range(10):
        put(f"message {number}")
        first, second = side_by_side(app, claim_one, claim_one)
        assert [found is None for found in (first, second)].count(False) == 1
        assert row(f"message {number}").attempts == 1


def test_two_who_deliver_at_once_send_each_message_once(app: Flask) -> None:
    for number in range(12):
        put(f"message {number}", number=str(number))
    post = Post()
    side_by_side(app, lambda: deliver_due(post.kinds), lambda: deliver_due(post.kinds))
    deliver_due(post.kinds)
    assert sorted(int(sent["number"]) for sent in post.sent) == list(range(12))


def test_a_claim_whose_holder_died_is_free_again_after_its_lease(app: Flask) -> None:
    put()
    assert claim_one() is not None
    assert claim_one() is None
    with held_at(NOW + LEASE):
        found = claim_one()
    assert found is not None and row().attempts == 2
