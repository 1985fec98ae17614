"""Tables of stays, stage spells, leaves and engagements."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, HouseId, Id, Ref, of_house, within_house


class Stay(Base):
    """Somebody lives here (or comes as an outpatient) for a time, with a signed consent to treatment."""

    __tablename__ = "stays"
    __table_args__ = (
        of_house(),
        within_house("person_id", "persons"),
        within_house("treatment_consent_id", "consents"),
        Index("ix_stays_house_span", "house_id", "admitted_at", "discharged_at"),
        Index("ix_stays_person", "person_id", "admitted_at"),
        CheckConstraint("discharged_at IS NULL OR discharged_at > admitted_at", name="span"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    person_id: Mapped[Ref]
    treatment_consent_id: Mapped[Ref]
    capacity: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(String(12))
    admitted_at: Mapped[datetime]
    discharged_at: Mapped[datetime | None]


class StageSpell(Base):
    """The stage a stay was in, from when to when, and who decided it."""

    __tablename__ = "stage_spells"
    __table_args__ = (
        of_house(),
        within_house("stay_id", "stays"),
        within_house("stage_id", "stages"),
        within_house("decided_by", "persons"),
        Index("ix_stage_spells_stay", "stay_id", "from_at"),
        CheckConstraint("to_at IS NULL OR to_at > from_at", name="span"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    stay_id: Mapped[Ref]
    stage_id: Mapped[Ref]
    from_at: Mapped[datetime]
    to_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = mapped_column(String(32))
    left_out_because: Mapped[str | None] = mapped_column(String(500))


class Leave(Base):
    """Somebody is away from the house for a time; ``to_at`` is when they are expected back.

    They are away until then, or until they came, once that is noted: sooner or later.
    """

    __tablename__ = "leaves"
    __table_args__ = (
        of_house(),
        within_house("stay_id", "stays"),
        within_house("return_noted_by", "persons"),
        Index("ix_leaves_stay", "stay_id", "from_at"),
        CheckConstraint("to_at > from_at", name="span"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    stay_id: Mapped[Ref]
    from_at: Mapped[datetime]
    to_at: Mapped[datetime]
    returned_at: Mapped[datetime | None]
    return_noted_by: Mapped[str | None] = mapped_column(String(32))


class Engagement(Base):
    """What somebody has to do elsewhere, once or on weekdays: court, a doctor, work outside, a duty in the house.

    ``days`` are mon … sun, empty for the first day alone; ``to_day`` is the first day without it.
    """

    __tablename__ = "engagements"
    __table_args__ = (
        of_house(),
        within_house("stay_id", "stays"),
        within_house("noted_by", "persons"),
        within_house("ended_by", "persons"),
        Index("ix_engagements_stay", "stay_id"),
        CheckConstraint("to_day IS NULL OR to_day > first_day", name="span"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    stay_id: Mapped[Ref]
    reason: Mapped[str] = mapped_column(String(10))
    days: Mapped[list[str]]
    first_day: Mapped[date]
    to_day: Mapped[date | None]
    wall_start: Mapped[time]
    wall_end: Mapped[time]
    filled_to: Mapped[date]
    noted_at: Mapped[datetime]
    noted_by: Mapped[str | None] = mapped_column(String(32))
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(String(32))


class EngagementDate(Base):
    """One date of an engagement, as instants; nobody is expected at what begins while it lasts."""

    __tablename__ = "engagement_dates"
    __table_args__ = (
        of_house(),
        within_house("engagement_id", "engagements"),
        within_house("stay_id", "stays"),
        UniqueConstraint("engagement_id", "starts_at"),
        Index("ix_engagement_dates_stay", "stay_id", "starts_at"),
        CheckConstraint("ends_at > starts_at", name="span"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    engagement_id: Mapped[Ref]
    stay_id: Mapped[Ref]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
