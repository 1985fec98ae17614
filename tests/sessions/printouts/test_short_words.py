"""The short words of a roll call: nothing that is typed means two things, and what is printed is read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.errors import Refused
from foundation.languages import LANGUAGES
from foundation.words import fold
from sessions.attendance.marks import EXCUSED, REASONS, STATUSES, TIMED, Value, decide
from sessions.printouts.short_words import LONGEST, MARKS, REASON_WORDS, letters, short_of, value_of

SAID = st.one_of(
    st.builds(Value, st.sampled_from(sorted(set(MARKS["en"]) - TIMED - {EXCUSED}))),
    st.builds(Value, st.sampled_from(sorted(TIMED)), st.integers(1, 600)),
    st.builds(Value, st.just(EXCUSED), st.none(), st.sampled_from(sorted(REASONS))),
)


@given(SAID, st.sampled_from(LANGUAGES))
def test_what_is_written_in_any_language_is_read_back(value: Value, language: str) -> None:
    assert value_of(short_of(value, language)) == value
    assert value_of(f"  {short_of(value, language).upper()} ") == value
    assert value_of(short_of(value, language).replace(" ", "")) == value


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_mark_that_can_be_or_is_refused(typed: str) -> None:
    try:
        value = value_of(typed)
    except Refused:
        return
    if value is not None and (value.minutes is None or 1 <= value.minutes <= 600):
        assert decide(value, lasts=10000) == value


def test_every_language_has_a_word_for_every_mark_and_every_reason() -> None:
    assert {code: set(words) for code, words in MARKS.items()} == dict.fromkeys(
        LANGUAGES, set(STATUSES) - {"unrecorded"}
    )
    assert {code: list(words) for code, words in REASON_WORDS.items()} == {code: list(REASONS) for code in LANGUAGES}


@pytest.mark.parametrize("table", [MARKS, REASON_WORDS])
def test_no_word_means_two_things_in_whatever_language(table: dict[str, dict[str, str]]) -> None:
    meant = {(word, key) for words in table.values() for key, word in words.items()}
    assert len({word for word, _ in meant}) == len(meant)
    # It is found again after letters were made plain.
    assert [word for word, _ in meant if fold(word) != word] == []


def test_excused_without_a_space_is_never_another_mark() -> None:
    marks, reasons = letters()["marks"], letters()["reasons"]
    excused = [word for word, status in marks.items() if status == EXCUSED]
    assert {short + why for short in excused for why in reasons} & set(marks) == set()


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("p", Value("present")),
        ("L10", Value("late", 10)),
        ("w 5", Value("left_early", 5)),
        ("e s", Value(EXCUSED, None, "sick")),
        ("es", Value(EXCUSED, None, "sick")),
        ("ت ١٢", Value("late", 12)),
        ("ع م", Value(EXCUSED, None, "sick")),
        ("п 7", Value("late", 7)),
        ("z ch", Value(EXCUSED, None, "sick")),
        ("", None),
        ("   ", None),
    ],
)
def test_one_types_as_one_speaks(typed: str, value: Value | None) -> None:
    assert value_of(typed) == value


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("q", "not known"),
        ("l", "how many minutes"),
        ("l -5", "not known"),
        ("l 99999", "not known"),
        ("l ten", "how many minutes"),
        ("p 10", "Minutes belong"),
        ("p s", "A reason belongs"),
        ("l 5 s", "A reason belongs"),
        ("e", "why this person is excused"),
        ("e 5", "Minutes belong"),
        ("e q", "not known"),
        ("10", "not known"),
        ("p\x00", "hidden characters"),
        ("\u202ep", "hidden characters"),
        ("p" * (LONGEST + 1), "longer than 40"),
        ("p;l 10", "not known"),
    ],
)
def test_what_cannot_be_is_told(typed: str, told: str) -> None:
    with pytest.raises(Refused) as fault:
        value_of(typed)
    assert told in str(fault.value)
