"""The verbs of people's cards."""

from datetime import date

from community.access.actor import By
from community.audit.operations import record
from community.people.models import Person
from foundation.clock import now, today
from foundation.database import db, new_id
from foundation.errors import Refused
from foundation.languages import LANGUAGES
from foundation.messages import N_
from foundation.words import clean_text, fold

LONGEST_NAME = 80


def enrol_person(
    house_id: str,
    *,
    given_name: str,
    surname: str,
    language: str,
    by: By,
    birth_date: date | None = None,
    email: str | None = None,
) -> Person:
    """Make a card in a house. Refused for names with control or direction signs, and for impossible dates."""
    given_name = clean_text(given_name, longest=LONGEST_NAME)
    surname = clean_text(surname, longest=LONGEST_NAME)
    if language not in LANGUAGES:
        raise Refused(N_("Daybook speaks English, Polish, Arabic and Russian."))
    if birth_date is not None and not date(1900, 1, 1) <= birth_date <= today("UTC"):
        raise Refused(N_("A birth date lies between 1900 and today."))
    person = Person(
        id=new_id(),
        house_id=house_id,
        given_name=given_name,
        surname=surname,
        birth_date=birth_date,
        language=language,
        email=email,
        folded=fold(f"{given_name} {surname}"),
        created_at=now(),
    )
    db.session.add(person)
    db.session.flush()
    record(house_id, "person:enrol", by=by, subject=f"person:{person.id}", about=person.id)
    return person
