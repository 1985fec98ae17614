"""What each kind of reader finds written on an event."""

import pytest

from sessions.calendars.wording import (
    FACILITATOR,
    NEUTRAL,
    RELATIVE,
    RESIDENT,
    Words,
    cancelled,
    place_of,
    summary_of,
    twelve_steps,
)
from sessions.schedule.session_types import TYPES


def words(key: str, title: str | None = None, audience: str = "everyone", fellowship: str | None = None) -> Words:
    """A session in the garden room."""
    return Words(TYPES[key], title, "Garden room", audience, fellowship)


def said(one: Words, kind: str, *, real_titles: bool = False) -> tuple[str, str | None]:
    """Title and place as a reader gets them, in English."""
    summary = summary_of(one, kind, real_titles=real_titles, feed_title="Family meeting", say=str)
    return summary, place_of(one, kind, real_titles=real_titles)


@pytest.mark.parametrize("key", TYPES)
@pytest.mark.parametrize("real_titles", [True, False])
def test_a_relative_reads_the_same_neutral_words_for_everything(key: str, real_titles: bool) -> None:
    assert said(words(key, "Secret"), RELATIVE, real_titles=real_titles) == ("Family meeting", None)


def test_a_resident_reads_neutral_words_unless_they_choose_otherwise() -> None:
    group = words("process_group", "Anger and shame")
    assert said(group, RESIDENT) == (NEUTRAL, None)
    assert said(group, RESIDENT, real_titles=True) == ("Anger and shame", "Garden room")


def test_a_type_that_gives_nothing_away_is_named_to_a_resident_but_its_typed_title_is_not() -> None:
    assert said(words("meal", "Dinner at Garden House"), RESIDENT) == ("Meal", None)


@pytest.mark.parametrize(
    "one",
    [
        words("twelve_step", "AA meeting"),
        words("step_study", "Big Book"),
        words("house_meeting", "NA group", fellowship="NA"),
    ],
)
def test_a_twelve_step_meeting_is_neutral_even_with_real_titles(one: Words) -> None:
    assert twelve_steps(one.type, one.fellowship)
    assert said(one, RESIDENT, real_titles=True) == (NEUTRAL, None)


def test_staff_read_the_typed_title_and_the_room() -> None:
    assert said(words("process_group", "Red group"), FACILITATOR) == ("Red group", "Garden room")
    assert said(words("process_group"), FACILITATOR) == ("Process group", "Garden room")


@pytest.mark.parametrize(
    "one",
    [
        words("individual_counselling", "Talk with Yusuf"),
        words("medical", "Yusuf, dentist", audience="each"),
        words("family_session", "The Haddads", audience="invited"),
    ],
)
def test_staff_read_only_the_type_where_a_title_may_name_a_resident(one: Words) -> None:
    assert said(one, FACILITATOR) == (one.type.name, "Garden room")


def test_a_cancelled_event_says_so_first() -> None:
    assert cancelled("Family meeting", str) == "Cancelled: Family meeting"
