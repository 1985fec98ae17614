"""The PostgreSQL of the tests is what it was at the beginning, whatever the test before did to it."""

import psycopg
import pytest

from tests.cast import Cast
from tests.kept_database import KeptDatabase

pytestmark = pytest.mark.postgres
Kept = tuple[KeptDatabase, Cast]


def rows(url: str) -> dict[str, list[str]]:
    """All that is in the tables of the app, in order."""
    with psycopg.connect(url) as connection:
        names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        return {
            name: sorted(str(row) for row in connection.execute(f'SELECT * FROM public."{name}"')) for (name,) in names
        }


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE persons SET shown = 'Somebody else'",
        "TRUNCATE houses CASCADE",
        "DELETE FROM current_marks; INSERT INTO stamps (subject, version, changed_at) VALUES ('x', 1, now())",
        "DROP TABLE audit_entries CASCADE",
        "ALTER TABLE persons DROP COLUMN folded",
        "ALTER TABLE persons DISABLE TRIGGER ALL; DELETE FROM persons",
    ],
)
def test_what_was_changed_is_put_back(postgres_kept: Kept, spoil: str) -> None:
    kept, _cast = postgres_kept
    kept.put_back()
    before = rows(kept.url)
    with psycopg.connect(kept.url) as connection:
        connection.execute(spoil)
    kept.put_back()
    assert (len(before["persons"]) > 5, rows(kept.url) == before) == (True, True)


def test_whoever_was_left_connected_holds_nothing_up(postgres_kept: Kept) -> None:
    kept, _cast = postgres_kept
    kept.put_back()
    before = rows(kept.url)
    left = psycopg.connect(kept.url)
    left.execute("UPDATE persons SET shown = 'Somebody else'")
    with psycopg.connect(kept.url) as other:
        other.execute("DELETE FROM stamps")
    kept.put_back()
    assert rows(kept.url) == before
    with pytest.raises(psycopg.OperationalError):
        left.execute("SELECT 1")
