"""Pages of consent: plain words, one tap to end, and nothing for those whom it does not concern."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from community.access.actor import SYSTEM
from community.audit.models import AuditEntry, RecordedRead
from community.consent.models import Consent, ConsentWithdrawal
from community.consent.operations import admit, grant
from community.consent.purposes import FAMILY_SESSIONS, TREATMENT
from community.consent.queries import live_family_consent
from community.family.models import Tie
from community.people.models import Person
from community.people.operations import enrol_person
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from tests.cast import NOW, Cast
from tests.community.accounts.test_sign_in import fetch
from tests.pages import Browser
from tests.statements import statements

Browse = Callable[[object], Browser]


def withdrawals() -> list[ConsentWithdrawal]:
    return list(db.session.scalars(select(ConsentWithdrawal).order_by(ConsentWithdrawal.withdrawn_at)))


def test_a_resident_reads_what_they_allowed_in_plain_words(house: Cast, browse: Browse) -> None:
    page = browse(house.resident).text("/consents")
    assert "<bdi>Amina Haddad</bdi>" in page
    assert "24 December 2026, or the day the stay ends" in page
    assert "taken back on 19 November 2026" in page
    assert "Leyla" not in page


def test_one_tap_ends_a_consent_with_the_very_next_read(house: Cast, browse: Browse) -> None:
    consent_id = house.consents["mother"]
    assert live_family_consent(consent_id, NOW)
    browser = browse(house.resident)
    browser.get("/consents")
    browser.post(f"/consents/{consent_id}/withdrawal")
    assert not live_family_consent(consent_id, NOW)
    assert "Nothing is shared with this person any more" in browser.text("/consents")
    last = withdrawals()[-1]
    assert (last.told_how, last.recorded_by) == ("on_screen", house.resident.id)


def test_a_second_tap_changes_nothing(house: Cast, browse: Browse) -> None:
    path = f"/consents/{house.consents['mother']}/withdrawal"
    browser = browse(house.resident)
    browser.get("/consents")
    browser.post(path)
    with held_at(NOW + timedelta(minutes=1)):
        browser.post(path)
    entries = db.session.scalars(
        select(func.count()).select_from(AuditEntry).where(AuditEntry.consent_id == house.consents["mother"])
    ).one()
    assert (len(withdrawals()), withdrawals()[-1].withdrawn_at, entries) == (2, NOW, 2)


def test_a_renewed_consent_is_one_card_and_whoever_may_know_is_not_asked_about(house: Cast, browse: Browse) -> None:
    with writing():
        resident, mother = (db.session.get_one(Person, p.id) for p in (house.resident, house.mother))
        grant(resident, FAMILY_SESSIONS, recipient=mother, by=SYSTEM, signed_how="on_screen")
    browser = browse(house.resident)
    page = browser.text("/consents")
    assert (page.count("<bdi>Amina Haddad</bdi>"), "24 December 2026" in page) == (1, False)
    asked = browser.text("/consents/new")
    assert [name for name in ("Amina", "Karim", "Leyla") if name in asked] == ["Karim", "Leyla"]
    with held_at(NOW + timedelta(days=80)):
        assert "Amina" in browse(house.resident).text("/consents/new")


def test_stop_ends_every_consent_to_that_person(house: Cast, browse: Browse) -> None:
    with writing():
        resident, mother = (db.session.get_one(Person, p.id) for p in (house.resident, house.mother))
        second = grant(resident, FAMILY_SESSIONS, recipient=mother, by=SYSTEM, signed_how="on_screen").id
    browser = browse(house.resident)
    browser.get("/consents")
    browser.post(f"/consents/{house.consents['mother']}/withdrawal")
    assert not live_family_consent(second, NOW)


def test_nobody_ends_the_consent_of_another(house: Cast, browse: Browse) -> None:
    path = f"/consents/{house.consents['mother']}/withdrawal"
    told = f"/residents/{house.resident.id}/consents/{house.consents['mother']}/withdrawal"
    for person, own, others in (
        (house.other_resident, 404, 403),
        (house.mother, 403, 403),
        (house.facilitator, 403, 403),
        (house.manager, 403, 303),
        (house.other_manager, 403, 404),
    ):
        browse(person).post(path, status=own)
        if person is not house.manager:
            browse(person).post(told, status=others)
    assert len(withdrawals()) == 1


def test_the_manager_ends_one_on_the_residents_word(house: Cast, browse: Browse) -> None:
    browser = browse(house.manager)
    browser.get(f"/residents/{house.resident.id}/consents")
    wrong = f"/residents/{house.other_resident.id}/consents/{house.consents['mother']}/withdrawal"
    browser.post(wrong, status=404)
    browser.post(f"/residents/{house.resident.id}/consents/{house.consents['mother']}/withdrawal")
    last = withdrawals()[-1]
    assert (last.told_how, last.recorded_by) == ("to_staff", house.manager.id)


def test_treatment_is_not_ended_by_a_tap(house: Cast, browse: Browse) -> None:
    treatment = db.session.scalars(
        select(Consent.id).where(Consent.resident_id == house.resident.id, Consent.purpose == TREATMENT)
    ).one()
    db.session.rollback()
    browser = browse(house.resident)
    assert f"/consents/{treatment}/withdrawal" not in browser.text("/consents")
    browser.post(f"/consents/{treatment}/withdrawal", status=422)


def test_a_consent_is_given_again_to_somebody_of_the_family(house: Cast, browse: Browse) -> None:
    browser = browse(house.resident)
    assert 'value="2027-02-22"' in browser.text("/consents/new")
    browser.post("/consents/new", {"recipient_id": house.brother.id, "until": "2027-01-10"})
    consent = db.session.scalars(select(Consent).where(Consent.granted_at == NOW)).one()
    assert (consent.recipient_id, consent.purpose) == (house.brother.id, FAMILY_SESSIONS)
    assert live_family_consent(consent.id, NOW)


@pytest.mark.parametrize("stranger", ["manager", "other_resident", "other_manager", "resident"])
def test_no_consent_goes_to_somebody_who_is_not_family(house: Cast, browse: Browse, stranger: str) -> None:
    browser = browse(house.resident)
    browser.get("/consents/new")
    browser.post("/consents/new", {"recipient_id": house.people[stranger].id, "until": "2027-01-10"}, status=422)
    assert db.session.scalars(select(Consent).where(Consent.granted_at == NOW)).all() == []


def test_a_consent_on_paper_needs_the_paper(house: Cast, browse: Browse) -> None:
    path = f"/residents/{house.resident.id}/consents/new"
    browser = browse(house.manager)
    browser.get(path)
    form = {"recipient_id": house.aunt.id, "until": "2027-01-10"}
    browser.post(path, form, status=422)
    browser.post(path, form | {"signed": "y"})
    consent = db.session.scalars(select(Consent).where(Consent.granted_at == NOW)).one()
    assert (consent.signed_how, consent.witness_id) == ("on_paper", house.manager.id)


@pytest.mark.parametrize("path", ["/people", "/residents/{id}/consents", "/residents/{id}/consents/new"])
def test_who_does_not_manage_the_house_sees_no_list_and_no_record(house: Cast, browse: Browse, path: str) -> None:
    path = path.format(id=house.resident.id)
    for name in ("resident", "mother", "facilitator"):
        browse(house.people[name]).get(path, status=403)
    stranger = fetch(browse(house.other_manager), path)
    assert "Haddad" not in stranger.get_data(as_text=True)
    assert stranger.status_code == (200 if path == "/people" else 404)


def test_opening_a_record_is_recorded_once_an_hour_and_the_list_of_nobody(house: Cast, browse: Browse) -> None:
    browser = browse(house.manager)
    browser.get("/people")
    for _ in range(2):
        browser.get(f"/residents/{house.resident.id}/consents")
    reads = db.session.scalars(select(RecordedRead).order_by(RecordedRead.kind)).all()
    assert [(read.actor_id, read.about_id, read.kind, read.count) for read in reads] == [
        (house.manager.id, house.resident.id, "consents", 2),
        (house.manager.id, "", "people", 1),
    ]


def test_a_record_costs_the_same_however_long_it_is(house: Cast, browse: Browse) -> None:
    browser = browse(house.manager)
    paths = (f"/residents/{house.resident.id}/consents",)
    for path in paths:
        browser.get(path)

    def cost() -> list[int]:
        found = []
        for path in paths:
            with statements() as sent:
                browser.get(path)
            found.append(len([one for one in sent if one.startswith(("SELECT", "UPDATE", "INSERT"))]))
        return found

    before = cost()
    with writing():
        resident, mother = (db.session.get_one(Person, p.id) for p in (house.resident, house.mother))
        for number in range(3):
            person = enrol_person(
                house.house.id, given_name=f"Adam {number}", surname="Nowak", language="pl", by=SYSTEM
            )
            grant(person, TREATMENT, recipient=None, by=SYSTEM, signed_how="on_paper", at=NOW)
            admit(person, at=NOW, by=SYSTEM)
            grant(resident, FAMILY_SESSIONS, recipient=mother, by=SYSTEM, signed_how="on_screen")
    assert cost() == before == [5]


def test_a_consent_whose_tie_has_ended_is_not_shown_as_live(house: Cast, browse: Browse) -> None:
    with writing():
        db.session.query(Tie).filter_by(relative_id=house.mother.id).update({"to_at": NOW})
    page = browse(house.resident).text("/consents")
    assert "with the stay or the family tie" in page
    assert f"/consents/{house.consents['mother']}/withdrawal" not in page
