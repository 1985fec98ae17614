"""Reading what is recorded about whoever asks, and about nobody else: no function here takes a person's id."""

from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from community.access.actor import Actor
from community.family.models import Tie
from community.houses.models import Stage
from community.mentoring.models import Mentorship
from community.mentoring.standing import standing
from community.people.models import Person
from community.residency.models import Leave, StageSpell, Stay
from foundation.database import db
from foundation.words import said_in

_decider, _noted = aliased(Person), aliased(Person)


def my_card(actor: Actor) -> Person:
    """One's own card."""
    return db.session.get_one(Person, actor.person_id)


def my_stays(actor: Actor) -> list[dict[str, Any]]:
    """One's stays with their stages, newest first; instants in UTC. One statement.

    A stay: capacity, reason, admitted_at, discharged_at, stages; a stage: name, lang, from_at, to_at, by, left_out.
    """
    statement = (
        select(
            Stay.id,
            Stay.capacity,
            Stay.reason,
            Stay.admitted_at,
            Stay.discharged_at,
            Stage.name,
            StageSpell.from_at,
            StageSpell.to_at,
            StageSpell.left_out_because,
            _decider.shown,
        )
        .outerjoin(StageSpell, StageSpell.stay_id == Stay.id)
        .outerjoin(Stage, Stage.id == StageSpell.stage_id)
        .outerjoin(_decider, _decider.id == StageSpell.decided_by)
        .where(Stay.person_id == actor.person_id, Stay.house_id == actor.house_id)
        .order_by(Stay.admitted_at.desc(), Stay.id, StageSpell.from_at)
    )
    stays: dict[str, dict[str, Any]] = {}
    for row in db.session.execute(statement):
        stay = stays.setdefault(
            row.id,
            {
                "capacity": row.capacity,
                "reason": row.reason,
                "admitted_at": row.admitted_at,
                "discharged_at": row.discharged_at,
                "stages": [],
            },
        )
        if row.from_at is not None:
            name, lang = said_in(row.name or {}, actor.language, actor.house_language)
            spell = {"name": name, "lang": lang, "from_at": row.from_at, "to_at": row.to_at, "by": row.shown}
            stay["stages"].append(spell | {"left_out": row.left_out_because})
    return list(stays.values())


def my_leaves(actor: Actor) -> list[dict[str, Any]]:
    """One's leaves, newest first: from_at, to_at, returned_at (UTC) and who noted the return."""
    statement = (
        select(Leave.from_at, Leave.to_at, Leave.returned_at, _noted.shown.label("by"))
        .join(Stay, Stay.id == Leave.stay_id)
        .outerjoin(_noted, _noted.id == Leave.return_noted_by)
        .where(Stay.person_id == actor.person_id, Stay.house_id == actor.house_id)
        .order_by(Leave.from_at.desc(), Leave.id)
    )
    return [dict(row) for row in db.session.execute(statement).mappings()]


def my_family(actor: Actor) -> list[dict[str, Any]]:
    """Who is or was noted as one's family, newest first: shown, kind, from_at, to_at (UTC)."""
    statement = (
        select(Person.shown, Tie.kind, Tie.from_at, Tie.to_at)
        .join(Person, Person.id == Tie.relative_id)
        .where(Tie.resident_id == actor.person_id, Tie.house_id == actor.house_id)
        .order_by(Tie.from_at.desc(), Person.folded, Tie.id)
    )
    return [dict(row) for row in db.session.execute(statement).mappings()]


def my_mentorships(actor: Actor, at: datetime) -> list[dict[str, Any]]:
    """Who stands or stood by one, and by whom one stands, newest first: other, mine, since, ended_at (UTC), stands.

    ``mine`` says that the other is one's own elder; a pairing that rests, or whose stay is over, ``stands`` no more.
    Only what both agreed to; a proposal is not yet anything.
    """
    other = aliased(Person)
    mine = Mentorship.newcomer_id == actor.person_id
    statement = (
        select(
            other.shown,
            mine.label("mine"),
            standing(at).label("stands"),
            Mentorship.elder_agreed_at,
            Mentorship.newcomer_agreed_at,
            Mentorship.ended_at,
        )
        .join(
            other,
            (other.id == Mentorship.elder_id) & mine
            | (other.id == Mentorship.newcomer_id) & (Mentorship.elder_id == actor.person_id),
        )
        .where(
            Mentorship.house_id == actor.house_id,
            or_(mine, Mentorship.elder_id == actor.person_id),
            Mentorship.elder_agreed_at <= at,
            Mentorship.newcomer_agreed_at <= at,
        )
        .order_by(Mentorship.proposed_at.desc(), Mentorship.id)
    )
    return [
        {
            "other": row.shown,
            "mine": bool(row.mine),
            "since": max(row.elder_agreed_at, row.newcomer_agreed_at),
            "ended_at": row.ended_at,
            "stands": bool(row.stands),
        }
        for row in db.session.execute(statement)
    ]
