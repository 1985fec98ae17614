"""The process in which a calendar file is read: what is too much is ended, and nothing is fetched."""

import json
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest

from foundation.errors import Refused
from sessions.exchange import reading_apart, reading_child
from sessions.exchange.reading_apart import ROOT, SPENT, read_apart
from tests.cast import TODAY
from tests.sessions.exchange.programme_reading import calendar

ZONE = "Europe/Warsaw"
HOUR = "UID:one\nSUMMARY:Choir\nDTSTART:20261126T100000\nDURATION:PT1H"
# Seconds, on a machine that is busy with much else.
PATIENCE = 180
GREEDY = {
    "spins": "while True: pass",
    "eats": "kept = []\nwhile True: kept.append(bytearray(16_000_000))",
    "dives": "def deeper(): return deeper()\ndeeper()",
    "sleeps": "import time\ntime.sleep(3600)",
    "writes": "with open('written', 'w') as file: file.write('x' * 9)",
    "calls": "import socket\nsocket.create_connection(('127.0.0.1', 9))",
    "starts": "import subprocess\nsubprocess.run(['true'])",
}


def greedy(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A module that sets the real limits and then behaves badly; the seconds are fewer, for nobody likes to wait."""
    code = (
        f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n"
        "from sessions.exchange import reading_child\n"
        # Whatever goes wrong before this line would end it too.
        "open('begun', 'w').close()\n"
        "reading_child.MOST_SECONDS = 1\nreading_child.limit()\n"
        f"{GREEDY[name]}\nprint('{{}}')\n"
    )
    (tmp_path / "greedy_child.py").write_text(code)
    monkeypatch.setattr(reading_apart, "ROOT", tmp_path)
    return "greedy_child"


def begins_first(begun: Path) -> type[subprocess.Popen[bytes]]:
    """A process whose time is counted from where it began to behave badly: starting may take long."""

    class Begins(subprocess.Popen[bytes]):
        def communicate(self, input: bytes | None = None, timeout: float | None = None) -> tuple[bytes, bytes]:
            until = monotonic() + PATIENCE
            while timeout is not None and not begun.exists() and self.poll() is None and monotonic() < until:
                sleep(0.02)
            return super().communicate(input, timeout)

    return Begins


@pytest.mark.parametrize("name", GREEDY)
def test_a_reader_that_asks_for_too_much_is_ended(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = greedy(tmp_path, name, monkeypatch)
    monkeypatch.setattr(reading_apart.subprocess, "Popen", begins_first(tmp_path / "begun"))
    began = monotonic()
    with pytest.raises(Refused) as refused:
        # Who only sleeps is ended by the wall's clock, everybody else by what they ask for.
        read_apart(b"", ZONE, TODAY, module=module, most=1 if name == "sleeps" else PATIENCE)
    assert (tmp_path / "begun").exists()
    assert refused.value.sentence == SPENT
    assert monotonic() - began < PATIENCE
    assert not (tmp_path / "written").exists() or (tmp_path / "written").read_text() == ""


def test_nothing_of_it_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    def popen(*args: object, **kwargs: object) -> subprocess.Popen[bytes]:
        started.append(real(*args, **kwargs))  # type: ignore[call-overload]
        return started[-1]

    real = subprocess.Popen
    module = greedy(tmp_path, "sleeps", monkeypatch)
    monkeypatch.setattr(reading_apart.subprocess, "Popen", popen)
    with pytest.raises(Refused):
        read_apart(b"", ZONE, TODAY, module=module, most=1)
    assert [one.returncode for one in started] == [-9]


def test_it_reads_what_it_is_given() -> None:
    [read] = read_apart(calendar(HOUR), ZONE, TODAY, most=PATIENCE).series
    assert (read.uid, read.summary, f"{read.first} {read.start}-{read.end}") == (
        "one",
        "Choir",
        "2026-11-26 10:00:00-11:00:00",
    )


def test_addresses_in_it_are_not_looked_at() -> None:
    raw = calendar(f"{HOUR}\nATTACH:http://127.0.0.1:9/\nURL:javascript:alert(1)\nLOCATION:https://example.org/room")
    [read] = read_apart(raw, ZONE, TODAY, most=PATIENCE).series
    assert (read.location, [sentence for sentence, _ in read.notes]) == (
        "",
        ["Its place is not the name of a room; it comes without one."],
    )


def test_too_large_a_file_starts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_apart.subprocess, "Popen", None)
    with pytest.raises(Refused, match="larger than 512 kB"):
        read_apart(b"x" * (512 * 1024 + 1), ZONE, TODAY)


def test_the_largest_file_that_is_allowed_is_read_in_time() -> None:
    events = [
        f"UID:{n}\nSUMMARY:Choir {n}\nDTSTART;TZID=Europe/Warsaw:20161126T100000\nDURATION:PT1H\n" for n in range(500)
    ]
    raw = calendar(*(f"{event}RRULE:FREQ=DAILY;INTERVAL=3\nDESCRIPTION:{'y' * 800}" for event in events))
    # In the seconds of the processor that the child gives itself, which is less than it may take on the wall.
    assert len(read_apart(raw, ZONE, TODAY, most=PATIENCE).series) == 500
    assert reading_child.MOST_SECONDS < reading_apart.MOST_SECONDS


def test_it_runs_by_itself() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sessions.exchange.reading_child", ZONE, TODAY.isoformat()],
        cwd=ROOT,
        input=b"nothing",
        capture_output=True,
        timeout=PATIENCE,
    )
    assert json.loads(done.stdout)["refused"].startswith("This is no calendar file")
