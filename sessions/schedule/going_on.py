"""How a series goes on as another one of its line: its dates come along, each to the day it becomes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from community.houses.models import House
from foundation.clock import today
from foundation.database import db
from sessions.schedule.choosing import check_group, check_leader, check_room
from sessions.schedule.coming_along import Change, ComingAlong, Row, planned_before
from sessions.schedule.effect import Tally
from sessions.schedule.filling import HORIZON, dates_of
from sessions.schedule.following import Standing, begins, pair, shifted
from sessions.schedule.models import Series, SeriesEdit
from sessions.schedule.operations import start_series
from sessions.schedule.rule_parts import parts_of
from sessions.schedule.span import resolve_span
from sessions.schedule.wanted import facts_of, stages_for


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a series that goes on: by which rule, with what different, and the dates that are its own."""

    rule: str
    wanted: Mapping[str, Any]
    rows: Sequence[Row]


def go_on(change: Change, piece: Piece, from_day: date) -> tuple[SeriesEdit, Tally]:
    """Let a part of a series go on as a new one from a day on, and write every date it has. Constant statements."""
    old = change.series
    wanted = dict(piece.wanted)
    rule = shifted(wanted.pop("rule", piece.rule), old.first_day, wanted.pop("day_shift", 0))
    week_starts = db.session.get_one(House, old.house_id).week_starts
    ahead = [row for row in piece.rows if not planned_before(row, old.zone)]
    first_day = ahead[0]["recurrence_id"].date() if ahead else from_day
    if rule != piece.rule and parts_of(rule).get("INTERVAL", "1") == "1":
        first_day = begins(dates_of(old, old.first_day, first_day)[-7:], first_day, today(old.zone), week_starts)
    new = next_series(change, rule, first_day, wanted)
    # What was ended, or goes on as another series from a day on, ends there still.
    new.to_day = old.to_day
    standing = [Standing(row["id"], row["recurrence_id"]) for row in ahead]
    standing += [Standing(None, day) for day in _left_out(old, first_day)]
    until = max(old.filled_to, today(old.zone) + HORIZON)
    pairs = pair(standing, dates_of(new, first_day, until), week_starts)
    new.filled_to = until
    along = ComingAlong(change, new)
    for row in piece.rows:
        if row not in ahead:
            along.keep_time(row)
    by_id = {row["id"]: row for row in piece.rows}
    for one, day in pairs:
        along.weigh(by_id.get(one.id or "") if one else None, day, left_out=one is not None and one.id is None)
    return along.written()


def next_series(change: Change, rule: str, first_day: date, wanted: Mapping[str, Any]) -> Series:
    """Begin the series an old one goes on as, with what is different; Refused for what it cannot have."""
    old = change.series
    facts = facts_of(old) | {name: value for name, value in wanted.items() if name != "stages"}
    stages = wanted.get("stages", ()) if "stages" in wanted or facts["audience"] != "stage" else stages_for(old.id)
    if "room_id" in wanted:
        check_room(old.house_id, facts["room_id"])
    if "group_id" in wanted and facts["group_id"]:
        check_group(old.house_id, facts["group_id"])
    at = resolve_span(first_day, facts["wall_start"], facts["wall_end"], old.zone).starts_at
    if wanted.get("leader_id") or (wanted.get("leader_kind") == "staff"):
        check_leader(old.house_id, facts["leader_id"], at)
    if wanted.get("keeper_id"):
        check_leader(old.house_id, facts["keeper_id"], at)
    return start_series(
        old.house_id,
        rule=rule,
        first_day=first_day,
        zone=old.zone,
        by=change.by,
        stages=stages if facts["audience"] == "stage" else (),
        line_id=old.line_id,
        **facts,
    )


def _left_out(series: Series, from_day: date) -> Iterable[datetime]:
    days = (date.fromisoformat(day) for day in series.left_out)
    return (datetime.combine(day, series.wall_start) for day in days if day >= from_day)
