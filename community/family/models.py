"""Tables of ties between residents and relatives, and of whom a resident must not meet or hear of."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, HouseId, Id, Ref, of_house, within_house


class Tie(Base):
    """Who is whose mother, brother or friend, from when to when; says nothing about what they may know."""

    __tablename__ = "ties"
    __table_args__ = (
        of_house(),
        within_house("resident_id", "persons"),
        within_house("relative_id", "persons"),
        Index("ix_ties_resident", "resident_id"),
        Index("ix_ties_relative", "relative_id"),
        CheckConstraint("resident_id <> relative_id", name="two_people"),
        CheckConstraint("to_at IS NULL OR to_at > from_at", name="span"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    resident_id: Mapped[Ref]
    relative_id: Mapped[Ref]
    kind: Mapped[str] = mapped_column(String(12))
    from_at: Mapped[datetime]
    to_at: Mapped[datetime | None]


class NoContact(Base):
    """Somebody a resident must not meet or hear of, from when to when; said to staff only.

    A person with a card (``other_id``), or one known by name and perhaps by address alone.
    """

    __tablename__ = "no_contacts"
    __table_args__ = (
        of_house(),
        within_house("resident_id", "persons"),
        within_house("other_id", "persons"),
        within_house("noted_by", "persons"),
        Index("ix_no_contacts_resident", "resident_id"),
        Index("ix_no_contacts_other", "other_id"),
        CheckConstraint("other_id IS NULL OR resident_id <> other_id", name="two_people"),
        CheckConstraint("to_at IS NULL OR to_at > from_at", name="span"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    resident_id: Mapped[Ref]
    other_id: Mapped[str | None] = mapped_column(String(32))
    given_name: Mapped[str] = mapped_column(String(80))
    surname: Mapped[str] = mapped_column(String(80))
    folded: Mapped[str] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(254))
    reason: Mapped[str] = mapped_column(String(300))
    from_at: Mapped[datetime]
    to_at: Mapped[datetime | None]
    noted_by: Mapped[str | None] = mapped_column(String(32))
