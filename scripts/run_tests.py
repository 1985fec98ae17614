"""Runs the tests with all they need: make test. What could not be run is said above pytest's last line."""

import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from tempfile import TemporaryDirectory
from types import FrameType

from scripts.machine import chromium, node, postgres_binaries, prepare, quick_folder
from tests.no_hidden_skips import NOTES_NAME
from tests.postgres import URL_NAME, PostgresMissing, throw_away_server


def run_pytest(*arguments: str) -> int:
    """Run pytest beside a throw-away PostgreSQL; gives its exit status. Its last line is the last printed."""
    signal.signal(signal.SIGTERM, _leave)
    notes = prepare()
    environment = dict(os.environ)
    for name, path in (("TEST_CHROMIUM", chromium()), ("TEST_NODE", node())):
        if path:
            environment.setdefault(name, path)
    with ExitStack() as stack:
        if URL_NAME not in environment and postgres_binaries():
            try:
                environment[URL_NAME] = stack.enter_context(throw_away_server())
            except PostgresMissing as error:
                notes.append(str(error))
        environment[NOTES_NAME] = "\n".join(notes)
        command = [sys.executable, "-m", "pytest", *arguments]
        if quick := quick_folder():
            folder = stack.enter_context(TemporaryDirectory(prefix="daybook-tests-", dir=quick))
            # pytest empties it before it begins.
            command.append(f"--basetemp={folder}/run")
        sys.stdout.flush()
        with subprocess.Popen(command, env=environment) as running:
            try:
                return running.wait()
            except KeyboardInterrupt:
                # The terminal told pytest too; it ends in its own words.
                return running.wait()
            except SystemExit:
                running.terminate()
                raise


def _leave(number: int, _frame: FrameType | None) -> None:
    # As an exception, so that the server is stopped on the way out.
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(run_pytest("-n", "2", "--dist", "worksteal", *sys.argv[1:]))
