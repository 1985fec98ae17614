"""What the form of a series says, as the verbs want it told; and a form that says what stands."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from foundation.errors import Refused
from foundation.languages import LANGUAGES
from sessions.schedule.following import continued
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.recurrence import DAYS
from sessions.schedule.rule_fields import MONTHLY, ONCE_RULE, WEEKLY, RuleFields, fields_of
from sessions.series.choices import audience_key, audience_of, leader_key, leader_of, stages_of_series
from sessions.series.forms import AS_IT_IS, COUNT, NEVER, UNTIL, AmendmentForm, SeriesForm


def facts(form: SeriesForm) -> dict[str, Any]:
    """What a valid form says of a series, by the arguments of start_series; without its rule and first day."""
    start, end = form.clock()
    leader = leader_of(form.leader.data or "none")
    audience, group_id = audience_of(form.who.data or "everyone")
    # Whoever leads keeps the register, where nobody else is named.
    keeper = form.keeper.data or (leader.person_id if leader.kind == "staff" else None)
    return {
        "type_key": form.type.data,
        "titles": form.words("title"),
        "wall_start": start,
        "wall_end": end,
        "room_id": form.room.data or None,
        "leader_kind": leader.kind,
        "leader_id": leader.person_id,
        "keeper_id": keeper,
        "audience": audience,
        "group_id": group_id,
        "stages": tuple(sorted(form.stages.data or ())) if audience == "stage" else (),
        "wants_register": bool(form.register.data),
        "counted": bool(form.counted.data),
        "break_minutes": form.breaks.data or 0,
        "languages": [code for code in LANGUAGES if code in (form.languages.data or ())],
    }


def rule_standing(series: Series) -> str:
    """The rule of a series as it goes on: a number of times is written as its last day, but for a single date."""
    return series.rule if series.rule == ONCE_RULE else continued(series.rule, series.first_day)


def standing(series: Series, first: Occurrence | None) -> AmendmentForm:
    """A form that says what a series is, and the day of the date it was opened from."""
    form = AmendmentForm(formdata=None)
    form.type.data = series.type_key
    form.fill("title", series.titles)
    fill_rule(form, fields_of(rule_standing(series), series.first_day))
    form.start.data, form.end.data = series.wall_start, series.wall_end
    form.room.data = series.room_id or ""
    form.leader.data = leader_key(series.leader_kind, series.leader_id)
    form.keeper.data = "" if series.keeper_id == series.leader_id else series.keeper_id or ""
    form.register.data, form.counted.data = series.wants_register, series.counted
    form.breaks.data = series.break_minutes or None
    form.who.data = audience_key(series.audience, series.group_id)
    form.stages.data = stages_of_series(series.id) if series.audience == "stage" else []
    form.people.data = []
    form.languages.data = list(series.languages)
    form.version.data = str(series.sequence)
    if first is not None:
        form.occurrence.data, form.day.data = first.id, first.wall_start.date()
        form.date_version.data = str(first.sequence)
    return form


def fill_rule(form: SeriesForm, fields: RuleFields | None) -> None:
    """Begin with how a series repeats; a rule nobody can choose stays as it is."""
    form.repeats.data = fields.repeats if fields else AS_IT_IS
    fields = fields or RuleFields(WEEKLY)
    form.days.data = list(fields.days) if fields.repeats == WEEKLY else []
    form.weekday.data = fields.days[0] if fields.repeats == MONTHLY else DAYS[0]
    form.every.data, form.nth.data = str(fields.every), str(fields.nth)
    form.ends.data = UNTIL if fields.until else COUNT if fields.times else NEVER
    form.until.data, form.times.data = fields.until, fields.times


def changes(typed: AmendmentForm, stands: AmendmentForm, first: Occurrence | None, from_day: date) -> Mapping[str, Any]:
    """What differs between what was typed and what stands, as ``amend`` takes it.

    ``from_day`` is the first day that changes, on the wall; Refused for a repetition that cannot be from then on.
    """
    was, told = facts(stands), facts(typed)
    found = {name: value for name, value in told.items() if value != was[name]}
    day: date | None = typed.day.data
    if typed.repeats.data != AS_IT_IS and _fields(stands) != typed.fields():
        found["rule"] = typed.rule(from_day)
    elif first is not None and day is not None and day != first.wall_start.date():
        found["day_shift"] = (day - first.wall_start.date()).days
    return found


def _fields(form: AmendmentForm) -> RuleFields | None:
    try:
        return None if form.repeats.data == AS_IT_IS else form.fields()
    except Refused:
        return None
