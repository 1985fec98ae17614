"""The verb of a clash that is meant as a series is planned: the room or the leader is taken, and both may stand."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from community.access.actor import By
from community.houses.operations import clean_words
from foundation.database import db
from sessions.clashes.acceptances import accepted_in, keep_clash
from sessions.clashes.rules import Key
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.taken import LEADER, ROOM, Booked


def accept_taken(
    series: Series,
    others: Sequence[Booked],
    why: Mapping[str, str],
    *,
    by: By,
    place: Occurrence | None = None,
) -> int:
    """Keep for each line of series that is met that its clash with this one is meant, with the reason; how many.

    ``place`` is the date whose room and leader count where they are not those of the series. What is
    meant already, and what meets itself, is not kept again. Refused for words that cannot be kept.
    """
    words = clean_words(why, longest=300)
    statement = (
        select(Occurrence.id, Series.line_id)
        .join(Series, Series.id == Occurrence.series_id)
        .where(Occurrence.id.in_([other.occurrence_id for other in others]))
    )
    lines = {row.id: row.line_id for row in db.session.execute(statement)}
    stands = place or series
    shared = ((ROOM, "room_id", stands.room_id), (LEADER, "leader_id", stands.leader_id))
    wanted: set[Key] = {
        (kind, *sorted((series.line_id, lines[other.occurrence_id])), subject)
        for other in others
        for kind, name, subject in shared
        if subject is not None and getattr(other, name) == subject and lines[other.occurrence_id] != series.line_id
    }
    wanted -= accepted_in(series.house_id).keys()
    for key in sorted(wanted):
        keep_clash(series.house_id, key, words, by)
    return len(wanted)
