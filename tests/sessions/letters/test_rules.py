"""The rules of a letter: its code, and facts that come back as they were kept."""

import json
from datetime import date

import pytest

from sessions.letters.codes import LENGTH, SIGNS, code_hash, code_in, code_of, written
from sessions.letters.facts import Facts, Tally, facts_of

SECRET = "a secret of many letters 0123456789"


def test_a_code_is_made_again_from_the_same_secret_and_from_no_other() -> None:
    code = code_of(SECRET, "a" * 32)
    assert (len(code), set(code) <= set(SIGNS), set("ILOU") & set(SIGNS)) == (LENGTH, True, set())
    assert code == code_of(SECRET, "a" * 32)
    assert len({code, code_of(SECRET + "x", "a" * 32), code_of(SECRET, "b" * 32)}) == 3


def test_the_code_of_a_known_letter_stays_what_was_printed() -> None:
    # Worked out apart from this, five bits at a time: paper in a court's file outlives a release.
    assert written(code_of(SECRET, "0" * 32)) == "70XG-BKRK-D1ZW-GTRA"


@pytest.mark.parametrize(
    "typed",
    [
        "0123-456J-KMNP-QRST",
        " 0123 456j kmnp qrst ",
        "oi23456jkmnpqrst",
        "Ol23—456J–KMNP‑QRST",
        "٠١٢٣-٤٥٦J-KMNP-QRST",
        "0123456JКМNРQRSТ",
    ],
)
def test_a_code_is_read_however_it_was_typed(typed: str) -> None:
    assert code_in(typed) == "0123456JKMNPQRST"


@pytest.mark.parametrize(
    "typed", ["", "0123", "0123456JKMNPQRSU", "0123456JKMNPQRSTV", "0123_456J_KMNP_QRST", "A" * 500]
)
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert code_in(typed) is None


def test_of_a_code_only_a_hash_is_kept() -> None:
    assert code_hash("0123456JKMNPQRST") == "95bb9618e7ca1dad09317a5ea2df33ce3240ce4cf942215f9af18a16f87328db"


@pytest.mark.parametrize("born", [None, date(1990, 3, 9)])
def test_facts_come_back_from_what_is_kept_of_them(born: date | None) -> None:
    tally = Tally(attended=9, excused=2, absent=1, unrecorded=3, counted=8, minutes=455)
    facts = Facts(
        "Ola Lis",
        born,
        "Court",
        "House",
        "en",
        date(2026, 11, 1),
        date(2026, 11, 24),
        tally,
        "Ewa M",
        date(2026, 11, 24),
    )
    assert facts_of(json.loads(json.dumps(facts.kept()))) == facts
    assert tally.expected == 15
