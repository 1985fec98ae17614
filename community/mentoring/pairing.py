"""Who could stand by a newcomer, and why: suggestions with reasons, never a choice.

Further along the path, a language and interests in common, who is free, and the rule of the house on sex. A person
chooses among them, and both are asked.
"""

from collections.abc import Iterable, Set
from datetime import date
from typing import NamedTuple

from community.mentoring.needs import Policy
from foundation.messages import N_

SAME_SEX = ("required", "preferred", "any")
# How much a reason weighs: being understood before all else, then being free, then what the two like to do.
LANGUAGE, FREE, SEX, PATH, INTEREST = 30, 3, 3, 2, 2
MOST_INTERESTS = 3
# Why somebody cannot be asked, as a sentence for staff.
WHY_NOT = {
    "self": N_("Nobody is their own elder. Please choose somebody else."),
    "not_serving": N_("This person does not serve as an elder now."),
    "newcomer": N_("Somebody who has just come needs elders of their own first."),
    "barred": N_("There is a no-contact note for these two. Please speak with the manager."),
    "paired": N_("These two are paired already, or have been asked."),
    "full": N_("This elder stands by as many newcomers as the house allows."),
    "sex": N_("This house pairs women with women and men with men."),
    "sex_unknown": N_(
        "This house pairs women with women and men with men, and for one of the two the card does not say."
    ),
}


class Companion(NamedTuple):
    """A newcomer or an elder as the rule looks at them; ``load`` is how many they stand by or were asked for.

    ``stage`` is the position in the house's path, ``day`` which day of the stay it is; both None for a graduate.
    ``paired``: stands by this newcomer, or was asked. ``away``: days of leave (first, last) on the house's wall.
    """

    person_id: str
    shown: str
    folded: str
    languages: frozenset[str]
    interests: frozenset[str]
    sex: str | None
    stage: int | None
    day: int | None
    load: int
    serves: bool
    paired: bool
    away: tuple[tuple[date, date], ...]


class Suggestion(NamedTuple):
    """An elder who could be asked, with the keys of the reasons; ``away_on`` is a day without any elder."""

    elder: Companion
    reasons: tuple[str, ...]
    weight: int
    away_on: date | None


class NotSuggested(NamedTuple):
    """An elder who cannot be asked, and why: a key of WHY_NOT."""

    elder: Companion
    why: str


Barred = Set[frozenset[str]]


def why_not(newcomer: Companion, elder: Companion, policy: Policy, barred: Barred) -> str | None:
    """Why an elder cannot be asked, as a key of WHY_NOT; None when they can. ``barred``: pairs who must not meet."""
    both = {newcomer.sex, elder.sex}
    faults = {
        "self": newcomer.person_id == elder.person_id,
        "not_serving": not elder.serves,
        "newcomer": elder.day is not None and elder.day <= policy.newcomer_days,
        "barred": frozenset({newcomer.person_id, elder.person_id}) in barred,
        "paired": elder.paired,
        "full": elder.load >= policy.newcomers_per_elder,
        "sex_unknown": policy.elders_of_same_sex == "required" and None in both,
        "sex": policy.elders_of_same_sex == "required" and len(both) > 1,
    }
    return next((key for key, fault in faults.items() if fault), None)


def reasons_for(newcomer: Companion, elder: Companion, policy: Policy) -> tuple[str, ...]:
    """The keys of what speaks for an elder, in the order of their weight."""
    found = [f"language:{code}" for code in sorted(newcomer.languages & elder.languages)]
    found.append(f"load:{elder.load}")
    if policy.elders_of_same_sex != "any" and newcomer.sex is not None and newcomer.sex == elder.sex:
        found.append(f"sex:{elder.sex}")
    if elder.day is None:
        found.append("graduate")
    elif (elder.stage or 0) > (newcomer.stage or 0):
        found.append("stage")
    return (*found, *(f"interest:{key}" for key in sorted(newcomer.interests & elder.interests)))


def weight_of(reasons: Iterable[str]) -> int:
    """How much the reasons weigh together; every newcomer an elder stands by already makes it less."""
    keys = [reason.partition(":") for reason in reasons]
    weight = LANGUAGE if any(kind == "language" for kind, _, _ in keys) else 0
    weight += sum(FREE * (1 - int(value)) for kind, _, value in keys if kind == "load")
    weight += sum({"sex": SEX, "graduate": PATH, "stage": PATH}.get(kind, 0) for kind, _, _ in keys)
    return weight + INTEREST * min(MOST_INTERESTS, sum(1 for kind, _, _ in keys if kind == "interest"))


def away_together(elder: Companion, others: Iterable[Companion]) -> date | None:
    """The first day on which an elder is on leave and so is every other elder of the newcomer; None without others."""
    found: list[tuple[date, date]] = list(elder.away)
    company = [other for other in others if other.person_id != elder.person_id]
    if not company:
        return None
    for other in company:
        found = [
            (max(first, from_day), min(last, to_day))
            for first, last in found
            for from_day, to_day in other.away
            if max(first, from_day) <= min(last, to_day)
        ]
    return min((first for first, _last in found), default=None)


def suggest(
    newcomer: Companion, elders: Iterable[Companion], policy: Policy, barred: Barred, *, without: str | None = None
) -> tuple[list[Suggestion], list[NotSuggested]]:
    """Who could be asked, best first, and who cannot be; of equals the one whose name comes first.

    ``without`` is an elder who is leaving: they are nobody's company any more.
    """
    others = [elder for elder in elders if elder.person_id not in (newcomer.person_id, without)]
    company = [elder for elder in others if elder.paired and elder.serves]
    found: list[Suggestion] = []
    not_found: list[NotSuggested] = []
    for elder in others:
        why = why_not(newcomer, elder, policy, barred)
        if why is not None:
            not_found.append(NotSuggested(elder, why))
            continue
        reasons = reasons_for(newcomer, elder, policy)
        found.append(Suggestion(elder, reasons, weight_of(reasons), away_together(elder, company)))
    found.sort(key=lambda one: (-one.weight, one.elder.load, one.elder.folded, one.elder.person_id))
    not_found.sort(key=lambda one: (one.elder.folded, one.elder.person_id))
    return found, not_found
