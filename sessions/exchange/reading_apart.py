"""Reading a calendar file in a process of its own, which is ended when it takes too long or too much memory."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

from foundation.errors import Refused
from foundation.messages import N_
from sessions.exchange.ics_lines import LARGEST_FILE
from sessions.exchange.parsing import Reading

ROOT = Path(__file__).parents[2]
MODULE = "sessions.exchange.reading_child"
# On the wall; a machine that is busy gives the process less of itself.
MOST_SECONDS = 20
SPENT = N_("This file asks for more time or memory than any calendar needs; it was not read.")


def read_apart(raw: bytes, zone: str, today: date, *, module: str = MODULE, most: float | None = None) -> Reading:
    """Read a file for a house in ``zone`` (IANA) from ``today`` on; Refused when nothing of it can be read.

    ``module`` is what the process runs, ``most`` the seconds after which it is ended,
    MOST_SECONDS unless told. No transaction should be open:
    whoever waits for the database would wait for the file.
    """
    if len(raw) > LARGEST_FILE:
        raise Refused(N_("The file is larger than %(most)s kB."), most=LARGEST_FILE // 1024)
    command = [sys.executable, "-B", "-m", module, zone, today.isoformat()]
    process = subprocess.Popen(
        command, cwd=ROOT, env={}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        told, _ = process.communicate(raw, timeout=MOST_SECONDS if most is None else most)
    except subprocess.TimeoutExpired:
        raise Refused(SPENT) from None
    finally:
        # By its own id, and waited for; nothing is left of it.
        process.kill()
        process.communicate()
    if process.returncode != 0:
        raise Refused(SPENT)
    answer = json.loads(told)
    if "refused" in answer:
        raise Refused(answer["refused"], **answer["params"])
    return Reading.from_json(answer["reading"])
