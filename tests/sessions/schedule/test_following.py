"""Splitting a rule, pairing its dates and leaving some out give what dateutil and a calendar program give."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from foundation.errors import Refused
from sessions.schedule.following import Standing, begins, continued, pair, shifted, without_weekday
from sessions.schedule.recurrence import dates_between
from sessions.schedule.span import resolve_span

# Clocks go forward and back; Cairo skips midnight, Lord Howe half an hour, Karachi nothing.
ZONES = ("Europe/Warsaw", "Africa/Cairo", "America/New_York", "Australia/Lord_Howe", "Asia/Karachi")
FIRST = date(2026, 3, 2)  # a Monday
days = st.lists(st.sampled_from(("MO", "TU", "WE", "TH", "FR", "SA", "SU")), min_size=1, max_size=7, unique=True)
weekly = st.builds(
    lambda interval, chosen: f"FREQ=WEEKLY;INTERVAL={interval};BYDAY={','.join(chosen)}", st.integers(1, 4), days
)
monthly = st.builds(
    lambda nth, day: f"FREQ=MONTHLY;BYDAY={nth}{day}", st.sampled_from((1, 2, 3, 4, -1)), st.sampled_from(("MO", "FR"))
)
rules = st.one_of(weekly, monthly, st.just("FREQ=DAILY"), st.just("FREQ=WEEKLY"), st.just("FREQ=MONTHLY"))
ends = st.one_of(
    st.just(""),
    st.integers(1, 60).map(lambda count: f";COUNT={count}"),
    st.integers(0, 300).map(lambda later: f";UNTIL={FIRST + timedelta(days=later):%Y%m%d}"),
)
firsts = st.integers(0, 400).map(lambda later: FIRST + timedelta(days=later))
UNTIL = FIRST + timedelta(days=900)


def expanded(rule: str, first: date) -> list[date]:
    return dates_between(rule, first, first, UNTIL)


@settings(max_examples=150, deadline=None)
@given(rules, ends, firsts, st.data())
def test_a_rule_goes_on_from_any_of_its_days_as_it_would_have(
    rule: str, end: str, first: date, data: st.DataObject
) -> None:
    whole = expanded(rule + end, first)
    if not whole:
        return
    split = data.draw(st.sampled_from(whole[:40]))
    before = [day for day in whole if day < split]
    assert before + expanded(continued(rule + end, first), split) == whole


@settings(max_examples=100, deadline=None)
@given(rules, ends, firsts)
def test_the_dates_are_dateutils(rule: str, end: str, first: date) -> None:
    theirs = rrulestr(rule + end, dtstart=datetime.combine(first, time()))
    assert expanded(rule + end, first) == [
        day.date()
        for day in theirs.between(
            datetime.combine(first, time()), datetime.combine(UNTIL, time()) - timedelta(seconds=1), inc=True
        )
    ]


@settings(max_examples=100, deadline=None)
@given(st.one_of(weekly, st.just("FREQ=DAILY")), ends, firsts, st.data())
def test_one_weekday_and_the_rest_are_the_whole(rule: str, end: str, first: date, data: st.DataObject) -> None:
    whole = expanded(rule + end, first)
    if not whole:
        return
    split = data.draw(st.sampled_from(whole[:20]))
    try:
        rest, one = without_weekday(rule + end, first, split)
    except Refused:
        assert len({day.weekday() for day in expanded(rule, first)}) == 1
        return
    mine = expanded(one, split)
    assert {day.weekday() for day in mine} == {split.weekday()}
    after = [day for day in whole if day >= split]
    others = [day for day in after if day not in mine]
    assert sorted(mine + (expanded(rest, others[0]) if others else [])) == after


@settings(max_examples=150, deadline=None)
@given(rules, rules, firsts, st.sampled_from(("mon", "sun", "sat")))
def test_every_date_is_paired_once_and_the_same_day_stays(old: str, new: str, first: date, starts: str) -> None:
    standing = [
        Standing(str(number), datetime.combine(day, time(10))) for number, day in enumerate(expanded(old, first)[:60])
    ]
    wanted = expanded(new, first)[:60]
    pairs = pair(standing, wanted, starts)
    assert sorted(one.id for one, _ in pairs if one) == sorted(one.id for one in standing)
    assert sorted(day for _, day in pairs if day) == wanted
    days_wanted = set(wanted)
    for one, day in pairs:
        if one and one.planned.date() in days_wanted:
            assert day == one.planned.date()
    # Nothing is cancelled where the same month has a new day without a date.
    lost = {one.planned.date().replace(day=1) for one, day in pairs if one and day is None}
    assert not lost & {day.replace(day=1) for one, day in pairs if day and one is None}


def test_a_changed_rule_begins_with_its_week_unless_that_week_had_a_date() -> None:
    tuesday = date(2026, 12, 8)
    today = date(2026, 11, 24)
    assert begins([date(2026, 12, 1)], tuesday, today, "mon") == date(2026, 12, 7)
    assert begins([date(2026, 12, 7)], tuesday, today, "mon") == tuesday
    assert begins([], tuesday, today, "sun") == date(2026, 12, 6)
    assert begins([], tuesday, tuesday, "mon") == tuesday


def test_a_series_is_dragged_to_another_day() -> None:
    assert shifted("FREQ=WEEKLY;BYDAY=MO,SU", FIRST, 1) == "FREQ=WEEKLY;BYDAY=TU,MO"
    assert shifted("FREQ=MONTHLY;BYDAY=-1FR", FIRST, -1) == "FREQ=MONTHLY;BYDAY=-1TH"
    assert shifted("FREQ=WEEKLY", FIRST, 2) == "FREQ=WEEKLY;BYDAY=WE"
    for rule in ("FREQ=DAILY", "FREQ=MONTHLY;BYMONTHDAY=28"):
        with pytest.raises(Refused):
            shifted(rule, FIRST, 1)


def event(uid: str, rule: str, first: date, start: time, end: time, zone: str) -> Event:
    made = Event()
    made.add("UID", uid)
    made.add("DTSTAMP", datetime(2026, 1, 1, tzinfo=UTC))
    tz = ZoneInfo(zone)
    wall_start, wall_end = datetime.combine(first, start), datetime.combine(first, end)
    made.add("DTSTART", wall_start.replace(tzinfo=tz))
    made.add("DURATION", wall_end - wall_start)
    # What a rule leaves to its first day stands in DTSTART; UNTIL is in UTC where that has a zone.
    parts = dict(piece.split("=") for piece in rule.split(";"))
    until = parts.pop("UNTIL", None)
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    if until:
        last = datetime.combine(datetime.strptime(until, "%Y%m%d").date(), time(23, 59)).replace(tzinfo=tz)
        text += f";UNTIL={last.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    made.add("RRULE", text, encode=False)
    return made


@settings(max_examples=40, deadline=None)
@given(rules, ends, st.sampled_from(ZONES), st.integers(0, 23), st.sampled_from((0, 30)), st.data())
def test_split_and_with_exceptions_it_is_what_a_calendar_program_shows(
    rule: str, end: str, zone: str, hour: int, minute: int, data: st.DataObject
) -> None:
    first = next(iter(expanded(rule, FIRST)))
    whole = expanded(rule + end, first)[:80]
    if not whole:
        return
    horizon = whole[-1] + timedelta(days=1)
    split = data.draw(st.sampled_from(whole))
    left_out = data.draw(st.sets(st.sampled_from(whole), max_size=3))
    start, close = time(hour, minute), time(hour, minute + 20)
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//Test//EN")
    going_on = continued(rule + end, first)
    if split > first:
        # The old part ends the day before, whatever end it had.
        parts = dict(piece.split("=") for piece in going_on.split(";"))
        old = ";".join(f"{name}={value}" for name, value in parts.items() if name != "UNTIL")
        calendar.add_component(
            event("old", f"{old};UNTIL={split - timedelta(days=1):%Y%m%d}", first, start, close, zone)
        )
    calendar.add_component(event("new", going_on, split, start, close, zone))
    for component in calendar.walk("VEVENT"):
        for day in sorted(left_out):
            if (day < split) == (component["UID"] == "old"):
                component.add("EXDATE", datetime.combine(day, start).replace(tzinfo=ZoneInfo(zone)))
    shown = recurring_ical_events.of(Calendar.from_ical(calendar.to_ical())).between(
        datetime.combine(FIRST - timedelta(days=2), time(), UTC),
        datetime.combine(horizon + timedelta(days=2), time(), UTC),
    )
    theirs = sorted({one["DTSTART"].dt.astimezone(UTC) for one in shown})
    ours = sorted({resolve_span(day, start, close, zone).starts_at for day in whole if day not in left_out})
    assert [at for at in theirs if at <= ours[-1]] == ours if ours else theirs == []
