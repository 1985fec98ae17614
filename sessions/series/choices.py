"""What can be chosen about a series: the house's kinds, rooms, staff, residents, stages and groups."""

from datetime import date
from typing import Any, NamedTuple

from flask_babel import gettext
from sqlalchemy import select
from wtforms.fields import SelectChoice

from community.access.actor import Actor
from community.houses.models import Room, Stage
from community.houses.queries import house_of, rooms_of, staff_now
from community.houses.rows import in_order, saying
from community.people.models import Person
from community.residency.models import Stay
from community.residency.queries import living_here
from foundation.clock import now
from foundation.database import bare_rows, db
from foundation.languages import short_weekday, tiny_weekday
from foundation.words import fold, said_in
from sessions.groups.models import Group
from sessions.schedule.asked_day import week_of
from sessions.schedule.audiences import AUDIENCES
from sessions.schedule.models import Series, SeriesStage
from sessions.schedule.recurrence import DAYS
from sessions.schedule.rule_fields import fields_of
from sessions.schedule.rule_words import rule_sentence
from sessions.schedule.session_types import DYES, TYPES
from sessions.series.forms import AS_IT_IS, CHOSEN, SeriesForm

MONDAY = date(2024, 1, 1)
# An option holds no <bdi>: the isolates keep "Ewa M." whole within a line of Arabic.
WHOLE_NAME = "\u2068{}\u2069"


class Leader(NamedTuple):
    """Who leads, as the columns of a series."""

    kind: str
    person_id: str | None


def leader_key(kind: str, person_id: str | None) -> str:
    """A leader as an option's value."""
    return f"{kind}:{person_id}" if person_id else kind


def leader_of(key: str) -> Leader:
    """The leader of an option's value."""
    kind, _, person_id = key.partition(":")
    return Leader(kind, person_id or None)


def audience_key(audience: str, group_id: str | None) -> str:
    """Who is expected as an option's value."""
    return f"{audience}:{group_id}" if group_id else audience


def audience_of(key: str) -> tuple[str, str | None]:
    """Who is expected and the group, of an option's value; people who are chosen are those of a group to be made."""
    audience, _, group_id = key.partition(":")
    return ("group" if audience == CHOSEN else audience), group_id or None


def offer(actor: Actor, form: SeriesForm, series: Series | None = None) -> SeriesForm:
    """Let a form know what the house has; and what a series has that nobody could choose any more. Five statements.

    With a series, three more where it holds something that is used no more.
    """

    def said(words: Any) -> str:
        return said_in(words, actor.language, actor.house_language)[0]

    form.type.choices = [
        SelectChoice(one.key, str(gettext(one.name)), {}, str(gettext(DYES[one.dye]))) for one in TYPES.values()
    ]
    # The week in the house's order; any week's days have the same names.
    form.days.choices = [(DAYS[day.weekday()], short_weekday(day)) for day in week_of(MONDAY, actor.week_starts)]
    form.weekday.choices = form.days.choices
    rooms = {room.id: said(room.name) for room in rooms_of(actor.house_id)}
    staff = {row.id: row.shown for row in bare_rows(staff_now(actor.house_id))}
    residents = {row.id: row.shown for row in _residents(actor)}
    stages = bare_rows(select(Stage.id, Stage.name, Stage.position).where(Stage.house_id == actor.house_id))
    groups = {
        row.id: (said(row.name), row.kind)
        for row in bare_rows(select(Group.id, Group.name, Group.kind, Group.ended_at).where(*_lasting(actor, series)))
    }
    if series is not None:
        _add_former(actor, series, rooms, staff, residents)
    form.room.choices = [("", gettext("no room")), *sorted(rooms.items(), key=lambda one: fold(one[1]))]
    form.keeper.choices = [("", gettext("whoever leads it")), *_named(staff)]
    form.leader.choices = _leaders(staff, residents)
    if series is not None and series.leader_kind == "staff" and series.leader_id is None:
        form.leader.choices.append(SelectChoice("staff", str(gettext("still open")), {}, str(gettext("As it is now"))))
    form.people.choices = _named(residents)
    form.stages.choices = [(row.id, said(row.name)) for row in sorted(stages, key=lambda row: row.position)]
    form.who.choices = _audiences(groups, series)
    if series is not None and fields_of(series.rule, series.first_day) is None:
        as_it_is = gettext("As it is now: %(rule)s", rule=rule_sentence(series.rule, series.first_day))
        form.repeats.choices = [*form.repeats.choices, (AS_IT_IS, as_it_is)]
    return form


