"""Whether a room or a leader is taken by another date of the house."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, NamedTuple

from sqlalchemy import ColumnElement, or_, select

from foundation.database import bare_rows
from foundation.errors import Refused
from foundation.messages import N_, Words
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.session_types import TYPES
from sessions.schedule.span import LONGEST_LASTS

ROOM, LEADER = "room", "leader"
SENTENCES = {
    ROOM: N_("The room is taken then: %(other)s, %(when)s. Say that you want it anyway, or choose another."),
    LEADER: N_("The leader is taken then: %(other)s, %(when)s. Say that you want it anyway, or choose another."),
}


class Booked(NamedTuple):
    """Another date that has the room or the leader: naive wall times of the house; ``shares`` says which of the two."""

    occurrence_id: str
    wall_start: datetime
    wall_end: datetime
    type_key: str
    titles: Mapping[str, str]
    room_id: str | None
    leader_id: str | None
    shares: str


class Taken(Refused):
    """The room or the leader is taken then (409); ``others`` name the bookings. Who means it may say so."""

    status: ClassVar[int] = 409

    def __init__(self, others: Sequence[Booked]) -> None:
        first = others[0]
        name = Words(first.titles, TYPES[first.type_key].name)
        super().__init__(SENTENCES[first.shares], other=name, when=first.wall_start)
        self.others = tuple(others)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A room and a leader wanted in [starts_at, ends_at) (UTC); None is not asked about."""

    starts_at: datetime
    ends_at: datetime
    room_id: str | None
    leader_id: str | None


def refuse_taken(
    occurrence: Occurrence, starts_at: datetime, ends_at: datetime, room_id: str | None, leader_id: str | None
) -> None:
    """Raise Taken when another planned date has the room or the leader in [starts_at, ends_at) (UTC).

    None for a room or a leader means that it is not asked about. The caller holds the house's row.
    """
    refuse_both(occurrence.house_id, starts_at, ends_at, room_id, leader_id, but=occurrence.id)


def refuse_both(
    house_id: str,
    starts_at: datetime,
    ends_at: datetime,
    room_id: str | None,
    leader_id: str | None,
    *,
    but: str | None = None,
) -> None:
    """The same for a date that may not be there yet; ``but`` is the id of the one that may stand in its own way."""
    found = taken_by(house_id, [Wanted(starts_at, ends_at, room_id, leader_id)], but={but} if but else ())
    if found:
        raise Taken(found)


def taken_by(house_id: str, wanted: Sequence[Wanted], *, but: Collection[str] = ()) -> list[Booked]:
    """The planned dates that have a wanted room or leader at a wanted time, each once, by start. One statement.

    ``but`` are ids of dates that do not count: those that move away. The caller holds the house's row.
    """
    rooms = {one.room_id for one in wanted if one.room_id}
    leaders = {one.leader_id for one in wanted if one.leader_id}
    if not rooms | leaders:
        return []
    first, last = min(one.starts_at for one in wanted), max(one.ends_at for one in wanted)
    rows = _standing(house_id, first, last, rooms, leaders)
    others = [row for row in rows if row.id not in but]
    starts = [row.starts_at for row in others]
    found: dict[str, Booked] = {}
    for one in wanted:
        # Nothing that began longer ago than the longest session lasts can still run.
        for row in others[bisect_left(starts, one.starts_at - LONGEST_LASTS) : bisect_left(starts, one.ends_at)]:
            if row.ends_at > one.starts_at and (shares := _shared(row, one)):
                found.setdefault(row.id, Booked._make((*row[:7], shares)))
    return sorted(found.values(), key=lambda booked: (booked.wall_start, booked.occurrence_id))


def taken_among(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]], type_key: str, titles: Mapping[str, str]
) -> list[Booked]:
    """The dates of one series that would have a room or the leader at once with another of its own, by start.

    ``before`` are its dates as they stand, ``after`` as they would, the new ones among them; both as columns of
    Occurrence. What was at once before already is not told again. No statement.
    """
    known = {(one["id"], other["id"]) for one, other, _shares in _at_once(before)}
    found: dict[str, Booked] = {}
    for one, other, shares in _at_once(after):
        if (one["id"], other["id"]) not in known and (other["id"], one["id"]) not in known:
            place = (other["wall_start"], other["wall_end"], type_key, titles, other["room_id"], other["leader_id"])
            found.setdefault(other["id"], Booked(other["id"], *place, shares))
    return list(found.values())


def _at_once(rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any], str]]:
    planned = sorted((row for row in rows if row["status"] == "planned"), key=lambda row: row["starts_at"])
    for place, one in enumerate(planned):
        for other in planned[place + 1 :]:
            if other["starts_at"] >= one["ends_at"]:
                break
            for shares, name in ((ROOM, "room_id"), (LEADER, "leader_id")):
                if one[name] is not None and one[name] == other[name]:
                    yield one, other, shares
                    break


def _shared(row: Any, one: Wanted) -> str | None:
    if one.room_id is not None and row.room_id == one.room_id:
        return ROOM
    return LEADER if one.leader_id is not None and row.leader_id == one.leader_id else None


def _standing(
    house_id: str, first: datetime, last: datetime, rooms: Collection[str], leaders: Collection[str]
) -> Sequence[Any]:
    columns = (Occurrence.id, Occurrence.wall_start, Occurrence.wall_end, Series.type_key, Series.titles)
    return bare_rows(
        select(*columns, Occurrence.room_id, Occurrence.leader_id, Occurrence.starts_at, Occurrence.ends_at)
        .join(Series, Series.id == Occurrence.series_id)
        .where(
            *running(house_id, first, last),
            or_(*_among(rooms, leaders)),
        )
        .order_by(Occurrence.starts_at)
    )


def _among(rooms: Collection[str], leaders: Collection[str]) -> Iterator[ColumnElement[bool]]:
    if rooms:
        yield Occurrence.room_id.in_(rooms)
    if leaders:
        yield Occurrence.leader_id.in_(leaders)


def running(house_id: str, starts_at: datetime, ends_at: datetime) -> tuple[ColumnElement[bool], ...]:
    """The house's planned dates that run at some moment of [starts_at, ends_at) (UTC)."""
    return (
        Occurrence.house_id == house_id,
        Occurrence.status == "planned",
        # The index is by start; what began longer ago than the longest session has ended.
        Occurrence.starts_at > starts_at - LONGEST_LASTS,
        Occurrence.starts_at < ends_at,
        Occurrence.ends_at > starts_at,
    )
