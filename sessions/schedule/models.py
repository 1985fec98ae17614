"""Tables of series, occurrences, pauses, and what was changed about them."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Boolean, CheckConstraint, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, HouseId, Id, Ref, WallTime, of_house, within_house


class Series(Base):
    """A session that repeats: wall time, zone and an RFC 5545 rule. Its dates are occurrence rows."""

    __tablename__ = "series"
    __table_args__ = (
        of_house(),
        within_house("room_id", "rooms"),
        within_house("leader_id", "persons"),
        within_house("keeper_id", "persons"),
        within_house("group_id", "groups"),
        UniqueConstraint("house_id", "source_key"),
        Index("ix_series_house_filled", "house_id", "filled_to"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    source_key: Mapped[str | None] = mapped_column(String(120))
    type_key: Mapped[str] = mapped_column(String(30))
    titles: Mapped[dict[str, str]]
    room_id: Mapped[str | None] = mapped_column(String(32))
    leader_kind: Mapped[str] = mapped_column(String(8))
    leader_id: Mapped[str | None] = mapped_column(String(32))
    keeper_id: Mapped[str | None] = mapped_column(String(32))
    audience: Mapped[str] = mapped_column(String(10))
    group_id: Mapped[str | None] = mapped_column(String(32))
    rule: Mapped[str] = mapped_column(String(200))
    first_day: Mapped[date]
    wall_start: Mapped[time]
    wall_end: Mapped[time]
    zone: Mapped[str] = mapped_column(String(64))
    wants_register: Mapped[bool] = mapped_column(Boolean)
    counted: Mapped[bool] = mapped_column(Boolean)
    # Of each of its dates; they are no time of treatment (9 CCR 9854).
    break_minutes: Mapped[int] = mapped_column(Integer, default=0)
    fellowship: Mapped[str | None] = mapped_column(String(20))
    meeting_types: Mapped[list[str]]
    requires: Mapped[str | None] = mapped_column(String(30))
    # The languages it is held in, where that is not the house's own alone.
    languages: Mapped[list[str]]
    note: Mapped[str | None] = mapped_column(String(500))
    filled_to: Mapped[date]
    # The first day it takes place no more, where it was ended or went on as another series; the rule stays as it was.
    to_day: Mapped[date | None]
    # Days of the rule it leaves to somebody else (ISO): a date that became a series of its own.
    left_out: Mapped[list[str]]
    # The series it all began as: whatever it was split into belongs together.
    line_id: Mapped[Ref]
    sequence: Mapped[int] = mapped_column(Integer)
    changed_at: Mapped[datetime]
    created_at: Mapped[datetime]


class SeriesStage(Base):
    """A series is for those of a stage; it may be for those of several."""

    __tablename__ = "series_stages"
    __table_args__ = (
        of_house(),
        within_house("series_id", "series"),
        within_house("stage_id", "stages"),
        UniqueConstraint("series_id", "stage_id"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    series_id: Mapped[Ref]
    stage_id: Mapped[Ref]


class SeriesEdit(Base):
    """What was changed about a series at once, and what each of its dates was before: for the history and one undo."""

    __tablename__ = "series_edits"
    __table_args__ = (
        of_house(),
        within_house("series_id", "series"),
        within_house("new_series_id", "series"),
        within_house("made_by", "persons"),
        Index("ix_series_edits_series", "series_id", "made_at"),
        Index("ix_series_edits_batch", "batch_id"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    # Those that were made together are taken back together.
    batch_id: Mapped[Ref]
    series_id: Mapped[Ref]
    new_series_id: Mapped[str | None] = mapped_column(String(32))
    scope: Mapped[str] = mapped_column(String(10))
    before: Mapped[dict[str, Any]]
    # By date: what it was before, and its version after.
    dates: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]
    made_by: Mapped[str | None] = mapped_column(String(32))
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None] = mapped_column(String(32))


class Pause(Base):
    """Days on which the programme rests or goes on another day: a feast, a holiday of the house, a closed day."""

    __tablename__ = "pauses"
    __table_args__ = (
        of_house(),
        within_house("made_by", "persons"),
        within_house("ended_by", "persons"),
        Index("ix_pauses_house", "house_id", "last_day"),
        CheckConstraint("last_day >= first_day", name="span"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    name: Mapped[dict[str, str]]
    kind: Mapped[str] = mapped_column(String(10))
    first_day: Mapped[date]
    last_day: Mapped[date]
    covers: Mapped[str] = mapped_column(String(12))
    # A single day may go on another one instead of being cancelled.
    moves_to: Mapped[date | None]
    made_at: Mapped[datetime]
    made_by: Mapped[str | None] = mapped_column(String(32))
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(String(32))


class Occurrence(Base):
    """One date of a series: the wall time it means and its instants, where, who leads, and what changed."""

    __tablename__ = "occurrences"
    __table_args__ = (
        of_house(),
        within_house("series_id", "series"),
        within_house("room_id", "rooms"),
        within_house("leader_id", "persons"),
        within_house("keeper_id", "persons"),
        within_house("pause_id", "pauses"),
        UniqueConstraint("series_id", "recurrence_id"),
        Index("ix_occurrences_house_start", "house_id", "starts_at"),
        CheckConstraint("ends_at > starts_at", name="span"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    series_id: Mapped[Ref]
    recurrence_id: Mapped[datetime] = mapped_column(WallTime)
    wall_start: Mapped[datetime] = mapped_column(WallTime)
    wall_end: Mapped[datetime] = mapped_column(WallTime)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    shifted_minutes: Mapped[int] = mapped_column(Integer)
    room_id: Mapped[str | None] = mapped_column(String(32))
    leader_kind: Mapped[str] = mapped_column(String(8))
    leader_id: Mapped[str | None] = mapped_column(String(32))
    keeper_id: Mapped[str | None] = mapped_column(String(32))
    status: Mapped[str] = mapped_column(String(10))
    changes: Mapped[list[str]]
    reason: Mapped[dict[str, str]]
    # The pause that cancelled or moved it; whoever decides otherwise about the one date takes it out of the pause.
    pause_id: Mapped[str | None] = mapped_column(String(32))
    sequence: Mapped[int] = mapped_column(Integer)
    changed_at: Mapped[datetime]


class OccurrenceChange(Base):
    """What was changed about one occurrence, by whom, from what to what; rows are only ever added."""

    __tablename__ = "occurrence_changes"
    __table_args__ = (
        of_house(),
        within_house("occurrence_id", "occurrences"),
        within_house("changed_by", "persons"),
        Index("ix_occurrence_changes_occurrence", "occurrence_id", "changed_at"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    occurrence_id: Mapped[Ref]
    kind: Mapped[str] = mapped_column(String(16))
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    reason: Mapped[dict[str, str]]
    # The date's own once the change was made.
    sequence: Mapped[int] = mapped_column(Integer)
    changed_at: Mapped[datetime]
    changed_by: Mapped[str | None] = mapped_column(String(32))
