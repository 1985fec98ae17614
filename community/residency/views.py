"""Pages of stays: who is in the house now, on the screen, on paper and as a table, and who has come back."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.audit.operations import record_list
from community.audit.reads import notes_reads
from community.residency.forms import ReturnForm
from community.residency.operations import note_return
from community.residency.presence import (
    AWAY,
    HERE,
    OUT,
    OUTPATIENT,
    OVERDUE,
    Presence,
    counts_of,
    leave_for,
    presence_of,
)
from foundation.addresses import plain_endpoint
from foundation.clock import now
from foundation.errors import Refused
from foundation.listing import Listed, asked, by_name, table
from foundation.messages import N_
from foundation.transactions import commits
from foundation.walltime import wall_of

blueprint = Blueprint("residency", __name__)

EVERYBODY = "all"
STANDINGS = {
    HERE: N_("in the house"),
    AWAY: N_("on leave"),
    OUT: N_("out for some hours"),
    OVERDUE: N_("not back yet"),
    OUTPATIENT: N_("outpatient"),
}
SHOWN = {EVERYBODY: N_("Everybody"), HERE: N_("In the house"), "out": N_("Away or not back yet")}
KEYS: dict[str, Callable[[Presence], Any]] = {
    "name": lambda one: (one.folded, one.person_id),
    # Whoever is longest awaited first; those who are in the house have nothing to be awaited for.
    "return": lambda one: (one.expected is None, one.expected.isoformat() if one.expected else "", one.folded),
    "stage": lambda one: (one.stage, one.folded, one.person_id),
    "since": lambda one: (one.since, one.folded, one.person_id),
}


def _belongs(one: Presence, shown: str) -> bool:
    if shown == HERE:
        return one.standing == HERE
    return shown == EVERYBODY or one.out


def _table(rows: list[Presence]) -> Response:
    head = [_("Name"), _("Where"), _("Stage"), _("Here since"), _("Away since"), _("Expected back")]
    return table(
        "in-house",
        head,
        (
            (
                one.shown,
                f"{_(STANDINGS[one.standing])} ({_(one.reason)})" if one.reason else _(STANDINGS[one.standing]),
                one.stage,
                one.since.isoformat(),
                one.left.isoformat(" ", "minutes") if one.left else "",
                one.expected.isoformat(" ", "minutes") if one.expected else "",
            )
            for one in rows
        ),
    )


@blueprint.get("/in-house")
@requires(Permission.PRESENCE_SEE)
@notes_reads
def in_house(actor: Actor) -> Response | str:
    """Who is in the house now, who is on leave and who is not back yet; that somebody read it is recorded."""
    record_list(actor, "in-house")
    at = now()
    wall = wall_of(at, actor.zone)
    wanted = asked(sorts=list(KEYS), choices={"show": list(SHOWN)})
    people = presence_of(actor, at)
    found = [one for one in by_name(people, wanted.search) if _belongs(one, wanted.chosen["show"])]
    # On one page however many they are: nobody turns pages while a house stands in the yard and is counted.
    shown = Listed(sorted(found, key=KEYS[wanted.sort], reverse=wanted.descending), len(found), 1, 1, wanted)
    if wanted.table:
        return _table(shown.rows)
    groups = {standing: [one for one in shown.rows if one.standing == standing] for standing in STANDINGS}
    template = "residency/in_house_paper.html" if wanted.printed else "residency/in_house.html"
    return render_template(
        template,
        listed=shown,
        groups=groups,
        counts=counts_of(people),
        wall=wall,
        today=wall.date(),
        shown_words=SHOWN,
    )


@blueprint.post("/leaves/<id:leave_id>/return")
@requires(Permission.LEAVE_RETURN)
@commits
def leave_return(actor: Actor, leave_id: str) -> Any:
    """One tap: somebody is back; a second tap changes nothing."""
    leave = leave_for(actor, leave_id)
    form = ReturnForm()
    if not form.validate():
        raise Refused()
    note_return(leave, at=now(), by=actor)
    flash(_("Noted: back in the house. Good."))
    return redirect(url_for(plain_endpoint(form.back.data) or "residency.in_house"), 303)
