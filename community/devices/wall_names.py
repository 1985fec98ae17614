"""Who is named on the wall, and how: each resident's own choice, taken back at once, and never made by anybody else."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select

from community.access.actor import By
from community.audit.operations import record
from community.devices.models import WallName
from community.people.models import Person
from community.people.names import shown_name
from community.residency.models import Stay
from community.residency.queries import living_here
from foundation.clock import now
from foundation.database import db, new_id
from foundation.errors import Refused
from foundation.messages import N_
from foundation.stamps import raise_stamp

INITIAL, ALIAS = "initial", "alias"


def choose_wall_name(person: Person, shown_as: str | None, by: By) -> None:
    """Say how somebody is named on the wall from now on: "initial", "alias", or None for not at all.

    Refused for whoever is not the person, for an alias nobody has, and for whoever does not live here now.
    """
    if by.person_id != person.id:
        raise Refused(N_("Only the resident decides whether they are named on the wall."))
    if shown_as not in (INITIAL, ALIAS, None):
        raise Refused(N_("Please choose from what is offered."))
    if shown_as == ALIAS and not person.alias:
        raise Refused(N_("There is no other name on the card yet. Any of the staff can write it there."))
    at = now()
    # Two answers at once: the second waits here, and then ends what the first began.
    db.session.execute(select(Person.id).where(Person.id == person.id).with_for_update(key_share=True))
    if shown_as and not db.session.scalar(select(Stay.id).where(Stay.person_id == person.id, living_here(at)).limit(1)):
        raise Refused(N_("The wall names only people who live here now."))
    for row in db.session.scalars(select(WallName).where(WallName.person_id == person.id, WallName.to_at.is_(None))):
        if row.from_at < at:
            row.to_at = at
        else:
            # It never stood for a whole second: there is no span of it to keep.
            db.session.delete(row)
    db.session.flush()
    if shown_as:
        db.session.add(
            WallName(id=new_id(), house_id=person.house_id, person_id=person.id, shown_as=shown_as, from_at=at)
        )
        db.session.flush()
    raise_stamp(f"people:{person.house_id}")
    verb = "wall_name:choose" if shown_as else "wall_name:end"
    record(person.house_id, verb, by=by, subject=f"person:{person.id}", about=person.id)


def wall_name_of(person_id: str, at: datetime) -> str | None:
    """What somebody has chosen at an instant (UTC): "initial", "alias" or nothing. One statement."""
    statement = select(WallName.shown_as).where(WallName.person_id == person_id, _stands(at))
    chosen: str | None = db.session.scalar(_in_this_stay(statement, at).limit(1))
    return chosen


def wall_names(house_id: str, person_ids: Collection[str] | None, at: datetime) -> dict[str, str]:
    """How the residents of a house who chose to be named are shown on the wall at an instant (UTC). One statement.

    Only of ``person_ids``, or of all when that is None. A choice ends with the stay it was made in; whoever chose
    an alias and has none any more is not named.
    """
    statement = select(Person.id, WallName.shown_as, Person.given_name, Person.surname, Person.alias).join(
        WallName, WallName.person_id == Person.id
    )
    found_rows = _in_this_stay(statement.where(Person.house_id == house_id, _stands(at)), at)
    if person_ids is not None:
        found_rows = found_rows.where(Person.id.in_(person_ids))
    found: dict[str, str] = {}
    for person_id, shown_as, given_name, surname, alias in db.session.execute(found_rows):
        shown = shown_name(given_name, surname) if shown_as == INITIAL else alias
        if shown:
            found[person_id] = shown
    return found


def _stands(at: datetime) -> ColumnElement[bool]:
    return and_(WallName.from_at <= at, or_(WallName.to_at.is_(None), WallName.to_at > at))


def _in_this_stay(statement: Select[*tuple[Any, ...]], at: datetime) -> Select[*tuple[Any, ...]]:
    # Whoever comes back decides anew.
    stay = and_(Stay.person_id == WallName.person_id, living_here(at), Stay.admitted_at <= WallName.from_at)
    return statement.join(Stay, stay)
