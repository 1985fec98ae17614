"""Who will fall short this week as it is planned now, and what would fill it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from community.access.actor import Actor
from foundation.clock import now, today
from foundation.walltime import wall_of
from sessions.clashes.facts import facts_of
from sessions.clashes.free_slots import Slot, days_around, free_slots
from sessions.clashes.planned import Facts, Planned
from sessions.doses.filling import Filling, filling_of
from sessions.doses.offers import OpenGroup, offers_for, open_groups
from sessions.doses.people_weeks import PersonWeek
from sessions.doses.weeks import Week, week_at
from sessions.hours.dose import INDIVIDUAL, OCCASIONS
from sessions.schedule.resting import pauses_between
from sessions.schedule.session_types import TYPES

QUARTER = timedelta(minutes=15)
# A talk one to one is no longer than an hour; what is lacking beyond it takes another one.
LONGEST_TALK, SHORTEST_TALK = 60, 30
MOST_SLOTS = 3


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Somebody's week that will fall short, with what would fill it, and how much of it lacks in all (for order)."""

    week: PersonWeek
    filling: Filling
    groups: tuple[OpenGroup, ...]

    @property
    def fills(self) -> bool:
        """Whether nothing lacks any more with those groups."""
        return bool(self.groups) and not self.filling.left

    @property
    def alone(self) -> int:
        """How many minutes one to one lack whatever they join."""
        return sum(one.asked - one.held for one in self.filling.left if one.what == INDIVIDUAL)


def lack_of(week: PersonWeek) -> int:
    """How much a week lacks at most of anything, in minutes; an occasion stands for an hour. 0: nothing."""
    return max(((60 if one.what == OCCASIONS else 1) * (one.asked - one.held) for one in week.short), default=0)


def this_week(actor: Actor) -> Week:
    """The week that is going on in the actor's house."""
    return week_at(today(actor.zone), actor.week_starts, actor.zone)


def shortfalls(actor: Actor, weeks: list[PersonWeek]) -> list[Shortfall]:
    """Those of this week's people who will fall short, who lacks most first, each with what would fill it.

    Eleven statements however many they are; none when nobody falls short.
    """
    short = sorted((one for one in weeks if one.short), key=lambda one: (-lack_of(one), one.resident.folded))
    if not short:
        return []
    until = short[0].week.ends
    groups = open_groups(actor.house_id, until)
    # What nobody could join need not be weighed against anybody's week.
    facts = facts_of(actor.house_id, actor.zone, now(), until) if groups else Facts(actor.zone)
    return [shortfall_of(one, groups, facts) for one in short]


def shortfall_of(week: PersonWeek, groups: list[OpenGroup], facts: Facts) -> Shortfall:
    """What would fill one week that falls short."""
    filling = filling_of(week.asked, week.comes, offers_for(week.resident.id, week.asked, groups, facts))
    by_id: Mapping[str, OpenGroup] = {one.id: one for one in groups}
    return Shortfall(week, filling, tuple(by_id[offer.key] for offer in filling.offers))


def free_talks(actor: Actor, one: Shortfall) -> list[Slot]:
    """The nearest times until the end of the week for a talk one to one, when they and a leader are free.

    The leader is whoever has talks with them this week. Ten statements; none when no such time lacks.
    """
    if not one.alone:
        return []
    at, zone = now(), actor.zone
    around = days_around(wall_of(at, zone).date(), zone)
    facts = facts_of(actor.house_id, zone, *around)
    rests = pauses_between(actor.house_id, *(wall_of(instant, zone).date() for instant in around))
    talk = _talk(one, facts, at)
    slots = free_slots(talk, facts, at, most=2 * MOST_SLOTS, rests=rests)
    return sorted(slot for slot in slots if slot.ends_at <= one.week.week.ends)[:MOST_SLOTS]


def _talk(one: Shortfall, facts: Facts, at: datetime) -> Planned:
    """The talk that is missing, from the next quarter of an hour on, as it would be planned."""
    person_id = one.week.resident.id
    led = (
        session.leader_id
        for session in facts.sessions
        if person_id in session.people and TYPES[session.type_key].category == INDIVIDUAL and session.leader_id
    )
    leader_id = next(led, None)
    wall = wall_of(at, facts.zone).replace(second=0, microsecond=0)
    starts = wall + QUARTER - timedelta(minutes=wall.minute % 15)
    lasts = timedelta(minutes=min(LONGEST_TALK, max(SHORTEST_TALK, -(-one.alone // 15) * 15)))
    people = frozenset((person_id,))
    return Planned(
        id="talk",
        line="talk",
        type_key="individual_counselling",
        titles={},
        audience="group",
        counted=True,
        starts_at=at,
        ends_at=at + lasts,
        wall_start=starts,
        wall_end=starts + lasts,
        room_id=None,
        leader_kind="staff" if leader_id else "none",
        leader_id=leader_id,
        keeper_id=leader_id,
        sequence=0,
        meant=people,
        people=people,
    )
