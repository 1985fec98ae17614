"""The staff's time in a demonstration house: everybody's hours, a training with substitutes, an open illness."""

from datetime import datetime, time, timedelta

from community.access.actor import Actor
from community.access.permissions import Role
from community.staff.absences import note_absence
from community.staff.operations import Week, set_hours
from demonstration.home import Home
from foundation.clock import now
from foundation.database import db
from foundation.walltime import day_bounds
from sessions.schedule.changes import change_leader
from sessions.schedule.models import Occurrence
from sessions.schedule.queries import as_sessions, occurrence_columns, within
from sessions.schedule.session import Session
from sessions.schedule.stand_ins import substitutes_for
from sessions.schedule.substitutes import Gap, arranged

SAID_DAYS_AGO = 40
# An hour before the first session and one after the last; in a longer day there is a break at noon.
BEFORE, LONGEST = 1, 10
USUAL = {"nurse": (time(7), time(15)), "night_staff": (time(22), time(6))}
OFFICE = (time(8), time(16))
# Substitutes for whoever is ill are found for four weeks; what comes after waits.
ARRANGED = timedelta(days=28)


def note_staffing(home: Home) -> None:
    """Note everybody's hours; where the plan has them, a training next week and an illness since yesterday."""
    home.note(SAID_DAYS_AGO, 9, 30, lambda: _say_hours(home))
    if home.plan.trained:
        home.note(3, 14, 0, lambda: _training(home, home.plan.trained))
    if home.plan.ill:
        home.note(1, 19, 30, lambda: _illness(home, home.plan.ill))


def _reader(home: Home) -> Actor:
    """The manager as the one who reads; nobody is signed in."""
    key = next(worker.key for worker in home.plan.staff if worker.role == "manager")
    plan, person = home.plan, home.people[key]
    roles = frozenset({Role.MANAGER})
    words = (plan.language, plan.language, plan.zone, plan.week_starts)
    return Actor("", "", person.id, home.house.id, roles, person.shown, *words)


def _sessions(home: Home, from_at: datetime, to_at: datetime) -> list[Session]:
    statement = occurrence_columns().where(*within(home.house.id, from_at, to_at), Occurrence.status == "planned")
    return as_sessions(statement, home.plan.language, home.plan.language)


def _say_hours(home: Home) -> None:
    """Hours that hold what each leads in a week, so that the house's plan and its hours agree."""
    day = home.day(SAID_DAYS_AGO)
    from_at = day_bounds(day, home.plan.zone)[0]
    week = _sessions(home, from_at, from_at + timedelta(days=7))
    for worker in home.plan.staff:
        person = home.people[worker.key]
        led = [one for one in week if one.leader_id == person.id]
        by_day = [[one for one in led if one.wall_start.weekday() == number] for number in range(7)]
        free = {"mon": (5, 6), "sat": (4, 5)}.get(home.plan.week_starts, (5, 6))
        usual = USUAL.get(worker.role, OFFICE)
        # Whoever leads works on the days they lead; the others on every day but the weekend.
        rest = [] if led and worker.role not in USUAL else [usual]
        spans: Week = [
            _spans(of_day) if of_day else ([] if number in free else rest) for number, of_day in enumerate(by_day)
        ]
        set_hours(person, spans, from_day=day, by=home.manager)


def _spans(led: list[Session]) -> list[tuple[time, time]]:
    """From an hour before the first session to an hour after the last; two spans where the day would be too long."""
    starts = min(one.wall_start.hour for one in led)
    ends = max(one.wall_end.hour + (one.wall_end.minute > 0) for one in led)
    first, last = max(starts - BEFORE, 6), min(ends + 1, 23)
    if last - first <= LONGEST:
        return [(time(first), time(max(last, first + 6) % 24))]
    early = [one for one in led if one.wall_start.hour < 14]
    late = [one for one in led if one.wall_start.hour >= 14]
    if not early or not late:
        return [(time(first), time(last))]
    noon = max(one.wall_end.hour + (one.wall_end.minute > 0) for one in early)
    again = max(min(one.wall_start.hour for one in late) - BEFORE, noon)
    if again == noon:
        return [(time(first), time(last))]
    return [(time(first), time(noon)), (time(again), time(last))]


def _training(home: Home, key: str) -> None:
    """A Tuesday and a Wednesday soon, with somebody for every session."""
    ahead = next(days for days in range(5, 12) if home.day(-days).weekday() == 1)
    from_at, to_at = (day_bounds(home.day(-ahead - more), home.plan.zone)[more] for more in (0, 1))
    note_absence(home.people[key], kind="training", from_at=from_at, to_at=to_at, by=home.manager)
    _stand_in(home, key, from_at, to_at)


def _illness(home: Home, key: str) -> None:
    """Nobody knows until when; for tomorrow's session nobody has been found yet."""
    note_absence(home.people[key], kind="ill", from_at=now(), to_at=None, by=home.acting(key))
    from_at, to_at = day_bounds(home.day(-1), home.plan.zone)
    _stand_in(home, key, now(), from_at)
    _stand_in(home, key, to_at, to_at + ARRANGED)


def _stand_in(home: Home, key: str, from_at: datetime, to_at: datetime) -> None:
    led = [one for one in _sessions(home, from_at, to_at) if one.leader_id == home.people[key].id]
    found = substitutes_for(_reader(home), led)
    chosen = arranged([Gap(one.id, one.starts_at, one.ends_at) for one in led], found)
    for one in led:
        if one.id in chosen and one.starts_at > now():
            row = db.session.get_one(Occurrence, one.id)
            change_leader(row, chosen[one.id], version=row.sequence, by=home.manager)
