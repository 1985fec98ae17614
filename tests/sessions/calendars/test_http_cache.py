"""When a reader is told "you have it already": tags first, then the date, never on unreadable words."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.calendars.http_cache import is_fresh

TAG = '"v7-2026-09-07"'
CHANGED = datetime(2026, 9, 7, 8, 0, 0, 987654, tzinfo=UTC)
SAME_SECOND = "Mon, 07 Sep 2026 08:00:00 GMT"
SECOND_BEFORE = "Mon, 07 Sep 2026 07:59:59 GMT"
DAY_AFTER = "Tue, 08 Sep 2026 08:00:00 GMT"


def fresh(if_none_match: str | None = None, if_modified_since: str | None = None) -> bool:
    return is_fresh(TAG, CHANGED, if_none_match, if_modified_since)


def test_a_reader_that_holds_nothing_gets_the_calendar() -> None:
    assert fresh() is False


@pytest.mark.parametrize(
    ("sent", "answer"),
    [
        (TAG, True),
        (f"W/{TAG}", True),
        (f'"older", {TAG}', True),
        (f'"older",W/"oldest" , W/{TAG}', True),
        (f'"with, comma", {TAG}', True),
        (f"  {TAG}  ", True),
        ("v7-2026-09-07", True),  # some readers lose the quotes
        ("*", True),
        (" * ", True),
        ('"v6-2026-09-07"', False),
        ('"v7-2026-09-07', False),
        ('"V7-2026-09-07"', False),
        ('"older", W/"oldest"', False),
        ('"*"', False),
        ('"x", *', False),
        ('"a, v7-2026-09-07, b"', False),
        ('""', False),
        (",,,", False),
        ("", False),
    ],
)
def test_tags_are_looked_up_in_the_list(sent: str, answer: bool) -> None:
    assert fresh(if_none_match=sent) is answer


@pytest.mark.parametrize(
    ("sent", "answer"),
    [
        (SAME_SECOND, True),
        (DAY_AFTER, True),
        ("Monday, 07-Sep-26 08:00:00 GMT", True),  # the two older shapes of RFC 9110, section 5.6.7
        ("Mon Sep  7 08:00:00 2026", True),
        (SECOND_BEFORE, False),
        ("Mon, 07 Sep 2026 23:00:00 +0900", False),
        ("2026-09-07T09:00:00Z", False),
        ("tomorrow", False),
        ("", False),
        ("Mon, 07 Sep 2026 08:00:00 +" + "9" * 30, False),
        ("Mon, 07 Sep " + "9" * 30 + " 08:00:00 GMT", False),
    ],
)
def test_the_date_counts_to_the_second(sent: str, answer: bool) -> None:
    assert fresh(if_modified_since=sent) is answer


@pytest.mark.parametrize(
    ("tags", "date", "answer"),
    [
        ('"older"', DAY_AFTER, False),
        ("", DAY_AFTER, False),
        ("???\\", DAY_AFTER, False),
        (TAG, SECOND_BEFORE, True),
    ],
)
def test_where_tags_are_sent_the_date_is_not_looked_at(tags: str, date: str, answer: bool) -> None:
    assert fresh(tags, date) is answer


def test_a_tag_given_without_quotes_is_the_same_tag() -> None:
    assert is_fresh("v7", CHANGED, 'W/"v7"', None) is True
    assert is_fresh("v7", CHANGED, '"v70"', None) is False


def test_a_naive_time_of_change_is_refused() -> None:
    with pytest.raises(ValueError):
        is_fresh(TAG, CHANGED.replace(tzinfo=None), None, None)


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_words_make_it_fall(tags: str, date: str) -> None:
    assert fresh(tags, date) in (True, False)
    assert fresh(None, date) in (True, False)


@given(st.lists(st.text("abc,W/ *", min_size=1, max_size=6), max_size=5), st.booleans())
def test_a_list_holds_the_tag_or_not(others: list[str], held: bool) -> None:
    tags = [f'"{each}"' for each in others] + ([TAG] if held else [])
    assert fresh(", ".join(tags)) is held


@given(st.integers(-100_000, 100_000))
def test_only_dates_from_the_change_on_are_fresh(seconds: int) -> None:
    sent = (CHANGED + timedelta(seconds=seconds)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    assert fresh(None, sent) is (seconds >= 0)
