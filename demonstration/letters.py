"""A letter about attendance: somebody who is here on a court's word allows it, and the manager issues one."""

from sqlalchemy import select

from community.consent.models import Consent
from community.consent.operations import grant
from community.consent.purposes import ATTENDANCE_LETTER
from demonstration.home import Home
from demonstration.plan import Guest
from foundation.database import db
from sessions.letters.operations import issue

ALLOWED, ISSUED = 2, 1
COURTS = {
    "en": "The district court, family division",
    "pl": "Sąd Rejonowy, Wydział Rodzinny i Nieletnich",
    "ar": "محكمة شؤون الأسرة",
    "ru": "Районный суд",
}


def note_letters(home: Home) -> None:
    """Note the consent, and a day later the letter about every day of the stay before it."""
    here = [one for one in home.plan.guests if one.reason == "court" and one.left is None and one.came > ALLOWED]
    if here:
        # Whoever can sign in finds it below their own consent.
        guest = next((one for one in here if one.account), here[0])
        home.note(ALLOWED, 11, 20, lambda: _allow(home, guest))
        home.note(ISSUED, 16, 40, lambda: _issue(home, guest))


def _allow(home: Home, guest: Guest) -> None:
    by = home.acting(guest.key) if guest.account else home.manager
    how, court = "on_screen" if guest.account else "on_paper", COURTS[home.plan.language]
    grant(home.people[guest.key], ATTENDANCE_LETTER, recipient=None, recipient_name=court, by=by, signed_how=how)


def _issue(home: Home, guest: Guest) -> None:
    person = home.people[guest.key]
    wanted = select(Consent).where(Consent.resident_id == person.id, Consent.purpose == ATTENDANCE_LETTER)
    consent = db.session.scalars(wanted).one()
    issue(person, consent, home.day(guest.came), home.day(ISSUED), home.plan.language, by=home.manager)
