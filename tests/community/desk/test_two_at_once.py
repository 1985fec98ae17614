"""Two managers at once: one of them comes second, and is told; nothing stands twice."""

import time
from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from sqlalchemy import func, select

from community.access.actor import SYSTEM
from community.consent.barring import bar
from community.desk.arrivals import admit_newcomer
from community.family.models import NoContact, Tie
from community.family.operations import tie
from community.houses.models import House, StaffMembership, Stage
from community.houses.operations import add_stage, employ
from community.people.models import Person
from community.residency.models import Leave, StageSpell, Stay
from community.residency.operations import discharge, enter_stage, grant_leave
from foundation.clock import now
from foundation.database import db
from foundation.errors import Refused
from foundation.transactions import writing
from tests.cast import NOW, Cast
from tests.foundation.side_by_side import side_by_side


def both(app: Flask, do: Callable[[], object], other: Callable[[], object] | None = None) -> list[str]:
    """What came of doing the same, or two things, at one instant: "done" or "refused", in order of the alphabet."""

    def outcome(work: Callable[[], object]) -> str:
        try:
            with writing():
                work()
                # Time for the other to look while this one is not committed.
                time.sleep(0.3)
        except Refused:
            return "refused"
        return "done"

    return sorted(side_by_side(app, lambda: outcome(do), lambda: outcome(other or do)))


def test_a_stay_enters_a_stage_once(app: Flask, house: Cast) -> None:
    stay, stage = house.stays["resident"].id, house.stages[1].id

    def further() -> None:
        enter_stage(db.session.get_one(Stay, stay), db.session.get_one(Stage, stage), at=now(), by=SYSTEM)

    assert both(app, further) == ["done", "refused"]
    standing = select(StageSpell.stage_id).where(StageSpell.stay_id == stay, StageSpell.to_at.is_(None))
    assert db.session.scalars(standing).all() == [stage]


def test_a_stay_ends_once(app: Flask, house: Cast) -> None:
    stay = house.stays["resident"].id
    assert both(app, lambda: discharge(db.session.get_one(Stay, stay), at=now(), by=SYSTEM)) == ["done", "refused"]


def test_a_leave_is_granted_once(app: Flask, house: Cast) -> None:
    stay, day = house.stays["resident"].id, timedelta(days=1)

    def away() -> None:
        grant_leave(db.session.get_one(Stay, stay), from_at=NOW + day, to_at=NOW + 2 * day, by=SYSTEM)

    assert both(app, away) == ["done", "refused"]
    assert db.session.scalars(select(func.count(Leave.id)).where(Leave.stay_id == stay)).one() == 1


def test_two_who_are_called_the_same_are_not_admitted_at_once(app: Flask, house: Cast) -> None:
    def arrive() -> None:
        home = db.session.get_one(House, house.house.id)
        admit_newcomer(home, given_name="Hanna", surname="A", language="pl", signed_how="on_paper", by=SYSTEM)

    assert both(app, arrive) == ["done", "refused"]
    assert db.session.scalars(select(func.count(Person.id)).where(Person.given_name == "Hanna")).one() == 1


def test_two_stages_are_added_one_after_the_other(app: Flask, house: Cast) -> None:
    before = len(house.stages)

    def add() -> None:
        add_stage(house.house.id, phase="aftercare", name={"en": "Later"}, by=SYSTEM)

    assert both(app, add) == ["done", "done"]
    places = select(Stage.position).where(Stage.house_id == house.house.id).order_by(Stage.position)
    assert db.session.scalars(places).all() == list(range(1, before + 3))


def test_a_role_is_given_once(app: Flask, house: Cast) -> None:
    person = house.facilitator.id

    def give() -> None:
        employ(db.session.get_one(Person, person), "nurse", by=SYSTEM, from_at=now())

    assert both(app, give) == ["done", "refused"]
    held = select(func.count(StaffMembership.id)).where(StaffMembership.role == "nurse")
    assert db.session.scalars(held.where(StaffMembership.person_id == person)).one() == 1


def test_a_tie_and_a_note_of_no_contact_never_both_stand(app: Flask, house: Cast) -> None:
    resident, aunt = house.other_resident.id, house.aunt.id

    def relate() -> None:
        tie(db.session.get_one(Person, resident), db.session.get_one(Person, aunt), "relative", from_at=NOW, by=SYSTEM)

    def keep_apart() -> None:
        other = db.session.get_one(Person, aunt)
        bar(db.session.get_one(Person, resident), other=other, reason="Asked for it.", by=SYSTEM)

    both(app, relate, keep_apart)
    assert db.session.scalars(select(func.count(NoContact.id))).one() == 1
    ends = select(Tie.to_at).where(Tie.resident_id == resident, Tie.relative_id == aunt)
    assert [end for end in db.session.scalars(ends) if end is None] == []
