"""Twenty years of dates and a million marks, written in bulk: what houses have that have been here for long."""

from flask import Flask
from sqlalchemy import Connection, text

from bench.houses import AT, RESIDENTS, Facts
from foundation.database import db

REGISTERS = 25_000
# Twelve registers a day are a million marks in six years; the old series are twenty years old.
DAY_YEARS, OLD_YEARS = 6, 20
FAST = ("journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF", "cache_size=-1500000", "temp_store=MEMORY")

# The ids are random as the app's are, so that indexes are as scattered.
OLDER_YEARS = """
    WITH RECURSIVE years(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM years WHERE number + 1 < :years)
    INSERT INTO occurrences ({columns})
    SELECT {values} FROM occurrences CROSS JOIN years
    WHERE house_id = :house AND starts_at < :today"""
BACK = "strftime('%Y-%m-%d %H:%M:%S.000000', {name}, (-364 * number) || ' days')"
MOVED = {"id": "lower(hex(randomblob(16)))"} | {
    name: BACK.format(name=name) for name in ("recurrence_id", "wall_start", "wall_end", "starts_at", "ends_at")
}
AS_IS = (
    *("house_id", "series_id", "shifted_minutes", "room_id", "leader_kind", "leader_id", "keeper_id", "status"),
    *("changes", "reason", "sequence", "changed_at"),
)
MARKS = (
    """INSERT INTO registers (id, house_id, occurrence_id, frozen_for, opened_at, closed_at)
       SELECT lower(hex(randomblob(16))), house_id, id, starts_at, starts_at, ends_at FROM occurrences
       WHERE house_id = :house AND starts_at < :today ORDER BY starts_at DESC LIMIT :registers""",
    """INSERT INTO register_rows (register_id, person_id, house_id, capacity, added, added_at)
       SELECT registers.id, stays.person_id, registers.house_id, 'resident', 'expected', registers.opened_at
       FROM registers JOIN stays ON stays.house_id = registers.house_id WHERE registers.house_id = :house""",
    """INSERT INTO marks (id, house_id, register_id, person_id, status, marked_at)
       SELECT lower(hex(randomblob(16))), house_id, register_id, person_id,
              CASE abs(random()) % 8 WHEN 0 THEN 'unexcused' WHEN 1 THEN 'not_applicable' ELSE 'present' END, added_at
       FROM register_rows WHERE house_id = :house""",
    """INSERT INTO current_marks (register_id, person_id, house_id, mark_id, status)
       SELECT register_id, person_id, house_id, id, status FROM marks WHERE house_id = :house""",
)

# Of a house where people came and went: those who lived there then.
LIVED_THERE = (
    MARKS[0],
    MARKS[1]
    + " AND stays.admitted_at <= registers.opened_at"
    + " AND (stays.discharged_at IS NULL OR stays.discharged_at > registers.opened_at)",
    *MARKS[2:],
)
DESK_YEARS, DESK_REGISTERS = 2, 8_700


def _age(connection: Connection, house_id: str, years: int) -> None:
    """Copy the past year of a house's occurrences as often as it has years."""
    columns, values = (", ".join((*named, *AS_IS)) for named in (MOVED, MOVED.values()))
    statement = OLDER_YEARS.format(columns=columns, values=values)
    connection.execute(text(statement), {"house": house_id, "years": years, "today": _today()})


def _today() -> str:
    return AT.replace(hour=0, minute=0, tzinfo=None).isoformat(" ")


def write_years(app: Flask, facts: Facts) -> None:
    """Make the houses as old as they are measured, and fill the day house's registers of the past."""
    with app.app_context():
        with db.engine.connect() as connection:
            raw = connection.connection.cursor()
            for pragma in FAST:
                raw.execute(f"PRAGMA {pragma}")
            _age(connection, facts.old_house, OLD_YEARS)
            _age(connection, facts.day_house, DAY_YEARS)
            _age(connection, facts.planner_house, OLD_YEARS)
            values = {"house": facts.day_house, "today": _today(), "registers": REGISTERS}
            for statement in MARKS:
                connection.execute(text(statement), values)
            count = connection.execute(text("SELECT count(*) FROM marks")).scalar_one()
            _age(connection, facts.desk_house, DESK_YEARS)
            values = {"house": facts.desk_house, "today": _today(), "registers": DESK_REGISTERS}
            for statement in LIVED_THERE:
                connection.execute(text(statement), values)
            connection.commit()
        # The pragmas belong to that connection; the next one is opened as the app opens it.
        db.engine.dispose()
    if count != REGISTERS * RESIDENTS:
        raise RuntimeError(f"{count} marks were written, not {REGISTERS * RESIDENTS}")
