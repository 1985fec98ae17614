"""Sentences for people that are written in pure rules and translated at the boundary."""

from collections.abc import Mapping
from typing import NamedTuple


class Words(NamedTuple):
    """Words people typed, by language, inside a sentence; without any, ``otherwise``, a text of the catalogue."""

    typed: Mapping[str, str]
    otherwise: str


def N_(sentence: str) -> str:
    """Mark a sentence for the translation catalogue and give it back unchanged.

    Rules know no language; whoever shows the sentence translates it.
    """
    return sentence


def NP_(singular: str, plural: str) -> tuple[str, str]:
    """Mark a sentence with a number in it for the catalogue; give back both English forms."""
    return singular, plural
