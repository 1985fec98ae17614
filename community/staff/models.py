"""Tables of the staff's working hours, absences, and of what each may lead."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, HouseId, Id, Ref, of_house, within_house


class WorkingHours(Base):
    """Somebody of the staff works on a weekday (Monday is 0) between two wall times, from a day on.

    Without any row for a person nothing is known, and nothing is said about it.
    """

    __tablename__ = "working_hours"
    __table_args__ = (
        of_house(),
        within_house("person_id", "persons"),
        Index("ix_working_hours_person", "person_id", "from_day"),
        CheckConstraint("to_day IS NULL OR to_day > from_day", name="span"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    person_id: Mapped[Ref]
    weekday: Mapped[int] = mapped_column(Integer)
    wall_start: Mapped[time]
    wall_end: Mapped[time]
    from_day: Mapped[date]
    to_day: Mapped[date | None]


class StaffAbsence(Base):
    """Somebody of the staff is away for a time: ill, on holiday, at a training, other. Open while it has no end."""

    __tablename__ = "staff_absences"
    __table_args__ = (
        of_house(),
        within_house("person_id", "persons"),
        within_house("noted_by", "persons"),
        Index("ix_staff_absences_person", "person_id", "from_at"),
        CheckConstraint("to_at IS NULL OR to_at > from_at", name="span"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    person_id: Mapped[Ref]
    kind: Mapped[str] = mapped_column(String(10))
    from_at: Mapped[datetime]
    to_at: Mapped[datetime | None]
    noted_at: Mapped[datetime]
    noted_by: Mapped[str | None] = mapped_column(String(32))
    # Noted by mistake, or the plan changed before it began.
    called_off_at: Mapped[datetime | None]


class StaffScope(Base):
    """Which types of session somebody may lead, said anew each time; without a row their role decides."""

    __tablename__ = "staff_scopes"
    __table_args__ = (
        of_house(),
        within_house("person_id", "persons"),
        within_house("said_by", "persons"),
        Index("ix_staff_scopes_person", "person_id", "said_at"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    person_id: Mapped[Ref]
    types: Mapped[list[str]]
    said_at: Mapped[datetime]
    said_by: Mapped[str | None] = mapped_column(String(32))
