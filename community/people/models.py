"""Table of people: one card per person and house; one account may hold several cards."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, HouseId, Id, of_house


class Person(Base):
    """A person as one house knows them."""

    __tablename__ = "persons"
    __table_args__ = (of_house(), Index("ix_persons_house_folded", "house_id", "folded"))

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    account_id: Mapped[str | None] = mapped_column(String(32), ForeignKey("accounts.id"), index=True)
    given_name: Mapped[str] = mapped_column(String(80))
    surname: Mapped[str] = mapped_column(String(80))
    birth_date: Mapped[date | None]
    language: Mapped[str] = mapped_column(String(2))
    email: Mapped[str | None] = mapped_column(String(254))
    # How they want to be called instead of first name and initial: a name others can read, or to tell two apart.
    alias: Mapped[str | None] = mapped_column(String(40))
    # What everybody reads: the alias, else first name and initial. Kept, for every page of the day shows it.
    shown: Mapped[str] = mapped_column(String(100))
    folded: Mapped[str] = mapped_column(String(200))
    sounds: Mapped[str] = mapped_column(String(200))
    sex: Mapped[str | None] = mapped_column(String(1))
    speaks: Mapped[list[str]]
    interests: Mapped[list[str]]
    created_at: Mapped[datetime]
