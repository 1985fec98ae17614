"""What the finder of clashes looks at: planned sessions, who is away, hours kept free, and when the staff work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from community.staff.shifts import Hours

# The type of the hours of an elder and a newcomer, which are no dates of a series.
MENTORING = "mentoring"


class Planned(NamedTuple):
    """One date as the finder sees it: instants in UTC, naive wall times of the house, and what and whom it takes.

    ``meant`` are the residents it is for; ``people`` those of them who are expected, for some are away when it begins.
    Relatives are counted in ``guests`` alone: whose family somebody is, is not told beside a clash. ``line`` is what it
    belongs to whenever it takes place: the line of its series, or the pair of an hour of mentoring.
    """

    id: str
    line: str
    type_key: str
    titles: Mapping[str, str]
    audience: str
    counted: bool
    starts_at: datetime
    ends_at: datetime
    wall_start: datetime
    wall_end: datetime
    room_id: str | None
    leader_kind: str
    leader_id: str | None
    keeper_id: str | None
    sequence: int
    meant: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    guests: int = 0

    @property
    def staff(self) -> frozenset[str]:
        """Who of the staff has to be there: whoever leads it and whoever keeps its register."""
        leader = self.leader_id if self.leader_kind == "staff" else None
        return frozenset(one for one in (leader, self.keeper_id) if one)

    @property
    def leaders(self) -> frozenset[str]:
        """The same with a resident or a guest who leads it."""
        return frozenset(one for one in (self.leader_id, self.keeper_id) if one)


class Away(NamedTuple):
    """Somebody is elsewhere in [starts_at, ends_at) (UTC): on leave, or engaged for a reason."""

    person_id: str
    reason: str
    starts_at: datetime
    ends_at: datetime


class Kept(NamedTuple):
    """One day's hours kept free, in [starts_at, ends_at) (UTC), for all or for the people of a group."""

    id: str
    kind: str
    name: Mapping[str, str]
    starts_at: datetime
    ends_at: datetime
    people: frozenset[str] | None


class Gone(NamedTuple):
    """Somebody of the staff is away in [from_at, to_at) (UTC); without an end, until further notice."""

    person_id: str
    from_at: datetime
    to_at: datetime | None


class Space(NamedTuple):
    """A room in use: how many it holds, and its name by language."""

    id: str
    name: Mapping[str, str]
    capacity: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a house over a span of time; of whom no hours are known, nothing is said about them."""

    zone: str
    sessions: Sequence[Planned] = ()
    rooms: Mapping[str, Space] = field(default_factory=dict)
    away: Mapping[str, Sequence[Away]] = field(default_factory=dict)
    kept: Sequence[Kept] = ()
    hours: Mapping[str, Sequence[Hours]] = field(default_factory=dict)
    gone: Mapping[str, Sequence[Gone]] = field(default_factory=dict)
    rest_minutes: int = 0

    def attended(self, session: Planned) -> Planned:
        """The session with those expected at it: whom it is for, but for who is away when it begins."""
        out = [one for one in session.meant & self.away.keys() if _covers(self.away[one], session.starts_at)]
        return session._replace(people=session.meant.difference(out) if out else session.meant)


def _covers(spans: Sequence[Away], at: datetime) -> bool:
    return any(span.starts_at <= at < span.ends_at for span in spans)
