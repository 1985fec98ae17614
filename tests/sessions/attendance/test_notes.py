"""Notes about a group: several lines of plain text."""

import pytest

from foundation.errors import Refused
from sessions.attendance.notes import clean_note


def test_lines_stay_and_their_ends_become_plain() -> None:
    assert clean_note("  A calm hour.\r\n\r\nTwo people spoke for the first time.\r") == (
        "A calm hour.\n\nTwo people spoke for the first time."
    )


def test_four_thousand_characters_are_the_most() -> None:
    assert len(clean_note("a" * 4000)) == 4000
    with pytest.raises(Refused, match="longer than 4000"):
        clean_note("ab\n" * 1334)


@pytest.mark.parametrize("text", ["a\u202eb", "line\nwith \u2066 in it", "bell\x07", "nul\x00", "sep\u2028arator"])
def test_hidden_characters_are_refused_in_every_line(text: str) -> None:
    with pytest.raises(Refused, match="hidden characters"):
        clean_note(text)


@pytest.mark.parametrize("text", ["", " \n \r\n ", "\u200d"])
def test_an_empty_note_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="empty"):
        clean_note(text)
