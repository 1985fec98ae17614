"""The rule of the ribbon: from a day's sessions and the time it is, what stands now, next, and in between."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sessions.schedule.session import Session

# A shorter pause is no free time, only the way from one room to the next.
SHORTEST_GAP_MINUTES = 10
WORTH_NAMING_MINUTES = 45


@dataclass(frozen=True, slots=True)
class Block:
    """A length of the ribbon: a session, or free time between two (``session`` is None)."""

    session: Session | None
    minutes: int
    state: str
    at_percent: int | None = None

    @property
    def free_time(self) -> bool:
        """Whether it is a pause long enough to be named."""
        return self.session is None and self.minutes >= WORTH_NAMING_MINUTES


@dataclass(frozen=True, slots=True)
class NowAndNext:
    """What runs now and how far it is, and what comes after; either may be missing."""

    now: Session | None
    minutes_left: int
    percent_done: int
    next: Session | None


def _percent(session: Session, at: datetime) -> int:
    whole = (session.ends_at - session.starts_at).total_seconds()
    return round(100 * (at - session.starts_at).total_seconds() / whole)


def now_and_next(sessions: Sequence[Session], at: datetime) -> NowAndNext:
    """What runs at an instant (UTC) and what is next, cancelled sessions left out.

    Of several that run the one that began last is now: it is where one was called to.
    """
    held = [session for session in sessions if not session.cancelled]
    running = [session for session in held if session.starts_at <= at < session.ends_at]
    coming = [session for session in held if session.starts_at > at]
    now = max(running, key=lambda session: (session.starts_at, -session.minutes), default=None)
    return NowAndNext(
        now=now,
        minutes_left=int((now.ends_at - at).total_seconds() + 59) // 60 if now else 0,
        percent_done=_percent(now, at) if now else 0,
        next=min(coming, key=lambda session: session.starts_at, default=None),
    )


def weave(sessions: Sequence[Session], at: datetime) -> list[Block]:
    """The ribbon of a day: its sessions in order with the free time between them, each with its state.

    ``at`` is the instant (UTC) it is now. States: past, open (runs now), next, ahead, cancelled, gap.
    """
    place = now_and_next(sessions, at)
    blocks: list[Block] = []
    until: datetime | None = None
    for session in sessions:
        if until is not None:
            pause = int((session.starts_at - until).total_seconds() // 60)
            if pause >= SHORTEST_GAP_MINUTES:
                blocks.append(Block(None, pause, "gap"))
        blocks.append(Block(session, session.minutes, *_state(session, place, at)))
        if not session.cancelled:
            until = session.ends_at if until is None else max(until, session.ends_at)
    return blocks


def _state(session: Session, place: NowAndNext, at: datetime) -> tuple[str, int | None]:
    if session.cancelled:
        return "cancelled", None
    if session.ends_at <= at:
        return "past", None
    if session.starts_at <= at:
        return "open", _percent(session, at)
    return ("next" if place.next is not None and session.id == place.next.id else "ahead"), None
