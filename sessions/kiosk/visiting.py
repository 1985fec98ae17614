"""The guard of the pages that a resident sees at a kiosk: an enrolled screen, and a visit that is open there.

Only these pages build an actor from a visit. The ordinary pages know sign-ins alone, and stay closed.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, NamedTuple

from flask import Response, current_app, g, make_response, redirect, render_template, request, url_for

from community.access.actor import Actor
from community.access.guards import View
from community.devices.enrolled import on_device
from community.devices.models import Device, KioskVisit
from community.devices.operations import KIOSK
from community.devices.visitors import private, visitor
from community.devices.visits import IDLE
from community.houses.models import House
from foundation.clock import now
from foundation.database import db
from foundation.error_pages import SENTENCES
from foundation.errors import DaybookError
from foundation.languages import sentence_of
from foundation.walltime import wall_of
from sessions.kiosk.visit_cookie import Carried, carried, carry, put_down

# The page asks "Still here?" so long before it closes.
WARNED = timedelta(seconds=15)


class Visiting(NamedTuple):
    """Somebody at a kiosk: as an actor, with their visit, their house, and until when private minutes are open."""

    actor: Actor
    visit: KioskVisit
    house: House
    carried: Carried
    private_until: datetime | None


def in_visit(*, privately: bool = False) -> Callable[[View], View]:
    """Guard a page of a visit; the view gets ``at_kiosk`` first. Each answer begins the 45 seconds anew.

    Without an open visit the browser is led to the kiosk's first page. With ``privately`` the page is there only in
    the minutes that staff opened; outside them it leads back to the day.
    """

    def wear(view: View) -> View:
        @wraps(view)
        def visited(device: Device, *args: Any, **kwargs: Any) -> Any:
            found = visiting(device)
            if found is None:
                return turned_away()
            g.actor = found.actor
            if privately and found.private_until is None:
                answer = make_response(redirect(url_for("kiosk_days.day"), 303))
            else:
                answer = _answered(view, found, *args, **kwargs)
            if "visit_carried" not in g:
                carry_on(answer, found.carried._replace(touched_at=now()))
            return answer

        return on_device(KIOSK)(visited)

    return wear


def _answered(view: View, found: Visiting, *args: Any, **kwargs: Any) -> Response:
    """What the view answers; its faults on a page of the kiosk, which leads nowhere else."""
    try:
        return make_response(view(found, *args, **kwargs))
    except DaybookError as error:
        db.session.rollback()
        # Read after the answer is made, by whoever keeps a record of what was refused.
        g.refused_with = error
        sentence = sentence_of(error) or str(SENTENCES[error.status])
        return make_response(draw("kiosk/fault.html", found, sentence=sentence), error.status)


def visiting(device: Device) -> Visiting | None:
    """Who is signed in at this device now; None when nobody is, or the visit ended for what reason ever."""
    held = carried()
    found = visitor(device, held.key, held.language) if held else None
    if held is None or found is None:
        return None
    actor, visit, house = found
    return Visiting(actor, visit, house, held, visit.private_until if private(visit) else None)


def turned_away() -> Response:
    """Lead to the kiosk's first page, and leave nothing of the visit in the browser."""
    answer = make_response("", 401) if asks_by_script() else make_response(redirect(url_for("kiosk.start"), 303))
    put_down(answer)
    return answer


def asks_by_script() -> bool:
    """Whether the page's own script asks, which wants no page."""
    return request.headers.get("X-Requested-With") == "fetch"


def draw(template: str, at_kiosk: Visiting, **facts: Any) -> str:
    """A page of a visit, with what its frame shows."""
    left = min((at_kiosk.visit.expires_at - now()).total_seconds(), IDLE.total_seconds())
    return render_template(
        template,
        kiosk=at_kiosk,
        tongues=[at_kiosk.house.language, *(one for one in at_kiosk.house.languages if one != at_kiosk.house.language)],
        private_wall=wall_of(at_kiosk.private_until, at_kiosk.actor.zone) if at_kiosk.private_until else None,
        idle=int(left),
        warned=int(WARNED.total_seconds()),
        **facts,
    )


def carry_on(answer: Response, held: Carried) -> Response:
    """Let the browser carry the visit on as told here, instead of as touched just now."""
    g.visit_carried = True
    carry(answer, held)
    return answer


def leave(answer: Response) -> Response:
    """Put the visit down with this answer; over https the browser also empties its cache."""
    g.visit_carried = True
    put_down(answer)
    if current_app.config["SESSION_COOKIE_SECURE"]:
        # Not the cookies: this browser stays a screen of the house. Nor the storage: a visit keeps nothing there, and
        # where staff called a roll on this tablet too, marks may lie in it that are not sent yet.
        answer.headers["Clear-Site-Data"] = '"cache"'
    return answer
