"""How long the finder of clashes takes for a whole week: reading, rules and order, in one process."""

from datetime import datetime, time, timedelta
from statistics import median
from time import perf_counter

from flask import Flask

from bench.houses import AT, TODAY, ZONE, Facts
from bench.report import Figure
from community.access.actor import SYSTEM
from community.consent.operations import admit, grant
from community.consent.purposes import TREATMENT
from community.houses.operations import add_room, employ, found_organisation, open_house
from community.people.operations import enrol_person
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from foundation.walltime import day_bounds
from sessions.clashes.facts import Proposed, facts_of, find_clashes
from sessions.clashes.kept_hours import keep_hour
from sessions.groups.operations import form_group, join_group
from sessions.schedule.filling import fill
from sessions.schedule.operations import start_series

RESIDENTS, LEADERS, ROOMS, SESSIONS, ROUNDS = 60, 12, 10, 120, 60
MONDAY = TODAY + timedelta(days=7 - TODAY.weekday())
WEEK = "FREQ=WEEKLY;BYDAY="
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def clashes_house(facts: Facts) -> None:
    """Sixty residents in six groups, twelve leaders, ten rooms, and 120 sessions, some in each other's way."""
    organisation = found_organisation({"en": "Clashes"})
    house = open_house(organisation.id, slug="clashes", name={"en": "Clashes"}, zone=ZONE, language="en", by=SYSTEM)
    here = AT - timedelta(days=60)
    rooms = [add_room(house.id, name={"en": f"Room {n}"}, capacity=60 - n, by=SYSTEM) for n in range(ROOMS)]
    leaders, groups = [], [form_group(house.id, name={"en": f"Group {n}"}, by=SYSTEM) for n in range(6)]
    for number in range(LEADERS):
        person = enrol_person(house.id, given_name=f"L{number}", surname="Staff", language="en", by=SYSTEM)
        employ(person, "facilitator", by=SYSTEM, from_at=here)
        leaders.append(person)
    for number in range(RESIDENTS):
        person = enrol_person(house.id, given_name=f"R{number}", surname="Resident", language="en", by=SYSTEM)
        grant(person, TREATMENT, recipient=None, by=SYSTEM, signed_how="on_paper", at=here)
        admit(person, at=here, by=SYSTEM)
        join_group(groups[number % 6], person.id, from_at=here, by=SYSTEM)
    for start, end, kind in ((6, 7, "prayer"), (12, 13, "meal"), (18, 19, "meal")):
        days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
        keep_hour(house, kind=kind, name={}, days=days, start=time(start), end=time(end), by=SYSTEM)
    for number in range(SESSIONS):
        # Four for everyone each day; the others in groups, two or three at once.
        place = number // 7
        for_all = place < 4
        hour = (7, 13, 17, 20)[place] if for_all else 8 + (place - 4) * 7 % 9
        series = start_series(
            house.id,
            type_key="house_meeting" if for_all else "process_group",
            titles={"en": f"Session {number}"},
            rule=WEEK + DAYS[number % 7],
            first_day=MONDAY,
            wall_start=time(hour, 0 if number % 3 else 15),
            wall_end=time(hour, 50),
            zone=ZONE,
            audience="everyone" if for_all else "group",
            group_id=None if for_all else groups[place % 6].id,
            leader_kind="staff",
            leader_id=leaders[place % LEADERS].id,
            keeper_id=leaders[place % LEADERS].id,
            room_id=rooms[place % ROOMS].id,
            by=SYSTEM,
        )
        fill(series, MONDAY + timedelta(days=14))
    facts.clashes_house = house.id


def clashes(app: Flask, facts: Facts) -> list[Figure]:
    """The clashes of a week as it is, and of one in which every session is proposed anew."""
    with app.app_context(), held_at(AT):
        with writing():
            clashes_house(facts)
        span = (day_bounds(MONDAY, ZONE)[0], day_bounds(MONDAY + timedelta(days=6), ZONE)[1])
        proposed = _later(facts.clashes_house, span)
        standing, found = _taken(facts.clashes_house, span, ())
        whole, moved = _taken(facts.clashes_house, span, proposed)
    if not found or not moved or len(proposed) != SESSIONS:
        raise RuntimeError(f"{found} and {moved} clashes, {len(proposed)} sessions proposed")
    name = f"clashes of a week, {SESSIONS} sessions, {RESIDENTS} residents"
    said = "{} found, best {:.2f} ms; {} leaders, {} rooms, reading included, in process"
    return [
        Figure(name, median(standing), "ms", 150, said.format(found, min(standing), LEADERS, ROOMS)),
        Figure(f"{name}, all proposed", median(whole), "ms", 150, said.format(moved, min(whole), LEADERS, ROOMS)),
    ]


def _later(house_id: str, span: tuple[datetime, datetime]) -> list[Proposed]:
    """Every session of the week a quarter of an hour later."""
    later = timedelta(minutes=15)
    rows = facts_of(house_id, ZONE, *span).sessions
    db.session.rollback()
    return [Proposed(one.id, one.starts_at + later, one.ends_at + later, one.room_id, one.leader_id) for one in rows]


def _taken(house_id: str, span: tuple[datetime, datetime], proposed: object) -> tuple[list[float], int]:
    taken, found = [], 0
    for _ in range(ROUNDS):
        began = perf_counter()
        found = len(find_clashes(house_id, ZONE, *span, proposed=proposed))  # type: ignore[arg-type]
        taken.append((perf_counter() - began) * 1000)
        db.session.rollback()
    return taken, found
