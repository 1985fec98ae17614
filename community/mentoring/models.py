"""Tables of peer mentoring: who serves as an elder, who stands by whom, when they meet, and that they did."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, HouseId, Id, Ref, of_house, within_house


class ElderSpell(Base):
    """Somebody serves as an elder for a time: a resident who is far enough along, or a graduate of the house."""

    __tablename__ = "elder_spells"
    __table_args__ = (
        of_house(),
        within_house("person_id", "persons"),
        within_house("named_by", "persons"),
        Index("ix_elder_spells_person", "person_id", "from_at"),
        CheckConstraint("to_at IS NULL OR to_at > from_at", name="span"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    person_id: Mapped[Ref]
    from_at: Mapped[datetime]
    to_at: Mapped[datetime | None]
    named_by: Mapped[str | None] = mapped_column(String(32))


class Mentorship(Base):
    """An elder stands by a newcomer: proposed by staff, agreed by both, and ended with a reason in one word.

    ``reasons`` are the keys of why this elder was suggested, as they stood when it was proposed.
    """

    __tablename__ = "mentorships"
    __table_args__ = (
        of_house(),
        within_house("newcomer_id", "persons"),
        within_house("elder_id", "persons"),
        within_house("proposed_by", "persons"),
        within_house("ended_by", "persons"),
        Index("ix_mentorships_newcomer", "newcomer_id", "proposed_at"),
        Index("ix_mentorships_elder", "elder_id", "proposed_at"),
        CheckConstraint("newcomer_id <> elder_id", name="two_people"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    newcomer_id: Mapped[Ref]
    elder_id: Mapped[Ref]
    reasons: Mapped[list[str]]
    proposed_at: Mapped[datetime]
    proposed_by: Mapped[str | None] = mapped_column(String(32))
    elder_agreed_at: Mapped[datetime | None]
    newcomer_agreed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(String(32))
    ended_because: Mapped[str | None] = mapped_column(String(16))


class MentoringHour(Base):
    """A time the two have for each other: once, or every week on that weekday; wall times of the house."""

    __tablename__ = "mentoring_hours"
    __table_args__ = (
        of_house(),
        within_house("mentorship_id", "mentorships"),
        within_house("planned_by", "persons"),
        Index("ix_mentoring_hours_mentorship", "mentorship_id"),
        CheckConstraint("to_day IS NULL OR to_day >= first_day", name="span"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    mentorship_id: Mapped[Ref]
    first_day: Mapped[date]
    # The last day it can be on; a single hour has its own day here.
    to_day: Mapped[date | None]
    wall_start: Mapped[time]
    wall_end: Mapped[time]
    planned_at: Mapped[datetime]
    planned_by: Mapped[str | None] = mapped_column(String(32))


class MentoringContact(Base):
    """That the two had contact: when, of what kind, and when next; never what was said."""

    __tablename__ = "mentoring_contacts"
    __table_args__ = (
        of_house(),
        within_house("mentorship_id", "mentorships"),
        within_house("noted_by", "persons"),
        Index("ix_mentoring_contacts_mentorship", "mentorship_id", "at"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    mentorship_id: Mapped[Ref]
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(12))
    next_on: Mapped[date | None]
    noted_at: Mapped[datetime]
    noted_by: Mapped[str | None] = mapped_column(String(32))


class ChangeRequest(Base):
    """One of the two asks for another pairing; who answered it, and how."""

    __tablename__ = "mentoring_change_requests"
    __table_args__ = (
        of_house(),
        within_house("mentorship_id", "mentorships"),
        within_house("asked_by", "persons"),
        within_house("answered_by", "persons"),
        Index("ix_mentoring_change_requests_mentorship", "mentorship_id"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    mentorship_id: Mapped[Ref]
    asked_at: Mapped[datetime]
    asked_by: Mapped[Ref]
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[str | None] = mapped_column(String(32))
    answer: Mapped[str | None] = mapped_column(String(12))
