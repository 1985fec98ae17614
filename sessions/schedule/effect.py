"""What a change of a series does to its dates, for the preview and for the sentence after it."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class EffectDate:
    """One date: naive wall starts of the house before and after; None where there was or will be none."""

    occurrence_id: str | None
    before: datetime | None
    after: datetime | None

    def when(self) -> datetime:
        """By what it stands among the others: where it was, else where it will be."""
        when = self.before or self.after
        assert when is not None
        return when


@dataclass(frozen=True, slots=True)
class Effect:
    """What became of the dates that had not begun.

    ``own_time``, ``own_room`` and ``own_leader`` are those that keep what was changed about them alone. ``changed``
    counts those that keep their time and take the other new facts; ``begun`` those of the past, which stay as they
    were. ``series_id`` is the series it is now.
    """

    edit_id: str
    batch_id: str
    series_id: str
    moved: tuple[EffectDate, ...] = ()
    cancelled: tuple[EffectDate, ...] = ()
    added: tuple[EffectDate, ...] = ()
    own_time: tuple[EffectDate, ...] = ()
    own_room: tuple[EffectDate, ...] = ()
    own_leader: tuple[EffectDate, ...] = ()
    changed: int = 0
    begun: int = 0


@dataclass(slots=True)
class Tally:
    """The same while it is being put together."""

    moved: list[EffectDate] = field(default_factory=list)
    cancelled: list[EffectDate] = field(default_factory=list)
    added: list[EffectDate] = field(default_factory=list)
    own_time: list[EffectDate] = field(default_factory=list)
    own_room: list[EffectDate] = field(default_factory=list)
    own_leader: list[EffectDate] = field(default_factory=list)
    changed: int = 0

    def effect(self, edit_id: str, batch_id: str, series_id: str, begun: int) -> Effect:
        """All of it, by date."""
        lists = (self.moved, self.cancelled, self.added, self.own_time, self.own_room, self.own_leader)
        in_order = [tuple(sorted(dates, key=EffectDate.when)) for dates in lists]
        moved, gone, added, times, rooms, leaders = in_order
        return Effect(edit_id, batch_id, series_id, moved, gone, added, times, rooms, leaders, self.changed, begun)
