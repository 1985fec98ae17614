"""The verbs of accounts and sign-ins."""

from datetime import timedelta

from sqlalchemy import update

from community.access.actor import Actor, By, System
from community.accounts.models import Account, OneTimeLink, SignIn
from community.accounts.passwords import hash_password, matches, outdated, rehash
from community.accounts.queries import account_by_login, card_ranks, cards_of
from community.audit.operations import record
from community.people.models import Person
from foundation.clock import now
from foundation.database import db, new_id
from foundation.errors import Refused
from foundation.languages import LANGUAGES
from foundation.limits import count_attempt, forget_attempts, take_back_attempt
from foundation.messages import N_
from foundation.security import new_token, token_hash
from foundation.words import clean_text

ABSOLUTE = timedelta(hours=12)
IDLE_STAFF = timedelta(minutes=30)
MOST_FAILURES, FAILURE_WINDOW = 10, timedelta(minutes=15)
MOST_FROM_ADDRESS = 60
WRONG = N_("The login or the password is not right.")
NOT_OLD = N_("This is not your present password.")


def clean_login(login: str) -> str:
    """A login as it is kept: cleaned and without case."""
    return clean_text(login, longest=254).casefold()


def open_account(person: Person, *, login: str, language: str, by: By, email: str | None = None) -> Account:
    """Make an account for a card; it has no password until its holder sets one by a link."""
    login = clean_login(login)
    if account_by_login(login) is not None:
        raise Refused(N_("This login is taken. Please choose another."))
    if language not in LANGUAGES:
        raise Refused(N_("Daybook speaks English, Polish, Arabic and Russian."))
    account = Account(id=new_id(), login=login, email=email, language=language, created_at=now())
    db.session.add(account)
    db.session.flush()
    person.account_id = account.id
    db.session.flush()
    record(person.house_id, "account:open", by=by, subject=f"account:{account.id}", about=person.id)
    return account


def set_password(account: Account, password: str, *, by: By) -> None:
    """Give an account a new password; every sign-in and every open link it has ends at once."""
    account.password_hash = hash_password(password)
    db.session.flush()
    end_sign_ins(account.id, because="password")
    end_links(account.id)
    for card in cards_of(account.id):
        record(card.house_id, "account:password", by=by, subject=f"account:{account.id}", about=card.id)


def end_links(account_id: str, *kinds: str) -> None:
    """Use up every open one-time link of an account, or those of some kinds."""
    unused = [OneTimeLink.account_id == account_id, OneTimeLink.used_at.is_(None)]
    unused += [OneTimeLink.kind.in_(kinds)] if kinds else []
    db.session.execute(update(OneTimeLink).where(*unused).values(used_at=now()))


def end_sign_ins(account_id: str, *, because: str, keep: str | None = None) -> None:
    """Revoke every open sign-in of an account, except one to keep."""
    db.session.execute(
        update(SignIn)
        .where(SignIn.account_id == account_id, SignIn.revoked_at.is_(None), SignIn.id != (keep or ""))
        .values(revoked_at=now(), revoked_because=because)
    )


def sign_in(login: str, password: str, *, address: str, device: str) -> tuple[str, Account]:
    """Open a sign-in and give its secret key; Refused, always in the same words, when it does not fit.

    Failures are counted per login and per address, in the database. ``device`` is a family, not an agent.
    """
    try:
        login = clean_login(login)
    except Refused:
        login = "?"
    count_attempt("sign-in", login, most=MOST_FAILURES, within=FAILURE_WINDOW)
    count_attempt("sign-in-address", address, most=MOST_FROM_ADDRESS, within=FAILURE_WINDOW)
    account = account_by_login(login)
    password_hash = account.password_hash if account else None
    # The hash takes a twentieth of a second on purpose; no lock is held meanwhile, for SQLite has one writer.
    db.session.rollback()
    fits = matches(password_hash, password)
    account = account_by_login(login)
    cards = cards_of(account.id if account else "")
    if account is None or not fits or account.password_hash != password_hash:
        raise Refused(WRONG)
    if account.disabled_at is not None or not cards:
        raise Refused(WRONG)
    if outdated(account.password_hash or ""):
        account.password_hash = rehash(password)
    forget_attempts("sign-in", login)
    take_back_attempt("sign-in-address", address)
    return begin_sign_in(account, cards, device=device), account


