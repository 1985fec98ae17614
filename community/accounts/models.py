"""Tables of accounts, sign-ins and one-time links."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, Id, Ref


class Account(Base):
    """Something to sign in with; the cards of the people it opens point to it."""

    __tablename__ = "accounts"

    id: Mapped[Id]
    login: Mapped[str] = mapped_column(String(254), unique=True)
    email: Mapped[str | None] = mapped_column(String(254), index=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2))
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class SignIn(Base):
    """Somebody is signed in on a device; revoking the row ends it at once."""

    __tablename__ = "sign_ins"
    __table_args__ = (Index("ix_sign_ins_account_open", "account_id", "revoked_at"),)

    id: Mapped[Id]
    account_id: Mapped[str] = mapped_column(String(32), ForeignKey("accounts.id"))
    person_id: Mapped[str | None] = mapped_column(String(32), ForeignKey("persons.id"))
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    device: Mapped[str] = mapped_column(String(60))
    started_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    revoked_because: Mapped[str | None] = mapped_column(String(20))


class OneTimeLink(Base):
    """A mailed link: an invitation or a reset. Only the hash of its token is kept."""

    __tablename__ = "one_time_links"

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(12))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[Ref] = mapped_column(ForeignKey("accounts.id"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
