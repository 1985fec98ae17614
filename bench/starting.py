"""The second `make run`: how soon it answers, and how much memory it takes once every kind of page was asked for."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from bench.client import Client
from bench.processes import cpu_seconds, environment, free_port, memory, serving
from bench.report import Figure

COMMAND = ("make", "--no-print-directory", "run")
PAGES = ("/today", "/week", "/day-sheet", "/calendars", "/account", "/people", "/consents")
LINK = re.compile(rb'(?:href|src)="(/(?:occurrences|static)/[^"#]+)')
AT_ONCE = 8
TIMES = 3


def _walk(port: int, login: str, password: str) -> int:
    """Open every page that one kind of person has, and what those pages lead to; how many answers came."""
    client = Client(port)
    client.sign_in(login, password)
    count = 0
    for path in PAGES:
        answer = client.get(path)
        if answer.status >= 500:
            raise RuntimeError(f"{path} gave {answer.status} to {login}")
        count += 1
        for link in sorted(set(LINK.findall(answer.body)))[:20]:
            if client.get(link.decode().replace("&amp;", "&")).status >= 500:
                raise RuntimeError(f"{link!r} failed for {login}")
            count += 1
    return count


def _visit(port: int, data_dir: Path) -> int:
    """Requests of every kind of person and of every feed, several at once, so that both workers take part."""
    facts = json.loads((data_dir / "demo.json").read_text(encoding="utf-8"))
    logins = list({one["role"] + one["language"]: one["login"] for one in facts["sign_ins"]}.values())
    with ThreadPoolExecutor(AT_ONCE) as threads:
        walked = list(threads.map(lambda login: _walk(port, login, facts["password"]), logins * TIMES))
        feeds = [urlsplit(one["url"]).path for one in facts["feeds"]] * TIMES
        list(threads.map(lambda path: Client(port).get(path), feeds))
    return sum(walked) + len(feeds)


def starting(scratch: Path) -> list[Figure]:
    """Run twice on one folder; the second time is measured."""
    data_dir, log = scratch / "house", scratch / "make_run.log"
    port = free_port()
    environ = environment(data_dir, port)
    with serving(COMMAND, environ, port, log) as (_, first):
        pass
    with serving(COMMAND, environ, port, log) as (process, seconds):
        worked = cpu_seconds(process.pid)
        count = _visit(port, data_dir)
        megabytes, pythons = memory(process.pid)
    return [
        Figure(
            "first answer of the second make run",
            seconds,
            "s",
            3.0,
            f"{worked:.1f} s of CPU; the first run took {first:.1f} s",
        ),
        Figure("memory, two workers", megabytes, "MB", 200.0, f"PSS of {pythons} processes after {count} requests"),
    ]
