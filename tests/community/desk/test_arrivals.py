"""Who comes: only with their own signed consent, under a name that nobody else is shown by."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from community.access.actor import SYSTEM, System
from community.accounts.queries import account_by_login
from community.consent.models import Consent
from community.consent.purposes import TREATMENT
from community.desk.arrivals import AliasNeeded, admit_newcomer, admit_signed, bring_in_staff
from community.houses.models import House, StaffMembership, Stage
from community.people.models import Person
from community.residency.models import StageSpell, Stay
from community.residency.operations import discharge
from foundation.database import db
from foundation.errors import Refused
from foundation.transactions import writing
from tests.cast import LONG_AGO, NOW, Cast

HANNA = {"given_name": "Hanna", "surname": "Adamska", "language": "pl"}


def people() -> int:
    return db.session.scalars(select(func.count()).select_from(Person)).one()


def test_a_newcomer_has_card_consent_stay_and_first_stage_or_nothing(house: Cast) -> None:
    with writing():
        home = db.session.get_one(House, house.house.id)
        person, stay = admit_newcomer(home, **HANNA, signed_how="on_paper", by=System(house.manager.id))
    consent = db.session.get_one(Consent, stay.treatment_consent_id)
    assert (consent.purpose, consent.signed_how, consent.witness_id) == (TREATMENT, "on_paper", house.manager.id)
    spell = db.session.scalars(select(StageSpell).where(StageSpell.stay_id == stay.id)).one()
    assert (spell.stage_id, spell.from_at, spell.left_out_because) == (house.stages[0].id, NOW, None)
    assert (person.shown, stay.admitted_at, stay.capacity) == ("Hanna A.", NOW, "resident")


def test_nobody_is_admitted_without_a_signed_consent_and_no_card_is_left_behind(house: Cast) -> None:
    before = people()
    with pytest.raises(Refused, match="own signed consent"), writing():
        admit_newcomer(db.session.get_one(House, house.house.id), **HANNA, signed_how=None, by=SYSTEM)
    assert people() == before


def test_who_is_further_along_enters_that_stage_and_it_stays_visible_why(house: Cast) -> None:
    with writing():
        home, second = db.session.get_one(House, house.house.id), db.session.get_one(Stage, house.stages[1].id)
        _, stay = admit_newcomer(
            home,
            **HANNA,
            signed_how="on_paper",
            at=LONG_AGO,
            stage=second,
            left_out_because="Came from another house.",
            by=SYSTEM,
        )
    spell = db.session.scalars(select(StageSpell).where(StageSpell.stay_id == stay.id)).one()
    assert (spell.stage_id, spell.left_out_because) == (second.id, "Came from another house.")
    assert stay.admitted_at == LONG_AGO


@pytest.mark.parametrize(("given", "surname"), [("Piotr", "Zalewski"), ("Marta", "Wrona"), (" Yusuf ", "Hamdan")])
def test_two_who_would_be_shown_alike_need_an_alias(house: Cast, given: str, surname: str) -> None:
    home = db.session.get_one(House, house.house.id)
    named = {"given_name": given, "surname": surname, "language": "pl"}
    with pytest.raises(AliasNeeded, match="another name to be shown by"), writing():
        admit_newcomer(home, **named, signed_how="on_paper", by=SYSTEM)
    with writing():
        person, _ = admit_newcomer(home, **named, alias="Piotr from Łódź", signed_how="on_paper", by=SYSTEM)
    assert person.shown == "Piotr from Łódź"
    with pytest.raises(AliasNeeded), writing():
        bring_in_staff(
            home, **HANNA | {"given_name": "Ola"}, alias="Piotr from Łódź", role="nurse", login="ola", by=SYSTEM
        )


def test_who_was_here_before_signs_anew_and_comes_back(house: Cast) -> None:
    with writing():
        discharge(db.session.get_one(Stay, house.stays["resident"].id), at=NOW - timedelta(days=3), by=SYSTEM)
    person = db.session.get_one(Person, house.resident.id)
    with pytest.raises(Refused, match="own signed consent"), writing():
        admit_signed(person, by=SYSTEM, signed_how=None)
    with writing():
        admit_signed(db.session.get_one(Person, house.resident.id), by=SYSTEM, signed_how="on_paper")
    stays = db.session.scalars(select(Stay).where(Stay.person_id == house.resident.id)).all()
    assert sorted(stay.discharged_at is None for stay in stays) == [False, True]


def test_nobody_is_admitted_ahead_of_time(house: Cast) -> None:
    home = db.session.get_one(House, house.house.id)
    with pytest.raises(Refused, match="not in the future"), writing():
        admit_newcomer(home, **HANNA, signed_how="on_paper", at=NOW + timedelta(minutes=1), by=SYSTEM)


def test_a_member_of_staff_has_a_role_and_an_account_without_a_password(house: Cast) -> None:
    with writing():
        person, account = bring_in_staff(
            db.session.get_one(House, house.house.id),
            **HANNA,
            role="night_staff",
            login="Hanna@Example.org",
            email="hanna@example.org",
            by=SYSTEM,
        )
    assert (account.login, account.password_hash) == ("hanna@example.org", None)
    assert account_by_login("hanna@example.org").id == person.account_id
    role = db.session.scalars(select(StaffMembership).where(StaffMembership.person_id == person.id)).one()
    assert (role.role, role.from_at, role.to_at) == ("night_staff", NOW, None)
