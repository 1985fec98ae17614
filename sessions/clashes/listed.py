"""The list of clashes: the same clash of several dates is one entry, and what somebody means stands apart."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from community.access.actor import Actor
from foundation.clock import now
from foundation.walltime import wall_of
from foundation.words import said_in
from sessions.clashes.acceptances import Accepted, accepted_in
from sessions.clashes.facts import facts_of
from sessions.clashes.free_slots import Slot, days_around, free_slots
from sessions.clashes.planned import MENTORING, Planned
from sessions.clashes.rules import HARD, Clash, Key
from sessions.clashes.wording import Names, Told, told
from sessions.schedule.asked_day import week_of
from sessions.schedule.resting import pauses_between
from sessions.schedule.session_types import TYPES


class Entry(NamedTuple):
    """A clash with the days it is on, whether and why somebody means it, and the time of the first on the wall."""

    token: str
    told: Told
    days: tuple[date, ...]
    wall_start: datetime
    wall_end: datetime
    hard: bool
    accepted: Accepted | None
    reason: tuple[str, str]


class Offer(NamedTuple):
    """A free slot for a session, what its room is called and in which language, and whether it is in its very week."""

    slot: Slot
    room: str
    lang: str
    same_week: bool


class Offers(NamedTuple):
    """The session that could be elsewhere, and the nearest free slots for it."""

    session: Planned
    title: str
    lang: str
    slots: tuple[Offer, ...]


def token_of(key: Key) -> str:
    """A short name of a clash for an address; it tells nothing."""
    return hashlib.sha256("|".join(part or "" for part in key).encode()).hexdigest()[:16]


def entries(actor: Actor, clashes: Sequence[Clash], names: Names | None = None) -> tuple[list[Entry], list[Entry]]:
    """The clashes of the actor's house as a list: what stands open, hard ones first, and what somebody means.

    Four statements, however many there are; one with ``names``.
    """
    kept = accepted_in(actor.house_id)
    alike: dict[Key, list[Clash]] = {}
    for clash in clashes:
        alike.setdefault(clash.key, []).append(clash)
    found = []
    for said in told(actor, [dates[0] for dates in alike.values()], names):
        key = said.clash.key
        accepted = kept.get(key)
        reason = said_in(accepted.reason, actor.language, actor.house_language) if accepted else ("", "")
        days = tuple(dict.fromkeys(_day(one) for one in alike[key]))
        times = wall_of(said.clash.starts_at, actor.zone), wall_of(said.clash.ends_at, actor.zone)
        found.append(Entry(token_of(key), said, days, *times, said.clash.severity == HARD, accepted, reason))
    found.sort(key=lambda one: not one.hard)
    return [one for one in found if not one.accepted], [one for one in found if one.accepted]


def _day(clash: Clash) -> date:
    """The day a clash is on: that of the session which begins later."""
    return max(clash.one.wall_start, (clash.other or clash.one).wall_start).date()


def to_move(clash: Clash) -> Planned | None:
    """Which of the two is the easier one to move: it has not begun, is no part of daily life, and touches fewer.

    None beside an hour of mentoring: the two of it choose another one more easily than a session moves for them.
    """
    if MENTORING in (clash.one.type_key, clash.other.type_key if clash.other else ""):
        return None
    movable = [one for one in (clash.one, clash.other) if one is not None and one.starts_at > now()]
    if not movable:
        return None
    return min(
        movable,
        key=lambda one: (
            TYPES[one.type_key].category == "daily_life",
            len(one.people),
            -one.starts_at.timestamp(),
        ),
    )


def offers_for(actor: Actor, clash: Clash) -> Offers | None:
    """The nearest free slots for the one of the two that is easier to move; None when neither can be any more.

    Eleven statements: the facts and pauses of seven days before and after, and what somebody means.
    """
    session = to_move(clash)
    if session is None:
        return None
    around = days_around(session.wall_start.date(), actor.zone)
    facts = facts_of(actor.house_id, actor.zone, *around)
    rests = pauses_between(actor.house_id, *(wall_of(at, actor.zone).date() for at in around))
    title, lang = said_in(session.titles, actor.language, actor.house_language)
    week = week_of(session.wall_start.date(), actor.week_starts)
    found = []
    for slot in free_slots(session, facts, now(), meant=accepted_in(actor.house_id), rests=rests):
        room = facts.rooms.get(slot.room_id or "")
        called = said_in(room.name if room else {}, actor.language, actor.house_language)
        found.append(Offer(slot, *called, slot.wall_start.date() in week))
    return Offers(session, title, lang, tuple(found))
