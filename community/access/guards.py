"""The guards of the routes: every route wears exactly one."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import g

from community.access.actor import Actor
from community.access.permissions import Permission
from foundation.errors import DaybookError, Forbidden
from foundation.messages import N_

View = Callable[..., Any]


class SignInNeeded(DaybookError):
    """Nobody is signed in; the browser is led to the sign-in page."""

    status = 401


def current_actor() -> Actor | None:
    """The signed-in person of this request, or None; loaded once by the accounts room."""
    actor: Actor | None = g.get("actor")
    return actor


def the_actor() -> Actor:
    """The signed-in person; SignInNeeded when there is none."""
    actor = current_actor()
    if actor is None:
        raise SignInNeeded(N_("Please sign in first."))
    return actor


def _wear(view: View, guard: str) -> View:
    if hasattr(view, "guard"):
        raise TypeError(f"{view.__name__} already wears {view.guard}")
    view.guard = guard  # type: ignore[attr-defined]
    return view


def requires(permission: Permission) -> Callable[[View], View]:
    """Let only people in whose roles carry the permission; the view gets ``actor`` first."""

    def wear(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            actor = the_actor()
            if not actor.may(permission):
                raise Forbidden(N_("This page is not for you to open. Nothing is wrong on your side."))
            return view(actor, *args, **kwargs)

        return _wear(guarded, f"requires:{permission}")

    return wear


def public(view: View) -> View:
    """Let everybody in, signed in or not."""
    return _wear(view, "public")


def by_itself(view: View) -> View:
    """Mark a view that an open page asks by itself: that it is asked tells nobody that somebody is there."""
    view.by_itself = True  # type: ignore[attr-defined]
    return view


def by_secret(kind: str) -> Callable[[View], View]:
    """Let in whoever knows a secret in the path: a feed's address, a mailed link."""

    def wear(view: View) -> View:
        return _wear(view, f"secret:{kind}")

    return wear
