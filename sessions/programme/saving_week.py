"""The verbs of a house's own templates: its week is kept to be used again, and a template is used no more."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from community.access.actor import By
from community.audit.operations import record
from community.houses.models import House, Room
from community.houses.operations import clean_words
from community.houses.queries import stages_of
from foundation.clock import now
from foundation.database import db, new_id
from foundation.errors import Refused
from foundation.messages import N_
from foundation.words import said_in
from sessions.groups.models import Group
from sessions.programme.comparing import days_of, every_week
from sessions.programme.live_series import live_series
from sessions.programme.models import ProgrammeTemplate
from sessions.programme.week_file import LARGEST_CAPACITY, parse_week
from sessions.programme.week_rows import OF_FELLOWSHIPS
from sessions.schedule.filling import dates_of
from sessions.schedule.models import Series
from sessions.schedule.recurrence import DAYS, spelled_out
from sessions.schedule.rule_parts import parts_of
from sessions.schedule.session_types import TYPES

MOST_TEMPLATES = 100
WITH_A_GROUP = ("group", "each")
# A month and a little: a session once a month belongs to the week that is kept.
LOOK_AHEAD = timedelta(days=35)


def save_week_as_template(house: House, *, name: Mapping[str, str], day: date, by: By) -> ProgrammeTemplate:
    """Keep what repeats in the house from a day of its wall on as a template of its organisation.

    No person stands in it: rooms, groups and stages by their names and places, of who leads only the kind, and no
    notes, for these may name somebody. Refused when nothing repeats, and for too many templates.
    """
    words = clean_words(name)
    here = select(ProgrammeTemplate.id).where(
        ProgrammeTemplate.house_id == house.id, ProgrammeTemplate.retired_at.is_(None)
    )
    if len(db.session.scalars(here).all()) >= MOST_TEMPLATES:
        raise Refused(N_("There are %(most)s templates already; take one out of use first."), most=MOST_TEMPLATES)
    written = week_of(house, words, day)
    if not written["rows"]:
        raise Refused(N_("Nothing repeats in this house from that day on, so there is no week to keep yet."))
    # Read as a file is, so that whatever is kept can be used.
    parse_week(json.dumps(written).encode())
    made = ProgrammeTemplate(
        id=new_id(),
        house_id=house.id,
        org_id=house.organisation_id,
        name=words,
        week=written,
        made_at=now(),
        made_by=by.person_id,
        retired_at=None,
    )
    db.session.add(made)
    db.session.flush()
    record(house.id, "template:save", by=by, subject=f"template:{made.id}")
    return made


def retire_template(template: ProgrammeTemplate, *, by: By) -> None:
    """Offer a template no more; weeks that go by it stay. Refused when it is retired already."""
    if template.retired_at is not None:
        raise Refused(N_("This template is no longer in use already."))
    template.retired_at = now()
    db.session.flush()
    record(template.house_id, "template:retire", by=by, subject=f"template:{template.id}")


def week_of(house: House, name: Mapping[str, str], day: date) -> dict[str, Any]:
    """What repeats in a house from a day on, as the file of a week."""
    live = live_series(house.id, day)
    kept = [one.series for one in live.values() if dates_of(one.series, day, day + LOOK_AHEAD)]
    rooms = _by_id(Room, {one.room_id for one in kept})
    groups = _by_id(Group, {one.group_id for one in kept if one.audience in WITH_A_GROUP})
    stages = _stage_names(house.id)
    room_names, group_names = (_unique(house, rows) for rows in (rooms, groups))
    types = {one.type_key for one in kept}
    rows: dict[str, dict[str, Any]] = {}
    for one in sorted(kept, key=lambda series: (series.wall_start, series.wall_end, series.id)):
        of_stages = [stages[key] for key in live[one.id].planned.facts["stages"]]
        row = _row(one, room_names.get(one.room_id or ""), group_names.get(one.group_id or ""), of_stages)
        if row.get("requires") not in types - {one.type_key}:
            row.pop("requires", None)
        # Two that differ only in who leads them are one row of a template.
        rows.setdefault(json.dumps(row, sort_keys=True), row)
    return {
        "name": said_in(name, house.language, house.language)[0],
        "locale": house.language,
        "timezone": house.zone,
        "week_starts": house.week_starts,
        "rooms": [
            {"name": room_names[room.id], "capacity": min(room.capacity, LARGEST_CAPACITY), "titles": room.name}
            for room in rooms
        ],
        "groups": [_group(group, group_names[group.id]) for group in groups],
        "rows": list(rows.values()),
    }


def _by_id(model: Any, ids: set[str | None]) -> list[Any]:
    statement = select(model).where(model.id.in_(sorted(one for one in ids if one))).order_by(model.id)
    return list(db.session.scalars(statement))


def _unique(house: House, rows: list[Any]) -> dict[str, str]:
    """What each is called in the file: in the house's language, numbered where two are called alike."""
    seen: Counter[str] = Counter()
    found = {}
    for row in rows:
        name = said_in(row.name, house.language, house.language)[0]
        seen[name.casefold()] += 1
        found[row.id] = name if seen[name.casefold()] == 1 else f"{name} ({seen[name.casefold()]})"
    return found


def _stage_names(house_id: str) -> dict[str, str]:
    counted: Counter[str] = Counter()
    found = {}
    for stage in stages_of(house_id):
        counted[stage.phase] += 1
        found[stage.id] = f"{stage.phase}:{counted[stage.phase]}"
    return found


def _group(group: Group, name: str) -> dict[str, Any]:
    told: dict[str, Any] = {"name": name, "kind": group.kind, "titles": group.name, "open": group.open}
    return told | ({"capacity": group.capacity} if group.capacity else {})


def _row(one: Series, room: str | None, group: str | None, stages: list[str]) -> dict[str, Any]:
    spelled = spelled_out(parts_of(one.rule), one.first_day)
    rule = ";".join(f"{key}={value}" for key, value in spelled.items() if key not in ("COUNT", "UNTIL"))
    days = days_of(rule) or {DAYS[one.first_day.weekday()]}
    row: dict[str, Any] = {
        "days": [day for day in DAYS if day in days],
        "start": f"{one.wall_start:%H:%M}",
        "end": f"{one.wall_end:%H:%M}",
        "type": one.type_key,
        "room": room,
        "leader": one.leader_kind,
        "who": one.audience,
        "register": one.wants_register,
        "counted": one.counted,
        "titles": one.titles or {"en": TYPES[one.type_key].name},
    }
    # Every second week begins again with the template; only the repetition is kept.
    more = {
        "repeat": None if every_week(rule) else rule,
        "group": group if one.audience in WITH_A_GROUP else None,
        "stages": stages,
        "fellowship": one.fellowship if one.type_key in OF_FELLOWSHIPS else None,
        "meeting_types": one.meeting_types if one.type_key in OF_FELLOWSHIPS else None,
        "requires": one.requires,
    }
    return row | {key: value for key, value in more.items() if value}
