"""The mails of one-time links: who may still get one is asked when it is made, not when it was queued."""

from typing import Any
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import gettext

from community.accounts.links import INVITATION, MAIL, issue_link
from community.accounts.models import Account
from community.accounts.queries import account_by_email, account_by_login
from community.consent.queries import live_family_consent
from foundation.clock import now
from foundation.database import db
from foundation.forms import is_email
from foundation.languages import direction, force_locale
from foundation.mail import compose, deliver
from foundation.outbox import Kind
from foundation.transactions import writing

PAGES = {INVITATION: "links.invitation", "reset": "links.password_reset"}


def _reader(payload: dict[str, Any]) -> tuple[Account, str] | None:
    """The account a queued mail is for and the address it goes to, or None when nobody should get it."""
    if payload["link"] == INVITATION:
        account = db.session.get(Account, payload["account_id"])
    else:
        account = account_by_login(payload["login"]) or account_by_email(payload["login"])
    if account is None or account.disabled_at is not None:
        return None
    address = account.email or account.login
    return (account, address) if is_email(address) else None


def invitation_told(*, to_staff: bool) -> str:
    """What is said once an invitation is queued: without a mail server nothing leaves this computer by itself."""
    if current_app.extensions["settings"].smtp_url is not None:
        return gettext("The invitation is on its way. It holds for seven days.")
    if to_staff:
        return gettext("This Daybook sends no mail. Please print the invitation from their card and hand it over.")
    return gettext("The invitation is made. This Daybook sends no mail: please ask the staff to print it for you.")


def still_allowed(payload: dict[str, Any]) -> bool:
    """Whether a mail may go out now: there is a reader, and the consent that it rests on is live."""
    consent_id = payload.get("consent_id")
    if consent_id is not None and not live_family_consent(consent_id, now()):
        return False
    return _reader(payload) is not None


def address_of(kind: str, token: str) -> str:
    """The full address of a link's page, from PUBLIC_URL: a job has no request to take it from."""
    parts = urlsplit(current_app.extensions["settings"].public_url)
    adapter = current_app.url_map.bind(parts.netloc, url_scheme=parts.scheme)
    return adapter.build(PAGES[kind], {"token": token}, force_external=True)


def send(payload: dict[str, Any]) -> None:
    """Make the link, commit it, and hand its mail over; OSError when the mail server is away."""
    with writing():
        reader = _reader(payload)
        if reader is None:
            return
        account, to = reader
        token = issue_link(account, payload["link"])
    kind, language = payload["link"], account.language
    with force_locale(language):
        subject = gettext("Your invitation to Daybook") if kind == INVITATION else gettext("A new password for Daybook")
        facts = {
            "kind": kind,
            "link": address_of(kind, token),
            "subject": subject,
            "language": language,
            "direction": direction(language),
        }
        text, html = (
            current_app.jinja_env.get_template(f"mail/link.{shape}").render(facts) for shape in ("txt", "html")
        )
    settings = current_app.extensions["settings"]
    deliver(settings, compose(settings, to=to, subject=subject, text=text, html=html, language=language))


def kinds() -> dict[str, Kind]:
    """The kinds of outbox message this room sends, for the roof to register."""
    return {MAIL: Kind(still_allowed, send)}
