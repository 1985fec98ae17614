"""Tables of groups, who belongs to one, and who waits to."""

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, HouseId, Id, Ref, of_house, within_house


class Group(Base):
    """A named set of people with dated memberships.

    ``kind``: "group" (a therapy group), "hobby" (residents join and leave it themselves), "department" (where people
    work), "list" (those named for one series, or a rota). ``open``: people may join while it goes on.
    """

    __tablename__ = "groups"
    __table_args__ = (of_house(), CheckConstraint("capacity > 0", name="capacity"))

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    name: Mapped[dict[str, str]]
    kind: Mapped[str] = mapped_column(String(10))
    open: Mapped[bool] = mapped_column(Boolean)
    capacity: Mapped[int | None] = mapped_column(Integer)
    ended_at: Mapped[datetime | None]


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


class GroupWait(Base):
    """Somebody waits for a place in a full group; ``outcome`` is "joined" or "gone" once they wait no more."""

    __tablename__ = "group_waits"
    __table_args__ = (
        of_house(),
        within_house("group_id", "groups"),
        within_house("person_id", "persons"),
        Index("ix_group_waits_group", "group_id", "asked_at"),
        Index("ix_group_waits_person", "person_id"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    group_id: Mapped[Ref]
    person_id: Mapped[Ref]
    asked_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(8))
