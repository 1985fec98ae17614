"""What paper says of a session: on a wall nothing that tells of somebody's treatment, on one's own sheet all of it.

Pure. A sheet on a wall stays there in visiting hours too, so it says less than the pages of the day: no type the
house names on no wall, no reason somebody typed, no resident but by their own choice.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sessions.schedule.on_the_wall import NEUTRAL_ICON, NEUTRAL_WORD, may_be_joined_with_names, said_on_wall
from sessions.schedule.session import Session
from sessions.schedule.session_types import DYES, TYPES


class Entry(NamedTuple):
    """A session as paper shows it: ``words`` with their language, or (``lang`` empty) a text to translate."""

    session: Session
    words: str
    lang: str
    icon: str
    type_key: str
    leaders: tuple[str, ...]
    guest: bool

    @property
    def minor(self) -> bool:
        """Whether it belongs to living here: meals, medicine, rest."""
        return TYPES[self.type_key].category == "daily_life" and self.icon != NEUTRAL_ICON

    @property
    def same(self) -> tuple[object, ...]:
        """What two dates have in common that are said once."""
        wall = self.session
        return (self.words, self.lang, wall.wall_start.time(), wall.wall_end.time(), wall.room, self.leaders)


class Sign(NamedTuple):
    """A weave of the legend with what it stands for, and the icons it is seen with."""

    type_key: str
    icons: tuple[str, ...]
    words: str


def on_wall(
    session: Session,
    unnamed_types: Collection[str],
    *,
    on_staff: bool,
    names: Mapping[str, str],
    beside: Sequence[str],
) -> Entry:
    """What hangs on a wall. ``on_staff``: its leader works here then; ``names``: residents who chose to be named;
    ``beside``: members of staff who lead it too."""
    said = said_on_wall(session, unnamed_types)
    leaders: list[str] = []
    if session.leader_kind == "staff" and session.leader and on_staff:
        leaders.append(session.leader)
    elif session.leader_id and session.leader_id in names and may_be_joined_with_names(session, unnamed_types):
        leaders.append(names[session.leader_id])
    leaders += [name for name in beside if name not in leaders]
    told = session._replace(reason="", former_leader=None, leader=None)
    return Entry(told, *said, leaders=tuple(leaders), guest=session.leader_kind == "guest")


def of_ones_own(session: Session, beside: Sequence[str]) -> Entry:
    """What somebody's own sheet says: the title as typed, who leads, and why it is another time or place."""
    leaders = [name for name in (session.leader,) if name]
    leaders += [name for name in beside if name not in leaders]
    kind = session.type
    words, lang = (session.title, session.title_lang) if session.title else (kind.name, "")
    return Entry(session, words, lang, kind.icon, kind.key, tuple(leaders), session.leader_kind == "guest")


def legend_of(entries: Sequence[Entry]) -> list[Sign]:
    """The weaves of these entries in their order, each with its icons; what is not named stands at the end."""
    icons: dict[str, dict[str, None]] = {}
    keys: dict[str, str] = {}
    for entry in entries:
        if entry.icon == NEUTRAL_ICON:
            continue
        dye = TYPES[entry.type_key].dye
        keys.setdefault(dye, entry.type_key)
        icons.setdefault(dye, {})[entry.icon] = None
    found = [Sign(keys[dye], tuple(icons[dye]), words) for dye, words in DYES.items() if dye in keys]
    neutral = next((entry for entry in entries if entry.icon == NEUTRAL_ICON), None)
    return [*found, Sign(neutral.type_key, (NEUTRAL_ICON,), NEUTRAL_WORD)] if neutral else found


def by_day(entries: Sequence[Entry], days: Sequence[date]) -> dict[date, list[Entry]]:
    """The entries of each day, by the day they begin on the wall."""
    found: dict[date, list[Entry]] = {day: [] for day in days}
    for entry in entries:
        found.setdefault(entry.session.wall_start.date(), []).append(entry)
    return {day: found[day] for day in days}
