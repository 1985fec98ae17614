"""What the matrix acts on: the cast with a few more people, and one object of every kind in both houses."""

from dataclasses import dataclass, field
from datetime import time, timedelta

from community.access.actor import SYSTEM, Actor
from community.accounts.links import INVITATION, RESET, issue_link
from community.accounts.models import Account, SignIn
from community.accounts.operations import open_account, set_password
from community.consent.operations import admit, grant
from community.consent.purposes import FAMILY_SESSIONS, TREATMENT
from community.family.operations import tie
from community.houses.operations import add_room, employ
from community.people.models import Person
from community.people.operations import enrol_person
from community.residency.operations import grant_leave
from foundation.clock import held_at, now
from foundation.database import db, new_id
from foundation.security import new_token, token_hash
from foundation.transactions import writing
from sessions.attendance.opening import open_register
from sessions.attendance.operations import rest_present
from sessions.calendars.operations import subscribe
from sessions.groups.operations import form_group, join_group
from sessions.schedule.changes import cancel
from sessions.schedule.filling import fill
from sessions.schedule.models import Occurrence
from sessions.schedule.operations import start_series
from tests.cast import LONG_AGO, NOW, PASSWORD, TODAY, Cast, actor_for, occurrence_on

TOMORROW = TODAY + timedelta(days=1)
# Who has an address for a calendar, and of which kind.
READERS = {"mother": "relative", "resident": "resident", "facilitator": "facilitator"}


@dataclass
class Scene:
    """The cast, the ids and secrets that stand in paths and bodies, and a sign-in key for everybody."""

    cast: Cast
    ids: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)

    def fill_in(self, text: str) -> str:
        """Put ids in place of their names in braces."""
        return text.format_map(self.ids)


def _person(scene: Scene, name: str, house_id: str, given: str, surname: str) -> Person:
    person = enrol_person(house_id, given_name=given, surname=surname, language="en", by=SYSTEM)
    set_password(open_account(person, login=name, language="en", by=SYSTEM), PASSWORD, by=SYSTEM)
    scene.cast.people[name] = person
    scene.ids[name] = person.id
    return person


def _more_staff(scene: Scene) -> None:
    for name, given in (("night_staff", "Nina"), ("nurse", "Olga"), ("counsellor", "Tomasz")):
        employ(_person(scene, name, scene.cast.house.id, given, "Lis"), name, by=SYSTEM, from_at=LONG_AGO)


def _garden(scene: Scene) -> None:
    cast, ids = scene.cast, scene.ids
    ids |= {name: person.id for name, person in cast.people.items()}
    ids |= {f"{name}_room": room.id for name, room in cast.rooms.items()}
    ids |= {"mothers_consent": cast.consents["mother"], "brothers_consent": cast.consents["brother"]}
    ids["group_today"] = occurrence_on(cast, "group", TODAY)
    ids["group_tomorrow"] = occurrence_on(cast, "group", TOMORROW)
    ids["morning_today"] = occurrence_on(cast, "morning", TODAY)
    ids["lunch_today"] = occurrence_on(cast, "lunch", TODAY)
    ids["unopened_today"] = occurrence_on(cast, "group", TODAY - timedelta(days=1))
    ids["family_tomorrow"] = occurrence_on(cast, "family", TOMORROW)
    # The other resident has a friend too: a consent that is not the first resident's.
    friend = _person(scene, "friend", cast.house.id, "Zofia", "Nowak")
    tie(cast.other_resident, friend, "friend", from_at=LONG_AGO, by=SYSTEM)
    given = grant(cast.other_resident, FAMILY_SESSIONS, recipient=friend, by=SYSTEM, signed_how="on_paper", at=LONG_AGO)
    ids["friends_consent"] = given.id
    # On leave this morning, so not expected at the group that is on; may still walk in.
    latecomer = _person(scene, "latecomer", cast.house.id, "Jan", "Kos")
    grant(latecomer, TREATMENT, recipient=None, by=SYSTEM, signed_how="on_paper", at=LONG_AGO)
    stay = admit(latecomer, at=LONG_AGO, by=SYSTEM)
    grant_leave(stay, from_at=NOW - timedelta(hours=2), to_at=NOW + timedelta(hours=1), by=SYSTEM)
    # The manager has a card in the other house too, under the same account.
    card = enrol_person(cast.other_house.id, given_name="Ewa", surname="Mazur", language="pl", by=SYSTEM)
    card.account_id = cast.manager.account_id
    db.session.flush()
    ids["managers_other_card"] = card.id


