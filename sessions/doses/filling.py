"""What would fill a week that falls short: the fewest offers that together do, and none that is of no use.

Pure arithmetic. Whoever falls short is spared as much as they can be: of as many offers those with the fewest minutes,
of as long ones those that come first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from sessions.hours.dose import INDIVIDUAL, OCCASIONS, Asked, Dose, Missing, Sitting, dose_of, missing
from sessions.schedule.session_types import TYPES

# Nobody is sent to more groups at once, and a house has few that are open: so many are tried in every combination.
MOST, TRIED = 4, 10

# Stands for the talks one to one that are still to be arranged.
ALONE = "alone"
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Offer:
    """Something somebody could still join this week: its sessions that count, and all the times it takes (UTC)."""

    key: str
    sittings: tuple[Sitting, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Filling:
    """The offers that fill a week, or those that leave the least of it; ``left`` is what it lacks even then."""

    offers: tuple[Offer, ...]
    left: tuple[Missing, ...]


def overlap(one: Sequence[Span], other: Sequence[Span]) -> bool:
    """Whether any two spans share a moment; half open, what ends when the other begins does not."""
    return any(a < d and c < b for a, b in one for c, d in other)


def filling_of(asked: Asked, comes: Sequence[Sitting], offers: Sequence[Offer]) -> Filling:
    """The fewest of the offers with which a week of ``comes`` lacks nothing of a rule; else those that leave least.

    No two that overlap. Of no offer is more taken than helps: without it more would be lacking.
    """
    comes = [*comes, *_alone(asked, comes, offers)]
    before = dose_of(asked, comes)
    useful = [one for one in offers if _lack(asked, _with(asked, comes, (one,))) < _lack(asked, before)]
    useful.sort(key=lambda one: (_lack(asked, _with(asked, comes, (one,))), *_order((one,))))
    best: tuple[tuple[float, int, int, Span], tuple[Offer, ...]] | None = None
    for many in range(1, min(MOST, len(useful)) + 1):
        for some in combinations(useful[:TRIED], many):
            if any(overlap(a.spans, b.spans) for a, b in combinations(some, 2)):
                continue
            rank = (_lack(asked, _with(asked, comes, some)), many, *_order(some))
            if best is None or rank < best[0]:
                best = rank, some
        if best is not None and not best[0][0]:
            break
    chosen = tuple(sorted(best[1], key=lambda one: one.spans[0])) if best else ()
    real = [one for one in comes if one.key != ALONE]
    return Filling(chosen, tuple(missing(asked, _with(asked, real, chosen))))


def _alone(asked: Asked, comes: Sequence[Sitting], offers: Sequence[Offer]) -> list[Sitting]:
    """The time one to one that is lacking and that no offer holds, as if it came.

    It is lacking in all as well, and nobody joins a group for hours that a talk one to one will bring.
    """
    lack = asked.individual - dose_of(asked, comes).individual
    kind = next((key for key in sorted(asked.types) if TYPES[key].category == INDIVIDUAL), None)
    here = any(TYPES[sitting.type].category == INDIVIDUAL for one in offers for sitting in one.sittings)
    return [Sitting(ALONE, kind, lack)] if lack > 0 and kind is not None and not here else []


def _with(asked: Asked, comes: Sequence[Sitting], offers: Sequence[Offer]) -> Dose:
    return dose_of(asked, [*comes, *(sitting for one in offers for sitting in one.sittings)])


def _lack(asked: Asked, dose: Dose) -> float:
    """How much a week lacks: minutes, and for each occasion an hour, so that neither is left for the other."""
    return sum((60 if one.what == OCCASIONS else 1) * (one.asked - one.held) for one in missing(asked, dose))


def _order(offers: Sequence[Offer]) -> tuple[int, Span]:
    minutes = sum(sitting.minutes for one in offers for sitting in one.sittings)
    return minutes, min(one.spans[0] for one in offers)
