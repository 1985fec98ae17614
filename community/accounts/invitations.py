"""The verb that invites a relative: card, tie, consent, sign-in and mail, together or not at all."""

from datetime import datetime, timedelta

from community.access.actor import Actor, By
from community.accounts.links import DISABLED, invite
from community.accounts.models import Account
from community.accounts.operations import open_account
from community.accounts.queries import account_by_email, cards_of
from community.audit.operations import record
from community.consent.models import Consent
from community.consent.operations import grant
from community.consent.purposes import FAMILY_SESSIONS
from community.family.barring import TO_FAMILY, refuse_barred, told_plainly
from community.family.operations import tie
from community.family.queries import tie_between
from community.people.models import Person
from community.people.operations import enrol_person
from foundation.clock import now
from foundation.database import db
from foundation.errors import Refused
from foundation.forms import is_email
from foundation.limits import count_attempt
from foundation.messages import N_
from foundation.words import clean_text, fold

MOST_INVITATIONS, INVITATION_WINDOW = 20, timedelta(days=1)


def count_invitation(actor: Actor) -> None:
    """Count an invitation by this person; TooMany after twenty a day, for each one mails a stranger."""
    count_attempt("invitation", actor.person_id, most=MOST_INVITATIONS, within=INVITATION_WINDOW)


def invite_relative(
    resident: Person,
    *,
    given_name: str,
    surname: str,
    email: str,
    language: str,
    kind: str,
    by: By,
    signed_how: str,
    expires_at: datetime | None = None,
    witness_id: str | None = None,
) -> Consent:
    """Note a relative and the resident's consent to family sessions (to ``expires_at``, UTC); mail a link.

    An address that somebody already signs in with gets a further card instead of a refusal: whoever
    invites is never told who has a sign-in. Refused for a wrong address, where a note of no contact stands
    between the two (by card, by name, by address), and by the rules of each step.
    """
    email = email.strip().lower()
    if not is_email(email):
        raise Refused(N_("Please write an e-mail address like name@example.org."))
    at = now()
    account = account_by_email(email)
    card = _known_card(account, resident.house_id, f"{given_name} {surname}")
    here: list[str | None] = [one.id for one in _cards_here(account, resident.house_id)]
    for person_id in here or [None]:
        refuse_barred(resident, by, at, person_id=person_id, name=f"{given_name} {surname}", email=email)
    if account is not None and account.disabled_at is not None:
        # Whoever may not hear of a note hears the same words here, so that neither can be told from the other.
        raise Refused(DISABLED if told_plainly(resident, by) and card else TO_FAMILY)
    if card is None:
        card = enrol_person(
            resident.house_id, given_name=given_name, surname=surname, language=language, by=by, email=email
        )
        if account is None:
            account = open_account(card, login=email, language=language, by=by, email=email)
        else:
            card.account_id = account.id
            db.session.flush()
            record(card.house_id, "account:card", by=by, subject=f"account:{account.id}", about=card.id)
    if tie_between(resident.id, card.id, at) is None:
        tie(resident, card, kind, from_at=at, by=by)
    consent = grant(
        resident,
        FAMILY_SESSIONS,
        recipient=card,
        by=by,
        signed_how=signed_how,
        at=at,
        expires_at=expires_at,
        witness_id=witness_id,
    )
    assert account is not None  # a card known by its account, or one just opened
    invite(account, by=by, consent_id=consent.id)
    return consent


def _cards_here(account: Account | None, house_id: str) -> list[Person]:
    return [card for card in cards_of(account.id) if card.house_id == house_id] if account else []


def _known_card(account: Account | None, house_id: str, name: str) -> Person | None:
    """The card this account has in the house under the very name typed.

    Under any other name a further card is made: showing the known one would tell who has a card here.
    """
    key = fold(clean_text(name, longest=200))
    return next((c for c in _cards_here(account, house_id) if fold(f"{c.given_name} {c.surname}") == key), None)
