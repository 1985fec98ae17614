"""Reading what is printed: the sessions of some days for a house, a group, a resident or whoever asks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask_babel import gettext
from sqlalchemy import func, or_, select

from community.access.actor import Actor
from community.accounts.models import Account
from community.devices.wall_names import wall_names
from community.houses.models import House
from community.houses.queries import house_of
from community.people.models import Person
from community.residency.models import Stay
from community.residency.queries import living_here
from foundation.clock import now
from foundation.database import bare_rows, db
from foundation.errors import NotFound
from foundation.languages import force_locale
from foundation.walltime import day_bounds
from foundation.words import fold, said_in
from sessions.groups.kinds import LASTING
from sessions.groups.queries import group_of
from sessions.printouts.asked import GROUP, OWN, RESIDENT, Asked
from sessions.printouts.entries import Entry, by_day, of_ones_own, on_wall
from sessions.schedule.co_leaders import CoLeader, covers
from sessions.schedule.mentoring_hours import mentoring_hours
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.on_the_wall import NEUTRAL_WORD, unnamed
from sessions.schedule.queries import as_session, expected_ids, led_by, occurrence_columns, within
from sessions.schedule.session import Session
from sessions.schedule.session_types import TYPES
from sessions.schedule.staffing import works
from sessions.today.queries import days_of


@dataclass(frozen=True, slots=True)
class Whose:
    """Of whom a sheet speaks: typed words or a shown name, and in which language it is read."""

    name: str
    lang: str
    language: str
    house: House


def whose_sheet(actor: Actor, asked: Asked) -> Whose:
    """Of whom it speaks; NotFound for a group or a resident this house has not.

    A resident's sheet speaks the language they read, unless another one is asked for.
    """
    house = house_of(actor)
    language = asked.language or actor.language
    if asked.whose == RESIDENT:
        statement = (
            select(Person.shown, func.coalesce(Account.language, Person.language))
            .join(Stay, Stay.person_id == Person.id)
            .outerjoin(Account, Account.id == Person.account_id)
            .where(Person.id == asked.id, Person.house_id == actor.house_id, living_here(now()))
        )
        row = db.session.execute(statement).first()
        if row is None:
            raise NotFound()
        return Whose(row[0], "", asked.language or row[1], house)
    if asked.whose == GROUP:
        group = group_of(actor.house_id, asked.id or "")
        # A list of those named for one session has no week of its own, and no name for a wall.
        if group.kind not in LASTING:
            raise NotFound()
        if _unnamed_group(group.id, house):
            # Its typed name would say on the wall what its sessions do not.
            with force_locale(language):
                return Whose(gettext(NEUTRAL_WORD), language, language, house)
        return Whose(*said_in(group.name, language, house.language), language, house)
    if asked.whose == OWN:
        return Whose(actor.shown_name, "", language, house)
    return Whose(*said_in(house.name, language, house.language), language, house)


def _unnamed_group(group_id: str, house: House) -> bool:
    """Whether a group has sessions of a type that no wall of the house names. One statement."""
    kinds = db.session.scalars(select(Series.type_key).where(Series.group_id == group_id).distinct())
    return any(unnamed(TYPES[kind], house.unnamed_types) for kind in kinds)


def entries_of(actor: Actor, asked: Asked, whose: Whose, days: Sequence[date]) -> dict[date, list[Entry]]:
    """The sessions of these days (of the wall, one after the other) as the sheet says them, in its language."""
    if asked.whose in (OWN, RESIDENT):
        sessions = _of_person(actor, asked, whose, days)
        # A relative is told when and where, and not who leads.
        beside = _beside(sessions) if actor.staff or actor.resident else {}
        return by_day([of_ones_own(session, beside.get(session.id, ())) for session in sessions], days)
    from_at, to_at = day_bounds(days[0], actor.zone)[0], day_bounds(days[-1], actor.zone)[1]
    statement = occurrence_columns().add_columns(works(Occurrence.leader_id, Occurrence.house_id, Occurrence.starts_at))
    statement = statement.where(*within(actor.house_id, from_at, to_at))
    if asked.whose == GROUP:
        statement = statement.where(Series.group_id == asked.id)
    rows: Sequence[Any] = bare_rows(statement)
    # The last column alone is not the session's own.
    found = [(as_session(row[:-1], whose.language, actor.house_language), bool(row[-1])) for row in rows]
    names = wall_names(actor.house_id, None, now())
    beside = _beside([session for session, _ in found])
    unnamed = frozenset(whose.house.unnamed_types)
    entries = [
        on_wall(session, unnamed, on_staff=on_staff, names=names, beside=beside.get(session.id, ()))
        for session, on_staff in found
    ]
    return by_day(entries, days)


def _of_person(actor: Actor, asked: Asked, whose: Whose, days: Sequence[date]) -> list[Session]:
    if asked.whose == OWN:
        reader = replace(actor, language=whose.language)
        return [session for held in days_of(reader, days[0], days[-1]).values() for session in held]
    person_id = asked.id or ""
    from_at, to_at = day_bounds(days[0], actor.zone)[0], day_bounds(days[-1], actor.zone)[1]
    when = within(actor.house_id, from_at, to_at)
    statement = occurrence_columns().where(
        *when, or_(Occurrence.id.in_(expected_ids(person_id, when)), led_by(person_id))
    )
    sessions = [as_session(row, whose.language, actor.house_language) for row in bare_rows(statement)]
    hours = mentoring_hours(person_id, actor.zone, from_at, to_at)
    return sorted([*sessions, *hours], key=lambda one: (one.starts_at, one.ends_at, one.id))


def _beside(sessions: Sequence[Session]) -> dict[str, list[str]]:
    """Members of staff who lead beside somebody, by occurrence, by name. One statement."""
    statement = (
        select(Occurrence.id, Person.shown)
        .join(Series, Series.id == Occurrence.series_id)
        .join(CoLeader, CoLeader.line_id == Series.line_id)
        .join(Person, Person.id == CoLeader.person_id)
        .where(
            Occurrence.id.in_([session.id for session in sessions]),
            covers(),
            works(CoLeader.person_id, Occurrence.house_id, Occurrence.starts_at),
        )
    )
    found: dict[str, list[str]] = {}
    rows: Sequence[Any] = bare_rows(statement)
    for occurrence_id, shown in sorted(rows, key=lambda row: (row[0], fold(row[1]))):
        found.setdefault(occurrence_id, []).append(shown)
    return found
