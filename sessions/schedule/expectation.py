"""Who is expected: one statement from dated rows, read alike by day, register and feed."""

from functools import cache

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, bindparam, exists, literal, or_, select, union
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import SQLCoreOperations

from community.consent.models import Consent
from community.consent.purposes import FAMILY_SESSIONS
from community.consent.queries import live, tied
from community.residency.models import EngagementDate, Leave, StageSpell, Stay
from community.residency.queries import away, living_here
from foundation.clock import now
from foundation.database import UtcDateTime
from sessions.groups.models import GroupMembership
from sessions.schedule.audiences import WITH_RELATIVES
from sessions.schedule.models import Occurrence, Series, SeriesStage

Row = tuple[str, str, str]
# Asked when a statement runs, so that the parts below are put together once: that costs more than running them.
NOW = bindparam("expected_now", callable_=now, type_=UtcDateTime())


def _member(person: SQLCoreOperations[str]) -> ColumnElement[bool]:
    membership = aliased(GroupMembership)
    return exists().where(
        membership.group_id == Series.group_id,
        membership.person_id == person,
        membership.from_at <= Occurrence.starts_at,
        or_(membership.to_at.is_(None), membership.to_at > Occurrence.starts_at),
    )


def _family(consent: type[Consent]) -> ColumnElement[bool]:
    """The consent to family sessions holds now and when the session begins."""
    return and_(
        consent.purpose == FAMILY_SESSIONS,
        live(NOW),
        live(Occurrence.starts_at),
        tied(NOW),
        tied(Occurrence.starts_at),
    )


@cache
def _residents() -> Select[str, str, str]:
    """Those residents whom it is for, but for who is away when it begins."""
    gone = exists().where(Leave.stay_id == Stay.id, away(Occurrence.starts_at))
    elsewhere = exists().where(
        EngagementDate.stay_id == Stay.id,
        EngagementDate.starts_at <= Occurrence.starts_at,
        EngagementDate.ends_at > Occurrence.starts_at,
    )
    return _residents_meant().where(~gone, ~elsewhere)


def for_all() -> ColumnElement[bool]:
    """A session for everybody who lives in the house when it begins."""
    return and_(Series.audience.in_(("everyone", "each")), Series.group_id.is_(None))


@cache
def _residents_meant() -> Select[str, str, str]:
    has_visitor = exists().where(Consent.resident_id == Stay.person_id, _family(Consent))
    member = _member(Stay.person_id)
    named = and_(Series.audience != "relatives", member)
    # At a visit those are expected whom somebody visits.
    for_visited = and_(
        Series.audience == "relatives",
        Series.type_key == "visit",
        has_visitor,
        or_(Series.group_id.is_(None), member),
    )
    of_stage = (Series.audience == "stage") & exists().where(
        SeriesStage.series_id == Series.id,
        StageSpell.stage_id == SeriesStage.stage_id,
        StageSpell.stay_id == Stay.id,
        StageSpell.from_at <= Occurrence.starts_at,
        or_(StageSpell.to_at.is_(None), StageSpell.to_at > Occurrence.starts_at),
    )
    return (
        select(Occurrence.id.label("occurrence_id"), Stay.person_id, Stay.capacity)
        .join(Series, Series.id == Occurrence.series_id)
        .join(Stay, and_(Stay.house_id == Occurrence.house_id, living_here(Occurrence.starts_at)))
        .where(or_(for_all(), for_visited, named, of_stage))
    )


@cache
def _relatives() -> Select[str, str | None, str]:
    return (
        select(
            Occurrence.id.label("occurrence_id"),
            Consent.recipient_id.label("person_id"),
            literal("relative").label("capacity"),
        )
        .join(Series, Series.id == Occurrence.series_id)
        .join(Consent, and_(Consent.house_id == Occurrence.house_id, _family(Consent)))
        .where(
            or_(
                and_(Series.audience == "relatives", Series.group_id.is_(None)),
                and_(Series.audience.in_(WITH_RELATIVES), _member(Consent.resident_id)),
            )
        )
    )


def expected(
    *where: ColumnElement[bool], person_id: str | SQLCoreOperations[str] | None = None
) -> CompoundSelect[str, str, str]:
    """Who is expected at the occurrences chosen by ``where``, as of their start: (occurrence, person, capacity).

    A relative stands there only while the consent holds both now and at the start. With ``person_id`` only
    that person's rows. Dated rows decide, so a member who left yesterday is not expected tomorrow.
    """
    residents, relatives = _residents().where(*where), _relatives().where(*where)
    if person_id is not None:
        residents = residents.where(Stay.person_id == person_id)
        relatives = relatives.where(Consent.recipient_id == person_id)
    return union(residents, relatives)


def meant(*where: ColumnElement[bool]) -> CompoundSelect[str, str, str]:
    """The same with those who are on leave or engaged elsewhere when it begins: whom it is for at all."""
    return union(_residents_meant().where(*where), _relatives().where(*where))


def meant_residents() -> Select[str, str, str]:
    """The residents among them as a select over Occurrence, Series and Stay, for a statement that says more."""
    return _residents_meant()


def expected_by_consent(consent_id: str, *where: ColumnElement[bool]) -> Select[str, str | None, str]:
    """The same for one relative under one consent: what that consent opens, and nothing else."""
    return _relatives().where(Consent.id == consent_id, *where)


def expected_through(
    resident_id: SQLCoreOperations[str], relative_id: SQLCoreOperations[str], *where: ColumnElement[bool]
) -> Select[str, str | None, str]:
    """The same for one relative under whatever one resident has consented to, and nobody else."""
    return _relatives().where(Consent.resident_id == resident_id, Consent.recipient_id == relative_id, *where)
