"""Exactly what a relative sees under a consent: for the resident who gave it, and for the manager who recorded it."""

from flask import Blueprint, render_template, url_for
from markupsafe import Markup

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.audit.operations import record_read
from community.audit.reads import notes_reads
from community.consent.models import Consent
from community.consent.purposes import FAMILY_SESSIONS
from community.consent.queries import consent_of, once_resident_for, own_consent
from foundation.errors import NotFound
from foundation.languages import force_locale
from foundation.walltime import wall_of
from sessions.calendars.preview import fetched_about, preview_for
from sessions.today.previews import reader_of, seen_by

blueprint = Blueprint("previews", __name__)


def _page(actor: Actor, consent: Consent, back: str, **more: object) -> str:
    """The page around it speaks to whoever looks; what is looked at speaks to the relative."""
    if consent.recipient_id is None or consent.purpose != FAMILY_SESSIONS:
        raise NotFound()
    reader = reader_of(consent.recipient_id)
    sessions = seen_by(reader, consent.resident_id, actor)
    events = preview_for(consent.resident_id, reader.id, reader.language)
    fetched_at = fetched_about(consent.resident_id).get(reader.id)
    with force_locale(reader.language):
        seen = Markup(render_template("today/_seen.html", sessions=sessions, events=events))
    fetched = wall_of(fetched_at, actor.zone) if fetched_at else None
    return render_template("today/preview.html", seen=seen, fetched=fetched, back=back, **more)


@blueprint.get("/consents/<id:consent_id>/preview")
@requires(Permission.CONSENT_GRANT)
def mine(actor: Actor, consent_id: str) -> str:
    """What a relative sees under one of the resident's own consents."""
    return _page(actor, own_consent(actor, consent_id), url_for("consent.my_consents"), resident=None)


@blueprint.get("/residents/<id:person_id>/consents/<id:consent_id>/preview")
@requires(Permission.CONSENT_RECORD)
@notes_reads
def of_resident(actor: Actor, person_id: str, consent_id: str) -> str:
    """The same for the manager; the reading is recorded."""
    resident = once_resident_for(actor, person_id)
    consent = consent_of(actor, resident.id, consent_id)
    record_read(actor, resident.id, "preview", consent=consent.id)
    back = url_for("consent.resident_consents", person_id=resident.id)
    return _page(actor, consent, back, resident=resident)
