"""The pages of hours rules as a manager goes through them, and who must not."""

from datetime import timedelta

import pytest

from community.access.actor import SYSTEM
from foundation.clock import held_at
from foundation.transactions import writing
from sessions.hours.operations import facts_of_preset, set_rule
from sessions.hours.presets import PRESETS
from sessions.hours.queries import rules_of
from tests.cast import NOW, TODAY, Cast, reads_english
from tests.pages import Browser
from tests.statements import statements

WEEK = timedelta(days=7)
SET = {"stage": "", "preset": "long_term", "from_day": TODAY.isoformat()}
OWN = SET | {
    "preset": "own",
    "name_en": "What we promise",
    "types": ["process_group", "individual_counselling"],
    "total_minutes": "7.5",
    "group_minutes": "6",
    "people_per_leader": "10",
}


@pytest.fixture
def manager(house: Cast, browse) -> Browser:  # type: ignore[no-untyped-def]
    """The manager's browser, in English."""
    reads_english(house.manager)
    return browse(house.manager)


def test_without_a_rule_the_page_says_so_and_offers_the_published_ones(manager: Browser) -> None:
    page = manager.get("/hours-rules").text
    assert page.count("No rule is set.") == 4
    for preset in PRESETS.values():
        assert preset.name in page and preset.source in page


def test_a_published_rule_is_set_for_the_whole_house(house: Cast, manager: Browser) -> None:
    manager.post("/hours-rules", SET)
    rule = rules_of(house.house.id, TODAY, TODAY + WEEK)[None]
    assert (rule.preset, rule.total_minutes, rule.group_minutes, rule.occasions) == ("long_term", 480, 420, 5)
    page = manager.get("/hours-rules").text
    assert "NJAC 8:111-10.1" in page and "8 h in all" in page and "Fulfilled for 0 of 3 residents." in page


def test_a_rule_of_ones_own_for_a_stage(house: Cast, manager: Browser) -> None:
    manager.post("/hours-rules", OWN | {"stage": house.stages[0].id})
    rule = rules_of(house.house.id, TODAY, TODAY + WEEK)[house.stages[0].id]
    assert (rule.name, rule.source, rule.total_minutes, rule.group_minutes) == (
        {"en": "What we promise"},
        "House rule",
        450,
        360,
    )


def test_a_rule_is_put_right_and_ended(house: Cast, manager: Browser) -> None:
    manager.post("/hours-rules", SET)
    rule = rules_of(house.house.id, TODAY, TODAY + WEEK)[None]
    path = f"/hours-rules/{rule.id}"
    assert "Long-term residential week" in manager.get(path).text
    right = {"types": ["process_group"], "total_minutes": "5", "source": "Our contract"}
    manager.post(path, right)
    assert rules_of(house.house.id, TODAY, TODAY + WEEK)[None].total_minutes == 300
    manager.post(path, right | {"total_minutes": "6"}, status=409)
    manager.post(f"{path}/ending", {"day": (TODAY + WEEK).isoformat()})
    assert rules_of(house.house.id, TODAY + WEEK, TODAY + 2 * WEEK) == {}


def test_nobody_else_plans_the_hours(house: Cast, browse) -> None:  # type: ignore[no-untyped-def]
    for name in ("facilitator", "resident", "mother"):
        browse(house.people[name]).get("/hours-rules", status=403)


def test_a_rule_of_another_house_is_not_there(house: Cast, manager: Browser) -> None:
    with held_at(NOW), writing():
        facts = facts_of_preset(PRESETS["halfway"])
        theirs = set_rule(house.other_house, stage_id=None, facts=facts, from_day=TODAY, by=SYSTEM, preset="halfway")
    manager.get(f"/hours-rules/{theirs.id}", status=404)


def test_the_page_asks_a_constant_number_of_statements(house: Cast, manager: Browser) -> None:
    manager.get("/hours-rules")
    with statements() as sent:
        manager.get("/hours-rules")
    assert len(sent) == 10
