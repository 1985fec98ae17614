"""The houses in numbers for whoever administers the organisation: no name, no link, no small number of people."""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import update

from community.access.actor import SYSTEM
from community.consent.operations import admit, grant
from community.consent.purposes import TREATMENT
from community.family.models import Tie
from community.houses.operations import employ, found_organisation, open_house
from community.people.models import Person
from community.people.operations import enrol_person
from community.residency.operations import grant_leave
from foundation.database import db
from foundation.transactions import writing
from sessions.today.organisation import organisation_counts, told
from tests.authorisation.asking import RAW_TOKEN
from tests.cast import LONG_AGO, NOW, Cast, actor_for, reads_english
from tests.pages import BASE, Browser, as_request
from tests.statements import statements

Browse = Callable[[Person | None], Browser]


@pytest.fixture
def administrator(app: Flask, house: Cast) -> Person:
    """Leyla, who is nobody's relative now and administers the organisation."""
    reads_english(house.aunt)
    with writing():
        db.session.execute(update(Tie).where(Tie.relative_id == house.aunt.id).values(to_at=LONG_AGO + timedelta(1)))
        employ(db.session.merge(house.aunt), "organisation_admin", by=SYSTEM, from_at=LONG_AGO)
    return house.aunt


def move_in(cast: Cast, count: int, *, on_leave: int = 0) -> None:
    """So many more residents, three days ago, some of them on leave."""
    with writing():
        for number in range(count):
            person = enrol_person(cast.house.id, given_name=f"Guest{number}", surname="Many", language="en", by=SYSTEM)
            grant(person, TREATMENT, recipient=None, by=SYSTEM, signed_how="on_paper", at=NOW - timedelta(days=3))
            stay = admit(person, at=NOW - timedelta(days=3), by=SYSTEM)
            if number < on_leave:
                grant_leave(stay, from_at=NOW - timedelta(hours=1), to_at=NOW + timedelta(hours=9), by=SYSTEM)


@pytest.mark.parametrize(("count", "shown"), [(0, None), (1, None), (4, None), (5, 5), (60, 60)])
def test_of_fewer_than_five_people_no_number_is_told(count: int, shown: int | None) -> None:
    assert told(count) == shown


def test_the_page_counts_each_house_and_leads_nowhere(house: Cast, administrator: Person, browse: Browse) -> None:
    move_in(house, 6, on_leave=5)
    browser = browse(administrator)
    text = browser.text("/organisation")
    main = text[text.index("<main") : text.index("</main>")]
    assert ("Garden House" in main, "Nile House" in main, "<a " in main) == (True, True, False)
    rows = dict(re.findall(r'<th scope="row">([^<]+)</th><td data-label="Garden House">(.*?)</td>', main))
    plain = {label: re.sub("<[^>]+>", "", told) for label, told in rows.items()}
    few = "fewer than 5"
    assert [plain[label] for label in ("Residents", "On leave", "Newcomers", "Outpatients")] == ["9", "5", "6", few]
    assert (plain["facilitator"], plain["manager"]) == (few, few)
    # Three a day for a week, one weekly of two kinds; every register of two weeks waits: two a day and the weekly ones.
    assert plain["This week"] == str(3 * 7 + 2)
    people = ("Yusuf", "Marta", "Ewa", "Amina", "Guest", "Haddad")
    assert [name for name in people if name in text] == []


def test_another_organisations_houses_are_not_there(house: Cast, administrator: Person, browse: Browse) -> None:
    with writing():
        other = found_organisation({"en": "Elsewhere"})
        open_house(other.id, slug="far", name={"en": "Far House"}, zone="Europe/Warsaw", language="en", by=SYSTEM)
    assert [one.name for one in organisation_counts(actor_for(administrator))] == ["Garden House", "Nile House"]


def test_it_is_their_home_and_their_only_place_beside_the_account(administrator: Person, browse: Browse) -> None:
    browser = browse(administrator)
    assert browser.get("/", status=303).location == "/organisation"
    links = set(re.findall(r'href="(/[a-z/-]*)"', browser.text("/organisation")))
    assert {"/organisation", "/account"} <= links
    assert links & {"/today", "/week", "/calendars", "/people", "/in-house"} == set()


@pytest.mark.parametrize("name", ["manager", "facilitator", "resident", "mother", "other_manager"])
def test_nobody_else_reads_it(house: Cast, browse: Browse, name: str) -> None:
    browse(house.people[name]).get("/organisation", status=403)


def test_every_other_page_is_closed_to_them(app: Flask, house: Cast, administrator: Person, browse: Browse) -> None:
    token = URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token").dumps(RAW_TOKEN)
    open_to_them = set()
    for rule in app.url_map.iter_rules():
        if not getattr(app.view_functions[rule.endpoint], "guard", "").startswith("requires:"):
            continue
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            # Each with a sign-in of its own, for some of these end it.
            client = browse(administrator).client
            with client.session_transaction(base_url=BASE) as session:
                session["csrf_token"] = RAW_TOKEN
            path = re.sub(r"<[^>]+>", "0" * 32, re.sub(r"<any\(\W*([\w-]+)[^>]*>", r"\1", rule.rule))
            ask = partial(client.open, path, method=method, base_url=BASE)
            if as_request(partial(ask, headers={"X-CSRFToken": token})).status_code != 403:
                open_to_them.add(rule.endpoint)
    guards = {name: getattr(app.view_functions[name], "guard", "") for name in open_to_them}
    assert set(guards.values()) == {"requires:account:own", "requires:organisation:count"}
    assert [name for name, guard in guards.items() if guard == "requires:organisation:count"] == [
        "organisation.organisation"
    ]


def test_however_many_people_it_takes_eight_statements(house: Cast, administrator: Person, browse: Browse) -> None:
    browser = browse(administrator)
    move_in(house, 6)
    for more in (0, 6):
        move_in(house, more)
        with statements() as sent:
            browser.get("/organisation")
        # Who asks, the houses, and six counts.
        assert len(sent) == 8
