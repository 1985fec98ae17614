"""One week out of a hundred series: the app's reading beside the bare rows, and old series beside young ones."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask

from bench.houses import AT, TODAY, WEEKLY_SERIES, Facts, actor_of
from bench.report import Figure
from bench.rounds import beside
from community.access.permissions import Role
from community.houses.models import House
from community.people.models import Person
from foundation.clock import held_at
from foundation.database import db
from foundation.walltime import day_bounds
from sessions.schedule.queries import occurrence_columns, within
from sessions.today.queries import days_of

ROUNDS = 150
MONDAY = TODAY - timedelta(days=TODAY.weekday())
SUNDAY = MONDAY + timedelta(days=6)


def _week(house_id: str) -> Callable[[], int]:
    """The app's reading of this week for somebody of the staff."""
    house = db.session.get_one(House, house_id)
    person = db.session.query(Person).filter_by(house_id=house_id).first()
    assert person is not None
    actor = actor_of(house, person, Role.MANAGER)

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
        to_rows, to_young = beside(old, rows, ROUNDS), beside(old, young, ROUNDS)
    return [
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
