"""What the pages of one series show: its dates, what was changed about it, and what a change would do."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

from flask_babel import gettext, ngettext
from sqlalchemy import or_, select

from community.access.actor import Actor
from community.people.models import Person
from foundation.addresses import is_id
from foundation.as_read import Compared
from foundation.clock import now
from foundation.database import bare_rows, db
from foundation.errors import NotFound
from foundation.languages import clock_time, comma, full_day, long_day
from foundation.walltime import wall_of
from foundation.words import said_in
from sessions.schedule.effect import Effect, EffectDate
from sessions.schedule.models import Occurrence, Series, SeriesEdit
from sessions.schedule.queries import as_sessions, occurrence_columns
from sessions.schedule.session import Session
from sessions.series.forms import AmendmentForm

NEXT = 10
NOTHING = "–"
UNSEEN = ("HiddenField", "CSRFTokenField")


class EditRow(NamedTuple):
    """One change of a series, for its history; ``when`` is a wall time of the house."""

    id: str
    what: str
    dates: int
    when: datetime
    by: str | None
    undone_by: str | None
    undone: bool
    reason: str
    reason_lang: str


def next_dates(actor: Actor, series_id: str) -> list[Session]:
    """The next dates of a series, with what was changed about each. One statement."""
    ahead = (Occurrence.house_id == actor.house_id, Occurrence.series_id == series_id, Occurrence.ends_at > now())
    return as_sessions(occurrence_columns().where(*ahead).limit(NEXT), actor.language, actor.house_language)


def first_to_change(series: Series, occurrence_id: str | None) -> Occurrence | None:
    """The date a change begins with: the one asked for, else the next that has not begun; None when there is none."""
    mine = select(Occurrence).where(Occurrence.series_id == series.id)
    if occurrence_id:
        return db.session.scalar(mine.where(Occurrence.id == occurrence_id)) if is_id(occurrence_id) else None
    ahead = mine.where(Occurrence.starts_at > now(), Occurrence.status == "planned")
    return db.session.scalar(ahead.order_by(Occurrence.starts_at).limit(1))


def goes_on_as(series: Series, occurrence_id: str) -> str:
    """The id of the series of the same line that has the date now; NotFound when none has."""
    if not is_id(occurrence_id):
        raise NotFound()
    of_line = select(Series.id).join(Occurrence, Occurrence.series_id == Series.id)
    found = db.session.scalar(of_line.where(Occurrence.id == occurrence_id, Series.line_id == series.line_id))
    if found is None:
        raise NotFound()
    return found


def edits_of(actor: Actor, series_id: str) -> list[EditRow]:
    """What was changed about a series, the newest first. One statement."""
    undoer = Person.__table__.alias()
    statement = (
        select(
            SeriesEdit.id,
            SeriesEdit.scope,
            SeriesEdit.dates,
            SeriesEdit.before,
            SeriesEdit.made_at,
            Person.shown.label("by_whom"),
            undoer.c.shown.label("undone_by_whom"),
            SeriesEdit.undone_at,
        )
        .outerjoin(Person, Person.id == SeriesEdit.made_by)
        .outerjoin(undoer, undoer.c.id == SeriesEdit.undone_by)
        .where(
            SeriesEdit.house_id == actor.house_id,
            or_(SeriesEdit.series_id == series_id, SeriesEdit.new_series_id == series_id),
        )
        .order_by(SeriesEdit.made_at.desc(), SeriesEdit.id)
    )
    return [
        EditRow(
            row.id,
            _scope_said(row.scope),
            len(row.dates),
            wall_of(row.made_at, actor.zone),
            row.by_whom,
            row.undone_by_whom,
            row.undone_at is not None,
            *said_in(row.before.get("reason", {}), actor.language, actor.house_language),
        )
        for row in bare_rows(statement)
    ]


def _scope_said(scope: str) -> str:
    said = {
        "date": gettext("One date was changed"),
        "follow": gettext("The dates from a day on were changed"),
        "end": gettext("The series was ended"),
        "new": gettext("The series was planned"),
    }
    return said.get(scope, gettext("The series was changed"))


def effect_said(effect: Effect) -> str:
    """What a change does to the dates, in one line: "14 dates move, 2 are cancelled, 1 keeps its own time"."""
    # What keeps something of its own is told as such, not once more among those that change.
    kept = {
        one.occurrence_id for one in (*effect.own_time, *effect.own_room, *effect.own_leader) if one.before == one.after
    }
    changed = max(0, effect.changed - len(kept))
    parts = [
        (len(effect.moved), ngettext("%(num)s date moves", "%(num)s dates move", len(effect.moved))),
        (changed, ngettext("%(num)s date changes", "%(num)s dates change", changed)),
        (len(effect.added), ngettext("%(num)s is new", "%(num)s are new", len(effect.added))),
        (len(effect.cancelled), ngettext("%(num)s is cancelled", "%(num)s are cancelled", len(effect.cancelled))),
        (
            len(effect.own_time),
            ngettext("%(num)s keeps its own time", "%(num)s keep their own time", len(effect.own_time)),
        ),
        (
            len(effect.own_room),
            ngettext("%(num)s keeps its own room", "%(num)s keep their own room", len(effect.own_room)),
        ),
        (
            len(effect.own_leader),
            ngettext("%(num)s keeps its own leader", "%(num)s keep their own leader", len(effect.own_leader)),
        ),
    ]
    return comma().join(said for number, said in parts if number) or gettext("No date changes")


def effect_dates(effect: Effect) -> list[EffectDate]:
    """Every date that moves, falls away, or is new, by day."""
    dates = (*effect.moved, *effect.cancelled, *effect.added)
    return sorted(dates, key=lambda one: one.before or one.after or datetime.max)  # noqa: DTZ901  wall times


def scopes_said(first: Occurrence | None, several_days: bool) -> list[tuple[str, str]]:
    """Which dates may change, in words with the date; none of a weekday where the series has one weekday only."""
    whole = ("whole", gettext("the whole series: every date that has not begun"))
    if first is None:
        return [whole]
    day = long_day(first.wall_start.date())
    weekday = ("weekday", gettext("this day of the week alone, from %(day)s on", day=day))
    return [
        ("date", gettext("only %(day)s", day=day)),
        *([weekday] if several_days else []),
        ("following", gettext("this and all following, from %(day)s on", day=day)),
        whole,
    ]


def compared(typed: AmendmentForm, stands: AmendmentForm) -> list[Compared]:
    """The fields of a form that came too late, where what stands now differs from what was typed."""
    skipped = ("scope", "reason", "why", "anyway")
    fields = [field for field in typed if field.type not in UNSEEN and field.name not in skipped]
    both = [(str(field.label.text), _words(stands[field.name]), _words(field)) for field in fields]
    return [Compared(label, stood, told) for label, stood, told in both if stood != told]


def _words(field: Any) -> str:
    value = field.data
    if hasattr(field, "iter_choices"):
        said = comma().join(str(choice[1]) for choice in field.iter_choices() if choice[2])
    elif isinstance(value, bool):
        said = gettext("yes") if value else gettext("no")
    elif isinstance(value, date):
        said = full_day(value)
    elif isinstance(value, time):
        said = clock_time(datetime.combine(date.min, value))
    else:
        said = "" if value is None else str(value)
    return said or NOTHING


def choose_scopes(forms: Sequence[AmendmentForm], first: Occurrence | None, several_days: bool) -> None:
    """Let forms offer the dates that may change, in words."""
    for form in forms:
        form.scope.choices = scopes_said(first, several_days)
