"""The houses that are measured, made by the verbs of real use: a full day, calendars, weeks old and young."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from community.access.actor import SYSTEM, Actor
from community.access.permissions import Role
from community.accounts.operations import open_account, set_password
from community.consent.operations import admit, grant
from community.consent.purposes import FAMILY_SESSIONS, TREATMENT
from community.family.operations import tie
from community.houses.models import House
from community.houses.operations import add_room, employ, found_organisation, open_house
from community.people.models import Person
from community.people.operations import enrol_person
from foundation.database import new_id
from sessions.calendars.operations import subscribe
from sessions.calendars.wording import FACILITATOR, RELATIVE
from sessions.groups.operations import form_group, join_group
from sessions.schedule.filling import HORIZON, fill
from sessions.schedule.models import Series
from sessions.schedule.operations import start_series

# A Tuesday, 15:32 on the wall in Warsaw. The clock is held here, so that no figure depends on the hour of the run.
AT = datetime(2026, 11, 24, 14, 32, tzinfo=UTC)
TODAY = date(2026, 11, 24)
SOME_WEEKS_AGO = AT - timedelta(days=60)
ZONE = "Europe/Warsaw"
# 52 weeks: the same weekdays.
ONE_YEAR = timedelta(days=364)
PASSWORD = "a long and quiet evening"

RESIDENTS = 40
FACILITATORS = 8
FIRST_HOUR = 7
DAY_TYPES = (
    *("morning_meeting", "process_group", "lecture", "relapse_prevention", "seminar", "encounter_group"),
    *("training", "process_group", "creative", "peer_group", "house_meeting", "evening_review"),
)
WEEKLY_SERIES = 100
WORKING_DAYS = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"


@dataclass
class Facts:
    """What the measuring needs to know of the houses; ids, logins and secrets of addresses."""

    day_house: str = ""
    facilitators: list[str] = field(default_factory=list)
    feeds: dict[str, str] = field(default_factory=dict)
    old_house: str = ""
    young_house: str = ""
    pairing_house: str = ""
    newcomer: str = ""
    desk_house: str = ""
    clashes_house: str = ""
    planner_house: str = ""


def _house(organisation_id: str, slug: str) -> House:
    return open_house(organisation_id, slug=slug, name={"en": slug.title()}, zone=ZONE, language="en", by=SYSTEM)


def _person(house: House, given: str, surname: str, login: str | None = None) -> Person:
    person = enrol_person(house.id, given_name=given, surname=surname, language="en", by=SYSTEM)
    if login is not None:
        account = open_account(person, login=login, language="en", by=SYSTEM)
        set_password(account, PASSWORD, by=SYSTEM)
    return person


def _resident(house: House, given: str, login: str | None = None) -> Person:
    person = _person(house, given, "Resident", login)
    grant(person, TREATMENT, recipient=None, by=SYSTEM, signed_how="on_paper", at=SOME_WEEKS_AGO)
    admit(person, at=SOME_WEEKS_AGO, by=SYSTEM)
    return person


def _staff(house: House, given: str, role: str, login: str | None = None) -> Person:
    person = _person(house, given, "Staff", login)
    employ(person, role, by=SYSTEM, from_at=SOME_WEEKS_AGO)
    return person


def _series(house: House, type_key: str, rule: str, first_day: date, hour: int, **more: Any) -> Series:
    leader = more.pop("leader", None)
    if leader is not None:
        more |= {"leader_kind": "staff", "leader_id": leader.id, "keeper_id": leader.id}
    series = start_series(
        house.id,
        type_key=type_key,
        titles={"en": f"Session at {hour}", "pl": f"Spotkanie o {hour}"},
        rule=rule,
        first_day=first_day,
        wall_start=time(hour),
        wall_end=time(hour, 50),
        zone=ZONE,
        by=SYSTEM,
        **more,
    )
    # Filled by the verb as far back as a year; older years are copies of this one, written in bulk.
    series.filled_to = max(first_day, TODAY - ONE_YEAR)
    fill(series, TODAY + HORIZON)
    return series


def day_house(organisation_id: str, facts: Facts) -> None:
    """Forty residents and twelve sessions a day, for a year."""
    house = _house(organisation_id, "day")
    room = add_room(house.id, name={"en": "Garden room"}, capacity=40, by=SYSTEM)
    _staff(house, "Manager", "manager", "manager")
    leaders = []
    for number in range(FACILITATORS):
        login = f"facilitator{number}"
        leaders.append(_staff(house, f"Facilitator {number}", "facilitator", login))
        facts.facilitators.append(login)
    for number in range(RESIDENTS):
        _resident(house, f"Resident {number}", "resident" if number == 0 else None)
    first_day = TODAY - ONE_YEAR
    for number, type_key in enumerate(DAY_TYPES):
        leader, hour = leaders[number % FACILITATORS], FIRST_HOUR + number
        _series(house, type_key, "FREQ=DAILY", first_day, hour, leader=leader, room_id=room.id, wants_register=True)
    facts.day_house = house.id


def calendars_house(organisation_id: str, facts: Facts) -> None:
    """Two facilitators whose calendars hold 60 and 1,000 events, and a relative's with 60."""
    house = _house(organisation_id, "calendars")
    few, many, family = (_staff(house, name, "facilitator") for name in ("Few", "Many", "Family"))
    _series(house, "process_group", "FREQ=DAILY;COUNT=60", TODAY, 9, leader=few)
    for number in range(5):
        _series(house, "process_group", "FREQ=DAILY;COUNT=200", TODAY - timedelta(days=20), 10 + number, leader=many)
    resident, mother = _resident(house, "Yusuf"), _person(house, "Amina", "Relative")
    tie(resident, mother, "mother", from_at=SOME_WEEKS_AGO, by=SYSTEM)
    consent = grant(resident, FAMILY_SESSIONS, recipient=mother, by=SYSTEM, signed_how="on_paper", at=AT)
    group = form_group(house.id, name={"en": "Family"}, by=SYSTEM)
    join_group(group, resident.id, from_at=SOME_WEEKS_AGO, by=SYSTEM)
    invited = {"audience": "invited", "group_id": group.id, "leader": family, "wants_register": False}
    _series(house, "family_session", "FREQ=DAILY;COUNT=60", TODAY + timedelta(days=1), 16, **invited)
    for name, reader in (("60", few), ("1000", many)):
        actor = actor_of(house, reader, Role.FACILITATOR)
        facts.feeds[name] = subscribe(actor, FACILITATOR, device="phone")[1]
    actor = actor_of(house, mother, Role.RELATIVE)
    facts.feeds["relative"] = subscribe(actor, RELATIVE, device="phone", consent_id=consent.id)[1]


