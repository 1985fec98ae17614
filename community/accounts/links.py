"""The verbs of one-time links: an invitation, a reset. Only a link's hash is kept, and it acts once."""

from datetime import timedelta

from sqlalchemy import update

from community.access.actor import SYSTEM, By, System
from community.accounts.models import Account, OneTimeLink
from community.accounts.operations import clean_login, end_links, set_password
from community.accounts.queries import cards_of, open_link
from community.audit.operations import record
from foundation.clock import now
from foundation.database import db, new_id
from foundation.errors import NotFound, Refused
from foundation.forms import is_email
from foundation.limits import count_attempt
from foundation.messages import N_
from foundation.outbox import queue
from foundation.security import new_token, token_hash

INVITATION, RESET = "invitation", "reset"
LASTS = {INVITATION: timedelta(days=7), RESET: timedelta(hours=1)}
MAIL = "mail.link"
MOST_RESETS, MOST_RESETS_FROM_ADDRESS, RESET_WINDOW = 3, 20, timedelta(hours=1)
DISABLED = N_("This account is closed. Open it again first, then invite.")


def issue_link(account: Account, kind: str, *, by: By = SYSTEM) -> str:
    """Make a one-time link and give its token; the database keeps the hash alone.

    An earlier open invitation ends with a new one: of letters that lie about only the last one works. Resets stay,
    for anybody can ask for one, and would end the link that its reader is about to use.
    """
    token = new_token()
    if kind == INVITATION:
        end_links(account.id, INVITATION)
    link = OneTimeLink(
        id=new_id(),
        kind=kind,
        token_hash=token_hash(token),
        account_id=account.id,
        created_at=now(),
        expires_at=now() + LASTS[kind],
    )
    db.session.add(link)
    db.session.flush()
    _record(account.id, "account:link", by=by, details={"kind": kind})
    return token


def invite(account: Account, *, by: By, consent_id: str | None = None) -> None:
    """Queue the mail that invites an account's holder; it goes out only while the consent named is live.

    The link itself is made when the mail is, so that its token lies nowhere on the way.
    """
    payload = {"link": INVITATION, "account_id": account.id, "consent_id": consent_id}
    queue(MAIL, payload, key=f"invitation:{new_id()}")
    _record(account.id, "account:invite", by=by)


def mail_invitation(account: Account, *, by: By) -> None:
    """Queue a mail with a new invitation. Refused for a disabled account, and where no address is known."""
    _refuse_disabled(account)
    if not is_email(account.email or account.login):
        raise Refused(N_("No e-mail address is known for this person. Please print the invitation."))
    invite(account, by=by)


def print_invitation(account: Account, *, by: By) -> str:
    """Make an invitation to be printed, and give its token, once. Refused for a disabled account."""
    _refuse_disabled(account)
    _record(account.id, "account:invite", by=by, details={"way": "print"})
    return issue_link(account, INVITATION, by=by)


def _refuse_disabled(account: Account) -> None:
    if account.disabled_at is not None:
        raise Refused(DISABLED)


def request_reset(login: str, *, address: str) -> None:
    """Queue a mail with a link for a new password, whether the login is known or not: both do the same here.

    Who it is gets looked up when the mail is made, so that nothing tells the two apart, time included.
    TooMany after three for a login, or twenty from one network address, within an hour.
    """
    try:
        login = clean_login(login)
    except Refused:
        login = "?"
    count_attempt("reset-address", address, most=MOST_RESETS_FROM_ADDRESS, within=RESET_WINDOW)
    count_attempt("reset", login, most=MOST_RESETS, within=RESET_WINDOW)
    queue(MAIL, {"link": RESET, "login": login}, key=f"reset:{new_id()}")


def use_link(token: str, kind: str, password: str | None) -> Account:
    """Act on a link, once: give its account a new password, or, for one that has its own, just accept.

    NotFound for a link that is unknown, used or too old; Refused for a weak password, and the link stays.
    """
    link, account = open_link(token, kind)
    used = db.session.execute(
        update(OneTimeLink).where(OneTimeLink.id == link.id, OneTimeLink.used_at.is_(None)).values(used_at=now())
    )
    if used.rowcount != 1:  # type: ignore[attr-defined]
        raise NotFound()
    if needs_password(account, kind):
        cards = cards_of(account.id)
        by = System(person_id=cards[0].id) if cards else SYSTEM
        set_password(account, password or "", by=by)
    _record(account.id, "account:link_used", by=SYSTEM, details={"kind": kind})
    return account


def needs_password(account: Account, kind: str) -> bool:
    """Whether a link asks for a password: a reset always, an invitation only where there is none yet."""
    return kind == RESET or account.password_hash is None


def _record(account_id: str, verb: str, *, by: By, details: dict[str, str] | None = None) -> None:
    for card in cards_of(account_id):
        record(card.house_id, verb, by=by, subject=f"account:{account_id}", about=card.id, details=details)
