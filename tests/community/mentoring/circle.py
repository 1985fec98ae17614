"""People of the cast on their way: somebody new, elders who are further along, and pairs that have agreed."""

from datetime import timedelta

from community.access.actor import SYSTEM, System
from community.accounts.operations import open_account, set_password
from community.consent.operations import admit, grant
from community.consent.purposes import TREATMENT
from community.mentoring.models import Mentorship
from community.mentoring.operations import agree, name_elder, propose
from community.people.models import Person
from community.people.operations import enrol_person
from community.residency.models import Stay
from community.residency.operations import discharge, enter_stage
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from tests.cast import NOW, PASSWORD, Cast


def arrive(cast: Cast, given: str, days_ago: int, *, login: bool = False) -> Person:
    """Somebody comes to live in the house so many days ago, and is in its first stage."""
    at = NOW - timedelta(days=days_ago)
    with held_at(at), writing():
        person = enrol_person(cast.house.id, given_name=given, surname="Nowy", language="en", by=SYSTEM)
        if login:
            set_password(open_account(person, login=given.lower(), language="en", by=SYSTEM), PASSWORD, by=SYSTEM)
        grant(person, TREATMENT, recipient=None, by=SYSTEM, signed_how="on_paper")
        cast.stays[given] = admit(person, at=at, by=SYSTEM)
        enter_stage(cast.stays[given], cast.stages[0], at=at, by=SYSTEM)
    return person


def go_further(cast: Cast, name: str) -> None:
    """Somebody of the cast enters the second stage, thirty days ago."""
    with writing():
        at = NOW - timedelta(days=30)
        enter_stage(db.session.get_one(Stay, cast.stays[name].id), cast.stages[1], at=at, by=SYSTEM)


def make_elder(cast: Cast, name: str) -> Person:
    """Somebody of the cast is further along and serves as an elder since twenty days."""
    go_further(cast, name)
    person = cast.people[name]
    with held_at(NOW - timedelta(days=20)), writing():
        name_elder(db.session.get_one(Person, person.id), by=SYSTEM)
    return person


def leave(cast: Cast, name: str, days_ago: int = 0) -> None:
    """Somebody's stay ends so many days ago."""
    with writing():
        at = NOW - timedelta(days=days_ago)
        discharge(db.session.get_one(Stay, cast.stays[name].id), at=at, by=SYSTEM)


def pair(newcomer: Person, elder: Person, *, days_ago: int = 0, agreed: bool = True) -> Mentorship:
    """The two are asked, and agree, so many days ago."""
    with held_at(NOW - timedelta(days=days_ago)), writing():
        made = propose(db.session.get_one(Person, newcomer.id), elder.id, by=SYSTEM)
        for one in (newcomer, elder) if agreed else ():
            agree(made, one.id, by=System(person_id=one.id))
    return made
