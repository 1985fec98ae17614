"""A throw-away PostgreSQL server for one run of the tests: own folder, own socket, ordinary user."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg import sql

from scripts.machine import postgres_binaries, quick_folder

URL_NAME = "TEST_POSTGRES_URL"
OWNER = "daybook"
LONGEST_START = 60.0  # seconds
LONGEST_STOP = 30.0  # seconds


class PostgresMissing(Exception):
    """No server can be started here; the sentence says why."""


@contextmanager
def throw_away_server() -> Iterator[str]:
    """Start a server, give its URL, stop it by its own process and remove its folder at the end.

    PostgreSQL refuses to run as root, so for root it runs as ``postgres`` or ``nobody``. It listens on a
    socket in its folder alone. Raises PostgresMissing when there is none or it does not come up.
    """
    binaries = postgres_binaries()
    if binaries is None:
        raise PostgresMissing("PostgreSQL is not installed: sudo apt install postgresql")
    identity = _identity()
    # Not TMPDIR: a socket's path has little room, and the other user may not come into root's folders.
    folder = Path(
        tempfile.mkdtemp(prefix="daybook-pg-", dir=quick_folder() or ("/tmp" if os.path.isdir("/tmp") else None))
    )
    try:
        if identity:
            os.chown(folder, identity["user"], identity["group"])
        process = _start(binaries, folder, identity)
        try:
            url = f"postgresql://{OWNER}@/postgres?host={quote(str(folder), safe='/')}"
            _wait_for(url, process, folder / "log")
            yield url
        finally:
            _stop(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def make_database(server_url: str, name: str, template: str = "template0") -> str:
    """Make an empty database (or a copy of ``template``) in place of one of that name; gives its URL."""
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        )
    head, _, query = server_url.partition("?")
    return f"{head.rpartition('/')[0]}/{quote(name)}?{query}"


def drop_database(server_url: str, name: str) -> None:
    """Remove a database, whoever is still connected to it."""
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _identity() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise PostgresMissing("PostgreSQL refuses to run as root, and there is no user postgres or nobody")


def _start(binaries: Path, folder: Path, identity: dict[str, Any]) -> subprocess.Popen[bytes]:
    data = folder / "data"
    environment = {"PATH": f"{binaries}:/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC", "HOME": str(folder)}
    made = subprocess.run(
        [
            str(binaries / "initdb"),
            *("--pgdata", str(data), "--username", OWNER, "--auth", "trust"),
            *("--encoding", "UTF8", "--no-locale", "--no-sync"),
        ],
        capture_output=True,
        text=True,
        cwd=folder,
        env=environment,
        timeout=LONGEST_START,
        **identity,
    )
    if made.returncode:
        raise PostgresMissing(f"PostgreSQL could not make its folder: {made.stderr.strip()[-400:]}")
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(folder),
        "max_connections": "100",
        "timezone": "UTC",
        # Nothing here is worth keeping through a power cut.
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "wal_level": "minimal",
        "max_wal_senders": "0",
        "max_wal_size": "256MB",
    }
    # Where it can be had: the server ends with its parent, even when that is killed.
    tie = shutil.which("setpriv")
    command = [tie, "--pdeathsig", "INT", "--"] if tie else []
    command += [str(binaries / "postgres"), "-D", str(data)]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    with open(folder / "log", "wb") as log:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=environment,
            start_new_session=True,
            **identity,
        )


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + LONGEST_START
    while time.monotonic() < deadline and process.poll() is None:
        try:
            psycopg.connect(url, connect_timeout=5).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise PostgresMissing(f"PostgreSQL did not start: {log.read_text(errors='replace')[-400:].strip()}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    # INT is a fast shutdown, QUIT an immediate one.
    for sent in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if process.poll() is not None:
            return
        process.send_signal(sent)
        try:
            process.wait(LONGEST_STOP)
        except subprocess.TimeoutExpired:
            continue
