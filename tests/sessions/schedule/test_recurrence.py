"""A series happens on the dates its rule says, found as quickly after twenty years as on the first day."""

from datetime import date, datetime, time, timedelta
from itertools import takewhile

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from foundation.errors import Refused
from sessions.schedule import recurrence
from sessions.schedule.recurrence import check_rule, dates_between, weekly_rule

MONDAY = date(2027, 3, 1)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def plainly(rule: str, first: date, start: date, end: date) -> list[date]:
    """The slow truth: walk dateutil's rule from the first day."""
    walked = (at.date() for at in rrulestr(rule, dtstart=datetime.combine(first, time())))
    return [day for day in takewhile(lambda day: day < end, walked) if day >= start]


@st.composite
def rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 7))}"]
    days = draw(st.lists(st.sampled_from(WEEKDAYS), max_size=3, unique=True))
    if days:
        nth = draw(st.sampled_from(["", "1", "2", "-1"])) if frequency in ("MONTHLY", "YEARLY") else ""
        parts.append("BYDAY=" + ",".join(nth + day for day in days))
    if draw(st.booleans()):
        parts.append("BYMONTH=" + ",".join(map(str, draw(st.sets(st.integers(1, 12), min_size=1, max_size=4)))))
    if frequency != "WEEKLY" and draw(st.integers(0, 3)) == 0:
        numbers = st.integers(-31, 31).filter(bool)
        parts.append("BYMONTHDAY=" + ",".join(map(str, draw(st.sets(numbers, min_size=1, max_size=3)))))
    if any(part.startswith("BY") for part in parts) and draw(st.integers(0, 3)) == 0:
        parts.append("BYSETPOS=" + draw(st.sampled_from(["1", "-1", "2", "1,-1"])))
    if draw(st.booleans()):
        parts.append(f"WKST={draw(st.sampled_from(WEEKDAYS))}")
    if draw(st.integers(0, 3)) == 0:
        parts.append(f"COUNT={draw(st.integers(1, 730))}")
    return ";".join(parts)


@settings(max_examples=200, deadline=None)
@given(
    rule=rules(),
    first=st.dates(date(2004, 1, 1), date(2028, 12, 31)),
    wait=st.integers(-40, 9000),
    length=st.integers(0, 400),
)
def test_dates_in_a_window_are_those_dateutil_finds_from_the_first_day(
    rule: str, first: date, wait: int, length: int
) -> None:
    try:
        check_rule(rule, first)
    except Refused:
        return
    start = first + timedelta(days=wait)
    end = start + timedelta(days=length)
    assert dates_between(rule, first, start, end) == plainly(rule, first, start, end)


@settings(max_examples=60, deadline=None)
@given(first=st.dates(date(2004, 1, 1), date(2088, 12, 31)), wait=st.integers(0, 9 * 365), days=st.booleans())
def test_a_rule_with_a_date_within_ten_years_is_never_refused(first: date, wait: int, days: bool) -> None:
    day = first + timedelta(days=wait)
    exactly = f";BYMONTH={day.month};BYMONTHDAY={day.day};BYDAY={WEEKDAYS[day.weekday()]}"
    check_rule(("FREQ=DAILY" if days else "FREQ=YEARLY") + exactly, first)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
        "FREQ=MONTHLY;BYDAY=-1FR",
        "FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=1",
    ],
)
def test_an_old_series_is_walked_no_further_than_a_new_one(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    walked = 0
    read = recurrence.rrulestr

    def counting(*args, **kwargs):
        nonlocal walked
        for at in read(*args, **kwargs):
            walked += 1
            yield at

    monkeypatch.setattr(recurrence, "rrulestr", counting)
    steps = []
    for first in (MONDAY, MONDAY - timedelta(weeks=52 * 20)):
        walked = 0
        found = dates_between(rule, first, MONDAY, MONDAY + timedelta(days=60))
        steps.append((walked, len(found)))
    assert all(number <= dates + 8 for number, dates in steps)


def test_an_interval_of_two_weeks_keeps_its_phase_after_twenty_years() -> None:
    first = date(2006, 3, 6)
    found = dates_between("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", first, date(2026, 3, 1), date(2026, 4, 1))
    assert found == [date(2026, 3, 9), date(2026, 3, 23)]


def test_the_first_of_a_week_is_chosen_from_the_whole_week_though_the_window_begins_inside_it() -> None:
    rule = "FREQ=WEEKLY;BYDAY=MO,FR;BYSETPOS=1"
    wednesday = date(2027, 3, 3)
    assert dates_between(rule, wednesday, date(2027, 3, 17), date(2027, 3, 23)) == [date(2027, 3, 22)]


def test_the_window_is_half_open() -> None:
    rule = "FREQ=DAILY"
    assert dates_between(rule, MONDAY, MONDAY, MONDAY + timedelta(days=2)) == [MONDAY, date(2027, 3, 2)]
    assert dates_between(rule, MONDAY, MONDAY, MONDAY) == []
    assert dates_between(rule, MONDAY, date(2027, 1, 1), date(2027, 3, 2)) == [MONDAY]


def test_count_is_counted_from_the_first_day() -> None:
    found = dates_between("FREQ=WEEKLY;COUNT=3", MONDAY, date(2027, 3, 8), date(2028, 1, 1))
    assert found == [date(2027, 3, 8), date(2027, 3, 15)]


def test_the_last_day_belongs_to_the_series() -> None:
    rule = "FREQ=WEEKLY;UNTIL=20270315"
    assert dates_between(rule, MONDAY, date(2027, 3, 9), date(2027, 9, 1)) == [date(2027, 3, 15)]
    assert dates_between(rule, MONDAY, date(2027, 3, 16), date(2027, 9, 1)) == []


def test_29_february_happens_in_leap_years_only() -> None:
    first = date(2024, 2, 29)
    check_rule("FREQ=YEARLY", first)
    found = dates_between("FREQ=YEARLY", first, date(2025, 1, 1), date(2033, 1, 1))
    assert found == [date(2028, 2, 29), date(2032, 2, 29)]


def test_the_31st_is_left_out_of_short_months() -> None:
    found = dates_between("FREQ=MONTHLY", date(2027, 1, 31), date(2027, 2, 1), date(2027, 6, 1))
    assert found == [date(2027, 3, 31), date(2027, 5, 31)]


def test_a_weekly_rule_names_its_days_in_the_order_of_the_week() -> None:
    assert weekly_rule(["sun", "mon", "thu"]) == "FREQ=WEEKLY;BYDAY=MO,TH,SU"


@pytest.mark.parametrize("days", [[], ["monday"], ["mon", "MO"]])
def test_a_weekly_rule_needs_days_of_the_week(days: list[str]) -> None:
    with pytest.raises(Refused):
        weekly_rule(days)
