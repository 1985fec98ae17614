"""Registers: saving beside the bare rows, eight facilitators at once, the page itself, and the reports over them."""

import json
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter
from typing import Any

from bench.client import Client
from bench.houses import PASSWORD, Facts
from bench.limits import MARKS
from bench.pages import sure
from bench.report import Figure
from bench.rounds import beside, took
from foundation.database import new_id

ROUNDS = 150
SAVES_EACH = 40
ON_REGISTER = 40
TAPS_EACH = 150
PAGE_ROUNDS = 200
REPORT_ROUNDS = 20
REPORTS = ("by=week", "by=type", "by=stage", "by=leader")
OF_REGISTER = re.compile(rb"/registers/([0-9a-f]{32})/")
OF_SESSION = re.compile(rb"/occurrences/([0-9a-f]{32})/register")
PERSON = re.compile(rb'name="status\.([0-9a-f]{32})"')


@dataclass
class Facilitator:
    """A facilitator at a device, with an open register of forty people of whom thirty are marked again and again."""

    client: Client
    register_id: str = ""
    people: list[str] = field(default_factory=list)
    standing: dict[str, str] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    saves: int = 0
    page: str = ""
    taken: list[float] = field(default_factory=list)

    def open(self, login: str) -> None:
        """Sign in and open the first register that waits, by the pages themselves."""
        self.client.sign_in(login, PASSWORD)
        found = OF_SESSION.search(self.client.get("/today").body)
        if found is None:
            raise RuntimeError(f"{login} has no register to open")
        path = f"/occurrences/{found.group(1).decode()}/register"
        opened = self.client.send_form(path)
        page = self.client.get(path).body
        book = OF_REGISTER.search(page)
        if opened.status != 303 or book is None:
            raise RuntimeError(f"the register did not open: {opened.status} {opened.body[:200]!r}")
        self.register_id, self.page = book.group(1).decode(), path
        self.people = sorted({person.decode() for person in PERSON.findall(page)})[:MARKS]
        if len(self.people) != MARKS:
            raise RuntimeError(f"the register shows {len(self.people)} people")

    def marks(self, people: Sequence[str] = ()) -> list[dict[str, Any]]:
        """Marks of those people, of all thirty without any, that change what stands."""
        made = []
        for person in people or self.people:
            status = self.said[person] = "excused" if self.said.get(person) == "present" else "present"
            reason = "sick" if status == "excused" else None
            based_on = self.standing.get(person)
            one = {"id": new_id(), "person_id": person, "status": status, "absence_reason": reason}
            made.append(one | {"based_on": based_on})
        return made

    def save(self) -> None:
        """Save thirty marks; RuntimeError when they are not all saved."""
        self._send(self.marks())

    def tap(self) -> None:
        """Save one mark, as a tap does: everybody in turn."""
        self._send(self.marks([self.people[self.saves % len(self.people)]]))

    def _send(self, marks: list[dict[str, Any]]) -> None:
        began = perf_counter()
        answer = self.client.send_json(f"/registers/{self.register_id}/marks", {"marks": marks})
        self.taken.append((perf_counter() - began) * 1000)
        if answer.status != 200:
            raise RuntimeError(f"{answer.status}: {answer.body[:200]!r}")
        saved = json.loads(answer.body)["saved"]
        if len(saved) != len(marks):
            raise RuntimeError(f"{len(saved)} of {len(marks)} marks were saved")
        self.standing |= {one["person_id"]: one["mark_id"] for one in saved}
        self.saves += 1


def save_beside_rows(port: int, facilitator: Facilitator) -> Figure:
    """Thirty marks saved by a device, beside the same rows written by one bare transaction."""
    bare = Client(port)
    body = json.dumps({"marks": facilitator.marks()}).encode()

    def limit() -> None:
        answer = bare.post("/limits/marks", body, "application/json")
        if answer.status != 200:
            raise RuntimeError(f"the bare writing gave {answer.status}")

    found = beside(facilitator.save, limit, ROUNDS)
    detail = f"{found.words}; the same rows and the same fsync"
    return Figure("save 30 marks", found.ratio, "x rows", 3.0, detail)


