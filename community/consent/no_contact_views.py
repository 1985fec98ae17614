"""Pages of no contact: the manager notes and lifts, with the reason; the staff read who must not meet whom.

Nothing of it is on any page of a resident or a relative.
"""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirect

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.audit.operations import record_list
from community.audit.reads import notes_reads
from community.consent.barring import bar, lift
from community.consent.no_contact_forms import NoContactForm
from community.family.notes import card_of_house, cards_found, note_for, notes_about, notes_of_house
from community.people.models import Person
from foundation.addresses import roof_address
from foundation.clock import now
from foundation.database import db
from foundation.errors import Refused
from foundation.listing import LONGEST_SEARCH, asked, by_name, listed, table
from foundation.transactions import commits
from foundation.walltime import wall_of
from foundation.words import fold

blueprint = Blueprint("no_contacts", __name__)


@blueprint.get("/no-contacts")
@requires(Permission.PRESENCE_SEE)
@notes_reads
def everyone(actor: Actor) -> Response | str:
    """Who must not meet whom, by shown names and without the reason, for all staff; the reading is recorded."""
    record_list(actor, "no-contacts")
    wanted = asked(sorts=("resident", "other", "since"))
    keys = {
        "resident": lambda note: (note.folded, note.id),
        "other": lambda note: (fold(note.other), note.id),
        "since": lambda note: (note.from_at, note.id),
    }
    found = listed(by_name(notes_of_house(actor, now()), wanted.search), wanted, keys[wanted.sort])
    rows = [(note, wall_of(note.from_at, actor.zone).date()) for note in found.rows]
    if wanted.table:
        head = [_("Resident"), _("Must not meet or hear of"), _("Since")]
        return table("no-contacts", head, ((note.resident, note.other, since) for note, since in rows))
    return render_template("family/no_contacts.html", listed=found, rows=rows)


def _page(actor: Actor, resident: Person, form: NoContactForm) -> tuple[str, int] | str:
    record_list(actor, "no-contacts")
    notes = notes_about(actor, resident.id)
    page = render_template(
        "family/no_contacts_of.html",
        resident=resident,
        form=form,
        live=[note for note in notes if note.to_at is None or note.to_at > now()],
        ended=[note for note in notes if note.to_at is not None and note.to_at <= now()],
        search=_search(),
        back=roof_address("CARD_ENDPOINT", person_id=resident.id),
        on_wall=lambda at: wall_of(at, actor.zone),
    )
    return (page, 422) if form.errors else page


def _search() -> str:
    return request.args.get("q", "").strip()[:LONGEST_SEARCH]


@blueprint.route("/people/<id:person_id>/no-contacts", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE)
@commits
def of_person(actor: Actor, person_id: str) -> Redirect | tuple[str, int] | str:
    """Whom one resident must not meet or hear of, with the reason, and a form to note somebody more."""
    resident = card_of_house(actor, person_id)
    form = NoContactForm()
    form.offer(cards_found(actor, resident.id, _search()) if _search() else [])
    if request.method == "GET" or not form.validate():
        return _page(actor, resident, form)
    try:
        bar(
            resident,
            other=card_of_house(actor, form.other_id.data) if form.other_id.data else None,
            given_name=form.given_name.data or "",
            surname=form.surname.data or "",
            email=form.email.data or None,
            reason=form.reason.data,
            by=actor,
        )
    except Refused as error:
        db.session.rollback()
        form.refuse(error)
        return _page(actor, resident, form)
    flash(_("Noted. What linked these two has ended, from this moment on."))
    return redirect(url_for("no_contacts.of_person", person_id=person_id), 303)


@blueprint.post("/no-contacts/<id:note_id>/ending")
@requires(Permission.PEOPLE_MANAGE)
@commits
def ending(actor: Actor, note_id: str) -> Redirect:
    """Lift a note; what ended with it stays ended."""
    note = note_for(actor, note_id)
    lift(note, by=actor)
    flash(_("The note has ended. Ties and consents do not come back by themselves."))
    return redirect(url_for("no_contacts.of_person", person_id=note.resident_id), 303)
