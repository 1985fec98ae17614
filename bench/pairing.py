"""How long suggestions for a newcomer take in a house of sixty residents: reading, rule and order, in one process."""

from datetime import timedelta
from statistics import median
from time import perf_counter

from flask import Flask

from bench.houses import AT, ZONE, Facts
from bench.report import Figure
from community.access.actor import SYSTEM
from community.consent.operations import admit, grant
from community.consent.purposes import TREATMENT
from community.family.barring import barred_pairs
from community.houses.operations import add_stage, found_organisation, open_house
from community.mentoring.candidates import circle_of
from community.mentoring.operations import agree, name_elder, propose
from community.mentoring.pairing import suggest
from community.people.interests import INTERESTS
from community.people.operations import describe_person, enrol_person
from community.residency.operations import enter_stage
from foundation.clock import held_at
from foundation.database import db
from foundation.languages import LANGUAGES
from foundation.transactions import writing

RESIDENTS, ELDERS, PAIRED, ROUNDS = 60, 40, 15, 200


def pairing_house(facts: Facts) -> None:
    """Sixty residents, forty of whom serve as elders, with languages and interests; fifteen pairs have agreed."""
    organisation = found_organisation({"en": "Pairing"})
    house = open_house(organisation.id, slug="pairing", name={"en": "Pairing"}, zone=ZONE, language="en", by=SYSTEM)
    stages = [add_stage(house.id, phase="rehabilitation", name={"en": name}, by=SYSTEM) for name in ("First", "Second")]
    liked, people = sorted(INTERESTS), []
    for number in range(RESIDENTS):
        here = AT - timedelta(days=90 if number < ELDERS else 5)
        spoken = LANGUAGES[number % len(LANGUAGES)]
        person = enrol_person(house.id, given_name=f"P{number}", surname="Resident", language=spoken, by=SYSTEM)
        wishes = [liked[(number * 5 + step) % len(liked)] for step in range(4)]
        describe_person(person, sex="fm"[number % 2], speaks=["en"] if number % 3 else [], interests=wishes, by=SYSTEM)
        grant(person, TREATMENT, recipient=None, by=SYSTEM, signed_how="on_paper", at=here)
        stay = admit(person, at=here, by=SYSTEM)
        enter_stage(stay, stages[0], at=here, by=SYSTEM)
        if number < ELDERS:
            enter_stage(stay, stages[1], at=here + timedelta(days=30), by=SYSTEM)
            name_elder(person, by=SYSTEM)
        people.append(person)
    for number in range(PAIRED):
        newcomer, elder = people[ELDERS + number], people[number]
        made = propose(newcomer, elder.id, by=SYSTEM)
        for one in (newcomer, elder):
            agree(made, one.id, by=SYSTEM)
    facts.pairing_house, facts.newcomer = house.id, people[-1].id


def pairing(app: Flask, facts: Facts) -> list[Figure]:
    """The suggestions for the last who came."""
    with app.app_context(), held_at(AT):
        with writing():
            pairing_house(facts)
        taken = []
        for _ in range(ROUNDS):
            began = perf_counter()
            circle = circle_of(facts.pairing_house, facts.newcomer, AT)
            barred = barred_pairs(facts.pairing_house, AT)
            found, left_out = suggest(circle.newcomer, circle.elders, circle.policy, barred)
            taken.append((perf_counter() - began) * 1000)
            db.session.rollback()
        if len(found) + len(left_out) != ELDERS:
            raise RuntimeError(f"{len(found)} suggestions and {len(left_out)} others of {ELDERS} elders")
    detail = f"{len(found)} of {ELDERS} elders suggested (best {min(taken):.2f} ms)"
    return [Figure(f"pairing suggestions, {RESIDENTS} residents", median(taken), "ms", 100, detail)]
