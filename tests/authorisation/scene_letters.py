"""What the pages of letters act on: consents to them and letters in both houses, and one whose consent has ended."""

from datetime import timedelta

from community.access.actor import SYSTEM, System
from community.consent.operations import grant, withdraw
from community.consent.purposes import ATTENDANCE_LETTER
from community.people.models import Person
from foundation.clock import now
from foundation.database import db
from sessions.attendance.opening import open_register
from sessions.letters.operations import issue, printed_code
from tests.authorisation.scene import Scene
from tests.cast import TODAY, occurrence_on

# Given a moment ago: who withdraws at the same instant would end it before it began.
BEFORE = timedelta(hours=1)


def add(scene: Scene) -> None:
    """Make them: the court's letter holds, the employer's consent was taken back."""
    ids = scene.ids
    # Something a letter of the other house can count.
    open_register(occurrence_on(scene.cast, "nile", TODAY - timedelta(days=2)), by=SYSTEM)
    for name, whose, recipient, manager in (
        ("letter", "resident", "District court", "manager"),
        ("ended_letter", "resident", "Old Mill Ltd", "manager"),
        ("nile_letter", "nile_resident", "Court of Giza", "other_manager"),
    ):
        person, by = db.session.get_one(Person, ids[whose]), System(person_id=ids[manager])
        consent = grant(
            person,
            ATTENDANCE_LETTER,
            recipient=None,
            recipient_name=recipient,
            by=SYSTEM,
            signed_how="on_paper",
            at=now() - BEFORE,
        )
        letter = issue(person, consent, TODAY - timedelta(days=27), TODAY, "en", by=by)
        ids |= {name: letter.id, f"{name}_consent": consent.id, f"{name}_code": printed_code(letter)}
        if name == "ended_letter":
            withdraw(consent, by=SYSTEM, told_how="on_screen")
