"""A PostgreSQL database that every test of a worker finds as it was at the beginning.

A database of its own for each test was most of what the tests took: ten megabytes of files to copy and a
server that knows nothing of it yet. Instead each table notes that it was written, and what was written is
put back from a copy beside it. Where a test changed the tables themselves, the database is made again.
"""

from dataclasses import dataclass, field

import psycopg

from tests.postgres import make_database

# A schema of its own: what the app sees of the database is its tables alone.
_KEEP = """
CREATE SCHEMA kept;
CREATE TABLE kept.touched (name text NOT NULL);
CREATE FUNCTION kept.note() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN INSERT INTO kept.touched VALUES (TG_TABLE_NAME); RETURN NULL; END $$;
DO $$
DECLARE one text;
BEGIN
  FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('CREATE TABLE kept.%I AS TABLE public.%I', 'rows_of_' || one, one);
    EXECUTE format('CREATE TRIGGER touched AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.%I '
                   'FOR EACH STATEMENT EXECUTE FUNCTION kept.note()', one);
  END LOOP;
END $$;
"""
# As a replica neither the foreign keys nor the notes of the tables stir.
_PUT_BACK = """
SET session_replication_role = replica;
DO $$
DECLARE one text;
BEGIN
  FOR one IN SELECT DISTINCT name FROM kept.touched LOOP
    EXECUTE format('DELETE FROM public.%I', one);
    EXECUTE format('INSERT INTO public.%I SELECT * FROM kept.%I', one, 'rows_of_' || one);
  END LOOP;
  DELETE FROM kept.touched;
END $$;
SET session_replication_role = DEFAULT;
"""
# Whoever a test left connected holds locks; nobody is waited for longer than a second.
_ALONE = """
SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
# What the tables are, not what is in them.
_SHAPE = """
SELECT md5(string_agg(one, ',' ORDER BY one)) FROM (
  SELECT concat(attrelid, attnum, attname, atttypid, attnotnull) FROM pg_attribute
  WHERE attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
  UNION ALL SELECT concat(oid, conname) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
  UNION ALL SELECT concat(oid, tgname, tgenabled) FROM pg_trigger
) AS shape (one)
"""


@dataclass(slots=True)
class KeptDatabase:
    """A database that is a copy of a template and can be put back to it."""

    server_url: str
    template: str
    name: str
    url: str = field(init=False)
    _connection: psycopg.Connection[tuple[object, ...]] | None = field(init=False, default=None)
    _shape: object = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._make()

    def put_back(self) -> None:
        """Make every table what it was in the template; whoever is connected is sent away."""
        if self._connection is None:
            self._make()
            return
        self._connection.execute(_ALONE)
        if self._connection.execute(_SHAPE).fetchone() == self._shape:
            self._connection.execute(_PUT_BACK)
            return
        self.close()
        self._make()

    def close(self) -> None:
        """Let go of the database."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _make(self) -> None:
        self.url = make_database(self.server_url, self.name, self.template)
        self._connection = psycopg.connect(self.url, autocommit=True)
        self._connection.execute(_KEEP)
        self._shape = self._connection.execute(_SHAPE).fetchone()
