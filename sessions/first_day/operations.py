"""The verb of the first day: an organisation, its house and whoever manages it, or nothing at all."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select

from community.access.actor import SYSTEM, System
from community.access.permissions import Role
from community.accounts.models import Account
from community.accounts.operations import open_account, set_password
from community.houses.models import House
from community.houses.operations import employ, found_organisation, open_house
from community.people.models import Person
from community.people.operations import enrol_person
from foundation.clock import now
from foundation.database import db
from foundation.errors import Stale
from foundation.forms import is_email
from foundation.messages import N_
from foundation.stamps import raise_stamp
from sessions.first_day.queries import house_waiting, manager_missing
from sessions.first_day.slugs import LONGEST, slug_of

BEGUN = N_("Somebody else has just begun here. Nothing was changed; please sign in.")


@dataclass(frozen=True, slots=True)
class NewHouse:
    """What the first page asks about a house."""

    organisation: str
    name: str
    zone: str
    language: str
    languages: Collection[str]
    week_starts: str
    weekend: tuple[str, ...]
    feed_title: Mapping[str, str]


class FirstManager(NamedTuple):
    """What the first page asks about whoever will manage the house."""

    given_name: str
    surname: str
    login: str
    password: str
    language: str


def begin(new: NewHouse | None, manager: FirstManager) -> tuple[Account, Person]:
    """Open the house, unless one waits already, and let its first manager in; Stale when there is one by now."""
    # The row of this stamp is the lock: of two who begin at once the second waits here, and then finds a manager.
    raise_stamp("first-day")
    if not manager_missing():
        raise Stale(BEGUN)
    house = house_waiting() or _open(new)
    email = manager.login if is_email(manager.login) else None
    person = enrol_person(
        house.id,
        given_name=manager.given_name,
        surname=manager.surname,
        language=manager.language,
        email=email,
        by=SYSTEM,
    )
    by = System(person_id=person.id)
    employ(person, Role.MANAGER.value, by=by, from_at=now())
    account = open_account(person, login=manager.login, language=manager.language, by=by, email=email)
    set_password(account, manager.password, by=by)
    return account, person


def _open(new: NewHouse | None) -> House:
    if new is None:
        # A house stood there when the page was opened, and has gone since.
        raise Stale(BEGUN)
    organisation = found_organisation({new.language: new.organisation})
    return open_house(
        organisation.id,
        slug=_free_slug(new.name),
        name={new.language: new.name},
        zone=new.zone,
        language=new.language,
        languages=new.languages,
        week_starts=new.week_starts,
        weekend=new.weekend,
        feed_title=new.feed_title,
        by=SYSTEM,
    )


def _free_slug(name: str) -> str:
    slug = slug_of(name)
    taken = set(db.session.scalars(select(House.slug)))
    numbers = (f"{slug[: LONGEST - 4]}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (slug, *numbers) if one not in taken)
