"""Tables of hours the house keeps free, and of clashes that somebody meant."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, HouseId, Id, Ref, of_house, within_house


class KeptHour(Base):
    """Hours of the week that belong to something else: prayer, meals, rest. ``days`` are mon … sun.

    With a group they are those of its members alone.
    """

    __tablename__ = "kept_hours"
    __table_args__ = (
        of_house(),
        within_house("group_id", "groups"),
        within_house("made_by", "persons"),
        Index("ix_kept_hours_house", "house_id"),
        CheckConstraint("to_day IS NULL OR to_day > from_day", name="span"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[dict[str, str]]
    days: Mapped[list[str]]
    wall_start: Mapped[time]
    wall_end: Mapped[time]
    group_id: Mapped[str | None] = mapped_column(String(32))
    from_day: Mapped[date]
    to_day: Mapped[date | None]
    made_at: Mapped[datetime]
    made_by: Mapped[str | None] = mapped_column(String(32))


class ClashAcceptance(Base):
    """Somebody has seen a clash of a kind between two lines of series and means it, with the reason.

    ``subject`` is the room, leader or kept hour it is about, where the kind has one.
    """

    __tablename__ = "clash_acceptances"
    __table_args__ = (
        of_house(),
        within_house("accepted_by", "persons"),
        within_house("ended_by", "persons"),
        Index("ix_clash_acceptances_house", "house_id", "one_line"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    kind: Mapped[str] = mapped_column(String(16))
    one_line: Mapped[Ref]
    other_line: Mapped[str | None] = mapped_column(String(32))
    subject: Mapped[str | None] = mapped_column(String(32))
    reason: Mapped[dict[str, str]]
    accepted_at: Mapped[datetime]
    accepted_by: Mapped[str | None] = mapped_column(String(32))
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(String(32))
