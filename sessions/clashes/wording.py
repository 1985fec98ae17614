"""A clash in words: who is touched, by what, when, and which two sessions it is between."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from flask_babel import gettext
from markupsafe import Markup
from sqlalchemy import select

from community.access.actor import Actor
from community.houses.models import Room
from community.people.models import Person
from foundation.database import db
from foundation.words import said_in
from sessions.clashes.kept_hours import KINDS
from sessions.clashes.models import KeptHour
from sessions.clashes.planned import MENTORING, Planned
from sessions.clashes.rules import Clash
from sessions.clashes.sentences import KEEPER_AWAY, sentence
from sessions.schedule.session_types import TYPES

ICONS = {
    "room": "door-closed",
    "leader": "person-x",
    "absence": "person-x",
    "working_hours": "clock-history",
    "capacity": "people",
    "rest": "hourglass-split",
    "leave": "person-walking",
}
IN_THE_WAY = "intersect"


class Side(NamedTuple):
    """One of the sessions as its reader calls it, and the way to it; an hour of mentoring has a way to its pair."""

    session: Planned
    title: str
    lang: str
    path: str


class Told(NamedTuple):
    """A clash as somebody reads it: a sentence, the sessions, and everybody it touches by name."""

    clash: Clash
    icon: str
    sentence: Markup
    sides: tuple[Side, ...]
    people: tuple[str, ...]


class Names(NamedTuple):
    """What rooms, people and kept hours are called, by their id; a text with the language it is in."""

    people: Mapping[str, tuple[str, str]]
    things: Mapping[str, tuple[str, str]]


def names_for(actor: Actor, clashes: Iterable[Clash]) -> Names:
    """The names that clashes of the actor's house are told with, in their language. Three statements."""
    ids = {person for clash in clashes for person in clash.people}
    people = db.session.execute(
        select(Person.id, Person.shown, Person.folded).where(Person.house_id == actor.house_id, Person.id.in_(ids))
    )
    things: dict[str, tuple[str, str]] = {}
    for room_id, name in db.session.execute(select(Room.id, Room.name).where(Room.house_id == actor.house_id)):
        things[room_id] = said_in(name, actor.language, actor.house_language)
    hours = select(KeptHour.id, KeptHour.name, KeptHour.kind).where(KeptHour.house_id == actor.house_id)
    for hour_id, name, kind in db.session.execute(hours):
        text, lang = said_in(name, actor.language, actor.house_language)
        things[hour_id] = (text, lang) if text else (gettext(KINDS[kind]), actor.language)
    return Names({person_id: (shown, folded) for person_id, shown, folded in people}, things)


def told(actor: Actor, clashes: Sequence[Clash], names: Names | None = None) -> list[Told]:
    """The clashes of the actor's house in their language, in the same order. Three statements without ``names``."""
    if names is None:
        names = names_for(actor, clashes)
    found = []
    for clash in clashes:
        people = sorted((names.people.get(one, ("", "")) for one in clash.people), key=lambda one: one[1])
        shown = tuple(shown for shown, _ in people)
        sides = tuple(_side(actor, one) for one in (clash.one, clash.other) if one)
        found.append(
            Told(
                clash,
                ICONS.get(clash.kind, IN_THE_WAY),
                sentence(_kind(clash), shown, names.things.get(clash.subject or "")),
                sides,
                shown,
            )
        )
    return found


def _kind(clash: Clash) -> str:
    """As what a clash is told: of whoever only keeps the register it is not said that they lead."""
    leads = clash.one.leader_kind == "staff" and clash.one.leader_id in clash.people
    return KEEPER_AWAY if clash.kind == "absence" and not leads else clash.kind


def _side(actor: Actor, session: Planned) -> Side:
    title, lang = said_in(session.titles, actor.language, actor.house_language)
    if not title:
        title, lang = gettext(TYPES[session.type_key].name), actor.language
    path = f"/mentorships/{session.line}" if session.type_key == MENTORING else f"/occurrences/{session.id}"
    return Side(session, title, lang, path)
