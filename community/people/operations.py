"""The verbs of people's cards."""

from collections.abc import Sequence
from datetime import date

from community.access.actor import By
from community.audit.operations import record
from community.people.interests import INTERESTS, SEXES
from community.people.models import Person
from community.people.names import shown_name
from foundation.clock import now, today
from foundation.database import db, new_id
from foundation.errors import Refused
from foundation.languages import LANGUAGES
from foundation.messages import N_
from foundation.sounds import sounds_of
from foundation.stamps import raise_stamp
from foundation.words import clean_text, fold

LONGEST_NAME, LONGEST_ALIAS = 80, 40


def enrol_person(
    house_id: str,
    *,
    given_name: str,
    surname: str,
    language: str,
    by: By,
    birth_date: date | None = None,
    email: str | None = None,
    alias: str | None = None,
) -> Person:
    """Make a card in a house. Refused for names with control or direction signs, and for impossible dates."""
    person = Person(id=new_id(), house_id=house_id, email=email, speaks=[], interests=[], created_at=now())
    _call(person, given_name, surname, alias)
    person.language, person.birth_date = _language(language), _birth_date(birth_date)
    db.session.add(person)
    db.session.flush()
    record(house_id, "person:enrol", by=by, subject=f"person:{person.id}", about=person.id)
    return person


def amend_person(
    person: Person,
    *,
    given_name: str,
    surname: str,
    alias: str | None,
    language: str,
    birth_date: date | None,
    by: By,
) -> None:
    """Change how somebody is called and what their card says; Refused by the same rules as a new card."""
    _call(person, given_name, surname, alias)
    person.language, person.birth_date = _language(language), _birth_date(birth_date)
    db.session.flush()
    raise_stamp(f"people:{person.house_id}", f"schedule:{person.house_id}")
    record(person.house_id, "person:amend", by=by, subject=f"person:{person.id}", about=person.id)


def describe_person(
    person: Person, *, sex: str | None, speaks: Sequence[str], interests: Sequence[str], by: By
) -> None:
    """Note what helps to find company: languages spoken, interests, and sex where the house asks for it."""
    if (sex is not None and sex not in SEXES) or not set(interests) <= set(INTERESTS):
        raise Refused(N_("Please choose from what is offered."))
    person.sex = sex
    person.speaks = sorted({_language(code) for code in speaks})
    person.interests = sorted(set(interests))
    db.session.flush()
    record(person.house_id, "person:describe", by=by, subject=f"person:{person.id}", about=person.id)


def _call(person: Person, given_name: str, surname: str, alias: str | None) -> None:
    person.given_name = clean_text(given_name, longest=LONGEST_NAME)
    person.surname = clean_text(surname, longest=LONGEST_NAME)
    person.alias = clean_text(alias, longest=LONGEST_ALIAS) if alias and alias.strip() else None
    person.shown = person.alias or shown_name(person.given_name, person.surname)
    said = f"{person.given_name} {person.surname} {person.alias or ''}"
    # As long as the longest names; the end of an endless key helps nobody to find anybody.
    person.folded, person.sounds = fold(said)[:200], sounds_of(said)[:200]


def _language(code: str) -> str:
    if code not in LANGUAGES:
        raise Refused(N_("Daybook speaks English, Polish, Arabic and Russian."))
    return code


def _birth_date(day: date | None) -> date | None:
    if day is not None and not date(1900, 1, 1) <= day <= today("UTC"):
        raise Refused(N_("A birth date lies between 1900 and today."))
    return day
