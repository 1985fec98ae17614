"""Tables of notes: what was written, every version of it, who signed, and what was added afterwards."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.database import Base, HouseId, Id, Ref, of_house, within_house


class Note(Base):
    """A note about a session: about the group once, or about one person; closed once its author has signed."""

    __tablename__ = "notes"
    __table_args__ = (
        of_house(),
        within_house("occurrence_id", "occurrences"),
        within_house("about_id", "persons"),
        within_house("begun_by", "persons"),
        Index("ix_notes_occurrence", "occurrence_id"),
        Index("ix_notes_about", "about_id"),
        CheckConstraint("(kind = 'group') = (about_id IS NULL)", name="about"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    occurrence_id: Mapped[Ref]
    kind: Mapped[str] = mapped_column(String(10))
    about_id: Mapped[str | None] = mapped_column(String(32))
    begun_at: Mapped[datetime]
    begun_by: Mapped[str | None] = mapped_column(String(32))


class NoteText(Base):
    """What a note says: a draft replaces the one before, an addition after signing stands beside it. None is lost.

    ``replaces`` is the text before, of an addition too: two of one second have no other order.
    """

    __tablename__ = "note_texts"
    __table_args__ = (
        of_house(),
        within_house("note_id", "notes"),
        within_house("replaces", "note_texts"),
        within_house("written_by", "persons"),
        Index("ix_note_texts_note", "note_id", "written_at"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    note_id: Mapped[Ref]
    kind: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(String(8000))
    replaces: Mapped[str | None] = mapped_column(String(32))
    written_at: Mapped[datetime]
    written_by: Mapped[str | None] = mapped_column(String(32))


class NoteSignature(Base):
    """Somebody signed a note as its author, as who led beside them, or as who reviewed it; ``text_id`` is what."""

    __tablename__ = "note_signatures"
    __table_args__ = (
        of_house(),
        within_house("note_id", "notes"),
        within_house("text_id", "note_texts"),
        within_house("signed_by", "persons"),
        Index("ix_note_signatures_note", "note_id"),
        # After an addition whoever leads beside or reviews may sign again: what they sign is another text.
        UniqueConstraint("text_id", "capacity", "signed_by"),
    )

    id: Mapped[Id]
    house_id: Mapped[HouseId]
    note_id: Mapped[Ref]
    text_id: Mapped[Ref]
    capacity: Mapped[str] = mapped_column(String(10))
    signed_at: Mapped[datetime]
    signed_by: Mapped[str | None] = mapped_column(String(32))
