"""The table of hours rules."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, HouseId, Id, of_house, within_house


class HoursRule(Base):
    """What a week must hold for those of a stage, or of the whole house: minutes, occasions, size, and its source.

    ``preset`` names the published rule it was taken from; ``types`` are the session types that count.
    """

    __tablename__ = "hours_rules"
    __table_args__ = (
        of_house(),
        within_house("stage_id", "stages"),
        within_house("made_by", "persons"),
        Index("ix_hours_rules_house", "house_id", "from_day"),
        CheckConstraint("to_day IS NULL OR to_day > from_day", name="span"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    stage_id: Mapped[str | None] = mapped_column(String(32))
    preset: Mapped[str | None] = mapped_column(String(30))
    name: Mapped[dict[str, str]]
    source: Mapped[str] = mapped_column(String(300))
    types: Mapped[list[str]]
    # In minutes a week; 0 asks for none.
    total_minutes: Mapped[int] = mapped_column(Integer)
    group_minutes: Mapped[int] = mapped_column(Integer)
    individual_minutes: Mapped[int] = mapped_column(Integer)
    occasions: Mapped[int] = mapped_column(Integer)
    people_per_leader: Mapped[int | None] = mapped_column(Integer)
    group_least: Mapped[int | None] = mapped_column(Integer)
    group_most: Mapped[int | None] = mapped_column(Integer)
    from_day: Mapped[date]
    to_day: Mapped[date | None]
    made_at: Mapped[datetime]
    made_by: Mapped[str | None] = mapped_column(String(32))
