"""What the template of a week poster is filled with."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from community.access.actor import Actor
from sessions.printouts.asked import Asked
from sessions.printouts.day_sheets import shared_facts
from sessions.printouts.entries import legend_of
from sessions.printouts.posters import parts_of, type_size
from sessions.printouts.queries import Whose, entries_of
from sessions.today.rests import rests_on


def week_facts(actor: Actor, asked: Asked, whose: Whose, days: Sequence[date]) -> dict[str, Any]:
    """The week of ``days`` (seven of the house's wall) with its parts, its legend and the size of its type."""
    week = entries_of(actor, asked, whose, days)
    reader = replace(actor, language=whose.language)
    parts = parts_of(week)
    return shared_facts(actor, asked, whose) | {
        "days": list(days),
        "parts": parts,
        "size": type_size(parts, asked.paper),
        "legend": legend_of([entry for entries in week.values() for entry in entries]),
        "rests": rests_on(reader, days[0], days[-1]),
    }
