"""Pages that are only read and leave a record of it: the record is written once the page is drawn, before it goes out.

Drawing a page takes many times as long as writing who read it. Nobody who marks a register waits for the drawing.
"""

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any

from flask import current_app

from foundation.transactions import writing

_waiting: ContextVar[list[Callable[[], None]] | None] = ContextVar("waiting", default=None)


def put_off(note: Callable[[], None]) -> bool:
    """Keep a note of a reading until the page is drawn; False where none is being drawn, and it is due at once."""
    waiting = _waiting.get()
    if waiting is None:
        return False
    waiting.append(note)
    return True


def notes_reads(view: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a page whose reading is recorded: drawn without a lock, then noted in one transaction, then sent.

    A note that cannot be written is an error, and the page stays here.
    """

    @wraps(view)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        waiting: list[Callable[[], None]] = []
        token = _waiting.set(waiting)
        try:
            answer = current_app.make_response(view(*args, **kwargs))
        finally:
            _waiting.reset(token)
        if waiting:
            with writing():
                for note in waiting:
                    note()
        return answer

    wrapped.notes_reads = True  # type: ignore[attr-defined]
    return wrapped
