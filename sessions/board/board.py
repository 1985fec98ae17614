"""The rule of the wall board: from a house's sessions, its choices and the names people chose, what the wall shows.

Instants are UTC, ``wall_*`` naive times of the house. It knows no clock and no table: whoever draws it says the time.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sessions.schedule.audiences import WITH_RELATIVES
from sessions.schedule.on_the_wall import Said, may_be_joined_with_names, said_on_wall
from sessions.schedule.session import Session

# Visitors come early and stay at the door: the wall keeps quiet a little longer than they are expected.
AROUND_VISITS = timedelta(minutes=15)
# Everybody stands in a hall; where some go here and others there, a name helps.
NAMED_AUDIENCES = frozenset({"group", "stage"})


@dataclass(frozen=True, slots=True)
class Leader:
    """Who leads, as the wall names them; ``resident`` names fall silent while visitors are expected."""

    name: str
    resident: bool


@dataclass(frozen=True, slots=True)
class Place:
    """One room in which something happens, with who leads there and who chose to be named beside it."""

    room: str | None
    room_lang: str
    leaders: tuple[Leader, ...]
    people: tuple[str, ...]
    changes: tuple[str, ...]
    former_room: str | None
    former_room_lang: str


@dataclass(frozen=True, slots=True)
class Slot:
    """What happens at one time under one name, in one room or several."""

    said: Said
    from_at: datetime
    until_at: datetime
    wall_start: datetime
    wall_end: datetime
    places: tuple[Place, ...]
    # What was planned, where that was another time; "moved away" stands on another day now.
    was: datetime | None = None
    cancelled: bool = False
    away: bool = False

    @property
    def changes(self) -> tuple[str, ...]:
        """What is different today, in the order of what matters: cancelled, moved, other room, other leader."""
        if self.cancelled:
            return ("cancelled",)
        found = {change for place in self.places for change in place.changes}
        return tuple(change for change in _TOLD if change in found)


_TOLD = ("moved", "room", "leader", "reinstated")


@dataclass(frozen=True, slots=True)
class Board:
    """What the wall shows of a day: its slots in order, what went to another day, and when no resident is named."""

    day: date
    slots: tuple[Slot, ...]
    gone: tuple[Slot, ...]
    quiet: tuple[tuple[datetime, datetime], ...]

    def running(self, at: datetime) -> list[Slot]:
        """What happens at an instant (UTC)."""
        return [slot for slot in self.slots if not slot.cancelled and slot.from_at <= at < slot.until_at]

    def coming(self, at: datetime) -> list[Slot]:
        """What begins next after an instant (UTC): several when they begin together."""
        later = [slot for slot in self.slots if not slot.cancelled and slot.from_at > at]
        first = min((slot.from_at for slot in later), default=None)
        return [slot for slot in later if slot.from_at == first]

    def ahead(self, at: datetime) -> list[Slot]:
        """What the rest of the day holds after an instant (UTC), cancelled ones too: they are told at their place."""
        return [slot for slot in self.slots if slot.from_at > at and slot.wall_start.date() == self.day]

    def told(self, at: datetime) -> list[Slot]:
        """Which changes of the day still concern somebody at an instant (UTC)."""
        of_day = [slot for slot in self.slots if slot.wall_start.date() == self.day]
        return [slot for slot in [*of_day, *self.gone] if slot.until_at > at and (slot.away or slot.changes)]


def quiet_spans(sessions: Sequence[Session]) -> tuple[tuple[datetime, datetime], ...]:
    """When no resident is named (UTC, half open): while relatives or visitors are expected, and around that."""
    return tuple(
        (session.starts_at - AROUND_VISITS, session.ends_at + AROUND_VISITS)
        for session in sessions
        if not session.cancelled and (session.type.category == "family" or session.audience in WITH_RELATIVES)
    )


def quiet(at: datetime, spans: Sequence[tuple[datetime, datetime]]) -> bool:
    """Whether an instant (UTC) lies in visiting hours."""
    return any(from_at <= at < until_at for from_at, until_at in spans)


def board_of(
    sessions: Sequence[Session],
    *,
    day: date,
    at: datetime,
    unnamed_types: Collection[str],
    leaders: Mapping[str, Sequence[Leader]],
    people: Mapping[str, Sequence[str]],
) -> Board:
    """What the wall shows of a house's day at an instant (UTC).

    ``leaders`` and ``people`` hold, by occurrence, only names that may be shown: of staff, and of residents by their
    own choice. In visiting hours those of residents are not even drawn.
    """
    spans = quiet_spans(sessions)
    silent = quiet(at, spans)
    grouped: dict[tuple[object, ...], list[tuple[Said, Session]]] = {}
    for session in sessions:
        said = said_on_wall(session, unnamed_types)
        key = (said, session.starts_at, session.ends_at, session.cancelled, _was(session))
        grouped.setdefault(key, []).append((said, session))
    slots: list[Slot] = []
    for held in grouped.values():
        said, first = held[0]
        slots.append(
            Slot(
                said=said,
                from_at=first.starts_at,
                until_at=first.ends_at,
                wall_start=first.wall_start,
                wall_end=first.wall_end,
                places=tuple(_place(one, unnamed_types, leaders, people, silent=silent) for _, one in held),
                was=_was(first),
                cancelled=first.cancelled,
                away=first.wall_start.date() != day and first.planned_start.date() == day,
            )
        )
    here = [slot for slot in slots if not slot.away]
    # Of tomorrow only what begins first: in the evening the wall says when the morning begins.
    later = [slot for slot in here if slot.wall_start.date() > day and not slot.cancelled]
    first_at = min((slot.from_at for slot in later), default=None)
    kept = [slot for slot in here if slot.wall_start.date() <= day or slot.from_at == first_at]
    gone = tuple(slot for slot in slots if slot.away and not slot.cancelled)
    return Board(day, tuple(sorted(kept, key=lambda slot: (slot.from_at, slot.until_at))), gone, spans)


def _was(session: Session) -> datetime | None:
    return session.planned_start if "moved" in session.changes else None


def _place(
    session: Session,
    unnamed_types: Collection[str],
    leaders: Mapping[str, Sequence[Leader]],
    people: Mapping[str, Sequence[str]],
    *,
    silent: bool,
) -> Place:
    with_names = may_be_joined_with_names(session, unnamed_types)
    named = with_names and not silent and session.audience in NAMED_AUDIENCES
    who = [one for one in leaders.get(session.id, ()) if not one.resident or (with_names and not silent)]
    return Place(
        room=session.room,
        room_lang=session.room_lang,
        leaders=tuple(who),
        people=tuple(people.get(session.id, ())) if named else (),
        changes=session.changes,
        former_room=session.former_room,
        former_room_lang=session.former_room_lang,
    )
