"""The verb that begins a series."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from community.access.actor import By
from community.audit.operations import record
from community.houses.operations import clean_words
from foundation.clock import now
from foundation.database import db, new_id
from foundation.errors import Refused
from foundation.messages import N_
from sessions.schedule.audiences import AUDIENCES, LEADER_KINDS
from sessions.schedule.models import Series, SeriesStage
from sessions.schedule.recurrence import check_rule
from sessions.schedule.session_types import TYPES
from sessions.schedule.span import wall_span


def _check_break(minutes: int, span: tuple[datetime, datetime]) -> None:
    lasts = int((span[1] - span[0]).total_seconds()) // 60
    if not 0 <= minutes < lasts:
        raise Refused(N_("The break is shorter than the session: at most %(most)s minutes."), most=lasts - 1)


def start_series(
    house_id: str,
    *,
    type_key: str,
    titles: Mapping[str, str],
    rule: str,
    first_day: date,
    wall_start: time,
    wall_end: time,
    zone: str,
    by: By,
    room_id: str | None = None,
    leader_kind: str = "none",
    leader_id: str | None = None,
    keeper_id: str | None = None,
    audience: str = "everyone",
    group_id: str | None = None,
    stages: Sequence[str] = (),
    wants_register: bool | None = None,
    counted: bool = False,
    break_minutes: int = 0,
    fellowship: str | None = None,
    meeting_types: Sequence[str] = (),
    requires: str | None = None,
    languages: Sequence[str] = (),
    note: str | None = None,
    source_key: str | None = None,
    line_id: str | None = None,
) -> Series:
    """Begin a series in the house's zone. It has no dates until it is filled.

    Refused for an unknown type, audience or leader, for a rule that is not allowed or never happens, for more than 12
    hours, for a break as long as the session, and for a register that nobody of the staff keeps. ``stages`` are ids of
    stages of the house; ``line_id`` is the series it goes on from.
    """
    if type_key not in TYPES:
        raise Refused(N_("%(type)s is not a kind of session that is known here."), type=type_key)
    if audience not in AUDIENCES or leader_kind not in LEADER_KINDS:
        raise Refused(N_("A session needs a known audience and a known kind of leader."))
    if (audience == "stage") != bool(stages):
        raise Refused(N_("Please choose the stages it is for."))
    check_rule(rule, first_day)
    _check_break(break_minutes, wall_span(first_day, wall_start, wall_end))
    wants = TYPES[type_key].register if wants_register is None else wants_register
    if wants and keeper_id is None:
        raise Refused(N_("A session with a roll call needs a member of staff who keeps the register."))
    series_id, at = line_id or new_id(), now()
    series = Series(
        id=new_id() if line_id else series_id,
        line_id=series_id,
        house_id=house_id,
        source_key=source_key,
        type_key=type_key,
        titles=clean_words(titles, longest=200) if titles else {},
        room_id=room_id,
        leader_kind=leader_kind,
        leader_id=leader_id,
        keeper_id=keeper_id,
        audience=audience,
        group_id=group_id,
        rule=rule,
        first_day=first_day,
        wall_start=wall_start,
        wall_end=wall_end,
        zone=zone,
        wants_register=wants,
        counted=counted,
        break_minutes=break_minutes,
        fellowship=fellowship,
        meeting_types=list(meeting_types),
        requires=requires,
        languages=list(languages),
        note=note,
        filled_to=first_day,
        to_day=None,
        left_out=[],
        sequence=0,
        changed_at=at,
        created_at=at,
    )
    db.session.add(series)
    db.session.flush()
    for stage_id in stages:
        db.session.add(SeriesStage(id=new_id(), house_id=house_id, series_id=series.id, stage_id=stage_id))
    db.session.flush()
    record(house_id, "series:start", by=by, subject=f"series:{series.id}")
    return series
