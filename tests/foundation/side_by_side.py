"""Two at once: real threads, each with its own connection, let go at the same instant."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from flask import Flask

from foundation.clock import held_at, now
from foundation.database import db

PATIENCE = 30.0  # seconds
T = TypeVar("T")


def side_by_side(app: Flask, *doings: Callable[[], T]) -> list[T]:
    """Run each doing in a thread of its own, begun together at the test's hour; what each gave, in order."""
    gate, at = threading.Barrier(len(doings)), now()

    def run(do: Callable[[], T]) -> T:
        with app.app_context(), held_at(at):
            try:
                gate.wait(PATIENCE)
                return do()
            finally:
                db.session.remove()

    db.session.rollback()
    with ThreadPoolExecutor(len(doings)) as pool:
        return [future.result(PATIENCE) for future in [pool.submit(run, do) for do in doings]]
