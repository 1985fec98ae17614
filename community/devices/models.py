"""Tables of enrolled devices, of residents' keys for kiosks, of their visits there, and of names on the wall."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, HouseId, Id, Ref, of_house, within_house


class Device(Base):
    """A tablet or a television that a manager made a kiosk or a board, for one house and one room.

    Until it is enrolled it waits for its code; of code and key only hashes are kept.
    """

    __tablename__ = "devices"
    __table_args__ = (
        of_house(),
        within_house("room_id", "rooms"),
        within_house("made_by", "persons"),
        within_house("revoked_by", "persons"),
        Index("ix_devices_house", "house_id", "revoked_at"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    room_id: Mapped[str | None] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(8))
    name: Mapped[str] = mapped_column(String(60))
    code_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    code_expires_at: Mapped[datetime | None]
    key_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    enrolled_at: Mapped[datetime | None]
    last_seen_at: Mapped[datetime | None]
    made_at: Mapped[datetime]
    made_by: Mapped[str | None] = mapped_column(String(32))
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[str | None] = mapped_column(String(32))


class KioskKey(Base):
    """What a resident opens a kiosk with: a number of the house, a PIN of six digits, and perhaps a card."""

    __tablename__ = "kiosk_keys"
    __table_args__ = (
        of_house(),
        within_house("person_id", "persons"),
        within_house("set_by", "persons"),
        UniqueConstraint("house_id", "person_id"),
        UniqueConstraint("house_id", "number"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    person_id: Mapped[Ref]
    number: Mapped[int] = mapped_column(Integer)
    pin_hash: Mapped[str | None] = mapped_column(String(200))
    card_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    set_at: Mapped[datetime]
    set_by: Mapped[str | None] = mapped_column(String(32))


class KioskVisit(Base):
    """A resident is signed in at a kiosk; ``private_until`` is when staff's ten minutes for the own record end."""

    __tablename__ = "kiosk_visits"
    __table_args__ = (
        of_house(),
        within_house("device_id", "devices"),
        within_house("person_id", "persons"),
        within_house("private_by", "persons"),
        Index("ix_kiosk_visits_device", "device_id", "ended_at"),
        Index("ix_kiosk_visits_person", "person_id", "started_at"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    device_id: Mapped[Ref]
    person_id: Mapped[Ref]
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    opened_how: Mapped[str] = mapped_column(String(8))
    started_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_because: Mapped[str | None] = mapped_column(String(12))
    private_until: Mapped[datetime | None]
    private_by: Mapped[str | None] = mapped_column(String(32))


class WallName(Base):
    """Somebody chose to be named on the wall, and how: first name and initial, or the name they chose."""

    __tablename__ = "wall_names"
    __table_args__ = (
        of_house(),
        within_house("person_id", "persons"),
        Index("ix_wall_names_person", "person_id", "from_at"),
        CheckConstraint("to_at IS NULL OR to_at > from_at", name="span"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    person_id: Mapped[Ref]
    shown_as: Mapped[str] = mapped_column(String(8))
    from_at: Mapped[datetime]
    to_at: Mapped[datetime | None]
