"""Tables of consents and withdrawals; rows are only ever added, and no column says "allowed"."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, HouseId, Id, Ref, of_house, within_house


class Consent(Base):
    """What a resident allows, to whom, for what, until when, and how they signed it."""

    __tablename__ = "consents"
    __table_args__ = (
        of_house(),
        within_house("resident_id", "persons"),
        within_house("recipient_id", "persons"),
        within_house("witness_id", "persons"),
        within_house("recorded_by", "persons"),
        Index("ix_consents_resident", "resident_id", "purpose"),
        Index("ix_consents_recipient", "recipient_id", "purpose"),
        CheckConstraint("expires_at > granted_at", name="span"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    resident_id: Mapped[Ref]
    recipient_id: Mapped[str | None] = mapped_column(String(32))
    # Whoever has no card of the house: a court, an employer.
    recipient_name: Mapped[str | None] = mapped_column(String(120))
    purpose: Mapped[str] = mapped_column(String(24))
    scope: Mapped[list[str]]
    granted_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    signed_how: Mapped[str] = mapped_column(String(12))
    witness_id: Mapped[str | None] = mapped_column(String(32))
    recorded_by: Mapped[str | None] = mapped_column(String(32))


class ConsentWithdrawal(Base):
    """A consent was taken back; there is one at most."""

    __tablename__ = "consent_withdrawals"
    __table_args__ = (within_house("consent_id", "consents"), within_house("recorded_by", "persons"))

    consent_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    house_id: Mapped[HouseId]
    withdrawn_at: Mapped[datetime]
    told_how: Mapped[str] = mapped_column(String(12))
    recorded_by: Mapped[str | None] = mapped_column(String(32))
