"""Saving what a page of notes sends: every field a draft, and those signed that are to be."""

from community.access.actor import Actor
from foundation.errors import Refused
from foundation.messages import N_
from sessions.notes.forms import Sent
from sessions.notes.operations import sign, write
from sessions.notes.signing import AUTHOR
from sessions.notes.texts import clean_note, written


def save_notes(actor: Actor, occurrence_id: str, sent: Sent) -> int | None:
    """Keep every field, then sign; how many were signed. None when a field needs a second look.

    With a fault nothing is written and it stands beside its field. Where somebody else wrote, that field alone is not
    written (its ``kept`` says what stands) and nothing is signed; the others are kept. Refused, with nothing written,
    for what the page offers nobody: a note before the session opens, or about somebody who was not there.
    """
    for one in sent.typed.values():
        try:
            # Of several that are signed at once the empty ones are passed over; one alone must say something.
            (written if sent.signs == {one.key} else clean_note)(one.text)
        except Refused as fault:
            one.fault = fault
    if any(one.fault is not None for one in sent.typed.values()):
        return None
    if len(sent.signs) > 1 and not any(one.text.strip() for one in sent.typed.values()):
        raise Refused(N_("There is nothing to sign yet."))
    for one in sent.typed.values():
        one.kept = write(occurrence_id, one.about, one.text, based_on=one.based_on, by=actor)
    if any(one.kept is not None and not one.kept.saved for one in sent.typed.values()):
        return None
    signed = 0
    for key, one in sent.typed.items():
        if key in sent.signs and one.kept is not None and one.kept.note_id and one.kept.text_id and one.text.strip():
            sign(one.kept.note_id, AUTHOR, text_id=one.kept.text_id, by=actor)
            signed += 1
    return signed
