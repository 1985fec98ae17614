"""Who of the staff leads beside the leader: dated rows by line, so that a series that is split keeps them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ColumnElement, Index, String, and_, bindparam, or_, select
from sqlalchemy.orm import Mapped, aliased, mapped_column
from sqlalchemy.sql.elements import SQLCoreOperations

from community.people.models import Person
from foundation.database import Base, HouseId, Id, Ref, bare_rows, of_house, within_house
from sessions.schedule.models import Occurrence, Series


class CoLeader(Base):
    """Somebody of the staff leads the sessions of a line beside its leader, from one day to another.

    With an ``occurrence_id`` it is that date alone, wherever it is moved to.
    """

    __tablename__ = "co_leaders"
    __table_args__ = (
        of_house(),
        within_house("line_id", "series"),
        within_house("occurrence_id", "occurrences"),
        within_house("person_id", "persons"),
        within_house("named_by", "persons"),
        Index("ix_co_leaders_line", "line_id", "from_at"),
        Index("ix_co_leaders_person", "person_id", "from_at"),
        Index("ix_co_leaders_occurrence", "occurrence_id"),
        CheckConstraint("to_at IS NULL OR to_at > from_at", name="span"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    line_id: Mapped[Ref]
    occurrence_id: Mapped[str | None] = mapped_column(String(32))
    person_id: Mapped[Ref]
    from_at: Mapped[datetime]
    to_at: Mapped[datetime | None]
    named_at: Mapped[datetime]
    named_by: Mapped[str | None] = mapped_column(String(32))


_series = aliased(Series)


def covers() -> ColumnElement[bool]:
    """The row of a co-leader, one of the occurrence's line, holds for the occurrence."""
    span = and_(
        CoLeader.occurrence_id.is_(None),
        CoLeader.from_at <= Occurrence.starts_at,
        or_(CoLeader.to_at.is_(None), CoLeader.to_at > Occurrence.starts_at),
    )
    return or_(CoLeader.occurrence_id == Occurrence.id, span)


def at_its_start() -> ColumnElement[bool]:
    """The same, joined by the line of the occurrence's series."""
    return and_(
        CoLeader.line_id == _series.line_id,
        _series.id == Occurrence.series_id,
        covers(),
    )


def co_led_by(person_id: str | SQLCoreOperations[str]) -> ColumnElement[bool]:
    """The person leads the occurrence beside its leader."""
    rows = select(CoLeader.id).join(_series, _series.line_id == CoLeader.line_id)
    return rows.where(CoLeader.person_id == person_id, at_its_start()).correlate(Occurrence).exists()


_OF = (
    select(CoLeader.id, CoLeader.person_id, CoLeader.to_at, Person.shown, Person.folded)
    .select_from(Occurrence)
    .join(_series, _series.id == Occurrence.series_id)
    .join(CoLeader, at_its_start())
    .join(Person, Person.id == CoLeader.person_id)
    .where(Occurrence.id == bindparam("occurrence"))
)


def co_leaders_of(occurrence_id: str) -> list[tuple[str, str]]:
    """Who leads an occurrence beside its leader: (person id, shown name) by folded name. One statement."""
    rows = sorted(bare_rows(_OF, {"occurrence": occurrence_id}), key=lambda row: (row.folded, row.person_id))
    return list({row.person_id: (row.person_id, row.shown) for row in rows}.values())
