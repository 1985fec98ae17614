"""Tables of groups, series, occurrences and what was changed about them."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Boolean, CheckConstraint, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, HouseId, Id, Ref, WallTime, of_house, within_house


class Group(Base):
    """A named set of people with dated memberships: a therapy group, a rota, those invited."""

    __tablename__ = "groups"
    __table_args__ = (of_house(),)

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    name: Mapped[dict[str, str]]


class GroupMembership(Base):
    """Somebody belongs to a group for a time."""

    __tablename__ = "group_memberships"
    __table_args__ = (
        of_house(),
        within_house("group_id", "groups"),
        within_house("person_id", "persons"),
        Index("ix_group_memberships_group_person", "group_id", "person_id", "from_at"),
        Index("ix_group_memberships_person", "person_id"),
        CheckConstraint("to_at IS NULL OR to_at > from_at", name="span"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    group_id: Mapped[Ref]
    person_id: Mapped[Ref]
    from_at: Mapped[datetime]
    to_at: Mapped[datetime | None]


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
    fellowship: Mapped[str | None] = mapped_column(String(20))
    meeting_types: Mapped[list[str]]
    requires: Mapped[str | None] = mapped_column(String(30))
    # The languages it is held in, where that is not the house's own alone.
    languages: Mapped[list[str]]
    note: Mapped[str | None] = mapped_column(String(500))
    filled_to: Mapped[date]
    created_at: Mapped[datetime]


class Occurrence(Base):
    """One date of a series: the wall time it means and its instants, where, who leads, and what changed."""

    __tablename__ = "occurrences"
    __table_args__ = (
        of_house(),
        within_house("series_id", "series"),
        within_house("room_id", "rooms"),
        within_house("leader_id", "persons"),
        within_house("keeper_id", "persons"),
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
