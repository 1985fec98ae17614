"""What the matrix acts on in mentoring, in both houses: elders, pairs agreed or asked, an hour and a request."""

from datetime import time, timedelta

from community.access.actor import SYSTEM
from community.consent.operations import admit, grant
from community.consent.purposes import TREATMENT
from community.mentoring.changing import ask_change
from community.mentoring.meetings import plan_hour
from community.mentoring.models import ElderSpell, Mentorship
from community.mentoring.operations import agree, propose
from community.people.models import Person
from community.residency.operations import discharge
from foundation.database import db
from tests.authorisation.scene import TOMORROW, Scene, _person
from tests.cast import LONG_AGO, NOW


def _former(scene: Scene, name: str, given: str, *, house_id: str) -> Person:
    """Somebody who lived here until ten days ago."""
    person = _person(scene, name, house_id, given, "Zimny")
    grant(person, TREATMENT, recipient=None, by=SYSTEM, signed_how="on_paper", at=LONG_AGO)
    discharge(admit(person, at=LONG_AGO, by=SYSTEM), at=NOW - timedelta(days=10), by=SYSTEM)
    return person


def _serves(scene: Scene, name: str) -> None:
    """They serve, whatever stage they are in: the matrix moves stages itself."""
    person = db.session.get_one(Person, scene.ids[name])
    db.session.add(ElderSpell(house_id=person.house_id, person_id=person.id, from_at=NOW - timedelta(days=5)))
    db.session.flush()


def _pair(scene: Scene, name: str, newcomer: str, elder: str, *, agreed: bool = True) -> Mentorship:
    ids = scene.ids
    made = propose(db.session.get_one(Person, ids[newcomer]), ids[elder], by=SYSTEM, known=True)
    for one in (newcomer, elder) if agreed else ():
        agree(made, ids[one], by=SYSTEM)
    ids[name] = made.id
    return made


def _meet(scene: Scene, name: str, made: Mentorship) -> None:
    """An hour tomorrow, and a request to change it."""
    hour = plan_hour(made, day=TOMORROW, start=time(17), end=time(18), weekly=True, by=SYSTEM)
    scene.ids |= {f"{name}_hour": hour.id, f"{name}_request": ask_change(made, made.newcomer_id, by=SYSTEM).id}


def add(scene: Scene) -> None:
    """Put all of it into the scene."""
    cast = scene.cast
    _former(scene, "former", "Iwona", house_id=cast.house.id)
    _former(scene, "elder", "Rosa", house_id=cast.house.id)
    _former(scene, "nile_elder", "Rami", house_id=cast.other_house.id)
    for name in ("elder", "resident", "latecomer", "nile_elder"):
        _serves(scene, name)
    _meet(scene, "pair", _pair(scene, "pair", "latecomer", "resident"))
    _pair(scene, "asked_pair", "newcomer", "resident", agreed=False)
    _pair(scene, "others_pair", "other_resident", "latecomer")
    _meet(scene, "nile_pair", _pair(scene, "nile_pair", "nile_resident", "nile_elder"))
