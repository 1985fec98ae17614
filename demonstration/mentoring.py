"""Who stands by whom in the houses of the demonstration: named, asked, agreed and lived by the verbs of real use."""

from collections.abc import Callable
from datetime import time
from typing import NamedTuple

from community.mentoring.changing import ask_change
from community.mentoring.meetings import note_contact, plan_hour
from community.mentoring.models import Mentorship
from community.mentoring.operations import agree, hand_over, name_elder, propose
from community.mentoring.sharing import share_progress
from community.people.operations import describe_person
from demonstration.home import Home


class About(NamedTuple):
    """What helps to find company: sex, languages spoken beside one's own, interests."""

    key: str
    sex: str
    speaks: str
    interests: str


class Bond(NamedTuple):
    """An elder and a newcomer, asked that many days ago; what came of it.

    ``contacts`` are kinds with their days ago; ``weekly`` is the hour of a weekly time, 0 for none.
    """

    elder: str
    newcomer: str
    asked: int
    agreed: bool = True
    contacts: tuple[tuple[str, int], ...] = ()
    weekly: int = 0
    shares: bool = False
    asks_change: int | None = None
    # Who stood by before, and left.
    instead_of: str | None = None


class Company(NamedTuple):
    """The mentoring of one house: what is known of people, who serves since how many days, who stands by whom."""

    people: tuple[About, ...]
    elders: tuple[tuple[str, int], ...]
    bonds: tuple[Bond, ...]


COMPANY = {
    "linden": Company(
        (
            *(About("yusuf", "m", "ar en", "football music cooking"), About("piotr", "m", "pl ru", "crafts garden")),
            *(About("grace", "f", "en", "music writing"), About("adam", "m", "pl en", "books board_games")),
            *(About("hanna", "f", "pl", "garden cooking"), About("olena", "f", "ru pl", "art nature")),
            *(About("sami", "m", "ar", "faith football"), About("natalia", "f", "ru en", "nature books")),
            *(About("rosa", "f", "en", "dance music"), About("nadia", "f", "ar", "cooking music")),
            *(About("michal", "m", "pl", "football crafts"), About("noor", "f", "ar en", "art books")),
            *(About("joanna", "f", "pl en", "garden dance"), About("taras", "m", "ru", "nature training")),
            *(About("jonas", "m", "en", "music board_games"), About("oleg", "m", "ru", "training nature")),
        ),
        (
            *(("olena", 100), ("piotr", 90), ("adam", 90), ("grace", 60), ("rosa", 60), ("yusuf", 50)),
            *(("sami", 50), ("hanna", 45), ("natalia", 38)),
        ),
        (
            Bond("olena", "oleg", 43, contacts=(("talked", 40), ("walked", 30), ("walked", 9)), shares=True),
            Bond("rosa", "jonas", 26, contacts=(("talked", 25), ("ate", 20))),
            Bond("grace", "jonas", 17, contacts=(("talked", 9), ("phone", 2)), asks_change=1, instead_of="rosa"),
            Bond("hanna", "joanna", 19, contacts=(("walked", 15), ("talked", 10))),
            Bond("natalia", "taras", 14, contacts=(("phone", 12), ("phone", 6), ("walked", 1)), weekly=18),
            Bond("yusuf", "nadia", 9, contacts=(("ate", 8), ("talked", 1)), weekly=17, shares=True),
            Bond("sami", "nadia", 8, contacts=(("talked", 5), ("talked", 2))),
            Bond("piotr", "michal", 5, contacts=(("walked", 3), ("talked", 1)), weekly=18),
            Bond("adam", "michal", 2, agreed=False),
            Bond("yusuf", "noor", 2, contacts=(("talked", 1),)),
        ),
    ),
    "nile": Company(
        (
            About("mahmoud", "m", "ar en", "football faith"),
            About("ali", "m", "ar", "football"),
            About("salma", "f", "ar", "cooking"),
            About("heba", "f", "ar", "cooking books"),
        ),
        (("mahmoud", 40), ("tarek", 20), ("salma", 6)),
        (
            Bond("mahmoud", "heba", 12, contacts=(("talked", 6), ("walked", 1))),
            Bond("tarek", "heba", 12, contacts=(("ate", 2),)),
            Bond("mahmoud", "ali", 4, contacts=(("talked", 1),), weekly=17),
            Bond("salma", "ali", 4, contacts=(("talked", 2),)),
        ),
    ),
}


def note_mentoring(home: Home) -> None:
    """Note who becomes an elder, who is asked to stand by whom, and what they do together."""
    company = COMPANY.get(home.plan.slug)
    if company is None:
        return
    came = {guest.key: guest.came for guest in home.plan.guests}
    for number, about in enumerate(company.people):
        home.note(came[about.key], 15, number, _call(_describe, home, about))
    for number, (key, days_ago) in enumerate(company.elders):
        home.note(days_ago, 15, 30 + number, _call(_name, home, key))
    made: dict[tuple[str, str], Mentorship] = {}
    for number, bond in enumerate(company.bonds):
        home.note(bond.asked, 16, number, _call(_ask, home, bond, made))
        if not bond.agreed:
            continue
        for kind, days_ago in bond.contacts:
            home.note(days_ago, 19, number, _call(_contact, home, bond, made, kind))
        if bond.asks_change is not None:
            home.note(bond.asks_change, 20, number, _call(_ask_change, home, bond, made))


def _call(act: Callable[..., None], *facts: object) -> Callable[[], None]:
    return lambda: act(*facts)


def _describe(home: Home, about: About) -> None:
    describe_person(
        home.people[about.key],
        sex=about.sex,
        speaks=about.speaks.split(),
        interests=about.interests.split(),
        by=home.manager,
    )


def _name(home: Home, key: str) -> None:
    name_elder(home.people[key], by=home.manager)


def _ask(home: Home, bond: Bond, made: dict[tuple[str, str], Mentorship]) -> None:
    newcomer, elder = home.people[bond.newcomer], home.people[bond.elder]
    if bond.instead_of is not None:
        mentorship = hand_over(made[bond.instead_of, bond.newcomer], elder.id, by=home.manager)
    else:
        mentorship = propose(newcomer, elder.id, by=home.manager)
    made[bond.elder, bond.newcomer] = mentorship
    agree(mentorship, newcomer.id, by=home.acting(bond.newcomer))
    if not bond.agreed:
        return
    agree(mentorship, elder.id, by=home.acting(bond.elder))
    if bond.shares:
        share_progress(mentorship, by=home.acting(bond.newcomer))
    if bond.weekly:
        # On the weekday of today, so that it stands in the day that one opens first.
        first = home.day(7 * ((bond.asked - 1) // 7))
        plan_hour(
            mentorship, day=first, start=time(bond.weekly), end=time(bond.weekly, 45), weekly=True, by=home.manager
        )


def _contact(home: Home, bond: Bond, made: dict[tuple[str, str], Mentorship], kind: str) -> None:
    note_contact(made[bond.elder, bond.newcomer], kind=kind, by=home.acting(bond.elder))


def _ask_change(home: Home, bond: Bond, made: dict[tuple[str, str], Mentorship]) -> None:
    ask_change(made[bond.elder, bond.newcomer], home.people[bond.newcomer].id, by=home.acting(bond.newcomer))
