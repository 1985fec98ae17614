"""The verb of a single session: something that takes place once, today or on a day soon."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import or_, select

from community.access.actor import By
from community.audit.operations import record
from community.houses.models import Stage
from community.residency.models import StageSpell, Stay
from community.residency.queries import living_here
from foundation.clock import now, today
from foundation.database import db
from foundation.errors import Refused
from foundation.messages import N_
from sessions.groups.operations import form_group, join_group
from sessions.schedule.changes import FARTHEST_MOVE
from sessions.schedule.changing import hold_house
from sessions.schedule.choosing import check_group, check_leader, check_room
from sessions.schedule.filling import fill
from sessions.schedule.models import Occurrence
from sessions.schedule.operations import start_series
from sessions.schedule.session_types import TYPES
from sessions.schedule.span import Span, resolve_span
from sessions.schedule.spoken import clean_languages
from sessions.schedule.taken import refuse_both

ONCE = "FREQ=DAILY;COUNT=1"
UNKNOWN = N_("%(type)s is not a kind of session that is known here.")


@dataclass(frozen=True, slots=True)
class Expected:
    """Who is to come: all who live here, the members of a group, those in a stage, or the people named.

    Exactly one of the last three counts when it is given; ``with_relatives`` lets family come along whom the
    residents' consents let come.
    """

    group_id: str | None = None
    stage_id: str | None = None
    people: Sequence[str] | None = None
    with_relatives: bool = False


def hold_once(
    house_id: str,
    *,
    type_key: str,
    titles: Mapping[str, str],
    day: date,
    start: time,
    end: time,
    zone: str,
    who: Expected,
    room_id: str | None,
    leader_id: str,
    languages: Sequence[str] = (),
    by: By,
    anyway: bool = False,
) -> Occurrence:
    """Hold a session once, at naive wall times of the house's IANA ``zone``, led by a member of its staff.

    Refused for the past, a day over two years ahead, over 12 hours, a room, leader, group, stage or person that
    is not of the house then, and when nobody is chosen; Taken for a taken room or leader unless ``anyway``.
    """
    if type_key not in TYPES:
        raise Refused(UNKNOWN, type=type_key)
    span = span_of(day, start, end, zone)
    spoken = clean_languages(languages)
    # Held before anything is looked at: of two who want one room at one time, one is told.
    hold_house(house_id)
    check_room(house_id, room_id)
    check_leader(house_id, leader_id, span.starts_at)
    if not anyway:
        refuse_both(house_id, span.starts_at, span.ends_at, room_id, leader_id)
    name = titles or {"en": TYPES[type_key].name}
    group_id = _group_for(house_id, who, span, name, by)
    single = start_series(
        house_id,
        type_key=type_key,
        titles=titles,
        rule=ONCE,
        first_day=day,
        wall_start=start,
        wall_end=end,
        zone=zone,
        by=by,
        room_id=room_id,
        leader_kind="staff",
        leader_id=leader_id,
        keeper_id=leader_id,
        audience="everyone" if group_id is None else "invited" if who.with_relatives else "group",
        group_id=group_id,
        counted=TYPES[type_key].counted,
        languages=spoken,
    )
    # Planned in the knowledge of a pause of that day, it is meant.
    fill(single, day + timedelta(days=1), rests=())
    held = db.session.scalars(select(Occurrence).where(Occurrence.series_id == single.id)).one()
    record(house_id, "occurrence:add", by=by, subject=f"occurrence:{held.id}")
    return held


def span_of(day: date, start: time, end: time, zone: str) -> Span:
    """The span of a session that begins now or later; Refused for the past, too far ahead, and over 12 hours."""
    if day > today(zone) + FARTHEST_MOVE:
        raise Refused(N_("A session is planned for a day within the next two years."))
    # The minute that runs may be written: what begins at once is told by a clock without seconds.
    begun = now().replace(second=0, microsecond=0)
    if day < today(zone) or (span := resolve_span(day, start, end, zone)).starts_at < begun:
        raise Refused(N_("This begins in the past. Please write a time from now on."))
    return span


def _group_for(house_id: str, who: Expected, span: Span, name: Mapping[str, str], by: By) -> str | None:
    """The group of those expected; one is formed for the people of a stage and for people named."""
    if who.group_id is not None:
        check_group(house_id, who.group_id)
        return who.group_id
    if who.stage_id is None and who.people is None:
        return None
    people = _living(house_id, who, span.starts_at)
    if not people:
        raise Refused(N_("Please choose who is expected."))
    group = form_group(house_id, name=name, by=by)
    # Without an end: the session may yet be moved to a later day.
    for person_id in people:
        join_group(group, person_id, from_at=min(now(), span.starts_at), by=by)
    return group.id


def _living(house_id: str, who: Expected, at: datetime) -> list[str]:
    """Those of a stage, or those named, who live here at an instant (UTC); Refused when one named does not."""
    lives = select(Stay.person_id).where(Stay.house_id == house_id, living_here(at))
    if who.stage_id is not None:
        if not db.session.scalar(select(Stage.id).where(Stage.id == who.stage_id, Stage.house_id == house_id)):
            raise Refused(N_("Please choose a stage of this house."))
        spell = (StageSpell.from_at <= at) & or_(StageSpell.to_at.is_(None), StageSpell.to_at > at)
        in_it = lives.join(StageSpell, (StageSpell.stay_id == Stay.id) & spell)
        return sorted(db.session.scalars(in_it.where(StageSpell.stage_id == who.stage_id)))
    wanted = set(who.people or ())
    found = set(db.session.scalars(lives.where(Stay.person_id.in_(wanted)))) if wanted else set()
    if wanted - found:
        raise Refused(N_("Only people who live in this house on that day can be expected."))
    return sorted(wanted)
