"""Tables of the audit chain; rows are only ever added."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, HouseId


class AuditHead(Base):
    """Where a house's chain ends: the row that every writer locks."""

    __tablename__ = "audit_heads"

    house_id: Mapped[HouseId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(Integer)
    hash: Mapped[str] = mapped_column(String(64))


class AuditEntry(Base):
    """One thing done or read: ids only, no names and no notes."""

    __tablename__ = "audit_entries"

    house_id: Mapped[HouseId] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    verb: Mapped[str] = mapped_column(String(60))
    actor_id: Mapped[str | None] = mapped_column(String(32))
    sign_in_id: Mapped[str | None] = mapped_column(String(32))
    subject: Mapped[str | None] = mapped_column(String(80))
    about_id: Mapped[str | None] = mapped_column(String(32), index=True)
    consent_id: Mapped[str | None] = mapped_column(String(32))
    result: Mapped[str] = mapped_column(String(20))
    details: Mapped[dict[str, Any]]
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class RecordedRead(Base):
    """How often somebody read a resident's record in one hour; its first reading is in the chain.

    Denials are counted alike: there ``about_id`` is the object that was asked for, "" for none.
    """

    __tablename__ = "recorded_reads"
    __table_args__ = (ForeignKeyConstraint(["house_id", "seq"], ["audit_entries.house_id", "audit_entries.seq"]),)

    house_id: Mapped[HouseId] = mapped_column(primary_key=True)
    actor_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    about_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    hour: Mapped[datetime] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(Integer)
    seq: Mapped[int] = mapped_column(Integer)
