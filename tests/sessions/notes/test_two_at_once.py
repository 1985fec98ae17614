"""Two who write or sign at once lose nothing, on real connections."""

import threading
from collections.abc import Callable

from flask import Flask

from foundation.clock import held_at
from foundation.database import db
from foundation.errors import Refused, Stale
from foundation.transactions import writing
from sessions.notes.operations import add, sign, write
from sessions.notes.signing import AUTHOR, REVIEWER
from sessions.schedule.models import Occurrence
from tests.cast import NOW, actor_for
from tests.foundation.side_by_side import PATIENCE, patient


def together(app: Flask, *works: Callable[[], None]) -> None:
    """Do each work in a thread of its own, all beginning at the same moment."""
    # What this thread read before must not be what it reads after.
    db.session.rollback()
    start, faults = threading.Barrier(len(works), timeout=PATIENCE), []

    def run(work: Callable[[], None]) -> None:
        try:
            with app.app_context(), held_at(NOW):
                start.wait()
                work()
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    with patient():
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=PATIENCE)
    assert (faults, [thread.is_alive() for thread in threads]) == ([], [False] * len(works))


def two(book, house) -> tuple:
    """Marta, who leads, and Farid, who keeps the register beside her."""
    with writing():
        db.session.get_one(Occurrence, book.occurrence_id).keeper_id = house.other_facilitator.id
    return book.by, actor_for(house.other_facilitator)


def test_of_two_who_begin_a_note_at_once_one_is_told_what_the_other_wrote(app, book, house) -> None:
    kept = []

    def writes(by, text: str) -> Callable[[], None]:
        def work() -> None:
            with writing():
                kept.append(write(book.occurrence_id, None, text, based_on=None, by=by))

        return work

    together(app, *(writes(by, f"Words {place}") for place, by in enumerate(two(book, house))))
    assert sorted(one.saved for one in kept) == [False, True]
    [loser] = [one for one in kept if not one.saved]
    assert (loser.theirs.text, len(book.texts())) == (book.about(None).newest.text, 1)


def test_whoever_signs_while_the_other_writes_signs_what_they_read_or_is_told(app, book, house) -> None:
    marta, farid = two(book, house)
    first, told = book.write(None, "A calm hour."), []

    def signing() -> None:
        try:
            with writing():
                sign(first.note_id, AUTHOR, text_id=first.text_id, by=marta)
        except Stale:
            told.append("stale")

    def typing() -> None:
        with writing():
            text = "A calm hour. It rained."
            told.append(write(book.occurrence_id, None, text, based_on=first.text_id, by=farid).saved)

    together(app, signing, typing)
    note = book.note(first.note_id)
    if note.standing.closed:
        assert (told, note.author.text_id, note.newest.id) == ([False], first.text_id, first.text_id)
    else:
        assert (sorted(map(str, told)), note.body.text) == (["True", "stale"], "A calm hour. It rained.")


def test_of_two_additions_and_a_review_at_once_none_is_lost(app, book, house) -> None:
    marta, farid = two(book, house)
    note_id = book.signed(None, "A calm hour.")
    read = book.newest(note_id)

    def adding(by, text: str) -> Callable[[], None]:
        def work() -> None:
            with writing():
                add(note_id, text, by=by)

        return work

    def reviewing() -> None:
        try:
            with writing():
                sign(note_id, REVIEWER, text_id=read, by=actor_for(house.manager))
        except (Stale, Refused):
            pass

    together(app, adding(marta, "One."), adding(farid, "Two."), reviewing)
    note = book.note(note_id)
    assert sorted(one.text for one in note.additions) == ["One.", "Two."]
    assert (note.body.text, note.standing.reviewed) == ("A calm hour.", False)
