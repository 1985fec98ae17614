"""A note as it is read: its versions in order, its signatures, and what the rules need of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sessions.notes.signing import AUTHOR, Standing
from sessions.notes.texts import ADDITION


@dataclass(frozen=True, slots=True)
class Version:
    """One text that was kept; ``at`` in UTC, ``by`` the shown name of who wrote it."""

    id: str
    kind: str
    text: str
    at: datetime
    by: str | None
    by_id: str | None
    replaces: str | None


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature: in which capacity, of which text, when (UTC) and by whom."""

    capacity: str
    text_id: str
    at: datetime
    by: str | None
    by_id: str | None


@dataclass(frozen=True, slots=True)
class ShownNote:
    """A note with all that was ever kept of it, oldest first."""

    id: str
    kind: str
    occurrence_id: str
    about_id: str | None
    about: str | None
    about_folded: str
    versions: tuple[Version, ...]
    signatures: tuple[Signed, ...]
    standing: Standing

    @property
    def drafts(self) -> tuple[Version, ...]:
        """The versions before it was signed."""
        return tuple(one for one in self.versions if one.kind != ADDITION)

    @property
    def body(self) -> Version:
        """What it says; once it is signed, what was signed."""
        return self.drafts[-1]

    @property
    def additions(self) -> tuple[Version, ...]:
        """What was added after it was signed."""
        return tuple(one for one in self.versions if one.kind == ADDITION)

    @property
    def newest(self) -> Version:
        """The text after which none was written."""
        return self.versions[-1]

    @property
    def author(self) -> Signed | None:
        """The author's signature."""
        return next((one for one in self.signatures if one.capacity == AUTHOR), None)


def in_order(versions: Iterable[Version]) -> tuple[Version, ...]:
    """Versions from the first on, followed by what replaced what: two of one second have no other order."""
    after = {one.replaces: one for one in versions}
    ordered, at = [], after.get(None)
    while at is not None:
        ordered.append(at)
        at = after.get(at.id)
    return tuple(ordered)


def shown(row: Any, versions: Iterable[Version], signatures: Iterable[Signed], leaders: frozenset[str]) -> ShownNote:
    """A note put together from its rows; ``leaders`` are those who lead its session or keep its register."""
    texts, signed = in_order(versions), tuple(sorted(signatures, key=lambda one: (one.at, one.capacity)))
    standing = Standing(
        leaders,
        frozenset(one.by_id for one in texts if one.by_id is not None),
        texts[-1].id if texts else None,
        bool(texts and texts[-1].text),
        tuple((one.capacity, one.by_id, one.text_id) for one in signed),
    )
    about = (row.about_id, row.about, row.about_folded or "")
    return ShownNote(row.id, row.kind, row.occurrence_id, *about, texts, signed, standing)
