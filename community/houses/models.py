"""Tables of organisations, houses, rooms, stages and staff."""

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, HouseId, Id, Ref, of_house, within_house


class Organisation(Base):
    """Who runs one or many houses."""

    __tablename__ = "organisations"

    id: Mapped[Id]
    name: Mapped[dict[str, str]]


class House(Base):
    """A house: its clock, its languages, and the words its calendars say outside."""

    __tablename__ = "houses"

    id: Mapped[Id]
    organisation_id: Mapped[str] = mapped_column(String(32), ForeignKey("organisations.id"))
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[dict[str, str]]
    zone: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(2))
    week_starts: Mapped[str] = mapped_column(String(3))
    weekend: Mapped[list[str]]
    feed_title: Mapped[dict[str, str]]
    consent_days: Mapped[int] = mapped_column(Integer)
    languages: Mapped[list[str]]
    # Name and number of whom one can call at any hour; on every page of a resident.
    crisis_numbers: Mapped[list[dict[str, str]]]
    # Peer mentoring: two elders for a newcomer's first fourteen days (Ley Community), then one.
    newcomer_days: Mapped[int] = mapped_column(Integer)
    elders_at_first: Mapped[int] = mapped_column(Integer)
    elders_later: Mapped[int] = mapped_column(Integer)
    newcomers_per_elder: Mapped[int] = mapped_column(Integer)
    elders_of_same_sex: Mapped[str] = mapped_column(String(10))
    contact_every_days: Mapped[int] = mapped_column(Integer)
    # Between two groups a person takes part in.
    rest_minutes: Mapped[int] = mapped_column(Integer)
    # Types of session whose name stands on no wall.
    unnamed_types: Mapped[list[str]]
    # Whether a kiosk may show first names to choose from.
    kiosk_names: Mapped[bool] = mapped_column(Boolean)
    # So long after its end a register is overdue.
    register_due_minutes: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[datetime]


class Room(Base):
    """A place where sessions happen."""

    __tablename__ = "rooms"
    __table_args__ = (of_house(), CheckConstraint("capacity > 0", name="capacity"))

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    name: Mapped[dict[str, str]]
    capacity: Mapped[int] = mapped_column(Integer)
    retired_at: Mapped[datetime | None]


class Stage(Base):
    """A stage of the house's path, in order; ``phase`` is the part of the whole path it belongs to."""

    __tablename__ = "stages"
    __table_args__ = (of_house(), Index("ix_stages_house_position", "house_id", "position", unique=True))

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    position: Mapped[int] = mapped_column(Integer)
    phase: Mapped[str] = mapped_column(String(20))
    name: Mapped[dict[str, str]]


class StaffMembership(Base):
    """Somebody works here, in a role, for a time."""

    __tablename__ = "staff_memberships"
    __table_args__ = (
        of_house(),
        within_house("person_id", "persons"),
        Index("ix_staff_memberships_person", "person_id", "from_at"),
        CheckConstraint("to_at IS NULL OR to_at > from_at", name="span"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    person_id: Mapped[Ref]
    role: Mapped[str] = mapped_column(String(20))
    from_at: Mapped[datetime]
    to_at: Mapped[datetime | None]