def words_of(actor: Actor, form: SeriesForm) -> dict[str, Any]:
    """What the template of a series' form needs besides the form."""
    return {
        "codes": in_order(house_of(actor), form.words("title")),
        "said": saying(actor),
        "types": TYPES,
        "tiny": {DAYS[day.weekday()]: tiny_weekday(day) for day in week_of(MONDAY, actor.week_starts)},
    }


def stages_of_series(series_id: str) -> list[str]:
    """The ids of the stages a series is for."""
    return sorted(db.session.scalars(select(SeriesStage.stage_id).where(SeriesStage.series_id == series_id)))


def _residents(actor: Actor) -> list[Any]:
    rows = bare_rows(
        select(Person.id, Person.shown, Person.folded)
        .join(Stay, Stay.person_id == Person.id)
        .where(Stay.house_id == actor.house_id, living_here(now()))
        .distinct()
    )
    return sorted(rows, key=lambda row: (row.folded, row.id))


def _lasting(actor: Actor, series: Series | None) -> tuple[Any, ...]:
    """The groups that go on, without the lists of other series."""
    going_on = Group.ended_at.is_(None) & (Group.kind != "list")
    if series is not None and series.group_id is not None:
        going_on |= Group.id == series.group_id
    return Group.house_id == actor.house_id, going_on


def _add_former(
    actor: Actor, series: Series, rooms: dict[str, str], staff: dict[str, str], residents: dict[str, str]
) -> None:
    """Add a retired room, and a leader or keeper who is here no more, where the series still has them."""
    if series.room_id and series.room_id not in rooms:
        name = db.session.scalars(select(Room.name).where(Room.id == series.room_id)).one()
        rooms[series.room_id] = said_in(name, actor.language, actor.house_language)[0]
    leaders = residents if series.leader_kind == "resident" else staff
    for known, person_id in ((leaders, series.leader_id), (staff, series.keeper_id)):
        if person_id and person_id not in known:
            known[person_id] = db.session.scalars(select(Person.shown).where(Person.id == person_id)).one()


def _named(people: dict[str, str]) -> list[tuple[str, str]]:
    return [(key, WHOLE_NAME.format(shown)) for key, shown in sorted(people.items(), key=lambda one: fold(one[1]))]


def _leaders(staff: dict[str, str], residents: dict[str, str]) -> list[SelectChoice]:
    team, living = str(gettext("Staff")), str(gettext("Residents"))
    return [
        *(SelectChoice(f"staff:{key}", shown, {}, team) for key, shown in _named(staff)),
        *(SelectChoice(f"resident:{key}", shown, {}, living) for key, shown in _named(residents)),
        SelectChoice("resident", str(gettext("a resident")), {}, living),
        SelectChoice("guest", str(gettext("a guest")), {}, str(gettext("Others"))),
        SelectChoice("none", str(gettext("nobody in particular")), {}, str(gettext("Others"))),
    ]


def _audiences(groups: dict[str, tuple[str, str]], series: Series | None) -> list[SelectChoice]:
    house, chosen = str(gettext("The house")), str(gettext("The members of a group"))
    family = str(gettext("Relatives"))
    named = sorted(((name, key, kind) for key, (name, kind) in groups.items()), key=lambda one: fold(one[0]))
    found = [
        SelectChoice("everyone", str(gettext("Everyone in the house")), {}, house),
        SelectChoice("each", str(gettext("One after the other")), {}, house),
        SelectChoice("stage", str(gettext("Those of stages I choose")), {}, house),
        SelectChoice(CHOSEN, str(gettext("People I choose")), {}, house),
        *(SelectChoice(f"group:{key}", name, {}, chosen) for name, key, _kind in named),
        SelectChoice("relatives", str(gettext("Relatives of everyone")), {}, family),
        *(
            SelectChoice(f"relatives:{key}", gettext("Relatives of: %(group)s", group=name), {}, family)
            for name, key, _kind in named
        ),
    ]
    if series is not None:
        now_key = audience_key(series.audience, series.group_id)
        if now_key not in {one.value for one in found}:
            found.append(
                SelectChoice(now_key, str(gettext(AUDIENCES[series.audience])), {}, str(gettext("As it is now")))
            )
    return found
