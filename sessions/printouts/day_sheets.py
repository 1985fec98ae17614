"""The day on paper: what its table, its legend and its head say, for a wall or for one person."""

from dataclasses import replace
from datetime import date
from typing import Any

from community.access.actor import Actor
from foundation.languages import direction
from sessions.printouts.asked import Asked
from sessions.printouts.entries import legend_of
from sessions.printouts.queries import Whose, entries_of
from sessions.today.queries import now_on_wall
from sessions.today.rests import rests_on


def day_facts(actor: Actor, asked: Asked, whose: Whose, day: date) -> dict[str, Any]:
    """What the template of a day sheet is filled with; ``day`` is one of the house's wall."""
    entries = entries_of(actor, asked, whose, [day])[day]
    reader = replace(actor, language=whose.language)
    return shared_facts(actor, asked, whose) | {
        "day": day,
        "entries": entries,
        "legend": legend_of(entries),
        "rests": rests_on(reader, day, day).get(day, []),
    }


def shared_facts(actor: Actor, asked: Asked, whose: Whose) -> dict[str, Any]:
    """What every printed sheet says of itself: whose it is, its language, and when it was printed."""
    return {
        "asked": asked,
        "whose": whose,
        "sheet_language": whose.language,
        "sheet_direction": direction(whose.language),
        "wall": now_on_wall(actor),
    }
