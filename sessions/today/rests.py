"""What the day says of a pause: its name, and whether the programme rests or goes on another day."""

from datetime import date
from typing import NamedTuple

from community.access.actor import Actor
from foundation.words import said_in
from sessions.schedule.pauses import COUNTED, Rest
from sessions.schedule.resting import pauses_between


class SaidRest(NamedTuple):
    """A pause as read on a day; ``how``: all rests, only treatment does, it goes to or comes from ``day``."""

    name: str
    lang: str
    how: str
    day: date | None


def rests_on(actor: Actor, first_day: date, last_day: date) -> dict[date, list[SaidRest]]:
    """The pauses of a house's days, by day, from a first to a last (both included), for those who live or work there.

    One statement. A relative reads the reason beside the session they are invited to, and asks none.
    """
    if not actor.staff and not actor.resident:
        return {}
    found: dict[date, list[SaidRest]] = {}
    for rest in pauses_between(actor.house_id, first_day, last_day):
        for number in range(first_day.toordinal(), last_day.toordinal() + 1):
            day = date.fromordinal(number)
            if rest.on(day) or day == rest.moves_to:
                found.setdefault(day, []).append(_said(actor, rest, day))
    return found


def _said(actor: Actor, rest: Rest, day: date) -> SaidRest:
    words = said_in(rest.name, actor.language, actor.house_language)
    if not rest.on(day):
        return SaidRest(*words, "comes", rest.first_day)
    if rest.moves_to is not None:
        return SaidRest(*words, "goes", rest.moves_to)
    return SaidRest(*words, "treatment" if rest.covers == COUNTED else "rests", None)
