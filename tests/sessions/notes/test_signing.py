"""Who may write, sign as what, and add: the pure rules, case by case."""

import pytest

from sessions.notes.signing import (
    AUTHOR,
    CO_LEADER,
    DONE,
    EMPTY,
    REVIEW,
    REVIEWER,
    SIGNATURE,
    Standing,
    may_add,
    may_sign_as,
    may_write,
)

DRAFT = Standing(frozenset({"marta", "farid"}), frozenset({"marta"}), "one", True)
SIGNED = Standing(DRAFT.leaders, DRAFT.writers, "one", True, ((AUTHOR, "marta", "one"),))
ADDED = Standing(DRAFT.leaders, DRAFT.writers | {"ewa"}, "two", True, (*SIGNED.signed, (REVIEWER, "nina", "one")))


@pytest.mark.parametrize(
    ("note", "who", "reviews", "able"),
    [
        (DRAFT, "marta", False, (AUTHOR,)),
        (DRAFT, "farid", False, (AUTHOR,)),
        (DRAFT, "ewa", True, ()),
        (DRAFT, None, True, ()),
        (SIGNED, "marta", False, ()),
        # Not even who reviews others' notes reviews their own.
        (SIGNED, "marta", True, ()),
        (SIGNED, "farid", False, (CO_LEADER,)),
        (SIGNED, "farid", True, (CO_LEADER, REVIEWER)),
        (SIGNED, "ewa", True, (REVIEWER,)),
        (SIGNED, "ewa", False, ()),
        # Who added to it has a hand in it; who reviewed it before may again.
        (ADDED, "ewa", True, ()),
        (ADDED, "nina", True, (REVIEWER,)),
    ],
)
def test_who_may_sign_as_what(note: Standing, who: str | None, reviews: bool, able: tuple[str, ...]) -> None:
    assert may_sign_as(note, who, reviews=reviews) == able


@pytest.mark.parametrize(
    ("note", "who", "writes", "adds"),
    [
        (DRAFT, "marta", True, False),
        (DRAFT, "ewa", False, False),
        (SIGNED, "marta", False, True),
        (SIGNED, "farid", False, True),
        (SIGNED, "piotr", False, False),
    ],
)
def test_a_note_is_written_until_it_is_signed_and_added_to_after(
    note: Standing, who: str, writes: bool, adds: bool
) -> None:
    assert (may_write(note, who), may_add(note, who, reviews=False)) == (writes, adds)


def test_what_a_note_waits_for() -> None:
    reviewed = Standing(SIGNED.leaders, SIGNED.writers, "one", True, (*SIGNED.signed, (REVIEWER, "ewa", "one")))
    states = [Standing().waits_for, DRAFT.waits_for, SIGNED.waits_for, reviewed.waits_for, ADDED.waits_for]
    assert states == [EMPTY, SIGNATURE, REVIEW, DONE, REVIEW]
