"""A small template and the verb that uses it, for the tests of templates."""

import json
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from community.access.actor import SYSTEM
from community.houses.models import House
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from sessions.programme.applying import apply_week
from sessions.programme.applying_changes import Applied
from sessions.programme.week_file import WeekFile, parse_week
from sessions.schedule.models import Occurrence, Series
from tests.cast import NOW, TODAY, Cast

MONDAY = TODAY + timedelta(days=6)
MORNING = {
    "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
    "start": "08:30",
    "end": "09:15",
    "type": "morning_meeting",
    "room": "Garden room",
    "leader": "staff",
    "who": "everyone",
    "register": True,
    "titles": {"en": "Morning meeting", "ar": "اجتماع الصباح"},
}
GROUP = MORNING | {"start": "10:00", "end": "11:00", "type": "process_group", "titles": {"en": "Process group"}}
WALK = MORNING | {
    "days": ["sat"],
    "start": "15:00",
    "end": "17:00",
    "type": "leisure",
    "room": None,
    "leader": "none",
    "register": False,
    "titles": {"en": "A walk"},
}


def a_template(*rows: dict[str, Any], **more: Any) -> WeekFile:
    """A small week in the rooms the cast's house has."""
    week = {
        "name": "Spring",
        "locale": "en",
        "timezone": "Europe/Warsaw",
        "week_starts": "mon",
        "rooms": [{"name": "Garden room", "capacity": 14}],
        "rows": list(rows),
    }
    return parse_week(json.dumps(week | more).encode())


def applied(cast: Cast, week: WeekFile, day: date = MONDAY, **how: Any) -> Applied:
    """Use it in the house in Warsaw."""
    with held_at(NOW), writing():
        return apply_week(db.session.get_one(House, cast.house.id), week, from_day=day, by=SYSTEM, **how)


def titles(planned: Any) -> list[str]:
    return sorted(next(iter(one.facts["titles"].values()), one.facts["type_key"]) for one in planned)


def counts(done: Applied) -> tuple[int, int, int, int]:
    return len(done.comparison.new), len(done.comparison.changed), len(done.comparison.same), len(done.ended)


def dates(cast: Cast) -> list[tuple[Any, ...]]:
    """Every planned date of the house, as people see it."""
    columns = (Series.type_key, Occurrence.wall_start, Occurrence.wall_end, Occurrence.room_id, Occurrence.leader_id)
    statement = (
        select(*columns)
        .join(Series, Series.id == Occurrence.series_id)
        .where(Occurrence.house_id == cast.house.id, Occurrence.status == "planned")
        .order_by(Occurrence.wall_start, Series.type_key)
    )
    # Databases order what begins at once each in their way.
    return sorted((tuple(row) for row in db.session.execute(statement)), key=lambda row: (row[1], str(row)))
