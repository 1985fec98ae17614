"""Finding an address: one statement reads its standing, what its events depend on, and what is kept."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Connection,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    exists,
    func,
    literal,
    select,
    true,
)
from sqlalchemy.sql.elements import SQLCoreOperations

from community.accounts.models import Account
from community.consent.models import Consent, ConsentWithdrawal
from community.consent.purposes import FAMILY_SESSIONS
from community.consent.queries import live, tied
from community.family.models import Tie
from community.houses.models import House, Room, StaffMembership
from community.houses.queries import working_here
from community.people.models import Person
from community.residency.models import Stay
from community.residency.queries import ended_between, living_here
from foundation.database import UtcDateTime
from foundation.stamps import Stamp
from foundation.words import said_in
from sessions.calendars.lasting import ended_at, version_of
from sessions.calendars.models import FeedBody, FeedFetch, FeedSubscription
from sessions.calendars.standing import Standing, standing

# The instant is bound once, as a row that every part of the statement looks at.
_moment = select(bindparam("at", type_=UtcDateTime()).label("at")).cte("moment")
AT = _moment.c.at
_sub = FeedSubscription


@dataclass(frozen=True, slots=True)
class Found:
    """An address as it stands at an instant, the version of its bytes, and what is kept of them."""

    id: str
    house_id: str
    kind: str
    reader_id: str
    resident_id: str | None
    consent_id: str | None
    room_id: str | None
    uid_secret: str
    language: str
    house_language: str
    feed_title: str
    room: str
    zone: str
    real_titles: bool
    day: date
    standing: Standing
    version: str
    kept_version: str | None
    kept_events: int
    kept_changed_at: datetime | None
    fetched_at: datetime | None

    @property
    def kept(self) -> bool:
        """Whether the kept bytes are those of now."""
        return self.kept_version == self.version


def _stamp(subject: str, owner: SQLCoreOperations[Any]) -> ScalarSelect[int]:
    return select(Stamp.version).where(Stamp.subject == literal(subject) + owner).scalar_subquery()


def read_in() -> ColumnElement[str]:
    """The language somebody reads now: that of their sign-in, else of their card."""
    return func.coalesce(Account.language, Person.language)


def _last_end(column: ColumnElement[Any], *where: ColumnElement[bool]) -> ScalarSelect[datetime]:
    return select(func.max(column)).where(column <= AT, *where).scalar_subquery()


def _statement() -> Select[*tuple[Any, ...]]:
    lives_here = _sub.resident_id == Stay.person_id
    employed = (StaffMembership.person_id == _sub.reader_id, StaffMembership.house_id == _sub.house_id)
    works = working_here(AT)
    pair = (Tie.resident_id == _sub.resident_id, Tie.relative_id == _sub.reader_id)
    # A resident's day holds the visit only while somebody may come: that changes by the mere passing of time.
    visitors = (
        select(func.aggregate_strings(Consent.id, ","))
        .where(Consent.resident_id == _sub.resident_id, Consent.purpose == FAMILY_SESSIONS, live(AT), tied(AT))
        .correlate(_sub, _moment)
        .scalar_subquery()
    )
    # Not a join: the question whether the consent is live asks the same table inside.
    withdrawn = (
        select(ConsentWithdrawal.withdrawn_at).where(ConsentWithdrawal.consent_id == _sub.consent_id).scalar_subquery()
    )
    stay_ended = select(func.min(Stay.__table__.c.discharged_at)).where(
        lives_here, ended_between(Consent.__table__.c.granted_at, AT)
    )
    fetched = select(func.max(FeedFetch.fetched_at)).where(FeedFetch.subscription_id == _sub.id)
    return (
        select(
            *(_sub.id, _sub.house_id, _sub.kind, _sub.reader_id, _sub.resident_id, _sub.consent_id),
            *(_sub.room_id, Room.name.label("room"), Room.retired_at),
            *(_sub.uid_secret, read_in().label("language"), _sub.real_titles, _sub.created_at, _sub.revoked_at),
            *(House.zone, House.language.label("house_language"), House.feed_title),
            *(Account.disabled_at, Consent.expires_at, withdrawn.label("withdrawn_at")),
            and_(Consent.purpose == FAMILY_SESSIONS, live(AT), tied(AT)).label("consented"),
            exists().where(lives_here, living_here(AT)).label("lives_here"),
            exists().where(*employed, works).label("works_here"),
            tied(AT).label("tied"),
            _last_end(Tie.__table__.c.to_at, *pair).label("untied_at"),
            _last_end(Stay.__table__.c.discharged_at, lives_here).label("discharged_at"),
            stay_ended.scalar_subquery().label("stay_ended_at"),
            _last_end(StaffMembership.__table__.c.to_at, *employed).label("left_at"),
            _stamp("schedule:", _sub.house_id).label("schedule"),
            _stamp("people:", _sub.house_id).label("people"),
            _stamp("consents:", _sub.resident_id).label("consents"),
            visitors.label("visitors"),
            fetched.scalar_subquery().label("fetched_at"),
            *(FeedBody.version, FeedBody.events, FeedBody.changed_at),
        )
        .select_from(_sub)
        .join(_moment, true())
        .join(House, House.id == _sub.house_id)
        .join(Person, Person.id == _sub.reader_id)
        .outerjoin(Account, Account.id == Person.account_id)
        .outerjoin(Consent, Consent.id == _sub.consent_id)
        .outerjoin(Room, Room.id == _sub.room_id)
        .outerjoin(FeedBody, FeedBody.subscription_id == _sub.id)
        .where(_sub.token_hash == bindparam("token_hash"))
    )


# Built once: putting it together costs more than running it.
_FIND = _statement()


def feed_at(connection: Connection, token_hash: str, at: datetime) -> Found | None:
    """The address with this hash as it stands at an instant (UTC); None when there is none."""
    row = connection.execute(_FIND, {"token_hash": token_hash, "at": at}).mappings().one_or_none()
    if row is None:
        return None
    day = at.astimezone(ZoneInfo(row["zone"])).date()
    stands = standing(ended_at(row, at), at)
    return Found(
        **{name: row[name] for name in _TAKEN},
        feed_title=said_in(row["feed_title"], row["language"], row["house_language"])[0],
        room=said_in(row["room"] or {}, row["language"], row["house_language"])[0],
        day=day,
        standing=stands,
        version=version_of(row, day, stands),
        kept_version=row["version"],
        kept_events=row["events"] or 0,
        kept_changed_at=row["changed_at"],
    )


_TAKEN = (
    *("id", "house_id", "kind", "reader_id", "resident_id", "consent_id", "room_id", "uid_secret"),
    *("language",),
    *("house_language", "zone", "real_titles", "fetched_at"),
)
