"""Saving registers: one beside the bare rows, and eight facilitators at once."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from bench.client import Client
from bench.houses import PASSWORD, Facts
from bench.limits import MARKS
from bench.report import Figure
from bench.rounds import beside
from foundation.database import new_id

ROUNDS = 150
SAVES_EACH = 40
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
    saves: int = 0

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
        self.register_id = book.group(1).decode()
        self.people = sorted({person.decode() for person in PERSON.findall(page)})[:MARKS]
        if len(self.people) != MARKS:
            raise RuntimeError(f"the register shows {len(self.people)} people")

    def marks(self) -> list[dict[str, Any]]:
        """Thirty marks that change what stands."""
        status = ("present", "excused")[self.saves % 2]
        return [
            {
                "id": new_id(),
                "person_id": person,
                "status": status,
                "absence_reason": "sick" if status == "excused" else None,
                "based_on": self.standing.get(person),
            }
            for person in self.people
        ]

    def save(self) -> None:
        """Save thirty marks; RuntimeError when they are not all saved."""
        marks = self.marks()
        answer = self.client.send_json(f"/registers/{self.register_id}/marks", {"marks": marks})
        if answer.status != 200:
            raise RuntimeError(f"{answer.status}: {answer.body[:200]!r}")
        saved = json.loads(answer.body)["saved"]
        if len(saved) != MARKS:
            raise RuntimeError(f"{len(saved)} marks were saved")
        self.standing = {one["person_id"]: one["mark_id"] for one in saved}
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


def _save_often(facilitator: Facilitator) -> list[str]:
    faults = []
    for _ in range(SAVES_EACH):
        try:
            facilitator.save()
        except (RuntimeError, OSError) as fault:
            faults.append(str(fault))
    return faults


def eight_at_once(facilitators: list[Facilitator]) -> Figure:
    """Everybody saves thirty marks again and again, all at the same time."""
    began = perf_counter()
    with ThreadPoolExecutor(len(facilitators)) as threads:
        faults = [fault for found in threads.map(_save_often, facilitators) for fault in found]
    took = perf_counter() - began
    saves = SAVES_EACH * len(facilitators)
    for fault in faults[:3]:
        print(f"  {fault}")
    detail = f"{saves} saves of {MARKS} marks in {took:.1f} s, {saves / took:.0f} a second"
    return Figure("eight facilitators at once", len(faults), "errors", 0, detail)


def rolls(port: int, facts: Facts) -> list[Figure]:
    """Both, on registers that were opened by the pages."""
    facilitators = [Facilitator(Client(port)) for _ in facts.facilitators]
    for facilitator, login in zip(facilitators, facts.facilitators, strict=True):
        facilitator.open(login)
    return [save_beside_rows(port, facilitators[0]), eight_at_once(facilitators)]
