"""Reading the series of a house as a list, and one as its reader calls it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from flask_babel import gettext
from sqlalchemy import Select, exists, or_, select

from community.access.actor import Actor
from community.houses.models import Room, Stage
from community.people.models import Person
from foundation.clock import now, today
from foundation.database import bare_rows
from foundation.languages import clock_time, comma
from foundation.sounds import sounds_of
from foundation.words import fold, said_in
from sessions.groups.models import Group
from sessions.schedule.audiences import AUDIENCES, LEADER_KINDS
from sessions.schedule.models import Occurrence, Series, SeriesStage
from sessions.schedule.rule_words import rule_sentence
from sessions.schedule.session_types import TYPES, SessionType


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A series in its reader's words, each with the language it is in; found by title, kind, room and leader."""

    id: str
    type: SessionType
    title: str
    title_lang: str
    when: str
    start: time
    end: time
    room: str
    room_lang: str
    leader: str
    led_by_name: bool
    expected: str
    languages: tuple[str, ...]
    folded: str
    sounds: str

    @property
    def times(self) -> str:
        """When it begins and ends, as digits."""
        return f"{_clock(self.start)}–{_clock(self.end)}"


def _clock(wall: time) -> str:
    return clock_time(datetime.combine(date.min, wall))


def live_series(actor: Actor) -> list[SeriesRow]:
    """The series of the actor's house with a date still to come, or that are yet to begin. Two statements."""
    day = today(actor.zone)
    ahead = exists().where(
        Occurrence.series_id == Series.id,
        # The index of a series' dates is by the wall time it planned for them.
        Occurrence.recurrence_id >= datetime.combine(day, time()),
        Occurrence.ends_at > now(),
    )
    going_on = or_(Series.to_day.is_(None), Series.to_day > day)
    live = _rows().where(Series.house_id == actor.house_id, going_on, or_(Series.filled_to <= Series.first_day, ahead))
    return _said(actor, live)


def series_rows(actor: Actor, series_id: str) -> list[SeriesRow]:
    """One series of the actor's house as a row, in a list. Two statements."""
    return _said(actor, _rows().where(Series.house_id == actor.house_id, Series.id == series_id))


def _rows() -> Select[Any]:
    # Columns, not entities: a list of a hundred series changes none of them.
    columns: list[Any] = [column.label(f"series_{column.key}") for column in Series.__table__.columns]
    columns += [Room.name.label("room"), Person.shown.label("leader")]
    columns += [Group.name.label("group_name"), Group.kind.label("group_kind")]
    return (
        select(*columns)
        .select_from(Series)
        .outerjoin(Room, Room.id == Series.room_id)
        .outerjoin(Person, Person.id == Series.leader_id)
        .outerjoin(Group, Group.id == Series.group_id)
    )


def _said(actor: Actor, statement: Select[Any]) -> list[SeriesRow]:
    stages: dict[str, list[str]] = defaultdict(list)
    named = (
        select(SeriesStage.series_id, Stage.name)
        .join(Stage, Stage.id == SeriesStage.stage_id)
        .where(SeriesStage.house_id == actor.house_id)
        .order_by(Stage.position)
    )
    for row in bare_rows(named):
        stages[row.series_id].append(said_in(row.name, actor.language, actor.house_language)[0])
    return [_row(actor, row, stages[row.series_id]) for row in bare_rows(statement)]


def _row(actor: Actor, row: Any, stages: list[str]) -> SeriesRow:
    def said(words: Mapping[str, str] | None) -> tuple[str, str]:
        return said_in(words or {}, actor.language, actor.house_language)

    kind = TYPES[row.series_type_key]
    title, title_lang = said(row.series_titles)
    room, room_lang = said(row.room)
    name = title or gettext(kind.name)
    every = " ".join(
        [name, gettext(kind.name), *row.series_titles.values(), *(row.room or {}).values(), row.leader or ""]
    )
    return SeriesRow(
        id=row.series_id,
        type=kind,
        title=name,
        title_lang=title_lang if title else actor.language,
        when=rule_sentence(row.series_rule, row.series_first_day, row.series_to_day),
        start=row.series_wall_start,
        end=row.series_wall_end,
        room=room,
        room_lang=room_lang,
        leader=row.leader or gettext(LEADER_KINDS[row.series_leader_kind]),
        led_by_name=row.leader is not None,
        expected=_expected(row, said, stages),
        languages=tuple(row.series_languages),
        folded=fold(every),
        sounds=sounds_of(every),
    )


def _expected(row: Any, said: Any, stages: list[str]) -> str:
    if row.series_audience == "stage":
        return comma().join(stages)
    group = "" if row.group_name is None or row.group_kind == "list" else said(row.group_name)[0]
    if group and row.series_audience == "relatives":
        return gettext("Relatives of: %(group)s", group=group)
    if group:
        return str(group)
    if row.group_kind == "list" and row.series_audience == "group":
        return gettext("people who were chosen")
    return gettext(AUDIENCES[row.series_audience])
