"""What lists of a house show: its rooms as rows that can be found, its languages in their order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from community.access.actor import Actor
from community.houses.models import House, Room
from foundation.sounds import sounds_of
from foundation.words import fold, said_in


@dataclass(frozen=True, slots=True)
class RoomRow:
    """A room as its reader calls it, in ``lang``; found by its name in every language."""

    id: str
    name: str
    lang: str
    capacity: int
    folded: str
    sounds: str


def room_row(room: Room, actor: Actor) -> RoomRow:
    """A room as somebody reads it."""
    name, lang = said_in(room.name, actor.language, actor.house_language)
    every = " ".join([name, *room.name.values()])
    return RoomRow(room.id, name, lang, room.capacity, fold(every), sounds_of(every))


def saying(actor: Actor) -> Callable[[Mapping[str, str]], tuple[str, str]]:
    """What words people typed read like for somebody: the text and the language it is in."""
    return lambda words: said_in(words, actor.language, actor.house_language)


def in_order(house: House, words: Mapping[str, str] | None = None) -> list[str]:
    """The languages that words are asked in: the house's own, its others, and those the words are in already."""
    return list(dict.fromkeys([house.language, *house.languages, *sorted(words or {})]))
