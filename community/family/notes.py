"""Reading the notes of no contact for those who work in the house."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from community.access.actor import Actor
from community.family.barring import standing
from community.family.models import NoContact
from community.people.models import Person
from community.people.names import shown_name
from foundation.database import bare_rows, db
from foundation.errors import NotFound
from foundation.listing import by_name
from foundation.sounds import sounds_of
from foundation.words import fold

# As many as one looks through at a glance; whoever is not among them is searched for more closely.
MOST_CARDS = 12


class Note(NamedTuple):
    """A note as pages show it; instants in UTC. Full name, address and reason are for managers alone."""

    id: str
    resident_id: str
    resident: str
    other: str
    other_name: str
    email: str | None
    reason: str
    from_at: datetime
    to_at: datetime | None
    noted_by: str | None
    folded: str
    sounds: str


def _rows(statement: Select[*tuple[Any, ...]]) -> list[Note]:
    found = []
    for row in bare_rows(statement):
        other = row.other_shown or shown_name(row.given_name, row.surname)
        name = f"{row.given_name} {row.surname}"
        # Staff find a note by what they may read of it: the shown names.
        said = f"{row.resident} {other}"
        found.append(
            Note(
                id=row.id,
                resident_id=row.resident_id,
                resident=row.resident,
                other=other,
                other_name=name,
                email=row.email,
                reason=row.reason,
                from_at=row.from_at,
                to_at=row.to_at,
                noted_by=row.noted_by,
                folded=fold(said),
                sounds=sounds_of(said),
            )
        )
    return found


def _columns() -> Select[*tuple[Any, ...]]:
    resident, other, noter = aliased(Person), aliased(Person), aliased(Person)
    return (
        select(
            *(NoContact.id, NoContact.resident_id, resident.shown.label("resident"), other.shown.label("other_shown")),
            *(NoContact.given_name, NoContact.surname, NoContact.email, NoContact.reason),
            *(NoContact.from_at, NoContact.to_at, noter.shown.label("noted_by")),
        )
        .join(resident, resident.id == NoContact.resident_id)
        .outerjoin(other, other.id == NoContact.other_id)
        .outerjoin(noter, noter.id == NoContact.noted_by)
    )


def notes_of_house(actor: Actor, at: datetime) -> list[Note]:
    """The notes of the actor's house that hold at an instant (UTC), for its staff; none for anybody else.

    One about the reader themself is left out. One statement, in no order.
    """
    if not actor.staff:
        return []
    mine = NoContact.resident_id == actor.person_id
    return _rows(_columns().where(NoContact.house_id == actor.house_id, standing(at), ~mine))


def notes_about(actor: Actor, resident_id: str) -> list[Note]:
    """Every note about one resident, newest first, ended ones too; for the manager."""
    if not actor.manager:
        return []
    notes = _rows(_columns().where(NoContact.house_id == actor.house_id, NoContact.resident_id == resident_id))
    return sorted(notes, key=lambda note: (note.from_at, note.id), reverse=True)


def note_for(actor: Actor, note_id: str) -> NoContact:
    """A note of the manager's own house, but none about the manager; NotFound for any other."""
    note = db.session.scalar(
        select(NoContact).where(
            NoContact.id == note_id, NoContact.house_id == actor.house_id, NoContact.resident_id != actor.person_id
        )
    )
    if note is None or not actor.manager:
        raise NotFound()
    return note


def card_of_house(actor: Actor, person_id: str) -> Person:
    """A card of the manager's own house, but not the manager's own; NotFound for any other."""
    card = db.session.scalar(select(Person).where(Person.house_id == actor.house_id, Person.id == person_id))
    if card is None or card.id == actor.person_id or not actor.manager:
        raise NotFound()
    return card


def cards_found(actor: Actor, besides: str, search: str) -> list[tuple[str, str]]:
    """(id, full name) of the cards of the manager's house that a search finds, by name, at most MOST_CARDS."""
    if not actor.manager or not search:
        return []
    cards = db.session.scalars(select(Person).where(Person.house_id == actor.house_id, Person.id != besides))
    found = sorted(by_name(cards, search), key=lambda card: (card.folded, card.id))
    return [(card.id, f"{card.given_name} {card.surname}") for card in found[:MOST_CARDS]]
