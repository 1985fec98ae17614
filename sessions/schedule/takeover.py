"""Taking a group over: whoever is there leads it from now on, also when it has begun already."""

from collections.abc import Mapping
from datetime import timedelta

from community.access.actor import Actor
from community.houses.operations import clean_words
from foundation.clock import now
from foundation.errors import Refused
from foundation.messages import N_
from sessions.schedule.changing import changed, hold, keep
from sessions.schedule.models import Occurrence
from sessions.schedule.policy import TAKEN_OVER_AROUND, may_take_over
from sessions.schedule.taken import refuse_taken


def take_over(
    occurrence: Occurrence, *, reason: Mapping[str, str], version: int, by: Actor, anyway: bool = False
) -> None:
    """Lead one date in somebody's place and keep its register, from 12 hours before it to 12 hours after it.

    The reason is for the staff alone: it may speak of somebody's health. Stale when the date was changed since it
    was read, Taken when one leads elsewhere then unless ``anyway``, Refused outside that time, for a cancelled
    date and for one that one leads already.
    """
    hold(occurrence, version)
    if occurrence.status != "planned":
        raise Refused(N_("This session is already cancelled."))
    if by.person_id == occurrence.leader_id:
        raise Refused(N_("You lead this session already."))
    if not may_take_over(by, occurrence.leader_id, occurrence.starts_at, occurrence.ends_at, now()):
        raise Refused(
            N_("A session is taken over from %(hours)s hours before it begins until %(hours)s hours after it ends."),
            hours=int(TAKEN_OVER_AROUND / timedelta(hours=1)),
        )
    words = clean_words(reason, longest=200) if reason else {}
    if not anyway:
        refuse_taken(occurrence, occurrence.starts_at, occurrence.ends_at, None, by.person_id)
    before = {"leader": occurrence.leader_id, "kind": occurrence.leader_kind, "keeper": occurrence.keeper_id}
    after = {"leader": by.person_id, "kind": "staff", "keeper": by.person_id}
    keep(occurrence, "leader", before, after, words, by, verb="occurrence:take_over")
    occurrence.leader_id = occurrence.keeper_id = by.person_id
    occurrence.leader_kind = "staff"
    changed(occurrence, "leader", None)
