"""One card, and what is done at it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from community.access.actor import SYSTEM
from community.audit.models import AuditEntry
from community.consent.queries import live_family_consent
from community.family.models import Tie
from community.people.models import Person
from community.residency.models import Leave, Stay
from community.residency.operations import grant_leave, note_return
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from sessions.schedule.expectation import expected
from sessions.schedule.models import Occurrence
from tests.cast import NOW, TODAY, Cast, occurrence_on, reads_english
from tests.community.mentoring.circle import make_elder, pair
from tests.pages import Browser
from tests.statements import statements

Browse = Callable[[object], Browser]


def manager_of(house: Cast, browse: Browse, name: str = "resident") -> tuple[Browser, str]:
    """The manager, reading English, with somebody's card open."""
    reads_english(house.manager)
    browser = browse(house.manager)
    path = f"/people/{house.people[name].id}"
    browser.get(path)
    return browser, path


def comes_to(house: Cast, series: str, day: object) -> set[str]:
    rows = expected(Occurrence.id == occurrence_on(house, series, day)).subquery()
    return set(db.session.scalars(select(rows.c.person_id)))


def test_a_card_tells_the_stay_the_family_and_the_account(house: Cast, browse: Browse) -> None:
    browser, path = manager_of(house, browse)
    page = browser.text(path)
    for words in ("Yusuf Haddad", "since 25 September 2026", "Orientation", "Amina H.", "mother", "Not signed in"):
        assert words in page, words


def test_a_card_costs_few_statements(house: Cast, browse: Browse) -> None:
    browser, path = manager_of(house, browse)
    with statements() as sent:
        browser.get(path)
    # Who asks; the card; that it was read; stages; the stay with its stages and leaves; elsewhere;
    # roles; family; account; elders.
    assert len([one for one in sent if one.startswith(("SELECT", "UPDATE", "INSERT"))]) == 12


def test_a_changed_name_is_shown_everywhere_and_found_in_other_letters(house: Cast, browse: Browse) -> None:
    browser, path = manager_of(house, browse, "newcomer")
    card = {"given_name": "Олег", "surname": "Орлов", "alias": "Oleg O.", "language": "ru", "birth_date": "1990-02-03"}
    browser.get(f"{path}/card")
    browser.post(f"{path}/card", card)
    person = db.session.get_one(Person, house.newcomer.id, populate_existing=True)
    assert (person.shown, person.birth_date.isoformat()) == ("Oleg O.", "1990-02-03")
    assert "Oleg O." in browser.text("/people", query_string={"q": "Oleg"})
    browser.get(f"{path}/card")
    answer = browser.post(f"{path}/card", card | {"alias": "Piotr Z."}, status=422)
    assert "is shown as" in answer.get_data(as_text=True)


def test_interests_and_languages_are_noted(house: Cast, browse: Browse) -> None:
    browser, path = manager_of(house, browse)
    browser.get(f"{path}/description")
    browser.post(f"{path}/description", {"sex": "m", "speaks": ["ar", "en"], "interests": ["music", "garden"]})
    person = db.session.get_one(Person, house.resident.id, populate_existing=True)
    assert (person.sex, person.speaks, person.interests) == ("m", ["ar", "en"], ["garden", "music"])
    assert "gardening" in browser.text(path)


def test_a_leave_takes_somebody_off_the_lists_until_they_are_back(house: Cast, browse: Browse) -> None:
    browser, path = manager_of(house, browse)
    friday, sunday = TODAY + timedelta(days=3), TODAY + timedelta(days=5)
    given = {"from_day": friday.isoformat(), "from_time": "14:00", "to_day": sunday.isoformat(), "to_time": "18:00"}
    browser.post(f"{path}/leaves", given)
    saturday = TODAY + timedelta(days=4)
    assert house.resident.id not in comes_to(house, "group", saturday)
    assert house.resident.id in comes_to(house, "group", friday)
    leave = db.session.scalars(select(Leave)).one()
    # 18:00 in Warsaw in November.
    assert leave.to_at == datetime(2026, 11, 29, 17, tzinfo=UTC)
    # Back a day early: the lists of Sunday have them again.
    with held_at(datetime(2026, 11, 28, 20, tzinfo=UTC)), writing():
        note_return(db.session.get_one(Leave, leave.id), at=datetime(2026, 11, 28, 19, tzinfo=UTC), by=SYSTEM)
    assert house.resident.id in comes_to(house, "group", sunday)
    assert house.resident.id not in comes_to(house, "group", saturday)


