"""A million marks of past years, written in bulk: what a house has after six years of roll calls."""

from flask import Flask
from sqlalchemy import text

from bench.houses import AT, RESIDENTS
from foundation.database import db

REGISTERS = 25_000

# Four statements of SQLite itself; the ids are random as the app's are, so that indexes are as scattered.
STATEMENTS = (
    """INSERT INTO registers (id, house_id, occurrence_id, opened_at, closed_at)
       SELECT lower(hex(randomblob(16))), house_id, id, starts_at, ends_at FROM occurrences
       WHERE house_id = :house AND starts_at < :until ORDER BY starts_at DESC LIMIT :registers""",
    """INSERT INTO register_rows (register_id, person_id, house_id, capacity, added, added_at)
       SELECT registers.id, stays.person_id, registers.house_id, 'resident', 'expected', registers.opened_at
       FROM registers JOIN stays ON stays.house_id = registers.house_id WHERE registers.house_id = :house""",
    """INSERT INTO marks (id, house_id, register_id, person_id, status, marked_at)
       SELECT lower(hex(randomblob(16))), house_id, register_id, person_id,
              CASE abs(random()) % 8 WHEN 0 THEN 'unexcused' WHEN 1 THEN 'late' ELSE 'present' END, added_at
       FROM register_rows WHERE house_id = :house""",
    """INSERT INTO current_marks (register_id, person_id, house_id, mark_id, status)
       SELECT register_id, person_id, house_id, id, status FROM marks WHERE house_id = :house""",
)


def write_years(app: Flask, house_id: str) -> int:
    """Fill the past registers of a house, up to the day that is measured; how many marks there are."""
    values = {
        "house": house_id,
        "until": AT.replace(hour=0, minute=0, tzinfo=None).isoformat(" "),
        "registers": REGISTERS,
    }
    with app.app_context():
        with db.engine.connect() as connection:
            raw = connection.connection.cursor()
            for pragma in ("synchronous=OFF", "foreign_keys=OFF", "cache_size=-1500000", "temp_store=MEMORY"):
                raw.execute(f"PRAGMA {pragma}")
            for statement in STATEMENTS:
                connection.execute(text(statement), values)
            count = connection.execute(text("SELECT count(*) FROM marks")).scalar_one()
            connection.commit()
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        # The pragmas belong to that connection: nothing may be measured on it.
        db.engine.dispose()
    if count != REGISTERS * RESIDENTS:
        raise RuntimeError(f"{count} marks were written, not {REGISTERS * RESIDENTS}")
    return int(count)
