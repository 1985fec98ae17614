"""`make bench`: build the houses, measure every path beside its limit, print the table, write the papers."""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from flask import Flask
from flask_migrate import upgrade

from app import create_app
from bench.amending import amending
from bench.clashes import clashes
from bench.desk import Desk, desk_house
from bench.doses import doses
from bench.every_page import every_page
from bench.houses import AT, Facts, build
from bench.pages import day_pages, feeds
from bench.pairing import pairing
from bench.processes import ROOT, environment, free_port, serving
from bench.report import Figure, table, write
from bench.rolls import rolls
from bench.starting import starting
from bench.weeks import weeks
from bench.years import write_years
from foundation.clock import held_at
from foundation.transactions import writing
from settings import from_environment

T = TypeVar("T")
SERVER = (sys.executable, "-m", "bench.server")


def _timed(what: str, do: Callable[[], T]) -> T:
    began = time.perf_counter()
    print(f"{what} …", end=" ", flush=True)
    found = do()
    print(f"{time.perf_counter() - began:.0f} s", flush=True)
    return found


def _built(environ: dict[str, str], desk: Desk) -> tuple[Flask, Facts]:
    """The app on a fresh database that holds the measured houses, twenty years and a million marks."""
    app, facts = create_app(from_environment(environ)), Facts()
    with app.app_context():
        upgrade()
        with held_at(AT), writing():
            organisation = build(facts)
            facts.desk_house = desk_house(organisation, desk)
    write_years(app, facts)
    return app, facts


def main() -> None:
    """Take all figures and write them down; a goal that is missed is told in the table."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="daybook-bench-") as folder:
        scratch, port = Path(folder), free_port()
        environ = environment(scratch / "figures", port, SCHEDULER="off", DEMO="off")
        desk = Desk()
        app, facts = _timed("Building the houses", lambda: _built(environ, desk))
        with serving(SERVER, environ, port, scratch / "server.log"):
            figures += _timed("Pages", lambda: day_pages(port))
            figures += _timed("Every page", lambda: every_page(port, app, desk))
            figures += _timed("Feeds", lambda: feeds(port, facts))
            figures += _timed("Weeks", lambda: weeks(app, facts))
            figures += _timed("Amending", lambda: amending(app))
            figures += _timed("Pairing", lambda: pairing(app, facts))
            figures += _timed("Clashes", lambda: clashes(app, facts))
            figures += _timed("Registers", lambda: rolls(port, facts))
            figures += _timed("Doses", lambda: doses(app, facts))
        figures += _timed("Starting twice", lambda: starting(scratch))
    print(table(figures))
    write(figures, ROOT / "docs")


if __name__ == "__main__":
    main()
