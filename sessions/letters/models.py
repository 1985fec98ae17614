"""Table of letters: what each says, for whom, under which consent."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, HouseId, Id, Ref, of_house, within_house


class Letter(Base):
    """A letter as it went out: ``facts`` is all it says and all a verification confirms.

    Of the code that stands on it only the hash is kept. It is confirmed while its consent lives.
    """

    __tablename__ = "letters"
    __table_args__ = (
        of_house(),
        within_house("person_id", "persons"),
        within_house("consent_id", "consents"),
        within_house("issued_by", "persons"),
        within_house("revoked_by", "persons"),
        Index("ix_letters_person", "person_id", "issued_at"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    person_id: Mapped[Ref]
    consent_id: Mapped[Ref]
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    language: Mapped[str] = mapped_column(String(2))
    from_day: Mapped[date]
    to_day: Mapped[date]
    facts: Mapped[dict[str, Any]]
    issued_at: Mapped[datetime]
    issued_by: Mapped[str | None] = mapped_column(String(32))
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[str | None] = mapped_column(String(32))
