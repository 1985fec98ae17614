"""The dose: how many minutes of a week count for somebody, and what is missing against a rule. Pure arithmetic.

Of sessions held one after the other everybody has an equal share of the minutes, and all of them together are one
occasion: one's turn comes once, wherever in those hours it falls.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sessions.schedule.session_types import TYPES

TOTAL, GROUP, INDIVIDUAL, OCCASIONS = "total", "group", "individual", "occasions"
KEPT = (TOTAL, GROUP, INDIVIDUAL, OCCASIONS)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a rule asks of a week: minutes (0 asks for none), occasions, people to a leader, sizes of groups."""

    types: Collection[str]
    total: int = 0
    group: int = 0
    individual: int = 0
    occasions: int = 0
    people_per_leader: int | None = None
    group_least: int | None = None
    group_most: int | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session of the week: ``key`` is its own, ``size`` how many residents are expected, in turns where ``each``."""

    key: str
    type: str
    minutes: int
    counted: bool = True
    each: bool = False
    size: int = 1
    leader: str | None = None


@dataclass(frozen=True, slots=True)
class Dose:
    """What somebody's week holds of what counts: minutes in all, in groups, one to one, and on how many occasions."""

    total: int = 0
    group: int = 0
    individual: int = 0
    occasions: int = 0


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing a week lacks: ``what`` is one of KEPT, ``asked`` and ``held`` in minutes, or in occasions."""

    what: str
    asked: int
    held: int


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many sessions in groups a week has, and how many of them have too few people or too many."""

    groups: int = 0
    under: int = 0
    over: int = 0


def net_minutes(starts_at: datetime, ends_at: datetime, break_minutes: int) -> int:
    """How many minutes of treatment a session holds between two instants (UTC): its breaks are off (9 CCR 9854)."""
    return max(0, int((ends_at - starts_at).total_seconds()) // 60 - break_minutes)


def whole(minutes: float) -> int:
    """Whole minutes: a third three times is one, and nothing is rounded up beyond that."""
    return int(minutes + 1e-6)


class Countable(Protocol):
    """What it takes to say whether a session counts: its type, and whether the house counts it."""

    @property
    def type(self) -> str:
        """Its type's key."""

    @property
    def counted(self) -> bool:
        """Whether the house counts it."""


def counts(asked: Asked, sitting: Countable) -> bool:
    """Whether a session counts: its kind does by the rule, and the house counts this one."""
    return sitting.counted and sitting.type in asked.types


def dose_of(asked: Asked, sittings: Iterable[Sitting]) -> Dose:
    """What the sessions somebody is expected at come to; the same session twice counts once."""
    mine = {sitting.key: sitting for sitting in sittings if counts(asked, sitting)}.values()
    total = group = individual = 0
    occasions, in_turns = 0, False
    # Shares are summed as parts of an hour before they are rounded: five windows of 120 minutes for 9 people.
    turns: dict[str, float] = {"group": 0.0, "individual": 0.0, "other": 0.0}
    for sitting in mine:
        category = TYPES[sitting.type].category
        kind = category if category in turns else "other"
        if sitting.each:
            turns[kind] += sitting.minutes / max(1, sitting.size)
            in_turns = True
            continue
        occasions += 1
        total += sitting.minutes
        group += sitting.minutes if kind == "group" else 0
        individual += sitting.minutes if kind == "individual" else 0
    return Dose(
        total=total + whole(sum(turns.values())),
        group=group + whole(turns["group"]),
        individual=individual + whole(turns["individual"]),
        occasions=occasions + in_turns,
    )


def missing(asked: Asked, dose: Dose) -> list[Missing]:
    """What a week lacks against a rule, in the order of KEPT; nothing when it fulfils it."""
    pairs = ((what, getattr(asked, what), getattr(dose, what)) for what in KEPT)
    return [Missing(what, wanted, held) for what, wanted, held in pairs if held < wanted]


def least_of(asked: Asked, doses: Sequence[Dose]) -> Dose:
    """The week that lacks most: the greatest part of anything asked, then the fewest minutes. At least one dose."""

    def lack(dose: Dose) -> tuple[float, int]:
        return -sum((one.asked - one.held) / one.asked for one in missing(asked, dose)), dose.total

    return min(doses, key=lack)


def sizes_of(asked: Asked, sittings: Iterable[Sitting]) -> Sizes:
    """How the groups that count are sized against the rule; a session nobody is expected at is not one yet."""
    groups = [
        one
        for one in {sitting.key: sitting for sitting in sittings}.values()
        if counts(asked, one) and TYPES[one.type].category == "group" and not one.each and one.size
    ]
    return Sizes(
        groups=len(groups),
        under=sum(1 for one in groups if asked.group_least is not None and one.size < asked.group_least),
        over=sum(1 for one in groups if asked.group_most is not None and one.size > asked.group_most),
    )


def people_per_leader(asked: Asked, sittings: Iterable[Sitting], people: int) -> float | None:
    """How many people there are to each who leads what counts; None when nobody leads any of it."""
    leaders = {sitting.leader for sitting in sittings if sitting.leader and counts(asked, sitting)}
    return people / len(leaders) if leaders else None
