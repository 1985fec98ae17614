"""The rule of what a session is called where everybody passes: on a wall, on a poster.

Some types are named nowhere, whatever a house decides: that somebody goes to a twelve-step meeting is for them to say
(anonymity, the eleventh and twelfth traditions). A house adds others. Their icon and dye would tell the same, so those
are neutral too.
"""

from collections.abc import Collection
from typing import NamedTuple

from foundation.messages import N_
from sessions.schedule.session import Session
from sessions.schedule.session_types import TYPES, SessionType

ALWAYS_UNNAMED = frozenset({"twelve_step", "step_study"})
NEUTRAL_WORD, NEUTRAL_ICON, NEUTRAL_TYPE = N_("Session"), "clock", "daily_life"
# Their typed titles may say who is whose, or with whom somebody speaks: only the kind is said.
_KIND_ALONE = frozenset({"family", "individual"})
# What a name may stand beside; all others would tell of somebody's treatment, family or fellowship.
_NAMED_BESIDE = frozenset({"community", "group", "education", "work", "creative", "physical"})


class Said(NamedTuple):
    """What a wall says of a session: typed words with their language, or (``lang`` empty) a text to translate."""

    words: str
    lang: str
    icon: str
    type_key: str


def unnamed(kind: SessionType, unnamed_types: Collection[str]) -> bool:
    """Whether a type of session is named on no wall of a house that chose these."""
    return kind.key in ALWAYS_UNNAMED or kind.key in unnamed_types


def said_on_wall(session: Session, unnamed_types: Collection[str]) -> Said:
    """What a wall says of a session instead of its title, its kind, its icon and its dye."""
    if unnamed(session.type, unnamed_types):
        return Said(NEUTRAL_WORD, "", NEUTRAL_ICON, NEUTRAL_TYPE)
    if session.title and session.type.category not in _KIND_ALONE:
        return Said(session.title, session.title_lang, session.type.icon, session.type.key)
    return Said(session.type.name, "", session.type.icon, session.type.key)


def may_be_joined_with_names(session: Session, unnamed_types: Collection[str]) -> bool:
    """Whether names of residents who chose so may stand beside it on a wall."""
    return session.type.category in _NAMED_BESIDE and not unnamed(session.type, unnamed_types)


def offered_types() -> list[SessionType]:
    """The types a house may name on no wall, in their order; those that are never named are not offered."""
    return [kind for kind in TYPES.values() if kind.key not in ALWAYS_UNNAMED]
