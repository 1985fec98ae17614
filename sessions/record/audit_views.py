"""The page of the house's chain: who did and read what about whom, and whether the chain holds."""

from datetime import datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.accounts.device import DEVICES
from community.audit.checking import check_chain
from community.audit.operations import record_list
from community.audit.reads import notes_reads
from community.audit.wording import GROUPS
from foundation.listing import table
from foundation.transactions import commits
from foundation.walltime import wall_of
from sessions.record.entries import Entry, page_of
from sessions.record.forms import asked_entries

blueprint = Blueprint("audit", __name__)


@blueprint.get("/audit")
@requires(Permission.AUDIT_READ)
@notes_reads
def entries(actor: Actor) -> Any:
    """The entries of the house, newest first; that they were read is an entry too."""
    asked = asked_entries()
    record_list(actor, "audit-table" if asked.table else "audit")
    page = page_of(actor, asked)
    if asked.table:
        return _table(actor, page.entries)
    return render_template(
        "audit/entries.html",
        page=page,
        asked=asked,
        groups=GROUPS,
        devices=DEVICES,
        wall=lambda at: wall_of(at, actor.zone),
    )


@blueprint.post("/audit/verification")
@requires(Permission.AUDIT_READ)
@commits
def verification(actor: Actor) -> Any:
    """Check that no entry of the house was changed, lost or moved, and tell."""
    checked = check_chain(actor)
    if checked.broken_at is not None:
        told = _("Entry %(number)s does not hold: it was changed, lost or moved outside Daybook.")
        flash(told % {"number": checked.broken_at} + " " + _("Please speak with whoever keeps this computer."), "warm")
    elif checked.first > 1:
        told = _(
            "All entries from %(first)s to %(last)s hold. The command “flask audit verify” looks at older ones too."
        )
        flash(told % {"first": checked.first, "last": checked.last})
    else:
        flash(_("All entries up to %(last)s hold: nothing was changed, lost or moved.", last=checked.last))
    return redirect(url_for("audit.entries"), 303)


def _table(actor: Actor, found: list[Entry]) -> Any:
    head = [_("Entry"), _("Day"), _("Time"), _("Who"), _("What happened"), _("About"), _("Device")]
    return table("record", head, [_cells(one, wall_of(one.at, actor.zone)) for one in found])


def _cells(one: Entry, wall: datetime) -> list[object]:
    about = [*one.about, *([ngettext("%(num)s more", "%(num)s more", one.more)] if one.more else [])]
    who = one.who or (_("Daybook itself") if one.alone else _("somebody of another house"))
    device = _(DEVICES.get(one.device, DEVICES["other"])) if one.device else ""
    return [one.seq, wall.date(), f"{wall:%H:%M}", who, _(one.said), ", ".join(about), device]
