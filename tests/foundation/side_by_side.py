"""Two at once: real threads, each with its own connection, let go at the same instant."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from flask import Flask

from foundation import database, transactions
from foundation.clock import held_at, now
from foundation.database import db

# Seconds, on a machine that is busy with much else.
PATIENCE = 180.0
T = TypeVar("T")


@contextmanager
def patient() -> Iterator[None]:
    """Whoever waits for whoever writes waits as long as the tests do: how long a busy machine takes is no rule.

    Inside an app context. What is open already was opened with the patience of real use, and is let go.
    """
    of_real_use = [(module, module.BUSY_MS) for module in (database, transactions)]
    try:
        for module, _ in of_real_use:
            module.BUSY_MS = int(PATIENCE * 1000)
        db.engine.dispose()
        yield
    finally:
        for module, milliseconds in of_real_use:
            module.BUSY_MS = milliseconds
        db.engine.dispose()


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
    with patient(), ThreadPoolExecutor(len(doings)) as pool:
        return [future.result(PATIENCE) for future in [pool.submit(run, do) for do in doings]]
