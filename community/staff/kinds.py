"""Why somebody of the staff is away, and what others are told of it: an illness is nobody's business but two's."""

from collections.abc import Mapping
from types import MappingProxyType

from foundation.messages import N_

KINDS: Mapping[str, str] = MappingProxyType(
    {"ill": N_("Ill"), "holiday": N_("On holiday"), "training": N_("At a training"), "other": N_("Away")}
)
# What everybody but the manager and the person themself reads.
AWAY = N_("Away")
# Nobody knows beforehand when these end.
OPEN_ENDED = frozenset({"ill", "other"})


def said_to(kind: str, *, told: bool) -> str:
    """The catalogue text of a kind for a reader; ``told`` are the manager and the person themself."""
    return KINDS[kind] if told else AWAY
