"""Table of ties between residents and relatives."""

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
