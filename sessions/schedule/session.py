"""One occurrence as a reader sees it."""

from datetime import datetime
from typing import NamedTuple

from sessions.schedule.session_types import SessionType


class Session(NamedTuple):
    """One occurrence as a reader sees it: instants in UTC, what the wall shows then, words in their language."""

    type: SessionType
    title: str | None
    title_lang: str
    room: str | None
    room_lang: str
    leader: str | None
    reason: str
    reason_lang: str
    changes: tuple[str, ...]
    meeting_types: tuple[str, ...]
    languages: tuple[str, ...]
    # From here on in the order of the last columns of ``occurrence_columns``.
    id: str
    room_id: str | None
    leader_kind: str
    leader_id: str | None
    keeper_id: str | None
    starts_at: datetime
    ends_at: datetime
    wall_start: datetime
    wall_end: datetime
    planned_start: datetime
    shifted_minutes: int
    status: str
    audience: str
    wants_register: bool
    fellowship: str | None
    requires: str | None
    sequence: int
    changed_at: datetime
    # What the series had planned, where this date has another room or leader.
    former_room: str | None = None
    former_room_lang: str = ""
    former_leader: str | None = None

    @property
    def cancelled(self) -> bool:
        """Whether it will not take place."""
        return self.status == "cancelled"

    @property
    def minutes(self) -> int:
        """How long it lasts, in minutes of real time."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def clocks_change(self) -> bool:
        """Whether the clocks are put forward or back while it lasts."""
        return self.ends_at - self.starts_at != self.wall_end - self.wall_start
