"""The people of the tests: always the same, and always one who must not see it."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from community.access.actor import SYSTEM, Actor
from community.accounts.models import Account, SignIn
from community.accounts.operations import open_account, set_password
from community.accounts.queries import actor_of
from community.consent.operations import admit, grant, withdraw
from community.consent.purposes import FAMILY_SESSIONS, TREATMENT
from community.family.operations import tie
from community.houses.models import House, Room, Stage
from community.houses.operations import add_room, add_stage, employ, found_organisation, open_house
from community.people.models import Person
from community.people.operations import enrol_person
from community.residency.models import Stay
from community.residency.operations import enter_stage
from foundation.clock import held_at, now
from foundation.database import db, new_id
from foundation.security import new_token, token_hash
from foundation.transactions import writing
from sessions.groups.models import Group
from sessions.groups.operations import form_group, join_group
from sessions.schedule.filling import fill
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.operations import start_series

# A Tuesday, 10:32 on the wall in Warsaw.
NOW = datetime(2026, 11, 24, 9, 32, tzinfo=UTC)
TODAY = date(2026, 11, 24)
LONG_AGO = NOW - timedelta(days=60)
PASSWORD = "a quiet evening"


@dataclass
class Cast:
    """One house in Warsaw with its people and sessions, and a manager of another house in Cairo."""

    house: House
    other_house: House
    people: dict[str, Person] = field(default_factory=dict)
    stays: dict[str, Stay] = field(default_factory=dict)
    rooms: dict[str, Room] = field(default_factory=dict)
    stages: list[Stage] = field(default_factory=list)
    series: dict[str, Series] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    consents: dict[str, str] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Person:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None


# name: (given name, surname, language, role or stay or relative)
PEOPLE = {
    "manager": ("Ewa", "Mazur", "pl", "manager"),
    "facilitator": ("Marta", "Wolska", "en", "facilitator"),
    "other_facilitator": ("Farid", "Nasser", "ar", "facilitator"),
    "resident": ("Yusuf", "Haddad", "en", "stay"),
    "other_resident": ("Piotr", "Zieliński", "pl", "stay"),
    "newcomer": ("Олег", "Орлов", "ru", "stay"),
    "mother": ("Amina", "Haddad", "ar", "relative"),
    "brother": ("Karim", "Haddad", "en", "relative"),
    "aunt": ("Leyla", "Haddad", "ru", "relative"),
}


def reads_english(person: Person) -> None:
    """Give them the interface in English, where a test reads along with somebody of another language."""
    with writing():
        db.session.get_one(Account, person.account_id).language = "en"


def _account(person: Person, login: str, language: str) -> None:
    set_password(open_account(person, login=login, language=language, by=SYSTEM), PASSWORD, by=SYSTEM)


def _people(cast: Cast) -> None:
    for name, (given, surname, language, kind) in PEOPLE.items():
        person = enrol_person(cast.house.id, given_name=given, surname=surname, language=language, by=SYSTEM)
        cast.people[name] = person
        _account(person, name, language)
        if kind == "stay":
            grant(person, TREATMENT, recipient=None, by=SYSTEM, signed_how="on_paper")
            cast.stays[name] = admit(person, at=LONG_AGO, by=SYSTEM)
            enter_stage(cast.stays[name], cast.stages[0], at=LONG_AGO, by=SYSTEM)
        elif kind != "relative":
            employ(person, kind, by=SYSTEM, from_at=LONG_AGO)
    resident = cast.people["resident"]
    for name, kind in (("mother", "mother"), ("brother", "brother"), ("aunt", "relative")):
        tie(resident, cast.people[name], kind, from_at=LONG_AGO, by=SYSTEM)
    for name in ("mother", "brother"):
        consent = grant(
            resident,
            FAMILY_SESSIONS,
            recipient=cast.people[name],
            by=SYSTEM,
            signed_how="on_screen",
            expires_at=LONG_AGO + timedelta(days=90),
        )
        cast.consents[name] = consent.id
        if name == "brother":
            withdraw(consent, by=SYSTEM, told_how="on_screen", at=NOW - timedelta(days=5))


def _sessions(cast: Cast) -> None:
    family = form_group(cast.house.id, name={"en": "Family session"}, by=SYSTEM)
    join_group(family, cast.people["resident"].id, from_at=LONG_AGO, by=SYSTEM)
    cast.groups["family"] = family
    marta, everyone = cast.people["facilitator"].id, {"audience": "everyone"}
    plan = {
        "morning": (
            "morning_meeting",
            {"en": "Morning meeting", "ar": "اجتماع الصباح"},
            "FREQ=DAILY",
            8,
            9,
            everyone,
        ),
        "group": ("process_group", {"en": "Process group"}, "FREQ=DAILY", 10, 11, everyone),
        "lunch": ("meal", {}, "FREQ=DAILY", 12, 13, {"leader_kind": "none"}),
        "steps": ("twelve_step", {"en": "AA meeting"}, "FREQ=WEEKLY;BYDAY=TU", 20, 21, {"fellowship": "AA"}),
        "family": (
            "family_session",
            {"en": "Family session", "pl": "Sesja rodzinna"},
            "FREQ=WEEKLY;BYDAY=WE",
            16,
            17,
            {"audience": "invited", "group_id": family.id},
        ),
    }
    for name, (type_key, titles, rule, start, end, more) in plan.items():
        led = {
            "leader_kind": "staff",
            "leader_id": marta,
            "keeper_id": marta,
            "room_id": cast.rooms["garden"].id,
        }
        if name == "lunch":
            led = {"room_id": cast.rooms["hall"].id}
        cast.series[name] = start_series(
            cast.house.id,
            type_key=type_key,
            titles=titles,
            rule=rule,
            first_day=TODAY - timedelta(days=28),
            wall_start=time(start),
            wall_end=time(end),
            zone=cast.house.zone,
            by=SYSTEM,
            **(led | more),
        )
        fill(cast.series[name], TODAY + timedelta(days=187))


def assemble() -> Cast:
    """Make the cast in the database by the same verbs as real use; the clock is held sixty days ago."""
    with held_at(LONG_AGO), writing():
        organisation = found_organisation({"en": "Open Door"})
        house = open_house(
            organisation.id,
            slug="garden",
            name={"en": "Garden House"},
            zone="Europe/Warsaw",
            language="en",
            by=SYSTEM,
        )
        other = open_house(
            organisation.id,
            slug="nile",
            name={"en": "Nile House", "ar": "بيت النيل"},
            zone="Africa/Cairo",
            language="ar",
            week_starts="sat",
            weekend=("fri", "sat"),
            by=SYSTEM,
        )
        cast = Cast(house, other)
        cast.rooms["garden"] = add_room(house.id, name={"en": "Garden room"}, capacity=14, by=SYSTEM)
        cast.rooms["hall"] = add_room(house.id, name={"en": "Hall"}, capacity=40, by=SYSTEM)
        cast.stages.append(add_stage(house.id, phase="rehabilitation", name={"en": "Orientation"}, by=SYSTEM))
        cast.stages.append(add_stage(house.id, phase="socialisation", name={"en": "Re-entry"}, by=SYSTEM))
        _people(cast)
        stranger = enrol_person(other.id, given_name="Nadia", surname="Salem", language="ar", by=SYSTEM)
        cast.people["other_manager"] = stranger
        _account(stranger, "other_manager", "ar")
        employ(stranger, "manager", by=SYSTEM, from_at=LONG_AGO)
        _sessions(cast)
    # The tests read these objects long after their database is closed.
    db.session.expunge_all()
    return cast


def occurrence_on(cast: Cast, series: str, day: date) -> str:
    """The id of a series' occurrence on a day."""
    rows = db.session.query(Occurrence).filter_by(series_id=cast.series[series].id).all()
    return next(row.id for row in rows if row.recurrence_id.date() == day)


def signed_in(person: Person) -> str:
    """Sign somebody in without the form, now and for twelve hours; the key of their sign-in."""
    key = new_token()
    with writing():
        db.session.add(
            SignIn(
                id=new_id(),
                account_id=person.account_id or "",
                person_id=person.id,
                key_hash=token_hash(key),
                device="test",
                started_at=now(),
                last_seen_at=now(),
                expires_at=now() + timedelta(hours=12),
            )
        )
    return key


def actor_for(person: Person) -> Actor:
    """An actor as a request would build it, from a sign-in made for the test."""
    found = actor_of(token_hash(signed_in(person)))
    db.session.rollback()
    assert found is not None
    return found[0]
