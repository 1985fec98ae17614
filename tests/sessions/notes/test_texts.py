"""What may be typed into a note, and when one autosave stands for the one before."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.errors import Refused
from sessions.notes.texts import AUTOSAVED, DRAFT, clean_note, goes_on, holds, written
from tests.cast import NOW


def test_lines_stay_and_their_ends_become_plain() -> None:
    assert clean_note("  A calm hour.\r\n\r\nTwo people spoke for the first time.\r") == (
        "A calm hour.\n\nTwo people spoke for the first time."
    )


def test_eight_thousand_characters_are_the_most() -> None:
    assert len(clean_note("a" * 8000)) == 8000
    with pytest.raises(Refused, match="longer than 8000"):
        clean_note("ab\n" * 2667 + "a")


@pytest.mark.parametrize("text", ["a\u202eb", "line\nwith \u2066 in it", "bell\x07", "nul\x00", "sep\u2028arator"])
def test_hidden_characters_are_refused_in_every_line(text: str) -> None:
    with pytest.raises(Refused, match="hidden characters"):
        clean_note(text)


@pytest.mark.parametrize("text", ["", " \n \r\n ", "\u200d"])
def test_what_must_say_something_may_not_be_empty(text: str) -> None:
    with pytest.raises(Refused, match="empty"):
        written(text)


@pytest.mark.parametrize(
    ("later", "earlier", "whole"),
    [
        ("A calm hour", "A ca", True),
        ("A very calm hour", "A calm hour", True),
        ("aa", "a", True),
        ("A", "A calm hour", False),
        ("A storm", "A calm", False),
        ("", "", True),
    ],
)
def test_a_text_holds_an_earlier_one_when_something_was_put_in_at_one_place(
    later: str, earlier: str, whole: bool
) -> None:
    assert holds(later, earlier) is whole


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_whatever_is_put_in_nothing_of_the_earlier_is_lost(before: str, more: str, after: str) -> None:
    assert holds(before + more + after, before + after) is True


@pytest.mark.parametrize(("kind", "minutes", "so"), [(AUTOSAVED, 1, True), (AUTOSAVED, 2, False), (DRAFT, 1, False)])
def test_only_an_autosave_of_the_last_two_minutes_is_gone_on_with(kind: str, minutes: int, so: bool) -> None:
    assert goes_on("A", kind, NOW, "Ab", NOW + timedelta(minutes=minutes)) is so
