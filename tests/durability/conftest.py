"""A house that is served by real processes, which may be killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bench.client import Client
from bench.processes import ROOT, environment, first_answer, free_port
from community.access.actor import SYSTEM
from community.people.operations import enrol_person
from foundation.clock import now
from foundation.database import db
from foundation.transactions import writing
from sessions.attendance.models import RegisterRow
from sessions.attendance.opening import open_register
from settings import Settings
from tests.cast import PASSWORD, TODAY, Cast, actor_for, occurrence_on
from tests.conftest import SECRET
from tests.daybooks import daybook
from tests.sessions.attendance.conftest import roll

# The register of today's group inside the test's own app, for what needs no process of its own.
__all__ = ["roll"]

COMMAND = (sys.executable, "-m", "tests.durability.server")
PEOPLE = 12


@dataclass
class Served:
    """A server in a session of its own. What is killed is found by the kernel's word that it is a child of ours."""

    environ: dict[str, str]
    port: int
    log: Path
    command: tuple[str, ...] = COMMAND
    process: subprocess.Popen[bytes] = field(init=False)

    def start(self) -> None:
        """Start it and wait for its first answer."""
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                self.command, cwd=ROOT, env=self.environ, stdout=out, stderr=out, start_new_session=True
            )
        try:
            first_answer(self.port, self.process)
        except RuntimeError:
            print(self.log.read_text(errors="replace")[-3000:])
            raise

    def workers(self) -> list[int]:
        """The processes that serve: the children of the one that was started here."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        with suppress(OSError):
            return [int(one) for one in children.read_text().split()]
        return []

    def kill(self, worker: int) -> None:
        """End one worker with no chance to say goodbye."""
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)

    def kill_all(self) -> None:
        """The same to everything at once, as when the power goes."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=120)

    def client(self, login: str) -> Client:
        """A device of somebody who signs in by the form."""
        client = Client(self.port)
        client.sign_in(login, PASSWORD)
        return client


def served_environment(settings: Settings, port: int) -> dict[str, str]:
    """What the server of a test is told."""
    more = {"DATABASE_URL": settings.database_url, "SECRET_KEY": SECRET, "SCHEDULER": "off", "DEMO": "off"}
    return environment(settings.data_dir, port, **more)


@contextmanager
def running(served: Served) -> Iterator[Served]:
    """The server started, and ended with all that is left of it."""
    served.start()
    try:
        yield served
    finally:
        served.kill_all()


@dataclass
class Book:
    """An open register of the morning: its id and the people on it."""

    register_id: str
    occurrence_id: str
    people: list[str]

    @property
    def path(self) -> str:
        return f"/registers/{self.register_id}/marks"


def open_book(cast: Cast, more: int = PEOPLE - 3) -> Book:
    """Open the register of today's group, for the cast's residents and more; inside the app's context."""
    occurrence_id = occurrence_on(cast, "group", TODAY)
    with writing():
        register = open_register(occurrence_id, by=actor_for(cast.facilitator))
        row = {"register_id": register.id, "house_id": cast.house.id, "capacity": "resident", "added": "expected"}
        for number in range(more):
            name = f"Guest {number:02}"
            person = enrol_person(cast.house.id, given_name=name, surname="Many", language="en", by=SYSTEM)
            db.session.add(RegisterRow(person_id=person.id, added_at=now(), **row))
    rows = db.session.query(RegisterRow.person_id).filter_by(register_id=register.id).all()
    db.session.rollback()
    return Book(register.id, occurrence_id, sorted(row[0] for row in rows))


@pytest.fixture
def book(place: tuple[Settings, Cast]) -> Book:
    """The register that the devices of a test write."""
    with daybook(place[0]):
        return open_book(place[1])


@pytest.fixture
def served(place: tuple[Settings, Cast], book: Book, tmp_path: Path) -> Iterator[Served]:
    """The house of this test, served by two workers."""
    port = free_port()
    with running(Served(served_environment(place[0], port), port, tmp_path / "server.log")) as one:
        yield one


@pytest.fixture
def stored(place: tuple[Settings, Cast]) -> Callable[[], object]:
    """Opens the app's own view of the database beside the server."""
    return lambda: daybook(place[0])
