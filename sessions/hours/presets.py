"""Published hours rules, each with its source: what a week must hold, for a house to begin with and to change."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from foundation.messages import N_
from sessions.schedule.session_types import TYPES

# What is counselling: breaks, films and lectures are not (California, 9 CCR 9854); nor is a meeting of mutual help.
COUNSELLING = tuple(
    key for key, kind in TYPES.items() if kind.counted and kind.category in ("group", "individual", "family")
)
# In a house of a lower level of care what is done in a workshop counts too.
TREATMENT = tuple(key for key, kind in TYPES.items() if kind.counted)
# Group size 6 to 12: SAMHSA's advisory on TIP 41.
LEAST_IN_GROUP, MOST_IN_GROUP = 6, 12


@dataclass(frozen=True, slots=True)
class Preset:
    """A published rule: minutes a week (0 asks for none), occasions, sizes; ``under_minutes`` where a level ends.

    ``name`` is an English catalogue text. ``source`` names where the numbers stand.
    """

    key: str
    name: str
    source: str
    types: tuple[str, ...]
    total: int = 0
    group: int = 0
    individual: int = 0
    occasions: int = 0
    people_per_leader: int | None = None
    group_least: int | None = LEAST_IN_GROUP
    group_most: int | None = MOST_IN_GROUP
    under_minutes: int | None = None


_NJ = "NJAC 8:111-10.1"
_SIZE = "SAMHSA advisory on TIP 41"
_ASAM = "ASAM criteria"

_ALL = (
    Preset(
        *("long_term", N_("Long-term residential week"), f"{_NJ}; {_SIZE}", COUNSELLING),
        *(480, 420, 60, 5, 12),
    ),
    Preset(
        *("short_term", N_("Short-term residential week"), f"{_NJ}; {_SIZE}", COUNSELLING),
        *(720, 600, 60, 6, 8),
    ),
    Preset(*("halfway", N_("Halfway house week"), f"{_NJ}; {_SIZE}", COUNSELLING), *(180, 120, 60)),
    Preset("asam_1", N_("Outpatient, level 1"), f"{_ASAM}; {_SIZE}", COUNSELLING, under_minutes=540),
    Preset(
        *("asam_2_1", N_("Intensive outpatient, level 2.1"), f"{_ASAM}; {_SIZE}", COUNSELLING, 540),
        under_minutes=20 * 60,
    ),
    Preset("asam_2_5", N_("Day programme, level 2.5"), f"{_ASAM}; {_SIZE}", COUNSELLING, 1200),
    Preset("asam_3_1", N_("Residential, level 3.1"), f"{_ASAM}, 3rd ed.; {_SIZE}", TREATMENT, 300),
    Preset(
        *("group_size", N_("Group size alone"), _SIZE, COUNSELLING),
    ),
    Preset(
        *(
            "dui",
            N_("Driving programme: groups of at most 15, 60 to 120 minutes"),
            "California, 9 CCR 9854",
            COUNSELLING,
        ),
        group_least=None,
        group_most=15,
    ),
)
PRESETS: Mapping[str, Preset] = MappingProxyType({one.key: one for one in _ALL})
