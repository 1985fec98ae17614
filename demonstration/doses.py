"""Two open groups of the larger house: they would fill the week of somebody who missed some of it."""

from datetime import time, timedelta

from sqlalchemy import select

from community.houses.models import Room
from demonstration.home import Home
from foundation.clock import now, today
from foundation.database import db
from sessions.groups.operations import form_group, join_group
from sessions.schedule.filling import HORIZON, fill
from sessions.schedule.operations import start_series

ROUND = {"en": "Open round", "pl": "Krąg otwarty", "ar": "حلقة مفتوحة", "ru": "Открытый круг"}
STEPS = {"en": "Step by step", "pl": "Krok po kroku", "ar": "خطوة بخطوة", "ru": "Шаг за шагом"}
# (name, kind, day, begins, ends, minutes of break, who belongs to it), at hours at which nobody else is expected.
GROUPS = (
    (ROUND, "process_group", "WE", time(15, 45), time(16, 30), 5, ("magda", "hanna")),
    (STEPS, "relapse_prevention", "TH", time(15, 50), time(16, 30), 0, ("liam", "elif")),
)
PLACES = 8


def note_doses(home: Home) -> None:
    """Note that the groups were formed yesterday, and begin this week: their registers begin with them."""
    if home.plan.night_watch:
        home.note(1, 15, 10, lambda: _form(home))


def _form(home: Home) -> None:
    rooms = db.session.scalars(select(Room).where(Room.house_id == home.house.id))
    room_id = next(one.id for one in rooms if one.name["en"] == "Common room")
    leader_id = home.people["marta"].id
    for name, kind, day, start, end, breaks, people in GROUPS:
        group = form_group(home.house.id, name=name, kind="group", capacity=PLACES, by=home.manager)
        for key in people:
            join_group(group, home.people[key].id, from_at=now(), by=home.manager)
        series = start_series(
            home.house.id,
            type_key=kind,
            titles=name,
            rule=f"FREQ=WEEKLY;BYDAY={day}",
            first_day=today(home.plan.zone) + timedelta(days=1),
            wall_start=start,
            wall_end=end,
            zone=home.plan.zone,
            room_id=room_id,
            leader_kind="staff",
            leader_id=leader_id,
            keeper_id=leader_id,
            audience="group",
            group_id=group.id,
            counted=True,
            break_minutes=breaks,
            by=home.manager,
        )
        fill(series, today(home.plan.zone) + HORIZON)
