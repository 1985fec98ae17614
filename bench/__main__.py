"""`make bench`: build the houses, measure every path beside its limit, print the table, write the papers."""

import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from flask import Flask
from flask_migrate import upgrade

from app import create_app
from bench.houses import AT, RESIDENTS, Facts, build
from bench.pages import day_pages, feeds
from bench.processes import ROOT, environment, free_port, serving
from bench.report import Figure, table, write
from bench.rolls import rolls
from bench.starting import starting
from bench.weeks import weeks
from bench.years import write_years
from foundation.clock import held_at
from foundation.transactions import writing
from settings import from_environment


class Told(list[Figure]):
    """Figures that are shown as they come."""

    def __iadd__(self, more: Iterable[Figure]) -> Self:
        found = list(more)
        print("\n" + table(found))
        return super().__iadd__(found)


@contextmanager
def _told(what: str) -> Iterator[None]:
    began = time.perf_counter()
    print(f"{what} …", end=" ", flush=True)
    yield
    print(f"{time.perf_counter() - began:.0f} s", flush=True)


def _built(environ: dict[str, str]) -> tuple[Flask, Facts]:
    """The app on a fresh database that holds the measured houses."""
    app, facts = create_app(from_environment(environ)), Facts()
    with _told("Building the houses"), app.app_context():
        upgrade()
        with held_at(AT), writing():
            build(facts)
    with _told("Writing twenty years and a million marks"):
        write_years(app, facts)
    return app, facts


def main() -> int:
    """Take all figures; 1 when a goal is missed."""
    figures: list[Figure] = Told()
    with tempfile.TemporaryDirectory(prefix="daybook-bench-") as folder:
        scratch, port = Path(folder), free_port()
        environ = environment(scratch / "figures", port, SCHEDULER="off", DEMO="off")
        app, facts = _built(environ)
        command = (sys.executable, "-m", "bench.server")
        with serving(command, environ, port, scratch / "server.log"):
            with _told("Pages"):
                names = {"day page, signed in": "resident", "day page, a manager's": "manager"}
                figures += day_pages(port, names)
            with _told("Feeds"):
                figures += feeds(port, facts)
            with _told("Weeks"):
                figures += weeks(app, facts)
            with _told("Registers"):
                figures += rolls(port, facts)
        with _told("Starting twice"):
            figures += starting(scratch)
    print(table(figures))
    words = (
        f"the day page in a house of {RESIDENTS} people with 12 sessions that day and 1,000,000 marks in its database."
    )
    write(figures, ROOT / "docs", words)
    return 0 if all(one.held for one in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
