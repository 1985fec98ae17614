"""Reading letters: those of a house, one of them, and what a code confirms at an instant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from community.access.actor import Actor
from community.consent.models import Consent
from community.consent.purposes import ATTENDANCE_LETTER
from community.consent.queries import live
from community.people.models import Person
from community.residency.models import Stay
from community.residency.queries import living_here
from foundation.database import bare_rows, db
from foundation.errors import NotFound
from foundation.walltime import wall_of
from sessions.letters.models import Letter


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter in the list; ``standing`` is "stands", "revoked" or "ended" (with its consent)."""

    id: str
    person_id: str
    name: str
    folded: str
    sounds: str
    recipient: str
    first: date
    last: date
    issued_at: datetime
    standing: str


@dataclass(frozen=True, slots=True)
class Allowed:
    """A live consent under which a letter can be written: of whom, for whom, until when (UTC, half open)."""

    consent_id: str
    person_id: str
    name: str
    folded: str
    recipient: str
    expires_at: datetime
    admitted_at: datetime
    language: str


@dataclass(frozen=True, slots=True)
class Told:
    """A letter as its own person sees it below the consent: its days, when it went out, whether it was taken back."""

    first: date
    last: date
    issued_day: date
    revoked: bool


def letters_of(actor: Actor, at: datetime) -> list[LetterRow]:
    """The letters of the actor's house, each with how it stands at an instant (UTC). One statement."""
    statement: Any = (
        select(
            *(Letter.id, Letter.person_id, Person.given_name, Person.surname, Person.folded, Person.sounds),
            *(Consent.recipient_name, Letter.from_day, Letter.to_day, Letter.issued_at, Letter.revoked_at),
            live(at).label("lives"),
        )
        .join(Person, Person.id == Letter.person_id)
        .join(Consent, Consent.id == Letter.consent_id)
        .where(Letter.house_id == actor.house_id)
    )
    return [
        LetterRow(
            *(row.id, row.person_id, f"{row.given_name} {row.surname}", row.folded, row.sounds, row.recipient_name),
            *(row.from_day, row.to_day, row.issued_at),
            "revoked" if row.revoked_at is not None else "stands" if row.lives else "ended",
        )
        for row in bare_rows(statement)
    ]


def letter_for(actor: Actor, letter_id: str) -> Letter:
    """A letter of the actor's house; NotFound for any other."""
    letter = db.session.scalar(select(Letter).where(Letter.id == letter_id, Letter.house_id == actor.house_id))
    if letter is None:
        raise NotFound()
    return letter


def stands(letter: Letter, at: datetime) -> bool:
    """Whether a letter holds at an instant (UTC): not taken back, and its consent lives."""
    lives = select(Consent.id).where(Consent.id == letter.consent_id, live(at))
    return letter.revoked_at is None and db.session.scalar(lives) is not None


def confirmed(code_hash: str, at: datetime) -> Letter | None:
    """The letter with such a code that holds at an instant (UTC), if there is one. One statement."""
    statement = (
        select(Letter)
        .join(Consent, Consent.id == Letter.consent_id)
        .where(
            Letter.code_hash == code_hash,
            Letter.revoked_at.is_(None),
            Consent.purpose == ATTENDANCE_LETTER,
            live(at),
        )
    )
    return db.session.scalar(statement)


def allowed(actor: Actor, at: datetime, person_id: str | None = None) -> list[Allowed]:
    """The consents to letters of the actor's house (or of one person) that are live at an instant (UTC), by name.

    One statement.
    """
    statement: Any = (
        select(
            *(Consent.id, Consent.resident_id, Person.given_name, Person.surname, Person.folded),
            *(Consent.recipient_name, Consent.expires_at, Stay.admitted_at, Person.language),
        )
        .join(Person, Person.id == Consent.resident_id)
        .join(Stay, Stay.person_id == Consent.resident_id)
        .where(
            Consent.house_id == actor.house_id,
            Consent.purpose == ATTENDANCE_LETTER,
            living_here(at),
            live(at),
        )
    )
    if person_id is not None:
        statement = statement.where(Consent.resident_id == person_id)
    rows = [
        Allowed(
            *(row.id, row.resident_id, f"{row.given_name} {row.surname}", row.folded, row.recipient_name),
            *(row.expires_at, row.admitted_at, row.language),
        )
        for row in bare_rows(statement)
    ]
    return sorted(rows, key=lambda one: (one.folded, one.recipient, one.expires_at, one.consent_id))


def stay_of(person_id: str, at: datetime) -> Stay | None:
    """The stay of somebody at an instant (UTC)."""
    return db.session.scalar(select(Stay).where(Stay.person_id == person_id, living_here(at)))


def letters_under(actor: Actor, consents: Iterable[Mapping[str, Any]]) -> dict[str, list[Told]]:
    """The letters that were issued under consents (rows with id and purpose), by the consent's id, newest first.

    Nothing is asked where none of them is to letters; else one statement. Whoever shows a consent shows these.
    """
    ids = [row["id"] for row in consents if row["purpose"] == ATTENDANCE_LETTER]
    found: dict[str, list[Told]] = {}
    if ids:
        wanted = (Letter.consent_id.in_(ids), Letter.house_id == actor.house_id)
        for one in db.session.scalars(select(Letter).where(*wanted).order_by(Letter.issued_at.desc(), Letter.id)):
            issued_day = wall_of(one.issued_at, actor.zone).date()
            told = Told(one.from_day, one.to_day, issued_day, one.revoked_at is not None)
            found.setdefault(one.consent_id, []).append(told)
    return found
