"""The house whose every page is measured: sixty residents, those who left in two years, and what was recorded."""

from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any

from sqlalchemy import insert, select

from bench.houses import (
    AT,
    DAY_TYPES,
    FIRST_HOUR,
    ONE_YEAR,
    PASSWORD,
    SOME_WEEKS_AGO,
    TODAY,
    ZONE,
)
from community.access.actor import SYSTEM
from community.accounts.operations import open_account, set_password
from community.audit.chain import entry_hash, facts_of
from community.audit.models import AuditEntry, AuditHead
from community.consent.operations import admit, grant
from community.consent.purposes import FAMILY_SESSIONS, TREATMENT
from community.family.operations import tie
from community.houses.models import House
from community.houses.operations import add_room, add_stage, employ, open_house
from community.mentoring.operations import agree, name_elder, propose
from community.people.models import Person
from community.people.operations import describe_person, enrol_person
from community.residency.operations import discharge, enter_stage
from community.staff.absences import note_absence
from foundation.clock import held_at
from foundation.database import db
from foundation.languages import WEEKDAYS
from sessions.clashes.kept_hours import keep_hour
from sessions.groups.operations import form_group, join_group, join_or_wait
from sessions.hours.operations import facts_of_preset, set_rule
from sessions.hours.presets import PRESETS
from sessions.schedule.filling import HORIZON, fill
from sessions.schedule.models import Series
from sessions.schedule.operations import start_series
from sessions.schedule.pausing import begin_pause

RESIDENTS, NEWCOMERS, ELDERS = 60, 8, 20
LEFT, RELATIVES, STAFF, AUDITED = 340, 40, 12, 50_000
INTERESTS = ("music", "garden", "books", "football", "cooking", "nature")
SPOKEN = ("en", "pl", "ar", "ru")


@dataclass
class Desk:
    """The ids that stand in the paths of the measured pages."""

    ids: dict[str, str] = field(default_factory=dict)


def _person(house: House, given: str, surname: str, login: str | None = None) -> Person:
    person = enrol_person(house.id, given_name=given, surname=surname, language="en", by=SYSTEM)
    if login is not None:
        set_password(open_account(person, login=login, language="en", by=SYSTEM), PASSWORD, by=SYSTEM)
    return person


def _stay(house: House, number: int, days: int, stages: list[Any], login: str | None = None) -> tuple[Person, Any]:
    with held_at(AT - timedelta(days=days)):
        person = _person(house, f"Resident{number}", f"Surname{number}", login)
        grant(person, TREATMENT, recipient=None, by=SYSTEM, signed_how="on_paper")
        stay = admit(person, at=AT - timedelta(days=days), by=SYSTEM)
        enter_stage(stay, stages[0], at=AT - timedelta(days=days), by=SYSTEM)
        describe_person(
            person,
            sex="fm"[number % 2],
            speaks=[SPOKEN[number % 4]],
            interests=[INTERESTS[number % 6], INTERESTS[(number + 2) % 6]],
            by=SYSTEM,
        )
    if days > 60:
        enter_stage(stay, stages[1], at=AT - timedelta(days=days - 30), by=SYSTEM)
    return person, stay


def desk_house(organisation_id: str, desk: Desk) -> str:
    """Make the house by the verbs of real use; its id. Older years and registers are written in bulk afterwards."""
    house = open_house(organisation_id, slug="desk", name={"en": "Desk"}, zone=ZONE, language="en", by=SYSTEM)
    stages = [
        add_stage(house.id, phase=phase, name={"en": name}, by=SYSTEM)
        for phase, name in (
            ("rehabilitation", "Orientation"),
            ("rehabilitation", "Primary"),
            ("socialisation", "Re-entry"),
        )
    ]
    rooms = [add_room(house.id, name={"en": f"Room {n}"}, capacity=20, by=SYSTEM) for n in range(8)]
    roles = ("manager", *["facilitator"] * (STAFF - 4), "counsellor", "nurse", "night_staff")
    staff = []
    for number, role in enumerate(roles):
        login = {0: "desk_manager", 1: "desk_facilitator"}.get(number)
        staff.append(_person(house, f"Staff{number}", f"Member{number}", login))
        employ(staff[-1], role, by=SYSTEM, from_at=SOME_WEEKS_AGO)
    admin = _person(house, "Ada", "Min", "desk_admin")
    employ(admin, "organisation_admin", by=SYSTEM, from_at=SOME_WEEKS_AGO)
    for number in range(LEFT):
        _, stay = _stay(house, 1000 + number, 730 - number * 2, stages)
        discharge(stay, at=AT - timedelta(days=max(1, 730 - number * 2 - 50)), by=SYSTEM)
    people = []
    for number in range(RESIDENTS):
        days = 3 if number < NEWCOMERS else 20 + number * 3
        people.append(_stay(house, number, days, stages, {0: "desk_newcomer", 59: "desk_resident"}.get(number))[0])
    _family(house, people, desk)
    _companions(people, desk)
    _sessions(house, rooms, staff[1:])
    _groups(house, people, desk)
    _pauses(house, desk)
    _hours(house, desk)
    _absence(staff[2], desk)
    desk.ids |= {"house": house.id, "resident": people[59].id, "newcomer": people[0].id, "unpaired": people[7].id}
    desk.ids |= {"room": rooms[0].id, "stage": stages[0].id, "staff": staff[2].id, "facilitator": staff[1].id}
    write_audit(house.id, [person.id for person in people], staff[0].id)
    return house.id


