"""Writing, signing and adding: no text is lost, and what is signed stays."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from community.audit.models import AuditEntry
from foundation.clock import held_at
from foundation.database import db
from foundation.errors import NotFound, Refused, Stale
from foundation.transactions import writing
from sessions.notes.queries import note_for, signed_notes_about
from sessions.notes.signing import AUTHOR, CO_LEADER, DONE, REVIEW, REVIEWER, SIGNATURE
from sessions.schedule.changes import cancel
from sessions.schedule.models import Occurrence
from tests.cast import NOW, TODAY, actor_for, occurrence_on


def test_a_draft_is_kept_and_the_next_one_stands_after_it(book) -> None:
    first = book.write(None, "A calm hour.")
    second = book.write(None, "A calm hour.\r\nIt rained.", first.text_id)
    note = book.about(None)
    assert [one.text for one in note.versions] == ["A calm hour.", "A calm hour.\nIt rained."]
    assert (note.newest.id, note.newest.by, note.standing.waits_for) == (second.text_id, "Marta W.", SIGNATURE)


def test_the_same_text_again_changes_nothing(book) -> None:
    first = book.write(None, "A calm hour.")
    assert book.write(None, "A calm hour.").text_id == first.text_id
    assert book.texts() == [("draft", "A calm hour.")]


def test_what_somebody_else_wrote_meanwhile_is_not_written_over(book, house) -> None:
    with writing():
        occurrence = db.session.get_one(Occurrence, book.occurrence_id)
        occurrence.keeper_id = house.other_facilitator.id
    book.write(None, "His.", by=actor_for(house.other_facilitator))
    kept = book.write(None, "Hers.")
    assert (kept.saved, kept.theirs.text, kept.closed) == (False, "His.", False)
    assert book.texts() == [("draft", "His.")]


def test_autosaves_of_one_breath_that_only_grow_are_one_row(book) -> None:
    kept = book.write(None, "A ca", autosaved=True)
    for text in ("A calm", "A calm hour.", "A very calm hour."):
        kept = book.write(None, text, kept.text_id, autosaved=True)
    assert book.texts() == [("autosaved", "A very calm hour.")]


def test_an_autosave_that_takes_words_away_stands_beside_what_it_took_them_from(book) -> None:
    first = book.write(None, "A calm hour.", autosaved=True)
    book.write(None, "A", first.text_id, autosaved=True)
    assert book.texts() == [("autosaved", "A"), ("autosaved", "A calm hour.")]


def test_after_two_minutes_another_row_begins(book) -> None:
    first = book.write(None, "A", autosaved=True)
    with held_at(NOW + timedelta(minutes=2)):
        book.write(None, "A calm hour.", first.text_id, autosaved=True)
    assert len(book.texts()) == 2


def test_what_was_saved_by_hand_is_never_taken_the_place_of(book) -> None:
    first = book.write(None, "A", autosaved=True)
    by_hand = book.write(None, "A", first.text_id)
    book.write(None, "A calm hour.", by_hand.text_id, autosaved=True)
    assert book.texts() == [("draft", "A"), ("autosaved", "A calm hour.")]


def test_a_second_window_of_the_same_person_does_not_write_over_the_first_unseen(book) -> None:
    first = book.write(None, "A", autosaved=True)
    book.write(None, "A calm", first.text_id, autosaved=True)
    assert book.write(None, "A storm", first.text_id, autosaved=True).saved is False


def test_no_note_before_the_register_could_be_opened(book, house) -> None:
    tomorrow = occurrence_on(house, "group", TODAY + timedelta(days=1))
    book.occurrence_id = tomorrow
    with pytest.raises(Refused, match="fifteen minutes before"):
        book.write(None, "Already now.")


def test_a_note_about_somebody_who_was_not_there_is_refused(book, house) -> None:
    for person in (house.mother, house.manager, house.other_manager):
        with pytest.raises(Refused, match="on the register"):
            book.write(person.id, "Her.")


@pytest.mark.parametrize("who", ["other_facilitator", "manager", "other_manager", "resident", "mother"])
def test_nobody_writes_about_a_session_that_is_not_theirs(book, house, who: str) -> None:
    with pytest.raises(NotFound):
        book.write(None, "Mine.", by=actor_for(house.people[who]))
    assert book.texts() == []


def test_the_authors_signature_closes_a_note(book, house) -> None:
    note_id = book.signed(house.resident.id, "He spoke.")
    kept = book.write(house.resident.id, "He did not.", book.newest(note_id))
    assert (kept.saved, kept.closed, kept.theirs.text) == (False, True, "He spoke.")
    assert book.note(note_id).standing.waits_for == REVIEW
    with pytest.raises(Refused):
        book.sign(note_id, REVIEWER, book.by)


def test_a_correction_is_an_addition_that_may_be_reviewed_again(book, house) -> None:
    manager = actor_for(house.manager)
    note_id = book.signed(house.resident.id, "He spoke.")
    book.sign(note_id, REVIEWER, manager)
    assert book.note(note_id).standing.waits_for == DONE
    book.add(note_id, "It was Piotr who spoke.")
    note = book.note(note_id)
    assert (note.body.text, [one.text for one in note.additions]) == ("He spoke.", ["It was Piotr who spoke."])
    assert note.standing.waits_for == REVIEW
    book.sign(note_id, REVIEWER, manager)
    assert [one.capacity for one in book.note(note_id).signatures] == [AUTHOR, REVIEWER, REVIEWER]


def test_what_was_added_meanwhile_is_read_before_it_is_signed(book, house) -> None:
    note_id = book.signed(None, "A calm hour.")
    read = book.newest(note_id)
    book.add(note_id, "It rained.")
    with pytest.raises(Stale):
        book.sign(note_id, REVIEWER, actor_for(house.manager), read)


def test_signing_twice_is_signing_once(book, house) -> None:
    note_id = book.signed(None, "A calm hour.")
    book.sign(note_id, AUTHOR, book.by)
    for _ in range(2):
        book.sign(note_id, REVIEWER, actor_for(house.manager))
    assert len(book.note(note_id).signatures) == 2
    verbs = db.session.scalars(
        select(AuditEntry.verb).where(AuditEntry.verb.like("note:%")).order_by(AuditEntry.seq)
    ).all()
    assert verbs == ["note:write", "note:sign", "note:review"]


def test_a_draft_can_not_be_added_to(book) -> None:
    kept = book.write(None, "A calm hour.")
    with pytest.raises(Refused, match="not signed yet"):
        book.add(kept.note_id, "It rained.")


def test_a_draft_that_was_emptied_waits_for_nobody_and_stays(book) -> None:
    kept = book.write(None, "A calm hour.")
    book.write(None, "", kept.text_id)
    assert [one.text for one in book.about(None).versions] == ["A calm hour.", ""]
    with pytest.raises(Refused):
        book.sign(kept.note_id, AUTHOR, book.by)


def test_cancelling_and_another_leader_leave_every_note(book, house) -> None:
    with held_at(NOW - timedelta(minutes=40)):
        mine = book.write(house.resident.id, "He spoke.")
        with writing():
            occurrence = db.session.get_one(Occurrence, book.occurrence_id)
            cancel(
                occurrence, reason={"en": "The room is wet."}, version=occurrence.sequence, by=actor_for(house.manager)
            )
    assert book.note(mine.note_id).body.text == "He spoke."
    assert book.write(house.resident.id, "He spoke well.", mine.text_id).saved is True
    with writing():
        values = {"leader_id": house.other_facilitator.id, "keeper_id": house.other_facilitator.id}
        db.session.execute(update(Occurrence).where(Occurrence.id == book.occurrence_id).values(**values))
    # Whoever wrote stays its writer; who leads now may read it too.
    assert note_for(book.by, mine.note_id)[1].body.text == "He spoke well."
    assert note_for(actor_for(house.other_facilitator), mine.note_id)[1].id == mine.note_id


def test_a_resident_reads_signed_notes_about_themself_and_nothing_else(book, house) -> None:
    book.signed(None, "The group.")
    book.write(house.resident.id, "A draft.")
    book.signed(house.other_resident.id, "About Piotr.")
    assert signed_notes_about(actor_for(house.resident)) == []
    note_id = book.about(house.resident.id).id
    book.sign(note_id, AUTHOR, book.by)
    book.add(note_id, "More.")
    told = [
        (note.body.text, [one.text for one in note.additions])
        for _, note in signed_notes_about(actor_for(house.resident))
    ]
    assert told == [("A draft.", ["More."])]


def test_who_leads_beside_the_author_signs_too(book, house) -> None:
    with writing():
        db.session.get_one(Occurrence, book.occurrence_id).keeper_id = house.other_facilitator.id
    note_id = book.signed(None, "A calm hour.")
    book.sign(note_id, CO_LEADER, actor_for(house.other_facilitator))
    assert [(one.capacity, one.by) for one in book.note(note_id).signatures] == [
        (AUTHOR, "Marta W."),
        (CO_LEADER, "Farid N."),
    ]
    with pytest.raises(Refused):
        book.sign(note_id, CO_LEADER, book.by)
