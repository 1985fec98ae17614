"""The groups of the demonstration: two hobbies, a closed circle, a department; and who is elsewhere when."""

from collections.abc import Mapping, Sequence
from datetime import time, timedelta

from sqlalchemy import select

from community.houses.models import Room
from community.residency.engagements import note_engagement
from demonstration.home import Home
from demonstration.words import CHOIR, CIRCLE, FOOTBALL, KITCHEN
from foundation.clock import now, today
from foundation.database import db
from sessions.groups.models import Group
from sessions.groups.operations import form_group, join_group, join_or_wait
from sessions.groups.waiting import wait_for
from sessions.schedule.filling import HORIZON, fill
from sessions.schedule.operations import start_series

# How many days ago they were formed.
FORMED = 34


def note_groups(home: Home) -> None:
    """Note how the groups came to be, in the larger house alone."""
    if not home.plan.night_watch:
        return
    home.note(FORMED, 11, 0, lambda: _form(home))
    # Noted yesterday, so that today shows it at whatever hour the house is loaded.
    home.note(1, 15, 0, lambda: _note_elsewhere(home))


def _form(home: Home) -> None:
    football = _group(
        home, FOOTBALL, "hobby", 8, ("piotr", "sami", "liam", "omar", "serhii", "pawel", "daniel", "tomasz")
    )
    for key in ("dmitri", "krzysztof"):
        join_or_wait(football, home.people[key].id, by=home.acting(key))
    choir = _group(home, CHOIR, "hobby", 12, ("yusuf", "grace", "irina", "olena", "hanna"))
    circle = _group(home, CIRCLE, "group", 6, ("adam", "marek", "lucia", "magda", "lukasz", "beata"), closed=True)
    for key in ("elif", "oleg"):
        wait_for(circle, home.people[key].id, by=home.manager)
    _group(home, KITCHEN, "department", None, ("ihor", "sami", "beata", "hanna"))
    weekly = "FREQ=WEEKLY;BYDAY="
    _meets(home, football, FOOTBALL, "sport", weekly + "SU", time(8, 40), time(9, 45), "Garden and grounds")
    _meets(home, choir, CHOIR, "leisure", weekly + "SU", time(16, 40), time(17, 25), "Common room")
    # Led by a counsellor, and begun this week: its registers begin with it.
    home.note(1, 15, 5, lambda: _begin(home, circle.id))


def _begin(home: Home, group_id: str) -> None:
    group = db.session.get_one(Group, group_id)
    rule, start, end = "FREQ=WEEKLY;BYDAY=TH", time(15, 50), time(16, 30)
    _meets(home, group, CIRCLE, "process_group", rule, start, end, "Small room", leader="zofia")


def _group(
    home: Home,
    name: Mapping[str, str],
    kind: str,
    places: int | None,
    people: Sequence[str],
    *,
    closed: bool = False,
) -> Group:
    group = form_group(home.house.id, name=name, kind=kind, capacity=places, open_to_join=not closed, by=home.manager)
    for key in people:
        join_group(group, home.people[key].id, from_at=now(), by=home.manager)
    return group


def _meets(
    home: Home,
    group: Group,
    titles: Mapping[str, str],
    type_key: str,
    rule: str,
    start: time,
    end: time,
    room: str,
    leader: str | None = None,
) -> None:
    rooms = db.session.scalars(select(Room).where(Room.house_id == home.house.id))
    series = start_series(
        home.house.id,
        type_key=type_key,
        titles=titles,
        rule=rule,
        first_day=today(home.plan.zone),
        wall_start=start,
        wall_end=end,
        zone=home.plan.zone,
        room_id=next(one.id for one in rooms if one.name["en"] == room),
        leader_kind="staff" if leader else "none",
        leader_id=home.people[leader].id if leader else None,
        keeper_id=home.people[leader].id if leader else None,
        audience="group",
        group_id=group.id,
        wants_register=leader is not None,
        by=home.manager,
    )
    fill(series, today(home.plan.zone) + HORIZON)


def _note_elsewhere(home: Home) -> None:
    """Somebody works outside on weekdays, somebody has a date in court, and somebody sees a doctor today."""
    weekdays = ("mon", "tue", "wed", "thu", "fri")
    for key, reason, days, ahead, start, end in (
        ("adam", "work", weekdays, 1, time(8), time(16)),
        ("lukasz", "court", (), 2, time(9), time(12, 30)),
        ("irina", "medical", (), 1, time(9, 30), time(11, 45)),
        ("ihor", "job_duty", ("sat", "sun"), 1, time(9), time(11)),
    ):
        first = today(home.plan.zone) + timedelta(days=ahead)
        note_engagement(
            home.stays[key],
            reason=reason,
            days=days,
            first_day=first,
            to_day=None if days else first + timedelta(days=1),
            start=start,
            end=end,
            zone=home.plan.zone,
            by=home.manager,
        )
