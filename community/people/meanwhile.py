"""Whether a form came too late, with who changed the row in the meantime and when."""

from dataclasses import replace
from typing import Any

from sqlalchemy import select

from community.access.actor import Actor
from community.audit.models import AuditEntry
from community.people.models import Person
from foundation.as_read import RowForm
from foundation.database import db
from foundation.languages import day_and_time
from foundation.walltime import wall_of


def came_late(form: RowForm, row: Any, verb: str, actor: Actor) -> bool:
    """Whether a row of the actor's house was changed since the form was read; ``verb`` is what the audit calls that.

    The form then says what stands now, by whom, and since when. One statement, three where it came late.
    """
    if not form.late(row):
        return False
    statement = (
        select(Person.shown, AuditEntry.at)
        .outerjoin(Person, Person.id == AuditEntry.actor_id)
        .where(
            AuditEntry.house_id == actor.house_id,
            AuditEntry.verb == verb,
            AuditEntry.subject == f"{verb.partition(':')[0]}:{row.id}",
        )
        .order_by(AuditEntry.seq.desc())
        .limit(1)
    )
    last = db.session.execute(statement).one_or_none()
    if last is not None and form.meanwhile is not None:
        form.meanwhile = replace(form.meanwhile, by=last.shown, when=day_and_time(wall_of(last.at, actor.zone)))
    return True