def begin_sign_in(account: Account, cards: list[Person], *, device: str) -> str:
    """Open a sign-in for somebody who has shown who they are; ``cards`` are those of the account. Gives its key."""
    key = new_token()
    opened = SignIn(
        id=new_id(),
        account_id=account.id,
        person_id=_first_card(cards),
        key_hash=token_hash(key),
        device=device,
        started_at=now(),
        last_seen_at=now(),
        expires_at=now() + ABSOLUTE,
    )
    db.session.add(opened)
    db.session.flush()
    by = System(person_id=opened.person_id, sign_in_id=opened.id)
    for card in cards:
        record(card.house_id, "account:sign_in", by=by, subject=f"account:{account.id}", about=card.id)
    return key


def _first_card(cards: list[Person]) -> str:
    """The card a new sign-in opens on: where somebody works, else lives, else is family, else the oldest."""
    ranks = card_ranks([card.id for card in cards])
    return min(cards, key=lambda card: ranks[card.id]).id


def sign_out(actor: Actor) -> None:
    """End this sign-in."""
    end_one(actor.sign_in_id, because="sign_out")
    record(actor.house_id, "account:sign_out", by=actor, about=actor.person_id)


def end_one(sign_in_id: str, *, because: str) -> None:
    """Revoke one sign-in; a second time changes nothing."""
    db.session.execute(
        update(SignIn)
        .where(SignIn.id == sign_in_id, SignIn.revoked_at.is_(None))
        .values(revoked_at=now(), revoked_because=because)
    )


def revoke(actor: Actor, opened: SignIn) -> None:
    """End one of one's own sign-ins from another device."""
    end_one(opened.id, because="revoked")
    record(
        actor.house_id,
        "account:revoke",
        by=actor,
        subject=f"sign_in:{opened.id}",
        about=actor.person_id,
    )


def change_password(actor: Actor, old: str, new: str) -> None:
    """Change one's own password, knowing the old one; every sign-in ends, this one too.

    Refused when the old one is wrong (counted, for a device may lie open) or the new one is weak.
    """
    count_attempt("password", actor.account_id, most=MOST_FAILURES, within=FAILURE_WINDOW)
    account = db.session.get_one(Account, actor.account_id)
    if not matches(account.password_hash, old):
        raise Refused(NOT_OLD)
    set_password(account, new, by=actor)
    forget_attempts("password", actor.account_id)


def note_seen(actor: Actor) -> None:
    """Note that a sign-in is in use, within a request that writes anyway."""
    db.session.execute(update(SignIn).where(SignIn.id == actor.sign_in_id).values(last_seen_at=now()))


def speak(actor: Actor, language: str) -> None:
    """Change the language an account is spoken to in."""
    if language not in LANGUAGES:
        raise Refused(N_("Daybook speaks English, Polish, Arabic and Russian."))
    db.session.execute(update(Account).where(Account.id == actor.account_id).values(language=language))
    record(actor.house_id, "account:language", by=actor, details={"language": language})


def change_card(actor: Actor, person_id: str) -> None:
    """Turn this sign-in to another card of the same account."""
    cards = {card.id: card for card in cards_of(actor.account_id)}
    if person_id not in cards:
        raise Refused(N_("This card is not yours."))
    db.session.execute(update(SignIn).where(SignIn.id == actor.sign_in_id).values(person_id=person_id))
    record(cards[person_id].house_id, "account:card", by=actor, about=person_id)