def _often(facilitator: Facilitator, save: Callable[[Facilitator], None], times: int) -> list[str]:
    faults = []
    for _ in range(times):
        try:
            save(facilitator)
        except (RuntimeError, OSError) as fault:
            faults.append(str(fault))
    return faults


@dataclass(frozen=True, slots=True)
class _AtOnce:
    """What eight saving at once came to: errors, saves a second, and how long they took (ms), shortest first."""

    faults: list[str]
    rate: float
    taken: list[float]
    seconds: float


def _at_once(facilitators: list[Facilitator], save: Callable[[Facilitator], None], times: int) -> _AtOnce:
    for one in facilitators:
        one.taken.clear()
    began = perf_counter()
    with ThreadPoolExecutor(len(facilitators)) as threads:
        found = threads.map(lambda one: _often(one, save, times), facilitators)
        faults = [fault for some in found for fault in some]
    took = perf_counter() - began
    for fault in faults[:3]:
        print(f"  {fault}")
    taken = sorted(one for facilitator in facilitators for one in facilitator.taken)
    return _AtOnce(faults, len(taken) / took, taken, took)


def eight_at_once(facilitators: list[Facilitator]) -> list[Figure]:
    """Everybody saves again and again, all at the same time: thirty marks each, then tap by tap."""
    many = _at_once(facilitators, Facilitator.save, SAVES_EACH)
    taps = _at_once(facilitators, Facilitator.tap, TAPS_EACH)
    said = f"{len(many.taken)} saves of {MARKS} marks in {many.seconds:.1f} s, {many.rate:.0f} a second"
    tapped = f"{len(taps.taken)} taps of one mark in {taps.seconds:.1f} s; the clients use the same two cores"
    latest = taps.taken[int(len(taps.taken) * 0.99)]
    middle = f"median {median(taps.taken):.1f} ms, longest {taps.taken[-1]:.1f} ms; {tapped}"
    return [
        Figure("eight facilitators at once", len(many.faults) + len(taps.faults), "errors", 0, said),
        Figure("eight facilitators at once, saves", taps.rate, "a second", 300, tapped, at_least=True),
        Figure("eight facilitators at once, 99 of 100 saves", latest, "ms", 100, middle),
    ]


def register_page(port: int, facilitator: Facilitator) -> Figure:
    """The open register of forty people, beside the view that does nothing."""
    page = sure(facilitator.client, facilitator.page)
    people = page().body.count(b'class="person ')
    if people != ON_REGISTER:
        raise RuntimeError(f"the register shows {people} people")
    found = beside(page, sure(Client(port), "/limits/nothing"), PAGE_ROUNDS)
    return Figure("register page of 40 people", found.ratio, "x no-op", 4.0, found.words)


def reports(port: int) -> list[Figure]:
    """Attendance of four weeks in numbers, each way to look at it, with a million marks in the table."""
    client, figures = Client(port), []
    client.sign_in("manager", PASSWORD)
    for look in REPORTS:
        page = sure(client, f"/attendance?{look}")
        if b"<svg viewBox" not in page().body:
            raise RuntimeError(f"{look} shows no chart")
        taken = sorted(took(page) for _ in range(REPORT_ROUNDS))
        figures.append(Figure(f"report {look}", median(taken), "ms", 300, f"best {taken[0]:.1f} ms, over HTTP"))
    return figures


def rolls(port: int, facts: Facts) -> list[Figure]:
    """All of these, on registers that were opened by the pages."""
    facilitators = [Facilitator(Client(port)) for _ in facts.facilitators]
    for facilitator, login in zip(facilitators, facts.facilitators, strict=True):
        facilitator.open(login)
    saved = save_beside_rows(port, facilitators[0])
    return [saved, register_page(port, facilitators[0]), *eight_at_once(facilitators), *reports(port)]
