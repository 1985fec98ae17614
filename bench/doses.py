"""How long the dose ledger takes with a million marks in the table: sixty residents over twelve weeks, in process."""

from collections.abc import Callable
from datetime import timedelta
from statistics import median
from time import perf_counter
from typing import Any

from flask import Flask
from sqlalchemy import func, select, update

from bench.houses import AT, TODAY, ZONE, Facts
from bench.report import Figure
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from sessions.attendance.models import CurrentMark
from sessions.doses.ledger import ledger
from sessions.doses.quarter import quarter
from sessions.doses.weeks import week_at, weeks_until
from sessions.hours.presets import TREATMENT
from sessions.schedule.models import Series

ROUNDS, WEEKS = 40, 12


def doses(app: Flask, facts: Facts) -> list[Figure]:
    """The ledger of twelve weeks, of one week, and of one person's twelve weeks, in the house of every page.

    Run last: what is treatment by its kind is counted from here on, and nothing was before.
    """
    house_id = facts.desk_house
    with app.app_context(), held_at(AT):
        with writing():
            db.session.execute(update(Series).where(Series.type_key.in_(TREATMENT)).values(counted=True))
        marks = db.session.scalars(select(func.count()).select_from(CurrentMark)).one()
        long = weeks_until(TODAY - timedelta(days=7), "mon", ZONE, WEEKS)
        weeks, found = _taken(lambda: quarter(house_id, long))
        people = len({one.resident.id for one, _ in found})
        hours = sum(dose.total for _, dose in found) // 60
        latest = max(found, key=lambda pair: pair[1].total)[0].resident.id
        week, of_week = _taken(lambda: ledger(house_id, [week_at(TODAY, "mon", ZONE)]))
        own, of_one = _taken(lambda: [(one, one.sums()) for one in ledger(house_id, long, latest)])
    if marks < 1_000_000 or not hours or not of_week or not of_one:
        raise RuntimeError(f"{marks} marks, {hours} hours")
    said = "{}, {:,} marks in the table, best {:.1f} ms, in process"
    many = f"{people} residents, {hours:,} hours received"
    return [
        Figure(f"dose ledger of {WEEKS} weeks", median(weeks), "ms", 150, said.format(many, marks, min(weeks))),
        Figure(
            "dose ledger of this week", median(week), "ms", 150, said.format(f"{people} residents", marks, min(week))
        ),
        Figure(
            f"dose ledger of one resident, {WEEKS} weeks", median(own), "ms", 150, said.format("one", marks, min(own))
        ),
    ]


def _taken(do: Callable[[], Any]) -> tuple[list[float], Any]:
    taken: list[float] = []
    found: Any = None
    for _ in range(ROUNDS):
        began = perf_counter()
        found = do()
        taken.append((perf_counter() - began) * 1000)
        db.session.rollback()
    return taken, found
