"""The page of mentoring for the two themselves: who stands by me, by whom I stand."""

from datetime import timedelta

from flask import Blueprint, render_template
from sqlalchemy import or_

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.audit.operations import record_read
from community.audit.reads import notes_reads
from community.mentoring.models import Mentorship
from community.mentoring.pairs import pairs
from community.mentoring.standing import told
from community.mentoring.wording import CONTACT_KINDS, KIND_ICONS, LANGUAGE_NAMES
from foundation.clock import now, today
from foundation.walltime import day_bounds, wall_of
from sessions.attendance.tally import tallies_of
from sessions.schedule.mentoring_hours import mentoring_hours

blueprint = Blueprint("elder", __name__)
# What an elder sees of how it goes, with consent; and how far ahead both see their hours.
DAYS_SHOWN, DAYS_AHEAD = timedelta(days=6), timedelta(days=8)


@blueprint.get("/mentoring/mine")
@requires(Permission.MENTORING_OWN)
@notes_reads
def mine(actor: Actor) -> str:
    """Who stands by me and by whom I stand; marks only as counts, and only while the newcomer consents."""
    at, day, me = now(), today(actor.zone), actor.person_id
    mine = pairs(actor.house_id, at, or_(Mentorship.newcomer_id == me, Mentorship.elder_id == me), told(me, at))
    mine = [pair for pair in mine if pair.serves]
    shared = {pair.newcomer_id: pair for pair in mine if pair.elder_id == me and pair.agreed_at and pair.consent_id}
    from_at, to_at = day_bounds(day - DAYS_SHOWN, actor.zone)[0], day_bounds(day, actor.zone)[1]
    tallies = tallies_of(shared, from_at, min(at, to_at)) if shared else {}
    for newcomer_id, pair in shared.items():
        record_read(actor, newcomer_id, "progress", consent=pair.consent_id)
    return render_template(
        "mentoring/mine.html",
        beside_me=[pair for pair in mine if pair.newcomer_id == me],
        i_stand_by=[pair for pair in mine if pair.elder_id == me],
        shared=shared,
        tallies=tallies,
        hours=mentoring_hours(me, actor.zone, at, day_bounds(day + DAYS_AHEAD, actor.zone)[0]),
        since={pair.mentorship_id: wall_of(pair.since, actor.zone).date() for pair in mine if pair.since},
        last={pair.mentorship_id: wall_of(pair.last_at, actor.zone) for pair in mine if pair.last_at},
        kinds=CONTACT_KINDS,
        kind_icons=KIND_ICONS,
        languages=LANGUAGE_NAMES,
        today=day,
    )