def weeks_house(organisation_id: str, slug: str, rule: str = "FREQ=WEEKLY") -> str:
    """A hundred series that began a year ago, weekly or by another rule; the house's id."""
    house = _house(organisation_id, slug)
    room = add_room(house.id, name={"en": "Hall", "pl": "Sala"}, capacity=40, by=SYSTEM)
    leader = _staff(house, "Leader", "facilitator")
    for number in range(WEEKLY_SERIES):
        day = TODAY - ONE_YEAR + timedelta(days=number % 7)
        _series(house, "process_group", rule, day, 8 + number % 12, leader=leader, room_id=room.id)
    return house.id


def actor_of(house: House, person: Person, role: Role) -> Actor:
    """Somebody at work, as a request would build them."""
    return Actor(
        account_id=person.account_id or "",
        sign_in_id=new_id(),
        person_id=person.id,
        house_id=house.id,
        roles=frozenset({role}),
        shown_name=person.given_name,
        language="en",
        house_language="en",
        zone=ZONE,
        week_starts="mon",
    )


def build(facts: Facts) -> str:
    """Make the houses in the caller's transaction, the clock held by the caller; the id of their organisation."""
    organisation = found_organisation({"en": "Figures"})
    day_house(organisation.id, facts)
    calendars_house(organisation.id, facts)
    facts.young_house = weeks_house(organisation.id, "young")
    facts.old_house = weeks_house(organisation.id, "old")
    facts.planner_house = weeks_house(organisation.id, "planned", WORKING_DAYS)
    return organisation.id