def _nile(scene: Scene) -> None:
    """The other house: a facilitator, a resident with a relative, and a session that is on now."""
    ids, house = scene.ids, scene.cast.other_house
    staff = _person(scene, "nile_facilitator", house.id, "Hoda", "Saad")
    employ(staff, "facilitator", by=SYSTEM, from_at=LONG_AGO)
    resident = _person(scene, "nile_resident", house.id, "Samir", "Fahmy")
    grant(resident, TREATMENT, recipient=None, by=SYSTEM, signed_how="on_paper", at=LONG_AGO)
    admit(resident, at=LONG_AGO, by=SYSTEM)
    relative = _person(scene, "nile_relative", house.id, "Salma", "Fahmy")
    tie(resident, relative, "sister", from_at=LONG_AGO, by=SYSTEM)
    consent = grant(resident, FAMILY_SESSIONS, recipient=relative, by=SYSTEM, signed_how="on_paper", at=LONG_AGO)
    ids["nile_consent"] = consent.id
    room = add_room(house.id, name={"en": "River room"}, capacity=10, by=SYSTEM)
    ids["nile_room"] = room.id
    group = form_group(house.id, name={"en": "Nile family"}, by=SYSTEM)
    join_group(group, resident.id, from_at=LONG_AGO, by=SYSTEM)
    series = start_series(
        house.id,
        type_key="process_group",
        titles={"en": "Nile group"},
        rule="FREQ=DAILY",
        first_day=TODAY - timedelta(days=2),
        wall_start=time(11),
        wall_end=time(12),
        zone=house.zone,
        by=SYSTEM,
        room_id=room.id,
        leader_kind="staff",
        leader_id=staff.id,
        keeper_id=staff.id,
    )
    fill(series, TODAY + timedelta(days=10))
    scene.cast.series["nile"] = series
    ids["nile_today"] = occurrence_on(scene.cast, "nile", TODAY)
    ids["nile_tomorrow"] = occurrence_on(scene.cast, "nile", TOMORROW)
    ids["nile_unopened"] = occurrence_on(scene.cast, "nile", TODAY - timedelta(days=1))
    ids["nile_register"] = open_register(ids["nile_today"], by=SYSTEM).id


def _objects(scene: Scene, actors: dict[str, Actor]) -> None:
    cast, ids = scene.cast, scene.ids
    register = open_register(ids["group_today"], by=SYSTEM)
    ids["register"] = register.id
    batch, _ = rest_present(open_register(ids["morning_today"], by=SYSTEM), by=SYSTEM)
    ids |= {"batch": batch or "", "morning_register": open_register(ids["morning_today"], by=SYSTEM).id}
    for name, kind in READERS.items():
        consent = cast.consents["mother"] if kind == "relative" else None
        made, token = subscribe(actors[name], kind, device="phone", consent_id=consent)
        ids |= {f"{name}s_feed": made.id, f"{name}s_token": token}
    aunt = db.session.get_one(Account, cast.aunt.account_id)
    ids["invitation"], ids["reset"] = issue_link(aunt, INVITATION), issue_link(aunt, RESET)
    ids |= {"mark": new_id(), "nothing": new_id()}
    for name in ("group", "nile"):
        ids[f"{name}_cancelled"] = occurrence_on(cast, name, TODAY + timedelta(days=3))
        one = db.session.get_one(Occurrence, ids[f"{name}_cancelled"])
        cancel(one, reason={"en": "The roof is being mended"}, version=0, by=SYSTEM)


def set_scene(cast: Cast) -> Scene:
    """Make everything on top of the cast's database, the clock held at the tests' hour."""
    scene = Scene(cast)
    with held_at(NOW):
        with writing():
            _garden(scene)
            _more_staff(scene)
            _nile(scene)
            for name, person in cast.people.items():
                scene.keys[name] = new_token()
                row = SignIn(
                    id=new_id(),
                    account_id=person.account_id or "",
                    person_id=person.id,
                    key_hash=token_hash(scene.keys[name]),
                    device="test",
                    started_at=now(),
                    last_seen_at=now(),
                    expires_at=now() + timedelta(hours=12),
                )
                db.session.add(row)
                scene.ids[f"{name}s_sign_in"] = row.id
        actors = {name: actor_for(cast.people[name]) for name in READERS}
        with writing():
            _objects(scene, actors)
    db.session.expunge_all()
    return scene
