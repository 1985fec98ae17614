"""The languages of a series: said by its leader or a manager, shown on every date, and no condition for anybody."""

from collections.abc import Callable

import pytest

from community.audit.models import AuditEntry
from community.people.models import Person
from foundation.database import db
from foundation.stamps import versions
from sessions.schedule.expectation import expected
from sessions.schedule.models import Occurrence, Series
from tests.cast import TODAY, Cast, occurrence_on
from tests.pages import Browser

Browse = Callable[[Person | None], Browser]


def say(cast: Cast, browser: Browser, languages: list[str], status: int = 303) -> str:
    """Send the form from today's page; the path of that page."""
    one = occurrence_on(cast, "group", TODAY)
    fields = {"occurrence": one, "languages": languages}
    browser.post(f"/series/{cast.series['group'].id}/languages", fields, status=status)
    return f"/occurrences/{one}"


@pytest.mark.parametrize("name", ["facilitator", "manager"])
def test_its_leader_and_a_manager_say_it_and_everyone_reads_it(house: Cast, browse: Browse, name: str) -> None:
    subject = f"schedule:{house.house.id}"
    before = versions([subject])[subject][0]
    path = say(house, browse(house.people[name]), ["ar", "pl"])
    assert versions([subject])[subject][0] == before + 1
    assert db.session.get_one(Series, house.series["group"].id).languages == ["pl", "ar"]
    verbs = [row.verb for row in db.session.query(AuditEntry).filter_by(verb="series:languages")]
    assert verbs == ["series:languages"]
    for where in (path, "/today", "/week"):
        text = browse(house.resident).text(where)
        assert ("Polski" in text, "العربية" in text) == (True, True)
    assert len(db.session.execute(expected(Occurrence.id == path.rsplit("/", 1)[1])).all()) == 3


def test_none_takes_the_tags_away_and_the_same_again_writes_nothing(house: Cast, browse: Browse) -> None:
    browser = browse(house.facilitator)
    for languages in (["ru"], ["ru"], [], []):
        say(house, browser, languages)
    assert db.session.query(AuditEntry).filter_by(verb="series:languages").count() == 2
    assert db.session.get_one(Series, house.series["group"].id).languages == []


def test_the_register_says_it_at_its_head(house: Cast, browse: Browse) -> None:
    browser = browse(house.facilitator)
    path = say(house, browser, ["ru"])
    assert "Русский" in browser.text(f"{path}/register")


@pytest.mark.parametrize(
    ("name", "status"), [("other_facilitator", 404), ("other_manager", 404), ("resident", 403), ("mother", 403)]
)
def test_nobody_else_says_it(house: Cast, browse: Browse, name: str, status: int) -> None:
    path = say(house, browse(house.people[name]), ["ru"], status)
    assert db.session.get_one(Series, house.series["group"].id).languages == []
    assert "/languages" not in browse(house.other_facilitator).text(path)


def test_an_unknown_language_or_the_date_of_another_series_is_refused(house: Cast, browse: Browse) -> None:
    browser = browse(house.manager)
    say(house, browser, ["xx"], 422)
    other = {"occurrence": occurrence_on(house, "lunch", TODAY), "languages": ["ru"]}
    browser.post(f"/series/{house.series['group'].id}/languages", other, status=404)
    assert db.session.get_one(Series, house.series["group"].id).languages == []
