"""One week out of a hundred series: the app's readings beside the bare rows, and old series beside young ones."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask

from bench.houses import AT, TODAY, WEEKLY_SERIES, Facts, actor_of
from bench.report import Figure
from bench.rounds import beside
from community.access.actor import Actor
from community.access.permissions import Role
from community.houses.models import House
from community.people.models import Person
from foundation.clock import held_at
from foundation.database import db
from foundation.walltime import day_bounds
from sessions.planner.week import planned_week
from sessions.schedule.models import Occurrence
from sessions.schedule.queries import occurrence_columns, within
from sessions.today.queries import days_of

ROUNDS = 150
MONDAY = TODAY - timedelta(days=TODAY.weekday())
SUNDAY = MONDAY + timedelta(days=6)
# A hundred sessions on each working day, for twenty years.
PLANNED, LEAST_DATES = 5 * WEEKLY_SERIES, 500_000


def _manager(house_id: str) -> Actor:
    """Somebody of the staff."""
    house = db.session.get_one(House, house_id)
    person = db.session.query(Person).filter_by(house_id=house_id).first()
    assert person is not None
    return actor_of(house, person, Role.MANAGER)


def _planner(house_id: str) -> Callable[[], int]:
    """The planner's reading of this week, with the series of each date."""
    actor = _manager(house_id)

    def read() -> int:
        found = len(planned_week(actor, MONDAY, SUNDAY))
        db.session.rollback()
        return found

    return read


def _week(house_id: str) -> Callable[[], int]:
    """The app's reading of this week for somebody of the staff."""
    actor = _manager(house_id)

    def read() -> int:
        found = sum(len(sessions) for sessions in days_of(actor, MONDAY, SUNDAY).values())
        db.session.rollback()
        return found

    return read


def _rows(house_id: str) -> Callable[[], int]:
    """The same columns of the same rows through the same index, by a statement that was ready before."""
    (from_at, _), (_, to_at) = day_bounds(MONDAY, "Europe/Warsaw"), day_bounds(SUNDAY, "Europe/Warsaw")
    statement = occurrence_columns().where(*within(house_id, from_at, to_at))

    def read() -> int:
        with db.engine.connect() as connection:
            return len(connection.execute(statement).all())

    return read


def weeks(app: Flask, facts: Facts) -> list[Figure]:
    """A week of series that are twenty years old, and whether their age costs anything."""
    with app.app_context(), held_at(AT):
        old, young, rows = _week(facts.old_house), _week(facts.young_house), _rows(facts.old_house)
        if not old() == young() == rows() == WEEKLY_SERIES:
            raise RuntimeError(f"a week has {old()}, {young()} and {rows()} sessions instead of {WEEKLY_SERIES}")
        planner, its_rows = _planner(facts.planner_house), _rows(facts.planner_house)
        dates = db.session.query(Occurrence).filter_by(house_id=facts.planner_house).count()
        if dates < LEAST_DATES or not planner() == its_rows() == PLANNED:
            raise RuntimeError(f"the planner reads {planner()} of {its_rows()} sessions out of {dates}")
        to_planned = beside(planner, its_rows, ROUNDS)
        to_rows, to_young = beside(old, rows, ROUNDS), beside(old, young, ROUNDS)
    return [
        Figure(
            "planner's week out of 100 series of 20 years",
            to_planned.ratio,
            "x rows",
            1.5,
            f"{to_planned.words}; {PLANNED} of {dates:,} dates, in process",
        ),
        Figure(
            "week out of 100 series of 20 years",
            to_rows.ratio,
            "x rows",
            1.5,
            f"{to_rows.words}; {WEEKLY_SERIES} sessions, in process",
        ),
        Figure(
            "week, 20 years beside 1 year",
            to_young.ratio,
            "x young",
            1.15,
            f"{to_young.words}; no growth but noise",
        ),
    ]
