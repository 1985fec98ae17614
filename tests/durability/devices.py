"""A device that saves marks again and again and remembers what it was promised."""

import json
import threading
from dataclasses import dataclass, field
from random import Random
from time import monotonic, sleep
from typing import Any

from bench.client import Client
from foundation.database import new_id

STATUSES = ({"status": "present"}, {"status": "excused", "absence_reason": "sick"}, {"status": "late", "minutes": 5})
LONGEST_WAIT = 120.0  # seconds until a mark must be answered, whatever was killed meanwhile
AT_ONCE = 3


def marks_of(people: list[str], number: int, standing: dict[str, str]) -> list[dict[str, Any]]:
    """Marks of everybody that change what stands."""
    status = {"status": "present"} if number % 2 else {"status": "excused", "absence_reason": "sick"}
    return [{"id": new_id(), "person_id": one, "based_on": standing.get(one)} | status for one in people]


@dataclass
class Device:
    """One client; ``mine`` are the people it marks. What it was answered stands in ``saved`` and ``held``."""

    client: Client
    path: str
    mine: list[str]
    chance: Random
    standing: dict[str, str] = field(default_factory=dict)
    saved: dict[str, tuple[str, str]] = field(default_factory=dict)
    held: set[str] = field(default_factory=set)
    batches: list[list[str]] = field(default_factory=list)
    cut: list[list[str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def batch(self) -> list[dict[str, Any]]:
        """Marks of some people, which differ from what stands."""
        at = self.chance.sample(self.mine, min(AT_ONCE, len(self.mine)))
        said = STATUSES[len(self.batches) % len(STATUSES)]
        return [{"id": new_id(), "person_id": one, "based_on": self.standing.get(one)} | said for one in at]

    def save(self) -> None:
        """Send a batch until it is answered; now and then once more, for the same answer."""
        marks = self.batch()
        ids = [one["id"] for one in marks]
        told = self._answered(marks, ids)
        if told is None:
            return
        self.batches.append(ids)
        if self.chance.random() < 0.3:
            again = self._answered(marks, ids)
            if again is not None and (again["saved"], again["held"]) != (told["saved"], told["held"]):
                self.faults.append(f"another answer to the same ids: {told} {again}")
        said = {one["id"]: (one["person_id"], one["status"]) for one in marks}
        for one in told["saved"]:
            if one["mark_id"] != one["id"]:
                self.faults.append(f"saved as another: {one}")
            self.saved[one["id"]] = said[one["id"]]
            self.standing[one["person_id"]] = one["mark_id"]
        self.held |= {one["id"] for one in told["held"]}
        if {one["id"] for one in told["saved"] + told["held"]} != set(ids):
            self.faults.append(f"not every mark was answered: {told}")

    def _answered(self, marks: list[dict[str, Any]], ids: list[str]) -> dict[str, Any] | None:
        until = monotonic() + LONGEST_WAIT
        while monotonic() < until:
            try:
                answer = self.client.send_json(self.path, {"marks": marks})
            except ConnectionRefusedError:
                sleep(0.05)
                continue
            except OSError:
                # Nobody knows whether it arrived.
                self.client.close()
                self.cut.append(ids)
                continue
            if answer.status == 200:
                return dict(json.loads(answer.body))
            if answer.status != 503:
                self.faults.append(f"{answer.status}: {answer.body[:200]!r}")
                return None
            sleep(0.2)
        self.faults.append("never answered")
        return None


@dataclass
class Crowd:
    """Devices that all save at once, until they are told to stop."""

    devices: list[Device]
    done: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        """Let them begin."""

        def work(device: Device) -> None:
            while not self.done.is_set() and not device.faults:
                device.save()

        self.threads = [threading.Thread(target=work, args=(one,), daemon=True) for one in self.devices]
        for thread in self.threads:
            thread.start()

    def acknowledged(self) -> int:
        """How many batches were answered so far."""
        return sum(len(one.batches) for one in self.devices)

    def faults(self) -> list[str]:
        return [fault for one in self.devices for fault in one.faults]

    def more(self, count: int) -> None:
        """Wait until so many more batches were answered; AssertionError when something is wrong meanwhile."""
        goal, until = self.acknowledged() + count, monotonic() + LONGEST_WAIT
        while self.acknowledged() < goal:
            assert self.faults() == []
            assert monotonic() < until, "nobody is answered any more"
            sleep(0.005)

    def stop(self) -> None:
        """Let everybody finish what they are at."""
        self.done.set()
        for thread in self.threads:
            thread.join(timeout=LONGEST_WAIT)
        assert (self.faults(), [thread.is_alive() for thread in self.threads]) == ([], [False] * len(self.threads))
