"""What capacities and states of a note are called."""

from collections.abc import Mapping
from types import MappingProxyType

from foundation.messages import N_
from sessions.notes.signing import AUTHOR, CO_LEADER, DONE, EMPTY, REVIEW, REVIEWER, SIGNATURE

CAPACITY_WORDS: Mapping[str, str] = MappingProxyType(
    {AUTHOR: N_("Signed by its author"), CO_LEADER: N_("Signed by who led beside"), REVIEWER: N_("Reviewed")}
)
WAITS_WORDS: Mapping[str, str] = MappingProxyType(
    {
        EMPTY: N_("nothing written"),
        SIGNATURE: N_("draft, not signed"),
        REVIEW: N_("signed, waits for review"),
        DONE: N_("signed and reviewed"),
    }
)