def test_a_leave_that_lies_ahead_can_be_called_off_and_its_row_stays(house: Cast, browse: Browse) -> None:
    browser, path = manager_of(house, browse)
    with writing():
        stay = db.session.get_one(Stay, house.stays["resident"].id)
        ahead = grant_leave(stay, from_at=NOW + timedelta(days=1), to_at=NOW + timedelta(days=3), by=SYSTEM)
    browser.post(f"/leaves/{ahead.id}/withdrawal")
    assert house.resident.id in comes_to(house, "group", TODAY + timedelta(days=2))
    assert db.session.get(Leave, ahead.id, populate_existing=True).returned_at == ahead.from_at
    assert "called off" in browser.text(path)


def test_a_discharge_ends_what_the_family_may_know(house: Cast, browse: Browse) -> None:
    browser, path = manager_of(house, browse)
    assert live_family_consent(house.consents["mother"], NOW)
    browser.post(f"{path}/discharge", {}, status=422)
    browser.post(f"{path}/discharge", {"meant": "y"})
    assert not live_family_consent(house.consents["mother"], NOW)
    assert "Admit again" in browser.text(path)


def test_a_tie_that_ends_takes_its_consent_along(house: Cast, browse: Browse) -> None:
    browser, _ = manager_of(house, browse)
    tie = db.session.scalars(select(Tie).where(Tie.relative_id == house.mother.id)).one()
    browser.post(f"/ties/{tie.id}/ending")
    assert not live_family_consent(house.consents["mother"], NOW + timedelta(seconds=1))
    assert house.mother.id not in comes_to(house, "family", TODAY + timedelta(days=1))


def test_a_role_is_given_and_ended_and_both_are_in_the_chain(house: Cast, browse: Browse) -> None:
    browser, path = manager_of(house, browse, "facilitator")
    browser.post(f"{path}/roles", {"role": "nurse"})
    page = browser.text(path)
    assert "Nurse" in page
    browser.post(f"{path}/roles", {"role": "nurse"}, status=422)
    said = select(AuditEntry.verb).where(AuditEntry.verb.in_(("staff:employ", "staff:end"))).order_by(AuditEntry.seq)
    assert db.session.scalars(said).all()[-1] == "staff:employ"


def test_an_account_is_opened_once(house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    browser = browse(house.manager)
    browser.get("/residents/new")
    new = {"given_name": "Hanna", "surname": "Adamska", "alias": "", "language": "pl", "birth_date": ""}
    browser.post("/residents/new", new | {"capacity": "resident", "reason": "court", "signed": "y"})
    made = db.session.scalars(select(Person).where(Person.given_name == "Hanna")).one()
    path = f"/people/{made.id}"
    browser.post(f"{path}/account", {"login": "marta"}, status=303)
    assert db.session.get_one(Person, made.id, populate_existing=True).account_id is not None
    answer = browser.post(f"{path}/account", {"login": "hanna2"}, status=422)
    assert "There is an account already." in answer.get_data(as_text=True)


def test_nobody_but_the_manager_of_the_house_opens_a_card(house: Cast, browse: Browse) -> None:
    path = f"/people/{house.resident.id}"
    for name in ("resident", "mother", "facilitator"):
        browse(house.people[name]).get(path, status=403)
    browse(house.other_manager).get(path, status=404)


def test_a_card_names_only_companions_of_a_pairing_that_stands(house: Cast, browse: Browse) -> None:
    made = pair(house.other_resident, make_elder(house, "resident"))
    browser, path = manager_of(house, browse)
    link = f'href="/mentorships/{made.id}"'
    assert link in browser.text(path)
    # The newcomer's stay is over: the pairing is too, and its page is gone.
    browser.post(f"/people/{house.other_resident.id}/discharge", {"meant": "y"})
    assert link not in browser.text(path)
    browser.get(f"/mentorships/{made.id}", status=404)


def test_whoever_begins_further_along_needs_a_written_reason(house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    browser = browse(house.manager)
    browser.get("/residents/new")
    new = {"given_name": "Hanna", "surname": "Adamska", "language": "pl", "capacity": "resident", "reason": "court"}
    further = new | {"signed": "y", "stage": house.stages[1].id}
    answer = browser.post("/residents/new", further | {"because": " "}, status=422)
    assert "Leaving one out needs a written reason." in answer.get_data(as_text=True)
    assert db.session.scalars(select(Person.id).where(Person.given_name == "Hanna")).all() == []
    browser.post("/residents/new", further | {"because": "Two months in the house of the town."})
    made = db.session.scalars(select(Person).where(Person.given_name == "Hanna")).one()
    assert "Two months in the house of the town." in browser.text(f"/people/{made.id}")
