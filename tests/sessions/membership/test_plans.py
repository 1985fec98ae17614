"""How the database looks for the next dates of hobbies: not through every date there is."""

from datetime import timedelta

from sqlalchemy import event

from foundation.database import db
from sessions.membership.hobbies import hobbies_of
from tests.cast import TODAY, Cast, actor_for
from tests.sessions.membership.test_groups import formed, meets


def test_of_the_dates_of_the_house_only_those_of_the_groups_are_looked_at(house: Cast) -> None:
    meets(house, formed(house, "Choir", kind="hobby"), TODAY - timedelta(days=3))
    asked: list[tuple[str, object]] = []

    def note(_connection: object, _cursor: object, statement: str, values: object, *_more: object) -> None:
        asked.append((statement, values))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        hobbies_of(actor_for(house.resident))
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    statement, values = asked[-1]
    assert "series.house_id" in statement
    # SQLite tells its plan in words; PostgreSQL has one of its own for tables as small as these.
    if db.engine.dialect.name == "sqlite":
        plan = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
        told = [step[-1] for step in plan if " occurrences" in step[-1]]
        # Series by series of the groups, and never every date there is.
        assert told and [step for step in told if "SCAN" in step or "series_id" not in step] == []
