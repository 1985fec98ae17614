"""Marks that wait to be settled, and people who checked in, in both houses."""

from contextlib import suppress

from sqlalchemy import select

from community.access.actor import System
from foundation.database import db, new_id
from foundation.errors import NotFound
from sessions.attendance.check_ins import check_in
from sessions.attendance.holding import hold
from sessions.attendance.ledger import NewMark
from sessions.attendance.marks import Value
from sessions.attendance.models import Register, RegisterRow
from tests.authorisation.scene import Scene


def add(scene: Scene) -> None:
    """Put them there, in the caller's transaction, the clock held."""
    ids = scene.ids
    for name, register, person, maker, why in (
        ("held", "register", "resident", "manager", "conflict"),
        ("brought", "register", "resident", "facilitator", "brought"),
        ("nile_held", "nile_register", "nile_resident", "other_manager", "conflict"),
    ):
        book = db.session.scalars(select(Register).where(Register.id == ids[register])).one()
        ids[name] = new_id()
        mark = NewMark(ids[name], ids[person], Value("late", 5), made_by=ids[maker])
        hold(book, [(mark, why, None)], by=System(person_id=ids[maker]))
    for register in ("register", "nile_register"):
        book = db.session.get_one(Register, ids[register])
        invited = select(RegisterRow.person_id).where(RegisterRow.added == "expected")
        for person_id in db.session.scalars(invited.where(RegisterRow.register_id == book.id)):
            # Some are elsewhere by now: these cannot.
            with suppress(NotFound):
                check_in(book.occurrence_id, person_id, by=System(person_id=person_id))
