"""The two pages of a single session: what can be chosen, what is free, and what takes the rest."""

from datetime import timedelta
from typing import Any, NamedTuple

from flask import render_template
from flask_babel import gettext
from sqlalchemy import select
from wtforms.fields import SelectChoice

from community.access.actor import Actor
from community.houses.models import Stage
from community.houses.queries import rooms_of, staff_now
from community.people.models import Person
from community.residency.models import Stay
from community.residency.queries import living_here
from foundation.clock import now
from foundation.database import bare_rows
from foundation.walltime import wall_of
from foundation.words import said_in
from sessions.groups.queries import groups_offered
from sessions.schedule.once_forms import CHOSEN, EVERYONE, INVITED, NO_ROOM, WhatForm, WhereForm
from sessions.schedule.queries import Session, as_sessions, occurrence_columns
from sessions.schedule.session_types import DYES, TYPES
from sessions.schedule.span import Span
from sessions.schedule.taken import running
from sessions.schedule.usual import FIRST, next_quarter, usual_minutes


class Choice(NamedTuple):
    """A room or a leader that can be chosen, and the session that takes it then, if one does."""

    key: str
    label: str
    lang: str
    taken_by: Session | None


def usual_times(actor: Actor) -> dict[str, Any]:
    """What the first page is filled in with: now, rounded up to a quarter, for as long as groups usually last."""
    begins = next_quarter(wall_of(now(), actor.zone))
    ends = begins + timedelta(minutes=usual_minutes(FIRST))
    return {"type": FIRST, "day": begins.date(), "start": begins.time(), "end": ends.time(), "who": EVERYONE}


def offer(actor: Actor, form: WhatForm) -> WhatForm:
    """Let a form know the kinds of session, and who lives here by stage, group and shown name. Three statements."""
    form.type.choices = [
        SelectChoice(
            one.key, str(gettext(one.name)), {"data-minutes": str(usual_minutes(one.key))}, str(gettext(DYES[one.dye]))
        )
        for one in TYPES.values()
    ]
    people = bare_rows(
        select(Person.id, Person.shown, Person.folded)
        .join(Stay, Stay.person_id == Person.id)
        .where(Stay.house_id == actor.house_id, living_here(now()))
        .distinct()
    )
    form.people.choices = [
        SelectChoice(row.id, row.shown) for row in sorted(people, key=lambda row: (row.folded, row.id))
    ]
    stages = bare_rows(select(Stage.id, Stage.name, Stage.position).where(Stage.house_id == actor.house_id))
    groups = groups_offered(actor.house_id, actor.language, actor.house_language)

    def named(kind: str, rows: Any, label: str) -> list[SelectChoice]:
        said = [(row.id, said_in(row.name, actor.language, actor.house_language)[0]) for row in rows]
        return [SelectChoice(f"{kind}:{key}", word, {}, label) for key, word in said]

    form.who.choices = [
        SelectChoice(EVERYONE, str(gettext("Everyone in the house"))),
        SelectChoice(CHOSEN, str(gettext("People I choose"))),
        SelectChoice(INVITED, str(gettext("People I choose, with their relatives"))),
        *named("stage", sorted(stages, key=lambda row: row.position), str(gettext("Those of a stage"))),
        *(SelectChoice(f"group:{key}", name, {}, str(gettext("The members of a group"))) for key, name in groups),
    ]
    return form


def rooms_and_leaders(actor: Actor, form: WhereForm, span: Span) -> tuple[list[Choice], list[Choice]]:
    """The house's rooms and staff for that time, free ones first and oneself before all. Three statements."""
    busy = as_sessions(
        occurrence_columns().where(*running(actor.house_id, span.starts_at, span.ends_at)),
        actor.language,
        actor.house_language,
    )
    in_room = {one.room_id: one for one in reversed(busy) if one.room_id}
    leading = {one.leader_id: one for one in reversed(busy) if one.leader_id}
    rooms = [
        Choice(room.id, *said_in(room.name, actor.language, actor.house_language), in_room.get(room.id))
        for room in rooms_of(actor.house_id)
    ]
    rooms.sort(key=lambda one: (one.taken_by is not None, one.label))
    rooms.append(Choice(NO_ROOM, str(gettext("no room")), actor.language, None))
    staff = {row.id: row.shown for row in bare_rows(staff_now(actor.house_id))}
    leaders = [Choice(key, shown, "", leading.get(key)) for key, shown in staff.items()]
    leaders.sort(key=lambda one: (one.taken_by is not None, one.key != actor.person_id, one.label))
    form.room.choices = [SelectChoice(one.key, one.label) for one in rooms]
    form.leader.choices = [SelectChoice(one.key, one.label) for one in leaders]
    return rooms, leaders


def what_page(form: WhatForm, status: int = 200) -> tuple[str, int]:
    """The first page."""
    return render_template("schedule/once_what.html", form=form), status


def where_page(
    actor: Actor, form: WhereForm, span: Span, rooms: list[Choice], leaders: list[Choice], *, taken: bool = False
) -> str:
    """The second page; ``taken`` when what was chosen is taken, which may be meant."""
    if form.leader.data is None and any(one.key == actor.person_id and not one.taken_by for one in leaders):
        form.leader.data = actor.person_id
    named = {one.value: one.label for one in form.people.choices or ()}
    who = next((one.label for one in form.who.choices if one.value == form.who.data), "")
    return render_template(
        "schedule/once_where.html",
        form=form,
        span=span,
        type=TYPES[form.type.data],
        rooms=rooms,
        leaders=leaders,
        who=who,
        people=[named[key] for key in form.people.data or () if key in named],
        taken=taken,
    )
