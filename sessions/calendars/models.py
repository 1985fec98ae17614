"""Tables of feed subscriptions, the bytes kept for them, and who fetched what."""

from datetime import datetime

from sqlalchemy import Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, HouseId, Id, Ref, of_house, within_house


class FeedSubscription(Base):
    """An address that one device fetches. Only the hash of its token is kept."""

    __tablename__ = "feed_subscriptions"
    __table_args__ = (
        of_house(),
        within_house("reader_id", "persons"),
        within_house("resident_id", "persons"),
        within_house("consent_id", "consents"),
        within_house("room_id", "rooms"),
        Index("ix_feed_subscriptions_reader", "reader_id"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    kind: Mapped[str] = mapped_column(String(12))
    reader_id: Mapped[Ref]
    resident_id: Mapped[str | None] = mapped_column(String(32))
    consent_id: Mapped[str | None] = mapped_column(String(32))
    room_id: Mapped[str | None] = mapped_column(String(32))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    uid_secret: Mapped[str] = mapped_column(String(64))
    real_titles: Mapped[bool]
    device: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class FeedBody(Base):
    """The bytes of a feed as last built, plain and compressed, and the version they were built at."""

    __tablename__ = "feed_bodies"
    __table_args__ = (within_house("subscription_id", "feed_subscriptions"),)

    subscription_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    house_id: Mapped[HouseId]
    version: Mapped[str] = mapped_column(String(64))
    events: Mapped[int] = mapped_column(Integer)
    plain: Mapped[bytes] = mapped_column(LargeBinary)
    gzipped: Mapped[bytes] = mapped_column(LargeBinary)
    built_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class FeedFetch(Base):
    """Events went out: to which address, under which consent, when, how many, to what family of client."""

    __tablename__ = "feed_fetches"
    __table_args__ = (
        of_house(),
        within_house("subscription_id", "feed_subscriptions"),
        Index("ix_feed_fetches_subscription", "subscription_id", "fetched_at"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    subscription_id: Mapped[Ref]
    consent_id: Mapped[str | None] = mapped_column(String(32))
    fetched_at: Mapped[datetime]
    events: Mapped[int] = mapped_column(Integer)
    client: Mapped[str] = mapped_column(String(16))
