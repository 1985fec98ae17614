"""A series that the manager planned some weeks ago, every second week, and put off a little since."""

from datetime import date, time, timedelta

from sqlalchemy import select

from demonstration.home import Home
from foundation.clock import now
from foundation.database import db
from sessions.schedule.amending import amend
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.rule_fields import WEEKLY, RuleFields, rule_of
from sessions.series.planning import plan_series

CIRCLE = {"en": "Reading circle", "pl": "Krąg czytelniczy", "ar": "حلقة القراءة", "ru": "Читательский круг"}
PLANNED, PUT_OFF = 23, 2
SUNDAY = 6


def note_series(home: Home) -> None:
    """Note that the larger house planned it, and from which day on it begins a little later."""
    if home.plan.night_watch:
        home.note(PLANNED, 16, 0, lambda: _plan(home))
        home.note(PUT_OFF, 16, 40, lambda: _put_off(home))


def _plan(home: Home) -> None:
    first_day: date = home.day(PLANNED - 1)
    first_day += timedelta(days=(SUNDAY - first_day.weekday()) % 7)
    facts = {
        "type_key": "leisure",
        "titles": CIRCLE,
        "rule": rule_of(RuleFields(WEEKLY, ("sun",), every=2), first_day),
        "first_day": first_day,
        "wall_start": time(16, 30),
        "wall_end": time(17, 30),
        "leader_kind": "resident",
        "wants_register": False,
    }
    plan_series(home.house, facts, by=home.manager)


def _put_off(home: Home) -> None:
    mine = [
        one
        for one in db.session.scalars(
            select(Series).where(Series.house_id == home.house.id, Series.type_key == "leisure")
        )
        if one.titles == CIRCLE
    ]
    dates = select(Occurrence).where(Occurrence.series_id == mine[0].id, Occurrence.starts_at > now())
    first = db.session.scalars(dates.order_by(Occurrence.starts_at).limit(1)).one()
    later = {"wall_start": time(16, 45)}
    version = mine[0].sequence
    amend(mine[0], scope="following", occurrence=first, changes=later, version=version, by=home.manager)
