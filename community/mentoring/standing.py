"""Who serves as an elder and which pairs stand, as conditions for statements: always asked at an instant."""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlalchemy.sql.elements import SQLCoreOperations

from community.family.models import NoContact
from community.mentoring.models import ElderSpell, Mentorship
from community.residency.models import StageSpell, Stay
from community.residency.queries import Instant, living_here


def serving(at: Instant) -> ColumnElement[bool]:
    """The spell as an elder covers the instant (UTC value or column), half open.

    It ends by itself when a stay of theirs ends or begins: whoever leaves is asked anew as a graduate.
    """
    named = ElderSpell.__table__.c.from_at
    stay = Stay.__table__.c
    left = and_(stay.discharged_at > named, stay.discharged_at <= at)
    came = and_(stay.admitted_at > named, stay.admitted_at <= at)
    moved = exists().where(stay.person_id == ElderSpell.person_id, or_(left, came)).correlate_except(Stay)
    return and_(ElderSpell.from_at <= at, or_(ElderSpell.to_at.is_(None), ElderSpell.to_at > at), ~moved)


def serves(person_id: Any, at: Instant) -> ColumnElement[bool]:
    """The person (an id or a column) serves as an elder at the instant (UTC value or column)."""
    return exists().where(ElderSpell.person_id == person_id, serving(at)).correlate_except(ElderSpell)


def stays(person_id: Any, at: Instant) -> ColumnElement[bool]:
    """The person (an id or a column) lives in the house at the instant (UTC value or column)."""
    here = exists().where(Stay.person_id == person_id, Stay.capacity == "resident", living_here(at))
    return here.correlate_except(Stay)


def standing(at: Instant, of: type[Mentorship] = Mentorship) -> ColumnElement[bool]:
    """The mentorship has been proposed and has not ended at the instant (UTC), and the newcomer's stay goes on.

    It belongs to the stay it was proposed in: who comes back is asked anew. It rests while a note says that the two
    must not meet. ``of`` is the table, or an alias of it.
    """
    stay = Stay.__table__.c
    goes_on = exists().where(
        stay.person_id == of.newcomer_id,
        stay.capacity == "resident",
        stay.admitted_at <= of.proposed_at,
        living_here(at),
    )
    note = NoContact
    barred = exists().where(
        or_(
            and_(note.resident_id == of.newcomer_id, note.other_id == of.elder_id),
            and_(note.resident_id == of.elder_id, note.other_id == of.newcomer_id),
        ),
        note.from_at <= at,
        or_(note.to_at.is_(None), note.to_at > at),
    )
    return and_(
        of.proposed_at <= at,
        or_(of.ended_at.is_(None), of.ended_at > at),
        goes_on.correlate_except(Stay),
        ~barred.correlate_except(NoContact),
    )


def told(person_id: str | SQLCoreOperations[str], at: Instant) -> ColumnElement[bool]:
    """The person may hear of the mentorship at the instant (UTC): an elder who lives elsewhere only once it is wanted.

    Two who live together know of each other. That somebody is here reaches a graduate by the newcomer's own word.
    """
    return or_(
        Mentorship.elder_id != person_id,
        Mentorship.newcomer_agreed_at <= at,
        stays(Mentorship.elder_id, at),
    )


def agreed(at: Instant) -> ColumnElement[bool]:
    """Both have agreed by the instant (UTC)."""
    return and_(Mentorship.elder_agreed_at <= at, Mentorship.newcomer_agreed_at <= at)


def in_stage(at: Instant) -> ColumnElement[bool]:
    """The stage spell covers the instant (UTC value or column)."""
    return and_(StageSpell.from_at <= at, or_(StageSpell.to_at.is_(None), StageSpell.to_at > at))
