"""The verbs of organisations, houses, rooms, stages and staff."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select

from community.access.actor import By
from community.access.permissions import EMPLOYED_ROLES, Role
from community.audit.operations import begin_chain, record
from community.houses.models import House, Organisation, Room, StaffMembership, Stage
from community.people.models import Person
from foundation.clock import now
from foundation.database import db, new_id
from foundation.errors import Refused
from foundation.languages import LANGUAGES, WEEKDAYS
from foundation.messages import N_
from foundation.stamps import raise_stamp
from foundation.walltime import known_zone
from foundation.words import clean_text

FEED_TITLE = {
    "en": "Family meeting",
    "pl": "Spotkanie rodzinne",
    "ar": "لقاء عائلي",
    "ru": "Семейная встреча",
}
PHASES = ("detoxification", "rehabilitation", "socialisation", "aftercare")
CONSENT_DAYS = 90
# Ours to begin with; a house says how long its people rest between two groups.
REST_MINUTES = 10
# What is nobody's business who passes the wall: anonymity of the fellowships, and what is between two people.
UNNAMED_TYPES = ("twelve_step", "step_study", "individual_counselling", "medical")
REGISTER_DUE_MINUTES = 60
WEEK_STARTS = ("mon", "sun", "sat")
# What a house begins with. Two elders for the first fourteen days: Ley Community; the others are ours to begin with.
MENTORING: dict[str, Any] = {
    "newcomer_days": 14,
    "elders_at_first": 2,
    "elders_later": 1,
    "newcomers_per_elder": 3,
    "elders_of_same_sex": "preferred",
    "contact_every_days": 3,
}


def clean_words(words: Mapping[str, str], *, longest: int = 120) -> dict[str, str]:
    """Words people typed, cleaned in each language; Refused when there is none or a language is unknown."""
    if not words or any(language not in LANGUAGES for language in words):
        raise Refused(N_("Say it in at least one of English, Polish, Arabic and Russian."))
    return {language: clean_text(text, longest=longest) for language, text in words.items()}


def check_tongues(languages: Collection[str]) -> None:
    """Refused when a language is none that Daybook speaks."""
    if not set(languages) <= set(LANGUAGES):
        raise Refused(N_("Daybook speaks English, Polish, Arabic and Russian."))


def check_week(week_starts: str, weekend: Collection[str]) -> None:
    """Refused when no week starts on that day, or a day of the weekend is none."""
    if week_starts not in WEEK_STARTS or not set(weekend) <= set(WEEKDAYS):
        raise Refused(N_("A week starts on Saturday, Sunday or Monday."))


def found_organisation(name: Mapping[str, str]) -> Organisation:
    """Make an organisation."""
    organisation = Organisation(id=new_id(), name=clean_words(name))
    db.session.add(organisation)
    db.session.flush()
    return organisation


def open_house(
    organisation_id: str,
    *,
    slug: str,
    name: Mapping[str, str],
    zone: str,
    language: str,
    by: By,
    week_starts: str = "mon",
    weekend: tuple[str, ...] = ("sat", "sun"),
    feed_title: Mapping[str, str] = FEED_TITLE,
    languages: Collection[str] = (),
) -> House:
    """Open a house with its zone (IANA), language, first day of the week, weekend and neutral feed title."""
    if not re.fullmatch(r"[a-z][a-z0-9-]{1,39}", slug):
        raise Refused(N_("A house's short name is 2 to 40 small Latin letters, digits and hyphens."))
    if not known_zone(zone):
        raise Refused(N_("%(zone)s is not a time zone that is known here."), zone=zone)
    check_tongues({language, *languages})
    check_week(week_starts, weekend)
    if db.session.scalar(select(House.id).where(House.slug == slug)):
        raise Refused(N_("There is already a house called %(slug)s."), slug=slug)
    house = House(
        id=new_id(),
        organisation_id=organisation_id,
        slug=slug,
        name=clean_words(name),
        zone=zone,
        language=language,
        week_starts=week_starts,
        weekend=list(weekend),
        feed_title=clean_words(feed_title, longest=60),
        consent_days=CONSENT_DAYS,
        languages=sorted({language, *languages}),
        crisis_numbers=[],
        created_at=now(),
        rest_minutes=REST_MINUTES,
        unnamed_types=list(UNNAMED_TYPES),
        kiosk_names=False,
        register_due_minutes=REGISTER_DUE_MINUTES,
        **MENTORING,
    )
    db.session.add(house)
    db.session.flush()
    begin_chain(house.id)
    record(house.id, "house:open", by=by, subject=f"house:{house.id}")
    return house


def hold_house(house_id: str) -> None:
    """Hold the house's row to the end of the transaction: whoever looks first and writes then does so alone in it."""
    db.session.execute(select(House.id).where(House.id == house_id).with_for_update(key_share=True))


