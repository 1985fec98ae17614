"""Reading what the ledger counts: one statement each, built once, selected columns alone, no loaded entity."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, String, and_, bindparam, case, exists, func, or_, select

from community.people.models import Person
from community.residency.models import StageSpell, Stay
from foundation.database import UtcDateTime, bare_rows
from sessions.attendance.models import CurrentMark, Register, RegisterRow
from sessions.attendance.queries import opened
from sessions.schedule.expectation import expected
from sessions.schedule.models import Occurrence, Series

HOUSE, PERSON = bindparam("house_id", type_=String()), bindparam("person_id", type_=String())
FROM, TO = (bindparam(name, type_=UtcDateTime()) for name in ("from_at", "to_at"))
RELATIVE = "relative"
Values = dict[str, Any]


def _in_span() -> ColumnElement[bool]:
    return and_(Occurrence.house_id == HOUSE, Occurrence.starts_at >= FROM, Occurrence.starts_at < TO)


@cache
def _dates(of_one: bool) -> Any:
    others = RegisterRow.__table__.alias()
    size = select(func.count()).where(others.c.register_id == Register.id, others.c.capacity != RELATIVE)
    statement = (
        select(
            Register.id,
            *(Occurrence.id, Series.type_key, Series.counted, Series.audience),
            *(Occurrence.starts_at, Occurrence.ends_at, Series.break_minutes, Occurrence.status),
            # In turns alone it matters how many share the time.
            case((Series.audience == "each", size.correlate(Register).scalar_subquery()), else_=1),
        )
        .join(Series, Series.id == Occurrence.series_id)
        .join(Register, opened())
        .where(_in_span())
    )
    return statement if of_one else statement.where(Series.counted.is_(True))


def registered_dates(values: Values) -> Sequence[Any]:
    """The sessions of a span that have a register: (register, occurrence, type, counted, audience, starts, ends,
    breaks, status, people on the register). Of everybody only what the house counts; of one person all of them."""
    return bare_rows(_dates(values.get("person_id") is not None), values)


@cache
def _rows(of_one: bool) -> Any:
    mark = and_(CurrentMark.register_id == RegisterRow.register_id, CurrentMark.person_id == RegisterRow.person_id)
    statement = (
        select(
            *(RegisterRow.register_id, RegisterRow.person_id, RegisterRow.added),
            *(CurrentMark.status, CurrentMark.minutes, CurrentMark.absence_reason),
        )
        .select_from(Occurrence)
        .join(Register, opened())
        .join(RegisterRow, RegisterRow.register_id == Register.id)
        .outerjoin(CurrentMark, mark)
        .where(
            _in_span(),
            RegisterRow.capacity != RELATIVE,
            # What did not take place gave nobody an hour; a mark made before stays recorded, and counts for nothing.
            Occurrence.status != "cancelled",
        )
    )
    if of_one:
        return statement.where(RegisterRow.person_id == PERSON)
    return statement.join(Series, Series.id == Occurrence.series_id).where(Series.counted.is_(True))


def register_rows(values: Values) -> Sequence[Any]:
    """Who stands on those registers, with their mark: (register, person, added, status, minutes, reason)."""
    return bare_rows(_rows(values.get("person_id") is not None), values)


@cache
def _unregistered() -> Any:
    return and_(
        _in_span(),
        Occurrence.status == "planned",
        # Who is at meals and at leisure need not be asked: nothing of it counts.
        Series.counted.is_(True),
        ~exists().where(opened()),
    )


@cache
def _planned() -> Any:
    return (
        select(
            *(Occurrence.id, Series.type_key, Series.audience, Occurrence.starts_at, Occurrence.ends_at),
            Series.break_minutes,
        )
        .join(Series, Series.id == Occurrence.series_id)
        .where(_unregistered())
    )


@cache
def _expected() -> Any:
    return expected(_unregistered())


def planned_dates(values: Values) -> Sequence[Any]:
    """The counted sessions of a span without a register: (occurrence, type, audience, starts, ends, breaks)."""
    return bare_rows(_planned(), values)


def expected_rows(values: Values) -> Sequence[Any]:
    """Who is expected at those: (occurrence, person, capacity), everybody, for turns are shared by all."""
    return bare_rows(_expected(), values)


@cache
def _stays(of_one: bool) -> Any:
    statement = (
        select(
            *(Stay.person_id, Person.shown, Person.folded, Stay.admitted_at, Stay.discharged_at),
            *(StageSpell.stage_id, StageSpell.from_at, StageSpell.to_at),
        )
        .join(Person, Person.id == Stay.person_id)
        .outerjoin(StageSpell, and_(StageSpell.stay_id == Stay.id, StageSpell.from_at < TO))
        .where(
            Stay.house_id == HOUSE,
            Stay.admitted_at < TO,
            or_(Stay.discharged_at.is_(None), Stay.discharged_at > FROM),
        )
        .order_by(Stay.admitted_at, Stay.id)
    )
    return statement.where(Stay.person_id == PERSON) if of_one else statement


def stays_in(values: Values) -> Sequence[Any]:
    """Who lived in the house at some moment of a span, a row for each of their stages, or one without:
    (person, shown, folded, admitted, discharged, stage, from, to)."""
    return bare_rows(_stays(values.get("person_id") is not None), values)
