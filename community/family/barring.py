"""Who must not meet or hear of whom: reading the notes of no contact, and refusing what they forbid.

A note holds both ways: neither may be invited as the other's family, nor paired with the other.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select

from community.access.actor import Actor, By
from community.family.models import NoContact
from community.people.models import Person
from foundation.database import db
from foundation.errors import Refused
from foundation.messages import N_
from foundation.words import fold

TO_STAFF = N_("There is a no-contact note for these two. Please speak with the manager.")
# The same words stand wherever an invitation cannot go out: they tell nobody that there is a note.
TO_FAMILY = N_("This invitation needs a word with the staff first.")


class Barred(Refused):
    """A note of no contact forbids it (422); ``note_id`` is for the record, never for a page."""

    def __init__(self, sentence: str, note_id: str) -> None:
        super().__init__(sentence)
        self.note_id = note_id


def standing(at: datetime) -> ColumnElement[bool]:
    """The note covers the instant (UTC), half open."""
    return and_(NoContact.from_at <= at, or_(NoContact.to_at.is_(None), NoContact.to_at > at))


def name_key(given_name: str, surname: str) -> str:
    """A name as notes are compared by: folded, its words in one order, for people write them either way round."""
    return " ".join(sorted(fold(f"{given_name} {surname}").split()))


def barred_between(
    resident_id: str, at: datetime, *, person_id: str | None = None, name: str = "", email: str | None = None
) -> NoContact | None:
    """The note between a resident and somebody at an instant (UTC), if there is one; at most two statements.

    The other is known by their card, and by name and e-mail address, typed or from the card.
    """
    pair = [resident_id, *([person_id] if person_id else [])]
    cards = {card.id: card for card in db.session.scalars(select(Person).where(Person.id.in_(pair)))}
    other, resident = cards.get(person_id or ""), cards.get(resident_id)
    if resident is None:
        return None
    notes = db.session.scalars(
        select(NoContact)
        .where(
            NoContact.house_id == resident.house_id,
            standing(at),
            or_(NoContact.resident_id.in_(pair), NoContact.other_id.in_(pair)),
        )
        .order_by(NoContact.from_at, NoContact.id)
    ).all()
    sought = {name_key(name, "")} | ({name_key(other.given_name, other.surname)} if other else set())
    addresses = {_address(email), _address(other.email if other else None)}
    for note in notes:
        if note.resident_id == resident_id and _is_meant(note, person_id, sought, addresses):
            return note
        # The other way round: somebody who lives here too, and must not meet this resident.
        here = {name_key(resident.given_name, resident.surname)}
        if note.resident_id == person_id and _is_meant(note, resident_id, here, {_address(resident.email)}):
            return note
        # Noted with another card of theirs, or by a name typed for somebody with no card in this list.
        if note.other_id == resident_id and _resident_is(note, sought):
            return note
    return None


def refuse_barred(resident: Person, by: By, at: datetime, **other: str | None) -> None:
    """Raise Barred when a note stands between a resident and somebody (as in ``barred_between``).

    Staff are told that there is a note; the resident and their family are not. Both cards are held to the end of the
    transaction, for a note may be written in this very moment.
    """
    pair = [resident.id, *([other["person_id"]] if other.get("person_id") else [])]
    db.session.execute(
        select(Person.id).where(Person.id.in_(pair)).order_by(Person.id).with_for_update(key_share=True)
    ).all()
    note = barred_between(resident.id, at, **other)  # type: ignore[arg-type]
    if note is not None:
        raise Barred(TO_STAFF if told_plainly(resident, by) else TO_FAMILY, note.id)


def told_plainly(resident: Person, by: By) -> bool:
    """Whether whoever acts may hear of a note about a resident: staff and commands, never the resident themself."""
    return not isinstance(by, Actor) or (by.staff and by.person_id != resident.id)


def barred_pairs(house_id: str, at: datetime) -> set[frozenset[str]]:
    """Every two cards of a house that must not meet, at an instant (UTC); two statements at most.

    Whoever was noted by name or address alone is found among the cards of the house.
    """
    found = set()
    by_name: list[NoContact] = []
    for note in db.session.scalars(select(NoContact).where(NoContact.house_id == house_id, standing(at))):
        if note.other_id is not None:
            found.add(frozenset({note.resident_id, note.other_id}))
        by_name.append(note)
    if not by_name:
        return found
    hits = [
        Person.folded.startswith(folded, autoescape=True)
        for note in by_name
        for folded in {fold(f"{note.given_name} {note.surname}"), fold(f"{note.surname} {note.given_name}")}
    ]
    hits += [Person.email == note.email for note in by_name if note.email]
    cards = db.session.scalars(select(Person).where(Person.house_id == house_id, or_(*hits))).all()
    for note in by_name:
        for card in cards:
            names, addresses = {name_key(card.given_name, card.surname)}, {_address(card.email)}
            if card.id != note.resident_id and _is_meant(note, card.id, names, addresses):
                found.add(frozenset({note.resident_id, card.id}))
    return found


def cards_meant(note: NoContact) -> list[Person]:
    """The cards of the house whose holder a note is about: by the card itself, the name, or the address."""
    named = and_(*(Person.folded.contains(word, autoescape=True) for word in note.folded.split()))
    known = [named, Person.id == (note.other_id or ""), *([Person.email == note.email] if note.email else [])]
    cards = db.session.scalars(select(Person).where(Person.house_id == note.house_id, or_(*known)))
    return [card for card in cards if means(note, card)]


def means(note: NoContact, card: Person) -> bool:
    """Whether a note is about the holder of a card: by the card itself, the name, or the address."""
    names = {name_key(card.given_name, card.surname)}
    return card.id != note.resident_id and _is_meant(note, card.id, names, {_address(card.email)})


def _is_meant(note: NoContact, person_id: str | None, names: set[str], addresses: set[str]) -> bool:
    if note.other_id is not None and note.other_id == person_id:
        return True
    return note.folded in names - {""} or _address(note.email) in addresses - {""}


def _resident_is(note: NoContact, names: set[str]) -> bool:
    card = db.session.get(Person, note.resident_id)
    return card is not None and name_key(card.given_name, card.surname) in names - {""}


def _address(email: str | None) -> str:
    return (email or "").strip().lower()
