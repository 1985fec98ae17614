"""Who is expected: one statement from dated rows, read alike by day, register and feed."""

from datetime import datetime

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, exists, literal, or_, select, union
from sqlalchemy.orm import aliased

from community.consent.models import Consent
from community.consent.purposes import FAMILY_SESSIONS
from community.consent.queries import live, tied
from community.residency.models import Leave, Stay
from community.residency.queries import living_here
from foundation.clock import now
from sessions.schedule.models import GroupMembership, Occurrence, Series

Row = tuple[str, str, str]


def _member(person: ColumnElement[str]) -> ColumnElement[bool]:
    membership = aliased(GroupMembership)
    return exists().where(
        membership.group_id == Series.group_id,
        membership.person_id == person,
        membership.from_at <= Occurrence.starts_at,
        or_(membership.to_at.is_(None), membership.to_at > Occurrence.starts_at),
    )


def _family(consent: type[Consent], at: datetime) -> ColumnElement[bool]:
    """The consent to family sessions holds now and when the session begins."""
    return and_(
        consent.purpose == FAMILY_SESSIONS,
        live(at),
        live(Occurrence.starts_at),
        tied(at),
        tied(Occurrence.starts_at),
    )


def _residents(at: datetime) -> Select[Row]:
    away = exists().where(
        Leave.stay_id == Stay.id,
        Leave.from_at <= Occurrence.starts_at,
        Leave.to_at > Occurrence.starts_at,
    )
    has_visitor = exists().where(Consent.resident_id == Stay.person_id, _family(Consent, at))
    for_all = and_(Series.audience.in_(("everyone", "each")), Series.group_id.is_(None))
    for_visited = and_(Series.audience == "relatives", Series.type_key == "visit", has_visitor)
    return (
        select(Occurrence.id.label("occurrence_id"), Stay.person_id, Stay.capacity)
        .join(Series, Series.id == Occurrence.series_id)
        .join(Stay, and_(Stay.house_id == Occurrence.house_id, living_here(Occurrence.starts_at)))
        .where(~away, or_(for_all, for_visited, _member(Stay.person_id)))
    )


def _relatives(at: datetime) -> Select[Row]:
    return (
        select(
            Occurrence.id.label("occurrence_id"),
            Consent.recipient_id.label("person_id"),
            literal("relative").label("capacity"),
        )
        .join(Series, Series.id == Occurrence.series_id)
        .join(Consent, and_(Consent.house_id == Occurrence.house_id, _family(Consent, at)))
        .where(
            or_(
                Series.audience == "relatives",
                and_(Series.audience == "invited", _member(Consent.resident_id)),
            )
        )
    )


def expected(*where: ColumnElement[bool], person_id: str | None = None) -> CompoundSelect[Row]:
    """Who is expected at the occurrences chosen by ``where``, as of their start: (occurrence, person, capacity).

    A relative stands there only while the consent holds both now and at the start. With ``person_id`` only
    that person's rows. Dated rows decide, so a member who left yesterday is not expected tomorrow.
    """
    at = now()
    residents, relatives = _residents(at).where(*where), _relatives(at).where(*where)
    if person_id is not None:
        residents = residents.where(Stay.person_id == person_id)
        relatives = relatives.where(Consent.recipient_id == person_id)
    return union(residents, relatives)


def expected_by_consent(consent_id: str, *where: ColumnElement[bool]) -> Select[Row]:
    """The same for one relative under one consent: what that consent opens, and nothing else."""
    return _relatives(now()).where(Consent.id == consent_id, *where)
