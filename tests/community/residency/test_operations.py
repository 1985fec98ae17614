"""Stays: two of one person never overlap, whoever begins them when."""

import threading
import time

from flask import Flask
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.audit.queries import broken_chains
from community.consent.operations import admit, grant
from community.consent.purposes import TREATMENT
from community.people.models import Person
from community.people.operations import enrol_person
from community.residency.models import Stay
from foundation.clock import now
from foundation.database import db
from foundation.errors import Refused
from foundation.transactions import writing
from tests.cast import Cast
from tests.foundation.side_by_side import PATIENCE, side_by_side


def test_two_who_admit_somebody_at_once_begin_one_stay(app: Flask, house: Cast) -> None:
    with writing():
        newcomer = enrol_person(house.house.id, given_name="Jan", surname="Kos", language="pl", by=SYSTEM)
        grant(newcomer, TREATMENT, recipient=None, by=SYSTEM, signed_how="on_paper")
    begun = threading.Event()

    def admit_first() -> str:
        with writing():
            admit(db.session.get_one(Person, newcomer.id), at=now(), by=SYSTEM)
            begun.set()
            # Time for the other to look for stays while this one is not committed.
            time.sleep(0.5)
        return "admitted"

    def admit_second() -> str:
        assert begun.wait(PATIENCE)
        try:
            with writing():
                admit(db.session.get_one(Person, newcomer.id), at=now(), by=SYSTEM)
        except Refused as refused:
            return refused.sentence
        return "admitted"

    overlap = "This person's stays would overlap. End the other stay first."
    assert side_by_side(app, admit_first, admit_second) == ["admitted", overlap]
    assert len(db.session.scalars(select(Stay.id).where(Stay.person_id == newcomer.id)).all()) == 1
    assert broken_chains() == {}