def _hours(house: House, desk: Desk) -> None:
    facts, day = facts_of_preset(PRESETS["long_term"]), TODAY - ONE_YEAR
    rule = set_rule(house, stage_id=None, facts=facts, from_day=day, by=SYSTEM, preset="long_term")
    desk.ids["hours_rule"] = rule.id


def _family(house: House, people: list[Person], desk: Desk) -> None:
    group = form_group(house.id, name={"en": "Family"}, by=SYSTEM)
    for number in range(RELATIVES):
        resident = people[59 - number]
        relative = _person(house, f"Relative{number}", f"Family{number}", "desk_relative" if number == 0 else None)
        tie(resident, relative, "mother", from_at=SOME_WEEKS_AGO, by=SYSTEM)
        consent = grant(resident, FAMILY_SESSIONS, recipient=relative, by=SYSTEM, signed_how="on_paper")
        join_group(group, resident.id, from_at=SOME_WEEKS_AGO, by=SYSTEM)
        if number == 0:
            desk.ids |= {"consent": consent.id, "relative": relative.id, "family_group": group.id}


def _companions(people: list[Person], desk: Desk) -> None:
    elders = people[-ELDERS:]
    for elder in elders:
        name_elder(elder, by=SYSTEM)
    # All newcomers but the last have both of theirs.
    for number, newcomer in enumerate(people[: NEWCOMERS - 1]):
        for place in (1, 2):
            pair = propose(newcomer, elders[-(number * 2 + place)].id, by=SYSTEM, known=True)
            for one in (pair.elder_id, pair.newcomer_id):
                agree(pair, one, by=SYSTEM)
            desk.ids.setdefault("pair", pair.id)


def _sessions(house: House, rooms: list[Any], leaders: list[Person]) -> None:
    for number, type_key in enumerate(DAY_TYPES):
        leader, hour = leaders[number % len(leaders)], FIRST_HOUR + number
        _series(house, type_key, hour, rooms[number % len(rooms)].id, leader.id)


def _groups(house: House, people: list[Person], desk: Desk) -> None:
    """Six hobbies of nine places and a queue; who goes to one of them."""
    for number in range(6):
        hobby = form_group(house.id, name={"en": f"Hobby {number}"}, kind="hobby", capacity=9, by=SYSTEM)
        for person in people[number * 9 : number * 9 + 11]:
            join_or_wait(hobby, person.id, by=SYSTEM)
        desk.ids["group"] = hobby.id


def _pauses(house: House, desk: Desk) -> None:
    days = {"first_day": TODAY + timedelta(days=30), "last_day": TODAY + timedelta(days=32)}
    with held_at(AT):
        feast = begin_pause(house, name={"en": "Feast"}, kind="feast", covers="activities", by=SYSTEM, **days)
        for hour in range(5, 20, 3):
            keep_hour(house, kind="prayer", name={}, days=WEEKDAYS, start=time(hour), end=time(hour, 20), by=SYSTEM)
    desk.ids["pause"] = feast[0].id


def _absence(person: Person, desk: Desk) -> None:
    """Somebody of the staff who is at a training for three days from tomorrow on."""
    days = {"from_at": AT + timedelta(days=1), "to_at": AT + timedelta(days=4)}
    with held_at(AT):
        desk.ids["absence"] = note_absence(person, kind="training", by=SYSTEM, **days).id


def _series(house: House, type_key: str, hour: int, room_id: str, leader_id: str) -> Series:
    series = start_series(
        house.id,
        type_key=type_key,
        titles={"en": f"Session at {hour}"},
        rule="FREQ=DAILY",
        first_day=TODAY - ONE_YEAR,
        wall_start=time(hour),
        wall_end=time(hour, 50),
        zone=ZONE,
        by=SYSTEM,
        room_id=room_id,
        leader_kind="staff",
        leader_id=leader_id,
        keeper_id=leader_id,
        wants_register=True,
    )
    fill(series, TODAY + HORIZON)
    return series


def write_audit(house_id: str, about: list[str], actor_id: str) -> None:
    """Lengthen the house's chain by two years of entries, each hashed as the app hashes it."""
    head = db.session.scalars(select(AuditHead).where(AuditHead.house_id == house_id)).one()
    rows, digest = [], head.hash
    for number in range(AUDITED):
        values: dict[str, Any] = {
            "house_id": house_id,
            "seq": head.seq + number + 1,
            "at": AT - timedelta(minutes=(AUDITED - number) * 20),
            "verb": ("attendance:mark", "consent:grant", "occurrence:moved", "account:sign_in")[number % 4],
            "actor_id": actor_id,
            "sign_in_id": None,
            "subject": None,
            "about_id": about[number % len(about)],
            "consent_id": None,
            "result": "done",
            "details": {},
        }
        before, digest = digest, entry_hash(digest, facts_of(values))
        rows.append(values | {"previous": before, "hash": digest})
    db.session.execute(insert(AuditEntry), rows)
    head.seq, head.hash = head.seq + AUDITED, digest
