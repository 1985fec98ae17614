"""Stamps: a version per subject, raised with its cause."""

from datetime import timedelta

from flask import Flask

from foundation.clock import held_at
from foundation.stamps import raise_stamp, versions
from foundation.transactions import writing
from tests.cast import NOW


def test_a_subject_that_never_changed_has_version_nought(app: Flask) -> None:
    assert versions(["never"]) == {"never": (0, None)}


def test_each_raise_counts_one_and_says_when(app: Flask) -> None:
    with writing():
        raise_stamp("a")
    with held_at(NOW + timedelta(minutes=5)), writing():
        raise_stamp("a", "b")
    later = NOW + timedelta(minutes=5)
    assert versions(["a", "b", "c"]) == {"a": (2, later), "b": (1, later), "c": (0, None)}


def test_a_subject_named_twice_is_raised_once(app: Flask) -> None:
    with writing():
        raise_stamp("a", "a")
    assert versions(["a"]) == {"a": (1, NOW)}
