"""Reading what somebody leads from an instant on, and what nobody leads, series by series."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select

from community.access.actor import Actor
from foundation.database import bare_rows
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.queries import as_sessions, occurrence_columns
from sessions.schedule.rule_words import rule_sentence
from sessions.schedule.session import Session


@dataclass(frozen=True, slots=True)
class Lot:
    """The dates of one series that are asked about, in order; ``own`` when the series itself names that leader.

    ``version`` is the series', ``repeats`` its rule as a sentence in the reader's language.
    """

    series_id: str
    version: int
    repeats: str
    own: bool
    sessions: tuple[Session, ...]

    @property
    def first(self) -> Session:
        """The first of the dates."""
        return self.sessions[0]


def led_from(actor: Actor, person_id: str, from_at: datetime) -> list[Lot]:
    """What somebody leads in the actor's house from an instant (UTC) on and is not cancelled. Two statements."""
    where = (
        Occurrence.house_id == actor.house_id,
        Occurrence.starts_at >= from_at,
        Occurrence.leader_id == person_id,
        Occurrence.status == "planned",
    )
    return lots(actor, as_sessions(occurrence_columns().where(*where), actor.language, actor.house_language), where)


def lots(actor: Actor, sessions: Sequence[Session], where: Sequence[ColumnElement[bool]]) -> list[Lot]:
    """Sessions of the actor's house by their series, the soonest first; ``where`` holds for them. One statement.

    Sessions whose series is not found by ``where`` are left out.
    """
    columns = (Series.id, Series.sequence, Series.rule, Series.first_day, Series.to_day, Series.leader_id)
    statement = (
        select(Occurrence.id.label("occurrence_id"), *columns)
        .join(Series, Series.id == Occurrence.series_id)
        .where(Occurrence.house_id == actor.house_id, *where)
    )
    facts = {row.occurrence_id: row for row in bare_rows(statement)}
    by_series: dict[str, list[Session]] = {}
    for session in sessions:
        if session.id in facts:
            by_series.setdefault(facts[session.id].id, []).append(session)
    found = []
    for held in by_series.values():
        row = facts[held[0].id]
        found.append(
            Lot(
                row.id,
                row.sequence,
                rule_sentence(row.rule, row.first_day, row.to_day),
                row.leader_id == held[0].leader_id,
                tuple(held),
            )
        )
    return sorted(found, key=lambda lot: (lot.first.starts_at, lot.series_id))
