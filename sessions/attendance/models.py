"""Tables of registers: who was expected, every mark ever made, and the one that counts now."""

from datetime import date, datetime

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
        # All that the hours of a quarter of a year are summed from, so that the rows themselves need not be read.
        Index("ix_current_marks_hours", "register_id", "status", "person_id", "minutes"),
    )

    register_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    house_id: Mapped[HouseId]
    mark_id: Mapped[Ref]
    status: Mapped[str] = mapped_column(String(16))
    minutes: Mapped[int | None] = mapped_column(Integer)
    absence_reason: Mapped[str | None] = mapped_column(String(12))


class HeldMark(Base):
    """A mark that came and does not count: it met a newer one, or whoever sent it had no right (any more).

    It is never dropped and never applied by itself; somebody settles it. ``id`` is the mark's own, from the device;
    ``made_at`` is what the device's clock said (UTC), which may be wrong.
    """

    __tablename__ = "held_marks"
    __table_args__ = (
        of_house(),
        within_house("register_id", "registers"),
        within_house("person_id", "persons"),
        within_house("made_by", "persons"),
        within_house("sent_by", "persons"),
        within_house("settled_by", "persons"),
        Index("ix_held_marks_open", "house_id", "settled_at"),
        Index("ix_held_marks_register", "register_id", "settled_at"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    register_id: Mapped[Ref]
    person_id: Mapped[Ref]
    status: Mapped[str] = mapped_column(String(16))
    minutes: Mapped[int | None] = mapped_column(Integer)
    absence_reason: Mapped[str | None] = mapped_column(String(12))
    based_on: Mapped[str | None] = mapped_column(String(32))
    # The mark that stood when it came.
    against: Mapped[str | None] = mapped_column(String(32))
    why: Mapped[str] = mapped_column(String(16))
    made_at: Mapped[datetime | None]
    made_by: Mapped[str | None] = mapped_column(String(32))
    arrived_at: Mapped[datetime]
    sent_by: Mapped[str | None] = mapped_column(String(32))
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[str | None] = mapped_column(String(32))
    outcome: Mapped[str | None] = mapped_column(String(8))


class CheckIn(Base):
    """Somebody said at a kiosk that they are there; it is no mark until whoever leads confirms it."""

    __tablename__ = "check_ins"
    __table_args__ = (
        of_house(),
        within_house("occurrence_id", "occurrences"),
        within_house("person_id", "persons"),
        UniqueConstraint("occurrence_id", "person_id"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    occurrence_id: Mapped[Ref]
    person_id: Mapped[Ref]
    # The device and the visit it was made at.
    device_id: Mapped[str | None] = mapped_column(String(32))
    visit_id: Mapped[str | None] = mapped_column(String(32))
    checked_in_at: Mapped[datetime]


class DailyClose(Base):
    """Somebody went through the registers of a day of the house and closed it, knowing what was left open."""

    __tablename__ = "daily_closes"
    __table_args__ = (of_house(), within_house("closed_by", "persons"), UniqueConstraint("house_id", "day"))

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    day: Mapped[date]
    closed_at: Mapped[datetime]
    closed_by: Mapped[str | None] = mapped_column(String(32))
    # How many registers, and people on them, were left without a mark, knowingly.
    registers_left: Mapped[int] = mapped_column(Integer)
    people_left: Mapped[int] = mapped_column(Integer)
