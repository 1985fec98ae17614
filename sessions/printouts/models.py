"""Tables of printed sheets for the roll call: a code to find each again, and its rows in a fixed order."""

from datetime import datetime

from sqlalchemy import Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, HouseId, Id, Ref, of_house, within_house


class RollSheet(Base):
    """A sheet for the roll call of one session, as it was printed; ``code`` stands on it."""

    __tablename__ = "roll_sheets"
    __table_args__ = (
        of_house(),
        within_house("occurrence_id", "occurrences"),
        within_house("printed_by", "persons"),
        UniqueConstraint("house_id", "code"),
        Index("ix_roll_sheets_occurrence", "occurrence_id"),
        Index("ix_roll_sheets_batch", "batch_id"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    occurrence_id: Mapped[Ref]
    # Sheets that were printed together, for a whole day.
    batch_id: Mapped[Ref]
    code: Mapped[str] = mapped_column(String(8))
    language: Mapped[str] = mapped_column(String(2))
    printed_at: Mapped[datetime]
    printed_by: Mapped[str | None] = mapped_column(String(32))


class RollSheetRow(Base):
    """A person on a sheet; the place in the sequence never changes, so that a mark is typed where it was written."""

    __tablename__ = "roll_sheet_rows"
    __table_args__ = (
        within_house("sheet_id", "roll_sheets"),
        within_house("person_id", "persons"),
        UniqueConstraint("sheet_id", "person_id"),
    )

    sheet_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    place: Mapped[int] = mapped_column(Integer, primary_key=True)
    house_id: Mapped[HouseId]
    person_id: Mapped[Ref]
