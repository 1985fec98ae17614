"""Typed words come in clean, are found however they are written, and are shown in a known language."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.errors import Refused
from foundation.words import clean_text, fold, said_in


def test_a_text_is_composed_and_stripped() -> None:
    assert clean_text("  Zażo\u0301łć \n", longest=20) == "Zażółć"


@pytest.mark.parametrize("text", ["می\u200cخواهم", "क्\u200dष", "عشاء", "Ужин", "One, two — three!", "a\u200fb"])
def test_a_text_of_any_script_passes_unchanged(text: str) -> None:
    assert clean_text(text, longest=50) == text


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200d", "\u200c \u200f"])
def test_a_text_that_shows_nothing_is_empty(text: str) -> None:
    with pytest.raises(Refused, match="empty"):
        clean_text(text, longest=50)


@pytest.mark.parametrize(
    "mark",
    [chr(code) for code in (0, 7, 0xA, 0x1B, 0x7F, 0x85, 0x200B, 0x2028, 0x2029, 0xFEFF, 0xD800, 0xDFFF)]
    + [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))],
)
def test_a_hidden_character_is_refused(mark: str) -> None:
    with pytest.raises(Refused, match="hidden"):
        clean_text(f"a{mark}b", longest=50)


def test_a_text_is_measured_as_it_is_kept() -> None:
    assert clean_text("e\u0301" * 3, longest=3) == "ééé"
    with pytest.raises(Refused) as refused:
        clean_text("abcd", longest=3)
    assert refused.value.params == {"longest": 3}


@given(st.text(max_size=40))
def test_a_cleaned_text_stays_as_it_is_when_cleaned_again(text: str) -> None:
    try:
        clean = clean_text(text, longest=100)
    except Refused:
        return
    assert clean_text(clean, longest=100) == clean == unicodedata.normalize("NFC", clean)


@pytest.mark.parametrize(
    ("written", "sought"),
    [
        ("Łukasz Żółć", "lukasz zolc"),
        ("Семён", "семен"),
        ("أحمد", "احمد"),
        ("إيمان", "ايمان"),
        ("آمنة", "امنه"),
        ("ٱلرحمن", "الرحمن"),
        ("مصطفى", "مصطفي"),
        ("مـحـمّـَد", "محمد"),
        ("مؤمن", "مومن"),
        ("Strauß", "STRAUSS"),
        ("Đorđe Sørensen", "dorde sorensen"),
        ("İnci Işık", "inci isik"),
        ("Æsa  Þór", "aesa thor"),
        ("ﻻ", "لا"),
        ("غرفة ٣", "غرفه 3"),
        ("Ｆｕｌｌ", "full"),
        ("Ma\0rta\x07", "marta"),
        ("Jan\tKos", "jan kos"),
        ("Jan\ud800", "jan"),
    ],
)
def test_a_name_is_found_in_the_other_spelling(written: str, sought: str) -> None:
    assert fold(written) == fold(sought)


def test_different_names_stay_different() -> None:
    assert len({fold(name) for name in ("Ada", "Adam", "Аня", "Яна", "علي", "عليا")}) == 6


@given(st.text(max_size=40))
def test_folding_a_search_key_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"en": "Lunch", "pl": "Obiad", "ar": "الغداء"}, ("الغداء", "ar")),
        ({"en": "Lunch", "pl": "Obiad"}, ("Obiad", "pl")),
        ({"en": "Lunch", "ru": "Обед"}, ("Lunch", "en")),
        ({"ru": "Обед"}, ("Обед", "ru")),
        ({"ar": "", "pl": "Obiad"}, ("Obiad", "pl")),
        ({}, ("", "ar")),
    ],
)
def test_a_reader_gets_their_language_else_the_house_s_else_any(words: dict[str, str], said: tuple[str, str]) -> None:
    assert said_in(words, "ar", "pl") == said
