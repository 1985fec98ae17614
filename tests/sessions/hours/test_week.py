"""A house's week against the hours rules of its stages."""

from datetime import time, timedelta

import pytest
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.residency.operations import grant_leave
from foundation.clock import held_at
from foundation.database import db
from foundation.errors import Refused
from foundation.transactions import writing
from sessions.hours.dose import Dose
from sessions.hours.operations import RuleFacts, amend_rule, end_rule, facts_of_preset, set_rule
from sessions.hours.presets import PRESETS
from sessions.hours.queries import rules_of
from sessions.hours.week import StageHours, week_hours
from sessions.schedule.changes import cancel
from sessions.schedule.filling import fill
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.operations import start_series
from tests.cast import NOW, TODAY, Cast
from tests.statements import statements

MONDAY = TODAY - timedelta(days=1)
ONE = frozenset({"process_group"})


def _series(cast: Cast, type_key: str, days: str, start: int, minutes: int, **more: object) -> None:
    series = start_series(
        cast.house.id,
        type_key=type_key,
        titles={"en": type_key},
        rule=f"FREQ=WEEKLY;BYDAY={days}",
        first_day=MONDAY - timedelta(days=7),
        wall_start=time(start),
        wall_end=time(start + minutes // 60, minutes % 60),
        zone=cast.house.zone,
        leader_kind="staff",
        leader_id=cast.facilitator.id,
        keeper_id=cast.facilitator.id,
        counted=True,
        by=SYSTEM,
        **more,
    )
    fill(series, TODAY + timedelta(days=30))


def _week(cast: Cast) -> list[StageHours]:
    return week_hours(cast.house.id, cast.house.zone, MONDAY)


def _long_term(cast: Cast, stage_id: str | None = None) -> None:
    set_rule(
        cast.house,
        stage_id=stage_id,
        facts=facts_of_preset(PRESETS["long_term"]),
        from_day=MONDAY,
        by=SYSTEM,
        preset="long_term",
    )


@pytest.fixture
def planned(house: Cast) -> Cast:
    """Five groups of 90 minutes, and hours one to one in which three residents take turns."""
    with held_at(NOW), writing():
        _series(house, "process_group", "MO,TU,WE,TH,FR", 14, 90)
        _series(house, "individual_counselling", "MO,TH", 16, 90, audience="each")
        _long_term(house)
    return house


def test_a_week_that_holds_enough(planned: Cast) -> None:
    orientation = _week(planned)[0]
    assert (orientation.people, orientation.fulfilled) == (3, 3)
    assert orientation.least == Dose(total=510, group=450, individual=60, occasions=6)
    assert orientation.lacking == ()
    assert orientation.sizes.under == 5
    assert orientation.to_a_leader == 3


def test_one_who_is_away_lacks_what_the_others_have(planned: Cast) -> None:

    with held_at(NOW), writing():
        stay = planned.stays["resident"]
        grant_leave(stay, from_at=NOW + timedelta(hours=24), to_at=NOW + timedelta(hours=48), by=SYSTEM)
    orientation = _week(planned)[0]
    assert (orientation.people, orientation.fulfilled) == (3, 2)
    assert [(one.what, one.asked, one.held) for one in orientation.lacking] == [
        ("total", 480, 420),
        ("group", 420, 360),
    ]


def test_a_stage_without_residents_is_imagined(planned: Cast) -> None:
    with held_at(NOW), writing():
        _series(planned, "relapse_prevention", "SA", 10, 60, audience="stage", stages=[planned.stages[1].id])
    re_entry = _week(planned)[1]
    assert (re_entry.people, re_entry.fulfilled, re_entry.least.group) == (0, 0, 510)
    assert _week(planned)[0].least.group == 450


def test_a_cancelled_date_does_not_count(planned: Cast) -> None:

    with held_at(NOW), writing():
        statement = (
            select(Occurrence)
            .join(Series, Series.id == Occurrence.series_id)
            .where(Series.type_key == "process_group", Series.counted, Occurrence.starts_at > NOW)
            .order_by(Occurrence.starts_at)
        )
        first = db.session.scalars(statement).first()
        assert first is not None
        cancel(first, reason={"en": "ill"}, version=first.sequence, by=SYSTEM)
    assert _week(planned)[0].least.group == 360


def test_the_stages_own_rule_goes_before_that_of_the_house(planned: Cast) -> None:
    with held_at(NOW), writing():
        facts = RuleFacts(name={"en": "Ours"}, source="House rules", types=ONE, group=600)
        set_rule(planned.house, stage_id=planned.stages[0].id, facts=facts, from_day=TODAY, by=SYSTEM)
    first, second = _week(planned)
    assert first.rule is not None and first.rule.source == "House rules"
    assert [one.what for one in first.lacking] == ["total", "group"]
    assert second.rule is not None and second.rule.preset == "long_term"


def test_a_rule_is_dated(planned: Cast) -> None:
    with held_at(NOW), writing():
        facts = RuleFacts(name={"en": "Ours"}, source="House rules", types=ONE, group=60)
        set_rule(planned.house, stage_id=None, facts=facts, from_day=MONDAY + timedelta(days=7), by=SYSTEM)
    here = planned.house.id
    assert rules_of(here, MONDAY, MONDAY + timedelta(days=7))[None].preset == "long_term"
    assert rules_of(here, MONDAY + timedelta(days=7), MONDAY + timedelta(days=14))[None].name == {"en": "Ours"}
    assert rules_of(here, MONDAY - timedelta(days=7), MONDAY) == {}


def test_a_rule_that_was_set_twice_on_one_day_is_the_last(planned: Cast) -> None:
    with held_at(NOW), writing():
        _long_term(planned)
    assert len(rules_of(planned.house.id, MONDAY, MONDAY + timedelta(days=7))) == 1


def test_an_ended_rule_asks_nothing_more(planned: Cast) -> None:
    with held_at(NOW), writing():
        rule = rules_of(planned.house.id, MONDAY, TODAY)[None]
        end_rule(rule, day=TODAY, zone=planned.house.zone, by=SYSTEM)
        with pytest.raises(Refused, match="has ended by then"):
            end_rule(rule, day=TODAY, zone=planned.house.zone, by=SYSTEM)
    assert week_hours(planned.house.id, planned.house.zone, MONDAY + timedelta(days=7))[0].rule is None


def test_a_rule_does_not_end_before_it_began(planned: Cast) -> None:
    with held_at(NOW), writing(), pytest.raises(Refused, match="ends after the day it began"):
        rule = rules_of(planned.house.id, MONDAY, TODAY)[None]
        end_rule(rule, day=MONDAY, zone=planned.house.zone, by=SYSTEM)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"types": ()}, "at least one kind"),
        ({"types": ("process_group", "magic")}, "at least one kind"),
        ({"total": -1}, "Between 0 and"),
        ({"group": 12000}, "Between 0 and"),
        ({"occasions": 61}, "occasions a week"),
        ({"people_per_leader": 0}, "people, please"),
        ({"group_least": 8, "group_most": 6}, "smallest group"),
        ({"name": {}}, "Say it in at least one"),
        ({"source": " "}, "This text is empty"),
    ],
)
def test_numbers_no_week_has_are_refused(planned: Cast, facts: dict[str, object], sentence: str) -> None:
    right: dict[str, object] = {"name": {"en": "Ours"}, "source": "House rules", "types": ONE}
    with held_at(NOW), writing(), pytest.raises(Refused) as refused:
        set_rule(planned.house, stage_id=None, facts=RuleFacts(**right | facts), from_day=TODAY, by=SYSTEM)
    assert sentence in refused.value.sentence


def test_a_rule_is_put_right(planned: Cast) -> None:
    with held_at(NOW), writing():
        rule = rules_of(planned.house.id, MONDAY, TODAY)[None]
        amend_rule(rule, facts=RuleFacts(name={}, source="House rules", types=ONE, group=900), by=SYSTEM)
    assert [one.what for one in _week(planned)[0].lacking] == ["total", "group"]


def test_however_many_people_it_is_six_statements(planned: Cast) -> None:
    with statements() as sent:
        _week(planned)
    assert len(sent) == 6


def test_another_house_has_its_own_rules(planned: Cast) -> None:
    other = planned.other_house
    assert rules_of(other.id, MONDAY, TODAY) == {}
