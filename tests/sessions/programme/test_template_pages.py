"""The pages of templates as a manager goes through them, and who must not."""

import pytest
from sqlalchemy import func, select

from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from sessions.programme.bundled import BUNDLED, TEMPLATES
from sessions.programme.models import ProgrammeTemplate
from sessions.schedule.models import Occurrence, Series
from tests.cast import NOW, TODAY, Cast, reads_english
from tests.pages import Browser
from tests.statements import statements

USE = {"from_day": "2026-11-30", "step": "preview", "rooms": "make"}
PATH = "/week-templates/daytop/application"


@pytest.fixture
def manager(house: Cast, browse) -> Browser:  # type: ignore[no-untyped-def]
    """The manager's browser, in English."""
    reads_english(house.manager)
    return browse(house.manager)


def _there() -> list[int]:
    found = [db.session.scalar(select(func.count()).select_from(one)) or 0 for one in (Series, Occurrence)]
    db.session.rollback()
    return found


def test_every_template_is_offered_with_the_rule_it_keeps(manager: Browser) -> None:
    page = manager.text("/week-templates")
    for one in BUNDLED.values():
        assert one.name in page
    assert page.count("Keeps the rule") == len(TEMPLATES) == 6
    assert "None yet." in page


@pytest.mark.parametrize("key", BUNDLED)
def test_one_can_be_read_day_by_day(manager: Browser, key: str) -> None:
    page = manager.text(f"/week-templates/{key}")
    for day in ("Mon", "Sun"):
        assert day in page
    assert BUNDLED[key].name in page


def test_looking_changes_nothing_and_saving_does_what_was_said(manager: Browser) -> None:
    before = _there()
    manager.get(PATH)
    page = manager.post(PATH, USE, status=200).get_data(as_text=True)
    assert "Nothing is saved yet." in page and "What would change" in page
    assert _there() == before
    asked = manager.post(PATH, USE | {"step": "save"}, status=409).get_data(as_text=True)
    assert "A room or a leader would be taken twice." in asked and "Do it anyway" in asked
    assert _there() == before
    answer = manager.post(PATH, USE | {"step": "save", "anyway": "y"})
    assert _there()[0] > before[0]
    after = manager.text(answer.location)
    assert "The week goes by the template." in after
    edit = answer.location.partition("edit=")[2]
    manager.post(f"/series-edits/{edit}/undo")
    assert "The week goes by the template." not in manager.text(answer.location)
    db.session.rollback()
    planned = select(func.count()).select_from(Occurrence).where(Occurrence.status == "planned")
    assert db.session.scalar(planned) == before[1]


def test_a_comparison_names_what_would_be_different(manager: Browser) -> None:
    manager.get(PATH)
    page = manager.post(PATH, USE | {"replace_others": "y"}, status=200).get_data(as_text=True)
    assert "Changed" in page and "Ended" in page and "New" in page
    assert "08:00–09:00" in page and "08:00–08:45" in page
    assert "AA meeting" in page


def test_the_week_is_kept_and_offered_to_the_other_house(house: Cast, manager: Browser, browse) -> None:  # type: ignore[no-untyped-def]
    manager.get("/week-templates")
    manager.post("/week-templates", {"name_en": "Our winter", "day": TODAY.isoformat()})
    assert "Our winter" in manager.text("/week-templates")
    reads_english(house.other_manager)
    nadia = browse(house.other_manager)
    page = nadia.text("/week-templates")
    assert "Our winter" in page and "Garden House" in page and "Offer it no more" not in page
    kept = db.session.scalars(select(ProgrammeTemplate.id)).one()
    db.session.rollback()
    told = nadia.post(f"/week-templates/{kept}/application", USE, status=200).get_data(as_text=True)
    assert "Nothing is saved yet." in told
    # Only the house that kept it takes it out of use.
    nadia.post(f"/week-templates/{kept}/retirement", status=404)
    manager.post(f"/week-templates/{kept}/retirement")
    manager.get(f"/week-templates/{kept}", status=404)


def test_a_template_of_another_organisation_is_not_there(house: Cast, manager: Browser) -> None:
    from community.houses.operations import found_organisation

    manager.get("/week-templates")
    manager.post("/week-templates", {"name_en": "Our winter", "day": TODAY.isoformat()})
    with held_at(NOW), writing():
        stranger = found_organisation({"en": "Elsewhere"})
        kept = db.session.scalars(select(ProgrammeTemplate)).one()
        kept.org_id = stranger.id
        key = kept.id
    assert "Our winter" not in manager.text("/week-templates")
    for path in (f"/week-templates/{key}", f"/week-templates/{key}/application"):
        manager.get(path, status=404)


def test_nobody_else_plans_by_templates(house: Cast, browse) -> None:  # type: ignore[no-untyped-def]
    for name in ("facilitator", "resident", "mother"):
        browser = browse(house.people[name])
        for path in ("/week-templates", "/week-templates/daytop", PATH):
            browser.get(path, status=403)


def test_the_pages_ask_a_constant_number_of_statements(manager: Browser) -> None:
    manager.get("/week-templates")
    counted = []
    for path in ("/week-templates", "/week-templates/daytop", PATH):
        with statements() as sent:
            manager.get(path)
        counted.append(len(sent))
    assert counted == [3, 2, 3]
