"""The days on which two meet, and whether two meetings are ever on at once: checked day by day."""

from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from community.mentoring.meeting_days import Meeting, meet_at_once, meeting_days

DAYS = st.dates(date(2026, 10, 1), date(2026, 12, 31))
HOURS = st.integers(0, 20)


@st.composite
def meetings(draw: st.DrawFn) -> Meeting:
    """Once, weekly to a day, or weekly without an end."""
    first, start = draw(DAYS), draw(HOURS)
    weeks = draw(st.none() | st.integers(0, 9))
    to_day = None if weeks is None else first + timedelta(days=7 * weeks + draw(st.integers(0, 6)) * bool(weeks))
    return Meeting(first, to_day, time(start), time(start + draw(st.integers(1, 3))))


def slowly(meeting: Meeting, first: date, last: date) -> list[date]:
    """The same by looking at every day."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [
        day
        for day in days
        if day >= meeting.first_day
        and (meeting.to_day is None or day <= meeting.to_day)
        and day.weekday() == meeting.first_day.weekday()
    ]


@given(meetings(), DAYS, st.integers(0, 40))
def test_every_week_on_the_same_weekday_from_the_first_to_the_last_day(
    meeting: Meeting, first: date, length: int
) -> None:
    last = first + timedelta(days=length)
    assert list(meeting_days(meeting, first, last)) == slowly(meeting, first, last)


@given(meetings(), meetings())
def test_two_meetings_are_on_at_once_when_there_is_a_day_and_a_time_of_both(one: Meeting, other: Meeting) -> None:
    first, last = date(2026, 9, 1), date(2027, 6, 1)
    days = set(slowly(one, first, last)) & set(slowly(other, first, last))
    assert meet_at_once(one, other) == (bool(days) and one.start < other.end and other.start < one.end)


def test_a_meeting_once_is_on_its_own_day_alone() -> None:
    once = Meeting(date(2026, 11, 24), date(2026, 11, 24), time(17), time(18))
    assert list(meeting_days(once, date(2026, 11, 1), date(2026, 12, 31))) == [date(2026, 11, 24)]
