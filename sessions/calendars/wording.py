"""What an event says, reader by reader: an allow-list of words, never everything minus something."""

from collections.abc import Callable
from dataclasses import dataclass

from foundation.messages import N_
from sessions.schedule.session_types import SessionType

Say = Callable[[str], str]

RELATIVE, RESIDENT, FACILITATOR, ROOM = "relative", "resident", "facilitator", "room"
KINDS = (RELATIVE, RESIDENT, FACILITATOR, ROOM)
NEUTRAL = N_("Appointment")
CANCELLED = N_("Cancelled: %(title)s")
NAMES = {RESIDENT: N_("My calendar"), FACILITATOR: N_("My sessions")}
COLOURS = {RELATIVE: "darkcyan", RESIDENT: "seagreen", FACILITATOR: "slateblue", ROOM: "goldenrod"}
# A title typed for such a session may name the one person it is for.
FOR_FEW = frozenset({"each", "invited"})


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of a session: its type, title and room in the reader's language, and whom it is for."""

    type: SessionType
    title: str | None
    room: str | None
    audience: str
    fellowship: str | None


def twelve_steps(type: SessionType, fellowship: str | None) -> bool:
    """Whether a session belongs to a twelve-step fellowship: its anonymity goes before every choice."""
    return "twelve_steps" in type.traditions or fellowship is not None


def summary_of(words: Words, kind: str, *, real_titles: bool, feed_title: str, say: Say) -> str:
    """The title of an event for a kind of reader; ``say`` puts a catalogue text into their language.

    A relative reads the house's neutral words. A resident reads the type where it gives nothing away, and
    more only by choice. Staff read typed titles except where a title may name a resident. A room's calendar hangs
    by its door: it says types that give nothing away, and never a typed title.
    """
    name = say(words.type.name)
    if kind == RELATIVE:
        return feed_title
    if kind in (RESIDENT, ROOM):
        if twelve_steps(words.type, words.fellowship):
            return say(NEUTRAL)
        if kind == RESIDENT and real_titles:
            return words.title or name
        return name if words.type.outside else say(NEUTRAL)
    for_few = words.audience in FOR_FEW or words.type.category == "individual"
    return name if for_few else words.title or name


def place_of(words: Words, kind: str, *, real_titles: bool) -> str | None:
    """The room, for staff, and for a resident who chose real titles; never for a relative."""
    if kind == FACILITATOR:
        return words.room
    if kind == RESIDENT and real_titles and not twelve_steps(words.type, words.fellowship):
        return words.room
    return None


def cancelled(summary: str, say: Say) -> str:
    """The title of an event that will not take place."""
    return say(CANCELLED) % {"title": summary}
