"""Denials: what somebody signed in was refused is kept in the chain, though their request is rolled back."""

import logging
import re

from flask import Flask, Response, g, request
from sqlalchemy.exc import OperationalError

from community.access.actor import Actor
from community.access.guards import current_actor
from community.audit.operations import count_denial
from foundation.errors import Forbidden, NotFound
from foundation.transactions import writing

ID = re.compile(r"[0-9a-f]{32}")
log = logging.getLogger("daybook.denials")


def _asked() -> tuple[str, str] | None:
    """What was asked for, as (name, id). Only an id is kept: whatever else stands in a path may be a secret."""
    for name, value in (request.view_args or {}).items():
        if isinstance(value, str) and ID.fullmatch(value):
            return name, value
    return None


def _denied(error: object) -> bool:
    """Whether the error is a denial: a permission that is missing, or an object one may not see or that never was."""
    return isinstance(error, Forbidden) or (isinstance(error, NotFound) and bool(request.view_args))


def _keep(actor: Actor) -> None:
    try:
        with writing():
            count_denial(actor, request.endpoint or "", _asked())
    except OperationalError:
        # The answer stays what it was; that something was refused must not turn into an error of ours.
        log.error("a denial could not be recorded: the database is busy")


def start_denials(app: Flask) -> None:
    """Record every denial of somebody signed in, in a transaction of its own, whether or not the object exists."""

    @app.after_request
    def record_denial(response: Response) -> Response:
        actor = current_actor()
        if actor is not None and _denied(g.get("refused_with")):
            _keep(actor)
        return response
