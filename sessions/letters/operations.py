"""The verbs of letters: issuing one under a live consent, confirming one by its code, taking one back."""

from datetime import date

from flask import current_app
from sqlalchemy import select

from community.access.actor import SYSTEM, By
from community.audit.operations import record
from community.consent.models import Consent
from community.consent.purposes import ATTENDANCE_LETTER
from community.consent.queries import live
from community.houses.models import House
from community.people.models import Person
from foundation.clock import now, today
from foundation.database import db, new_id
from foundation.errors import Refused, Stale
from foundation.languages import LANGUAGES
from foundation.messages import N_
from foundation.walltime import wall_of
from foundation.words import said_in
from sessions.letters.codes import code_hash, code_in, code_of
from sessions.letters.counting import tally_of
from sessions.letters.facts import Facts
from sessions.letters.models import Letter
from sessions.letters.queries import confirmed, stay_of

NO_CONSENT = N_("There is no consent to such a letter any more. It can be given again.")
NOT_IN_STAY = N_("A letter is about days of this stay, from %(first)s on and not beyond today.")
NOTHING_COUNTED = N_("No session with a roll call was counted on these days, so there is nothing a letter could say.")
OTHER_KEY = N_("The code of this letter cannot be made again on this computer. Please issue a new letter.")


def issue(resident: Person, consent: Consent, first: date, last: date, language: str, *, by: By) -> Letter:
    """Write down what a letter says of the days ``first`` to ``last`` (of the house's wall), in one of the languages.

    Refused unless the consent is to letters, of this resident and live in this very transaction, for days that are
    not of this stay or still ahead, and where nothing was counted. What is said then stays, whatever marks become.
    """
    at = now()
    # Whoever takes the consent back holds its row too: one of the two is first.
    db.session.execute(select(Consent.id).where(Consent.id == consent.id).with_for_update())
    good = select(Consent.recipient_name).where(
        Consent.id == consent.id,
        Consent.house_id == resident.house_id,
        Consent.resident_id == resident.id,
        Consent.purpose == ATTENDANCE_LETTER,
        live(at),
    )
    recipient, stay = db.session.scalar(good), stay_of(resident.id, at)
    if recipient is None or stay is None:
        raise Refused(NO_CONSENT)
    if language not in LANGUAGES:
        raise Refused(N_("Please choose the language of the letter."))
    house = db.session.get_one(House, resident.house_id)
    here, since = today(house.zone), wall_of(stay.admitted_at, house.zone).date()
    if last < first:
        raise Refused(N_("The last day comes before the first one."))
    if first < since or last > here:
        raise Refused(NOT_IN_STAY, first=since)
    tally = tally_of(house.id, house.zone, resident.id, first, last)
    if not tally.expected:
        raise Refused(NOTHING_COUNTED)
    signer = db.session.get_one(Person, by.person_id)
    letter_id = new_id()
    facts = Facts(
        _full_name(resident),
        resident.birth_date,
        recipient,
        *said_in(house.name, language, house.language),
        first,
        last,
        tally,
        _full_name(signer),
        here,
    )
    letter = Letter(
        id=letter_id,
        house_id=house.id,
        person_id=resident.id,
        consent_id=consent.id,
        code_hash=code_hash(code_of(_secret(), letter_id)),
        language=language,
        from_day=first,
        to_day=last,
        facts=facts.kept(),
        issued_at=at,
        issued_by=by.person_id,
    )
    db.session.add(letter)
    db.session.flush()
    _record(letter, "letter:issue", by)
    return letter


def printed_code(letter: Letter) -> str:
    """The code that stands on a letter; Stale where the secret of this computer is another one since then."""
    code = code_of(_secret(), letter.id)
    if code_hash(code) != letter.code_hash:
        raise Stale(OTHER_KEY)
    return code


def verify(typed: str) -> Letter | None:
    """The letter a typed code confirms at this moment, with an entry in the record; None for every other code.

    Read in the transaction that notes it: a consent that ended a moment ago confirms nothing.
    """
    code = code_in(typed)
    letter = confirmed(code_hash(code), now()) if code else None
    if letter is not None:
        _record(letter, "letter:verify", SYSTEM)
    return letter


def revoke(letter: Letter, *, by: By) -> None:
    """Take a letter back: from now on its code confirms nothing. A second time changes nothing."""
    db.session.refresh(letter, with_for_update=True)
    if letter.revoked_at is not None:
        return
    letter.revoked_at, letter.revoked_by = now(), by.person_id
    db.session.flush()
    _record(letter, "letter:revoke", by)


def _record(letter: Letter, verb: str, by: By) -> None:
    subject = f"letter:{letter.id}"
    record(letter.house_id, verb, by=by, subject=subject, about=letter.person_id, consent=letter.consent_id)


def _full_name(person: Person) -> str:
    return f"{person.given_name} {person.surname}"


def _secret() -> str:
    secret: str = current_app.extensions["settings"].secret_key
    return secret
