"""The process in which a calendar file is read: python -m sessions.exchange.reading_child ZONE TODAY < file.

It has limits on time and memory, opens no connection, starts nothing, and writes no file. On stdout it answers with
JSON: {"reading": …}, or {"refused": sentence, "params": …}.
"""

import json
import resource
import sys
from datetime import date
from typing import Any

# A file of half a megabyte takes less than a second and 60 MB.
MOST_SECONDS = 10
MOST_MEMORY = 512 * 1024 * 1024
SPENT = 3
_NEVER = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "urllib.", "ftplib.")


def limit() -> None:
    """Set the limits of this process, which nothing can raise again."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_NEVER):
        raise PermissionError(event)


def answer(raw: bytes, zone: str, today: str) -> dict[str, Any]:
    """What is told about a file: what was read, or why nothing can be."""
    # Not before the limits are set: what is loaded counts too.
    from foundation.errors import Refused

    # As above.
    from sessions.exchange.parsing import read_programme

    try:
        return {"reading": read_programme(raw, zone, date.fromisoformat(today)).to_json()}
    except Refused as refused:
        return {"refused": refused.sentence, "params": refused.params}


def main() -> int:
    """Read, answer, and say with the status whether there was enough time and memory."""
    limit()
    try:
        told = json.dumps(answer(sys.stdin.buffer.read(), *sys.argv[1:3]))
        sys.stdout.write(told)
    except (MemoryError, RecursionError):
        return SPENT
    return 0


if __name__ == "__main__":
    sys.exit(main())
