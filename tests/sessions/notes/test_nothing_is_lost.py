"""Whatever is done with notes, in whatever order: every text that was kept is still there, what is signed unchanged."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from foundation.clock import held_at
from foundation.database import db
from foundation.errors import DaybookError
from foundation.transactions import writing
from sessions.notes.models import Note, NoteSignature, NoteText
from sessions.notes.operations import add, sign, write
from sessions.notes.signing import CAPACITIES
from sessions.notes.texts import clean_note
from sessions.schedule.models import Occurrence
from tests.cast import NOW, actor_for

WORDS = st.text("ab \n", max_size=6)
STEP = st.tuples(
    st.sampled_from(("write", "autosave", "sign", "add")),
    st.sampled_from(("facilitator", "other_facilitator", "manager", "resident")),
    WORDS,
    st.sampled_from(CAPACITIES),
    # Over what stands, or over what stood before.
    st.booleans(),
    st.integers(0, 150),
)


def stands_in(later: str, earlier: str) -> bool:
    """Whether every letter of a text is still there and in order, whatever was put in between."""
    letters = iter(later)
    return all(letter in letters for letter in earlier)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, max_size=25))
def test_no_sequence_of_verbs_loses_a_text_or_changes_a_signed_one(book, house, steps: list[tuple]) -> None:
    with writing():
        for table in (NoteSignature, NoteText, Note):
            db.session.execute(delete(table))
        db.session.get_one(Occurrence, book.occurrence_id).keeper_id = house.other_facilitator.id
    actors = {
        name: actor_for(house.people[name]) for name in ("facilitator", "other_facilitator", "manager", "resident")
    }
    newest = [None]
    kept: list[str] = []
    signed: dict[str, str] = {}
    note_id, at = "0" * 32, NOW
    for verb, who, text, capacity, fresh, seconds in steps:
        at += timedelta(seconds=seconds)
        based_on = newest[-1] if fresh else newest[0]
        try:
            with held_at(at), writing():
                if verb in ("write", "autosave"):
                    auto = verb == "autosave"
                    done = write(book.occurrence_id, None, text, based_on=based_on, by=actors[who], autosaved=auto)
                    if done.saved and done.text_id:
                        note_id = done.note_id
                        newest.append(done.text_id)
                        kept.append(clean_note(text))
                elif verb == "add":
                    newest.append(add(note_id, text, by=actors[who]))
                    kept.append(clean_note(text))
                else:
                    sign(note_id, capacity, text_id=based_on or note_id, by=actors[who])
        except DaybookError:
            pass
        there = dict(db.session.execute(select(NoteText.id, NoteText.text)).tuples().all())
        for text_id in db.session.scalars(select(NoteSignature.text_id)):
            signed.setdefault(text_id, there[text_id])
        db.session.rollback()
        assert [one for one in kept if not any(stands_in(text, one) for text in there.values())] == []
        assert {text_id: there.get(text_id) for text_id in signed} == signed
