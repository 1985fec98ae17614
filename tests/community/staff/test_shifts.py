"""When somebody works: hours of a week, nights that reach into the next day, spans that touch."""

from datetime import date, datetime, time

from community.staff.shifts import Hours, minutes_of, overlapping, shifts_on, weekly, works_through

TUESDAY = date(2026, 11, 24)


def on(weekday: int, start: int, end: int, from_day: date = TUESDAY, to_day: date | None = None) -> Hours:
    """Whole hours of a weekday."""
    return Hours("one", weekday, time(start), time(end), from_day, to_day)


def at(day: int, hour: int) -> datetime:
    """A wall time of November."""
    return datetime(2026, 11, day, hour)


def test_of_whom_nothing_is_said_nothing_is_known() -> None:
    assert works_through([], at(24, 9), at(24, 10)) is None
    # What begins later or ended before says nothing about the day either.
    assert works_through([on(1, 8, 16, date(2026, 11, 25))], at(24, 9), at(24, 10)) is None
    assert works_through([on(1, 8, 16, date(2026, 11, 1), TUESDAY)], at(24, 9), at(24, 10)) is None


def test_a_session_lies_in_the_hours_or_does_not() -> None:
    hours = [on(1, 8, 16)]
    assert works_through(hours, at(24, 8), at(24, 16)) is True
    assert works_through(hours, at(24, 15), at(24, 17)) is False
    # A Wednesday is a free day once anything is said of the week.
    assert works_through(hours, at(25, 9), at(25, 10)) is False


def test_spans_that_touch_are_one_and_a_break_is_a_break() -> None:
    assert works_through([on(1, 8, 12), on(1, 12, 16)], at(24, 11), at(24, 13)) is True
    assert works_through([on(1, 8, 12), on(1, 13, 16)], at(24, 11), at(24, 14)) is False


def test_a_night_reaches_into_the_next_day() -> None:
    night = [on(1, 22, 6)]
    assert shifts_on(night, TUESDAY) == [(at(24, 22), at(25, 6))]
    assert works_through(night, at(25, 5), at(25, 6)) is True
    assert works_through(night, at(25, 5), at(25, 7)) is False
    assert minutes_of(weekly(night, TUESDAY)) == 8 * 60


def test_sunday_night_and_monday_morning_are_neighbours() -> None:
    free: list[list[tuple[time, time]]] = [[] for _ in range(7)]
    assert not overlapping([*free[:6], [(time(22), time(6))]])
    monday_early = [(time(5), time(9))]
    assert overlapping([monday_early, *free[1:6], [(time(22), time(6))]])
    assert overlapping([[(time(8), time(12)), (time(11), time(13))], *free[1:]])
    assert not overlapping([[(time(8), time(12)), (time(12), time(13))], *free[1:]])
