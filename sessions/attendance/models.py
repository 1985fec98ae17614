"""Tables of registers: who was expected, every mark ever made, and the one that counts now."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, HouseId, Id, Ref, of_house, within_house


class Register(Base):
    """The roll of one occurrence; those expected are frozen into its rows when it is opened.

    ``frozen_for`` is the start they were expected at. While the occurrence has another start, for it was moved
    since, the register is as if it had not been opened.
    """

    __tablename__ = "registers"
    __table_args__ = (
        of_house(),
        within_house("occurrence_id", "occurrences"),
        within_house("opened_by", "persons"),
        within_house("closed_by", "persons"),
        UniqueConstraint("occurrence_id"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    occurrence_id: Mapped[Ref]
    frozen_for: Mapped[datetime]
    opened_at: Mapped[datetime]
    opened_by: Mapped[str | None] = mapped_column(String(32))
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None] = mapped_column(String(32))


class RegisterRow(Base):
    """A person in a capacity on a register; a walk-in was added at the door."""

    __tablename__ = "register_rows"
    __table_args__ = (
        within_house("register_id", "registers"),
        within_house("person_id", "persons"),
        within_house("added_by", "persons"),
        Index("ix_register_rows_person", "person_id"),
    )

    register_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    house_id: Mapped[HouseId]
    capacity: Mapped[str] = mapped_column(String(12))
    added: Mapped[str] = mapped_column(String(10))
    added_at: Mapped[datetime]
    added_by: Mapped[str | None] = mapped_column(String(32))


class Mark(Base):
    """A mark somebody made. Its id comes from the device, so that sending it twice changes nothing."""

    __tablename__ = "marks"
    __table_args__ = (
        of_house(),
        within_house("register_id", "registers"),
        within_house("person_id", "persons"),
        within_house("marked_by", "persons"),
        within_house("based_on", "marks"),
        Index("ix_marks_register_person", "register_id", "person_id", "marked_at"),
        CheckConstraint("minutes IS NULL OR minutes >= 0", name="minutes"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    register_id: Mapped[Ref]
    person_id: Mapped[Ref]
    status: Mapped[str] = mapped_column(String(16))
    minutes: Mapped[int | None] = mapped_column(Integer)
    absence_reason: Mapped[str | None] = mapped_column(String(12))
    based_on: Mapped[str | None] = mapped_column(String(32))
    correction: Mapped[str | None] = mapped_column(String(300))
    batch: Mapped[str | None] = mapped_column(String(32), index=True)
    marked_at: Mapped[datetime]
    marked_by: Mapped[str | None] = mapped_column(String(32))


class CurrentMark(Base):
    """The mark that counts now: one per person and register."""

    __tablename__ = "current_marks"
    __table_args__ = (
        within_house("register_id", "registers"),
        within_house("person_id", "persons"),
        within_house("mark_id", "marks"),
        Index("ix_current_marks_person", "person_id"),
    )

    register_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    house_id: Mapped[HouseId]
    mark_id: Mapped[Ref]
    status: Mapped[str] = mapped_column(String(16))
    minutes: Mapped[int | None] = mapped_column(Integer)
    absence_reason: Mapped[str | None] = mapped_column(String(12))


class GroupNote(Base):
    """What the facilitator wrote about the group as a whole; the newest counts, older ones stay."""

    __tablename__ = "group_notes"
    __table_args__ = (
        of_house(),
        within_house("register_id", "registers"),
        within_house("written_by", "persons"),
        within_house("replaces", "group_notes"),
        Index("ix_group_notes_register", "register_id", "written_at"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    register_id: Mapped[Ref]
    text: Mapped[str] = mapped_column(String(4000))
    written_at: Mapped[datetime]
    written_by: Mapped[str | None] = mapped_column(String(32))
    replaces: Mapped[str | None] = mapped_column(String(32))
