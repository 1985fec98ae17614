"""What people choose about a repetition becomes a rule, and the rule becomes what they chose."""

from datetime import date, datetime, time, timedelta
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from foundation.errors import Refused
from sessions.schedule.recurrence import DAYS, dates_between
from sessions.schedule.rule_fields import DAILY, MONTHLY, NTH, ONCE, WEEKLY, RuleFields, fields_of, rule_of

MONDAY = date(2027, 3, 1)


@st.composite
def chosen(draw: st.DrawFn, first: date) -> RuleFields:
    repeats = draw(st.sampled_from((WEEKLY, MONTHLY, DAILY, ONCE)))
    if repeats == ONCE:
        return RuleFields(ONCE)
    until = first + timedelta(days=draw(st.integers(40, 720))) if draw(st.booleans()) else None
    # Once a day and no more is once.
    times = draw(st.integers(2, 730)) if until is None and draw(st.booleans()) else None
    if repeats == WEEKLY:
        days = draw(st.sets(st.sampled_from(DAYS), min_size=1))
        every = draw(st.integers(1, 4))
        return RuleFields(WEEKLY, tuple(day for day in DAYS if day in days), every, until=until, times=times)
    if repeats == MONTHLY:
        weekday, nth = draw(st.sampled_from(DAYS)), draw(st.sampled_from(NTH))
        return RuleFields(MONTHLY, (weekday,), nth=nth, until=until, times=times)
    return RuleFields(DAILY, until=until, times=times)


@settings(max_examples=200, deadline=None)
@given(st.data(), st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_the_rule_of_what_was_chosen_says_what_was_chosen_and_when_dateutil_says_it_is(
    data: st.DataObject, first: date
) -> None:
    fields = data.draw(chosen(first))
    rule = rule_of(fields, first)
    assert fields_of(rule, first) == fields
    end = first + timedelta(days=400)
    walked = (at.date() for at in islice(rrulestr(rule, dtstart=datetime.combine(first, time())), 800))
    assert dates_between(rule, first, first, end) == [day for day in walked if day < end]


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        (RuleFields(WEEKLY, ("tue", "thu")), "FREQ=WEEKLY;BYDAY=TU,TH"),
        (RuleFields(WEEKLY, ("mon",), every=2), "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
        (RuleFields(MONTHLY, ("tue",), nth=2), "FREQ=MONTHLY;BYDAY=2TU"),
        (RuleFields(MONTHLY, ("fri",), nth=-1, times=10), "FREQ=MONTHLY;BYDAY=-1FR;COUNT=10"),
        (RuleFields(DAILY, until=date(2027, 3, 12)), "FREQ=DAILY;UNTIL=20270312"),
        (RuleFields(ONCE), "FREQ=DAILY;COUNT=1"),
    ],
)
def test_a_rule_is_written_as_calendars_read_it(fields: RuleFields, rule: str) -> None:
    assert rule_of(fields, MONDAY) == rule


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (RuleFields(WEEKLY), "Choose at least one day of the week."),
        (RuleFields(MONTHLY), "Choose at least one day of the week."),
        (RuleFields(WEEKLY, ("someday",)), "A day of the week is one of"),
        (RuleFields(MONTHLY, ("mon",), nth=6), "This repetition never happens"),
        (RuleFields(WEEKLY, ("mon",), every=0), "every 1 to 366"),
        (RuleFields(DAILY, times=0), "1 to 730"),
        (RuleFields(DAILY, times=731), "1 to 730"),
        (RuleFields(DAILY, until=date(2027, 2, 28)), "before its first day"),
        (RuleFields(DAILY, until=date(2029, 3, 2)), "at most two years"),
        (RuleFields(DAILY, until=date(2027, 5, 1), times=3), "not both"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_sentence(fields: RuleFields, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        rule_of(fields, MONDAY)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY",
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=WEEKLY;INTERVAL=5;BYDAY=MO",
        "FREQ=MONTHLY",
        "FREQ=MONTHLY;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=5MO",
        "FREQ=MONTHLY;BYDAY=1MO,3MO",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU",
        "FREQ=DAILY;BYDAY=MO",
    ],
)
def test_a_rule_nobody_can_choose_here_is_none_of_theirs(rule: str) -> None:
    assert fields_of(rule, MONDAY) is None


def test_a_weekly_rule_without_days_is_on_the_weekday_of_its_first_day() -> None:
    assert fields_of("FREQ=WEEKLY", MONDAY) == RuleFields(WEEKLY, ("mon",))
