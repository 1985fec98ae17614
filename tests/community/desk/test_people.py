"""The list of everybody: found, sorted, taken along, and of one house alone."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.accounts.models import Account
from community.audit.models import RecordedRead
from community.desk.arrivals import admit_newcomer
from community.houses.models import House
from foundation.database import db
from foundation.transactions import writing
from tests.cast import Cast, reads_english
from tests.pages import Browser
from tests.statements import statements

Browse = Callable[[object], Browser]
LIVE_HERE = ["Piotr Zieliński", "Yusuf Haddad", "Олег Орлов"]


def named(page: str) -> list[str]:
    everybody = [*LIVE_HERE, "Ewa Mazur", "Marta Wolska", "Farid Nasser", "Amina Haddad", "Karim Haddad", "Nadia Salem"]
    places = {name: page.find(f"<bdi>{name}</bdi>") for name in everybody}
    return [name for name in sorted(places, key=lambda name: places[name]) if places[name] >= 0]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kind": "residents"}, LIVE_HERE),
        ({"kind": "residents", "sort": "-name"}, LIVE_HERE[::-1]),
        ({"kind": "staff"}, ["Ewa Mazur", "Farid Nasser", "Marta Wolska"]),
        ({"kind": "former"}, []),
        ({"q": "oleg"}, ["Олег Орлов"]),
        ({"q": "зелински"}, ["Piotr Zieliński"]),
        ({"q": "ايمينا"}, ["Amina Haddad"]),
        ({"q": "nadia"}, []),
        ({"kind": "drop table", "q": "marta"}, ["Marta Wolska"]),
    ],
)
def test_everybody_of_the_house_is_found_and_nobody_of_another(
    house: Cast, browse: Browse, query: dict[str, str], found: list[str]
) -> None:
    assert named(browse(house.manager).text("/people", query_string=query)) == found


def test_the_list_comes_along_as_a_table_and_that_is_recorded(house: Cast, browse: Browse) -> None:
    reads_english(house.manager)
    answer = browse(house.manager).get("/people", query_string={"kind": "residents", "as": "table"})
    lines = answer.get_data(as_text=True).removeprefix("\ufeff").splitlines()
    assert lines[0] == "First name,Surname,Shown as,Language,In the house as,Stage,Here since"
    assert lines[1] == "Piotr,Zieliński,Piotr Z.,Polski,lives in the house,Orientation,2026-09-25"
    assert len(lines) == 1 + len(LIVE_HERE)
    assert db.session.scalars(select(RecordedRead.kind)).all() == ["people-table"]


def test_a_relative_is_told_as_one_in_every_language(house: Cast, browse: Browse) -> None:
    # "family" is also why somebody is excused, and other languages say that with other words.
    with writing():
        db.session.get_one(Account, house.manager.account_id).language = "ar"
    lines = browse(house.manager).text("/people", query_string={"q": "amina", "as": "table"}).splitlines()
    assert lines[1] == "Amina,Haddad,Amina H.,العربية,من الأقارب,,"


def test_the_list_costs_the_same_however_long_it_is(house: Cast, browse: Browse) -> None:
    browser = browse(house.manager)
    browser.get("/people")

    def cost() -> int:
        with statements() as sent:
            browser.get("/people")
        return len([one for one in sent if one.startswith(("SELECT", "UPDATE", "INSERT"))])

    before = cost()
    with writing():
        for number in range(3):
            admit_newcomer(
                db.session.get_one(House, house.house.id),
                given_name=f"Adam{number}",
                surname="Nowak",
                language="pl",
                signed_how="on_paper",
                by=SYSTEM,
            )
    # Who asks, that the list was read, and the list.
    assert cost() == before == 3