def add_room(house_id: str, *, name: Mapping[str, str], capacity: int, by: By) -> Room:
    """Add a room; Refused when nobody would fit."""
    if not 0 < capacity <= 1000:
        raise Refused(N_("A room holds between 1 and 1000 people."))
    room = Room(id=new_id(), house_id=house_id, name=clean_words(name), capacity=capacity)
    db.session.add(room)
    db.session.flush()
    raise_stamp(f"schedule:{house_id}")
    record(house_id, "room:add", by=by, subject=f"room:{room.id}")
    return room


def add_stage(house_id: str, *, phase: str, name: Mapping[str, str], by: By) -> Stage:
    """Add the next stage of the house's path; ``phase`` is one of PHASES."""
    if phase not in PHASES:
        raise Refused(N_("A stage belongs to detoxification, rehabilitation, socialisation or aftercare."))
    hold_house(house_id)
    last = db.session.scalar(select(func.max(Stage.position)).where(Stage.house_id == house_id)) or 0
    stage = Stage(id=new_id(), house_id=house_id, position=last + 1, phase=phase, name=clean_words(name))
    db.session.add(stage)
    db.session.flush()
    record(house_id, "stage:add", by=by, subject=f"stage:{stage.id}")
    return stage


def employ(person: Person, role: str, *, by: By, from_at: datetime) -> StaffMembership:
    """Let a person work in the house in a staff role from an instant on; whoever is signed in signs in anew then."""
    if role not in EMPLOYED_ROLES:
        raise Refused(N_("%(role)s is not a kind of staff."), role=role)
    # Two who give the same role at once: the second waits here, and then finds the first one's.
    db.session.execute(select(Person.id).where(Person.id == person.id).with_for_update(key_share=True))
    held = select(StaffMembership.id).where(
        StaffMembership.person_id == person.id,
        StaffMembership.role == role,
        or_(StaffMembership.to_at.is_(None), StaffMembership.to_at > from_at),
    )
    if db.session.scalar(held.limit(1)):
        raise Refused(N_("This person already has this role."))
    membership = StaffMembership(
        id=new_id(),
        house_id=person.house_id,
        person_id=person.id,
        role=Role(role).value,
        from_at=from_at,
    )
    db.session.add(membership)
    db.session.flush()
    record(person.house_id, "staff:employ", by=by, subject=f"person:{person.id}", details={"role": role})
    return membership


def end_role(membership: StaffMembership, *, at: datetime, by: By) -> None:
    """End somebody's work in a role at an instant, now or later; whoever is signed in signs in anew then.

    Refused for a role that has ended, an instant in the past, and one before the role began.
    """
    if membership.to_at is not None and membership.to_at <= now():
        raise Refused(N_("This role has already ended."))
    if at < now():
        raise Refused(N_("A role ends now or later, not in the past."))
    if at <= membership.from_at:
        raise Refused(N_("A role ends after it begins."))
    membership.to_at = at
    db.session.flush()
    details = {"role": membership.role, "to": at.isoformat()}
    record(membership.house_id, "staff:end", by=by, subject=f"person:{membership.person_id}", details=details)
