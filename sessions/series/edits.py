"""Which change of series somebody may take back: one that is all about what they may speak for."""

from sqlalchemy import or_, select

from community.access.actor import Actor
from foundation.addresses import is_id
from foundation.database import bare_rows, db
from foundation.errors import NotFound
from sessions.schedule.models import Series, SeriesEdit
from sessions.schedule.policy import may_change


def may_take_back(actor: Actor, edit_id: str) -> bool:
    """Whether somebody may take a change back, with all that was made together with it; at most one statement.

    A manager any of the house's; others when they lead, or keep the register of, every series that it changed. What a
    manager gave to somebody else is not taken back by whoever led it before, but by whoever leads it now.
    """
    if not is_id(edit_id):
        return False
    batch = select(SeriesEdit.batch_id).where(SeriesEdit.id == edit_id, SeriesEdit.house_id == actor.house_id)
    rows = bare_rows(
        select(Series.leader_id, Series.keeper_id, SeriesEdit.made_by)
        .join(SeriesEdit, or_(SeriesEdit.series_id == Series.id, SeriesEdit.new_series_id == Series.id))
        .where(SeriesEdit.batch_id.in_(batch), SeriesEdit.house_id == actor.house_id)
    )
    mine = all(row.made_by == actor.person_id or may_change(actor, row.leader_id, row.keeper_id) for row in rows)
    return bool(rows) and mine


def edit_for(actor: Actor, edit_id: str) -> SeriesEdit:
    """A change that somebody may take back; NotFound for any other."""
    edit = db.session.get(SeriesEdit, edit_id) if may_take_back(actor, edit_id) else None
    if edit is None:
        raise NotFound()
    return edit
