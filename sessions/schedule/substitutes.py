"""Who could lead a session in somebody's place, best first, and why: a pure rule.

Whoever leads elsewhere then, is away, or may not lead the type never comes into it; the reading leaves them out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from foundation.messages import N_

WORKS, LED, FEWEST, OUTSIDE = "works", "led", "fewest", "outside"
WHY: Mapping[str, str] = MappingProxyType(
    {
        WORKS: N_("works then"),
        LED: N_("has led it before"),
        FEWEST: N_("leads the least this week"),
        OUTSIDE: N_("outside their working hours"),
    }
)
FREE = N_("free then")


@dataclass(frozen=True, slots=True)
class Substitute:
    """Somebody who is free at a session and may lead it.

    ``works``: whether it lies in their hours, None where nothing is known of them. ``led``: how often they led it.
    ``minutes``: what they lead in that week already.
    """

    person_id: str
    shown: str
    folded: str
    works: bool | None
    led: int
    minutes: int
    fewest: bool = False

    @property
    def why(self) -> tuple[str, ...]:
        """What speaks for them, or against: catalogue texts; that they are free where nothing else can be said."""
        said = {WORKS: self.works is True, OUTSIDE: self.works is False, LED: self.led > 0, FEWEST: self.fewest}
        return tuple(WHY[key] for key, true in said.items() if true) or (FREE,)


def ranked(candidates: Iterable[Substitute]) -> list[Substitute]:
    """Best first: in their hours, then where nothing is known, outside them last; who led it; who leads least."""
    found = sorted(candidates, key=rank)
    loads = {one.minutes for one in found if one.works is not False}
    least = min(loads, default=0)
    return [
        Substitute(
            one.person_id,
            one.shown,
            one.folded,
            one.works,
            one.led,
            one.minutes,
            fewest=len(loads) > 1 and one.works is not False and one.minutes == least,
        )
        for one in found
    ]


def rank(one: Substitute, more_minutes: int = 0) -> tuple[int, bool, int, str, str]:
    """The place of a candidate who has been given so many minutes more meanwhile."""
    hours = {True: 0, None: 1, False: 2}[one.works]
    return hours, one.led == 0, one.minutes + more_minutes, one.folded, one.person_id


@dataclass(frozen=True, slots=True)
class Gap:
    """A session that wants somebody, in [starts_at, ends_at) (UTC)."""

    occurrence_id: str
    starts_at: datetime
    ends_at: datetime


def arranged(gaps: Sequence[Gap], found: Mapping[str, Sequence[Substitute]]) -> dict[str, str]:
    """Somebody for each session at once: nobody in two places, nobody outside their hours, and the load shared out.

    Person ids by session; a session without anybody is left out.
    """
    given: dict[str, list[Gap]] = {}
    chosen: dict[str, str] = {}
    for gap in sorted(gaps, key=lambda gap: (gap.starts_at, gap.occurrence_id)):
        free = [
            one
            for one in found.get(gap.occurrence_id, ())
            if one.works is not False
            and not any(
                other.starts_at < gap.ends_at and gap.starts_at < other.ends_at
                for other in given.get(one.person_id, ())
            )
        ]
        if not free:
            continue
        best = min(free, key=lambda one: rank(one, _minutes(given.get(one.person_id, ()))))
        chosen[gap.occurrence_id] = best.person_id
        given.setdefault(best.person_id, []).append(gap)
    return chosen


def _minutes(gaps: Iterable[Gap]) -> int:
    return sum(int((gap.ends_at - gap.starts_at).total_seconds() // 60) for gap in gaps)
