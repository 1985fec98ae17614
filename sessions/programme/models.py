"""The table of templates."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, HouseId, Id, of_house, within_house


class ProgrammeTemplate(Base):
    """A house's week, kept to be used again by the houses of its organisation; no person stands in it."""

    __tablename__ = "programme_templates"
    __table_args__ = (of_house(), within_house("made_by", "persons"), Index("ix_programme_templates_org", "org_id"))

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    org_id: Mapped[str] = mapped_column(String(32), ForeignKey("organisations.id"))
    name: Mapped[dict[str, str]]
    week: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]
    made_by: Mapped[str | None] = mapped_column(String(32))
    retired_at: Mapped[datetime | None]
