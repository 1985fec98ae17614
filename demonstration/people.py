"""How the people of a house come: staff, residents with their stages and leaves, relatives with their consents."""

from collections.abc import Callable
from datetime import timedelta

from community.access.actor import SYSTEM
from community.accounts.operations import open_account, set_password
from community.consent.barring import bar
from community.consent.operations import admit, grant, withdraw
from community.consent.purposes import FAMILY_SESSIONS, TREATMENT
from community.family.operations import tie
from community.houses.crisis_numbers import set_crisis_numbers
from community.houses.operations import add_stage, employ, open_house
from community.people.models import Person
from community.people.operations import enrol_person
from community.residency.operations import discharge, enter_stage, grant_leave, note_return
from demonstration.home import Home
from demonstration.plan import Apart, Away, Guest, Kin, Worker
from foundation.clock import now
from foundation.languages import LANGUAGES

# Long enough that a relative's calendar holds sessions for months, and shorter than the year it may last.
CONSENT_LASTS = timedelta(days=280)
WITHDRAWN_DAYS_AGO = 6


def note_people(home: Home, organisation_id: str) -> None:
    """Note the opening of the house and everybody's coming and going."""
    plan = home.plan
    home.note(plan.opened, 8, 0, lambda: _open(home, organisation_id))
    for number, guest in enumerate(plan.guests):
        home.note(guest.came, 10 + number % 4, number * 7 % 60, _call(_arrive, home, guest))
        for place, step in enumerate(plan.steps[1:], 1):
            day = guest.came - step.after
            if day > (guest.left or 0):
                home.note(day, 14, number % 60, _call(_advance, home, guest, place))
        if guest.left is not None:
            home.note(guest.left, 12, number % 60, _call(_depart, home, guest))
    for number, kin in enumerate(plan.kin):
        home.note(kin.since, 15, number, _call(_meet, home, kin))
    for away in plan.leaves:
        home.note(max(away.from_day + 2, 1), 16, 30, _call(_let_go, home, away))
        if away.came_back and away.to_day > 0:
            home.note(away.to_day, 17, 50, _call(_return, home, away))
    for apart in plan.apart:
        home.note(apart.since, 11, 0, _call(_keep_apart, home, apart))


def _call(act: Callable[..., None], *facts: object) -> Callable[[], None]:
    return lambda: act(*facts)


def _open(home: Home, organisation_id: str) -> None:
    plan = home.plan
    home.made = open_house(
        organisation_id,
        slug=plan.slug,
        name=plan.name,
        zone=plan.zone,
        language=plan.language,
        languages=LANGUAGES,
        by=SYSTEM,
        week_starts=plan.week_starts,
        weekend=plan.weekend,
    )
    numbers = [{"name": name, "number": number} for name, number in plan.crisis_numbers]
    set_crisis_numbers(home.made, numbers, by=SYSTEM)
    for worker in plan.staff:
        _card(home, worker)
        employ(home.people[worker.key], worker.role, by=SYSTEM, from_at=now())
        if worker.account:
            _way_in(home, worker, plan.roles.get(worker.key, worker.role))
    home.stages = [add_stage(home.house.id, phase=step.phase, name=step.name, by=home.manager) for step in plan.steps]


def _card(home: Home, who: Worker | Guest | Kin) -> Person:
    by = home.manager if home.people else SYSTEM
    email = f"{who.key}@example.org" if who.account else None
    made = enrol_person(
        home.house.id, given_name=who.given, surname=who.surname, language=who.language, by=by, email=email
    )
    home.people[who.key] = made
    return made


def _way_in(home: Home, who: Worker | Guest | Kin, role: str) -> None:
    """Open an account with the demonstration's password, and keep the way in among the facts."""
    person = home.people[who.key]
    account = open_account(person, login=who.key, language=who.language, by=home.manager, email=person.email)
    set_password(account, home.password, by=home.acting(who.key))
    home.sign_ins.append(
        {
            "role": role,
            "name": person.shown,
            "login": who.key,
            "language": who.language,
            "home": "/today",
        }
    )


def _arrive(home: Home, guest: Guest) -> None:
    person = _card(home, guest)
    grant(person, TREATMENT, recipient=None, by=home.manager, signed_how="on_paper")
    stay = admit(person, at=now(), by=home.manager, reason=guest.reason)
    home.stays[guest.key] = stay
    enter_stage(stay, home.stages[0], at=now(), by=home.manager)
    if guest.account:
        _way_in(home, guest, home.plan.roles.get(guest.key, "resident"))


def _advance(home: Home, guest: Guest, place: int) -> None:
    enter_stage(home.stays[guest.key], home.stages[place], at=now(), by=home.manager)


def _depart(home: Home, guest: Guest) -> None:
    discharge(home.stays[guest.key], at=now(), by=home.manager)


def _let_go(home: Home, away: Away) -> None:
    home.leaves[away.key] = grant_leave(
        home.stays[away.key],
        from_at=home.instant(away.from_day, 10),
        to_at=home.instant(away.to_day, 18),
        by=home.manager,
    )


def _return(home: Home, away: Away) -> None:
    note_return(home.leaves[away.key], at=now(), by=home.manager)


def _keep_apart(home: Home, apart: Apart) -> None:
    resident, name = home.people[apart.key], {"given_name": apart.given_name, "surname": apart.surname}
    bar(resident, other=None, reason=apart.reason, by=home.manager, **name)


def _meet(home: Home, kin: Kin) -> None:
    resident, relative = home.people[kin.of], _card(home, kin)
    tie(resident, relative, kin.kind, from_at=now(), by=home.manager)
    if kin.account:
        _way_in(home, kin, "relative")
    if kin.consent == "none":
        return
    by = home.acting(kin.of)
    # A consent without an end of its own ends after the house's ninety days.
    expires_at = None if kin.consent == "expired" else now() + CONSENT_LASTS
    consent = grant(
        resident,
        FAMILY_SESSIONS,
        recipient=relative,
        by=by,
        signed_how="on_screen",
        expires_at=expires_at,
    )
    if kin.consent == "withdrawn":
        home.note(WITHDRAWN_DAYS_AGO, 19, 10, lambda: withdraw(consent, by=by, told_how="on_screen"))
