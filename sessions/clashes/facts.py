"""The facts of a house over a span of time, and its clashes: a constant number of statements, however much is planned.

A change that is only proposed is put into the facts instead of what stands; nothing is written for it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from community.staff.queries import absences_between, hours_of
from foundation.walltime import wall_of
from sessions.clashes.hours import kept_of, mentoring_of
from sessions.clashes.planned import Facts, Gone, Planned
from sessions.clashes.reading import (
    away_of,
    rooms_of,
    sessions_of,
    values_of,
)
from sessions.clashes.rules import Clash, find


class Proposed(NamedTuple):
    """A date as it might be, in [starts_at, ends_at) (UTC): of an occurrence instead of what stands, or a new one.

    Of an occurrence it needs no more than the first five; ``people`` are those a new one is for.
    """

    occurrence_id: str | None
    starts_at: datetime
    ends_at: datetime
    room_id: str | None
    leader_id: str | None
    keeper_id: str | None = None
    type_key: str = "daily_life"
    titles: Mapping[str, str] = {}
    audience: str = "group"
    counted: bool = False
    people: frozenset[str] = frozenset()


def facts_of(house_id: str, zone: str, from_at: datetime, to_at: datetime) -> Facts:
    """The facts of a house in a zone (IANA) over [from_at, to_at) (UTC), each session with those expected at it.

    Nine statements. Whom a session is for is known as of the start it has now.
    """
    values = values_of(house_id, from_at, to_at)
    days = wall_of(from_at, zone).date(), wall_of(to_at, zone).date()
    sessions = sessions_of(values)
    sessions += mentoring_of(values, zone, days)
    rest, rooms = rooms_of(values)
    gone: dict[str, list[Gone]] = {}
    for absence in absences_between(house_id, from_at, to_at):
        gone.setdefault(absence.person_id, []).append(Gone(absence.person_id, absence.from_at, absence.to_at))
    facts = Facts(
        zone=zone,
        rooms=rooms,
        away=away_of(values),
        kept=kept_of(values, zone, days),
        hours=hours_of(house_id, *days),
        gone=gone,
        rest_minutes=rest,
    )
    return replace(facts, sessions=[facts.attended(session) for session in sessions])


def proposing(facts: Facts, proposed: Sequence[Proposed]) -> Facts:
    """The same facts as they would be: dates that are proposed instead of those that stand, and new ones beside."""
    instead = {one.occurrence_id: one for one in proposed if one.occurrence_id is not None}
    sessions = [
        facts.attended(_moved(session, instead[session.id], facts.zone)) if session.id in instead else session
        for session in facts.sessions
    ]
    there = {session.id for session in facts.sessions}
    for number, one in enumerate(proposed):
        if one.occurrence_id not in there:
            sessions.append(facts.attended(_new(one, f"new-{number}", facts.zone)))
    return replace(facts, sessions=sessions)


def _moved(session: Planned, one: Proposed, zone: str) -> Planned:
    keeper = one.keeper_id or (one.leader_id if session.keeper_id == session.leader_id else session.keeper_id)
    return session._replace(
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        wall_start=wall_of(one.starts_at, zone),
        wall_end=wall_of(one.ends_at, zone),
        room_id=one.room_id,
        leader_id=one.leader_id,
        keeper_id=keeper,
    )


def _new(one: Proposed, name: str, zone: str) -> Planned:
    return Planned(
        id=one.occurrence_id or name,
        line=name,
        type_key=one.type_key,
        titles=one.titles,
        audience=one.audience,
        counted=one.counted,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        wall_start=wall_of(one.starts_at, zone),
        wall_end=wall_of(one.ends_at, zone),
        room_id=one.room_id,
        leader_kind="staff" if one.leader_id else "none",
        leader_id=one.leader_id,
        keeper_id=one.keeper_id,
        sequence=0,
        meant=one.people,
    )


def find_clashes(
    house_id: str,
    zone: str,
    from_at: datetime,
    to_at: datetime,
    *,
    proposed: Sequence[Proposed] = (),
    only: Collection[str] | None = None,
) -> list[Clash]:
    """Every clash of a house in a zone (IANA) with a moment in [from_at, to_at) (UTC), by when it begins.

    ``proposed`` stands instead of what is planned; ``only`` leaves those that one of these dates takes part in. Those
    that somebody means are among them (acceptances.py).
    """
    facts = facts_of(house_id, zone, from_at, to_at)
    if proposed:
        facts = proposing(facts, proposed)
    return find(facts, only)
