"""The boundary of the staff's time: hours of the week, what somebody may lead, absences."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, RadioField, SelectField, SelectMultipleField, TimeField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from community.staff.kinds import KINDS
from community.staff.operations import Week
from foundation.as_read import MARK_LENGTH, Meanwhile
from foundation.clock import now, today
from foundation.errors import Refused
from foundation.forms import StrictForm
from foundation.messages import N_
from foundation.walltime import day_bounds, resolve
from sessions.schedule.session_types import DYES, TYPES

SPANS = (1, 2)
TONIGHT, OPEN = "tonight", "open"
ROLE, CHOSEN = "role", "chosen"
HALF = N_("A span of work has a beginning and an end.")


def mark_of_week(week: Week) -> str:
    """What a week holds, as a mark that is another one when any of it changes."""
    return sha256(repr([[tuple(map(str, span)) for span in day] for day in week]).encode()).hexdigest()[:MARK_LENGTH]


class HoursForm(StrictForm):
    """The hours of somebody's week: two spans a day, wall times; the fields are start_<weekday>_<span> and end_…."""

    as_read = HiddenField(validators=[Length(max=MARK_LENGTH)])
    from_day = DateField(_l("From"), validators=[InputRequired(_l("Please choose a day."))])
    meanwhile: Meanwhile | None = None

    @classmethod
    def of(cls, week: Week, from_day: date) -> "HoursForm":
        """The form with what holds now."""
        values: dict[str, Any] = {"from_day": from_day, "as_read": mark_of_week(week)}
        for day, spans in enumerate(week):
            for number, (start, end) in zip(SPANS, spans, strict=False):
                values |= {f"start_{day}_{number}": start, f"end_{day}_{number}": end}
        return cls(formdata=None, data=values)

    def pairs(self, day: int) -> list[tuple[Any, Any]]:
        """The fields of a weekday (Monday is 0), as beginning and end."""
        return [(self[f"start_{day}_{number}"], self[f"end_{day}_{number}"]) for number in SPANS]

    def week(self) -> list[list[tuple[time, time]]]:
        """The spans that were typed; Refused where one has no beginning or no end."""
        found: list[list[tuple[time, time]]] = [[] for _ in range(7)]
        for day in range(7):
            for start, end in self.pairs(day):
                if (start.data is None) != (end.data is None):
                    raise Refused(HALF)
                if start.data is not None:
                    found[day].append((start.data, end.data))
        return found


for _day in range(7):
    for _number in SPANS:
        setattr(HoursForm, f"start_{_day}_{_number}", TimeField(_l("Begins"), validators=[Optional()]))
        setattr(HoursForm, f"end_{_day}_{_number}", TimeField(_l("Ends"), validators=[Optional()]))


class ScopeForm(StrictForm):
    """What somebody may lead: what their role carries, or the types that are chosen."""

    by = RadioField(
        _l("May lead"),
        choices=[
            SelectChoice(ROLE, _l("What their role usually carries")),
            SelectChoice(CHOSEN, _l("What is ticked below")),
        ],
        validators=[InputRequired(_l("Please choose one."))],
    )
    types = SelectMultipleField(_l("Kinds of session"), choices=[SelectChoice(key, key) for key in TYPES])


def type_groups() -> list[tuple[str, list[tuple[str, str, str]]]]:
    """The kinds of session by what they have in common: (catalogue text, [(key, catalogue text, icon)])."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for one in TYPES.values():
        found.setdefault(DYES[one.dye], []).append((one.key, one.name, one.icon))
    return list(found.items())


class AbsenceForm(StrictForm):
    """Who is away, why, from when until when; ``until`` says it with one tap: tonight, or that nobody knows."""

    person = SelectField(_l("Who"), validators=[InputRequired(_l("Please choose who is away."))])
    kind = SelectField(_l("Why"), choices=[SelectChoice(key, _l(word)) for key, word in KINDS.items()])
    from_day = DateField(_l("From"), validators=[Optional()])
    from_time = TimeField(_l("at"), validators=[Optional()])
    to_day = DateField(_l("Until"), validators=[Optional()])
    to_time = TimeField(_l("at"), validators=[Optional()])
    until = HiddenField(validators=[Optional(), Length(max=10)])

    def span(self, zone: str) -> tuple[datetime, datetime | None]:
        """The absence in UTC: whole days where no time was typed, the last included; None where no end was typed."""
        if self.until.data:
            return quick_span(self.until.data, zone)
        if self.from_day.data is None:
            raise Refused(N_("Please choose a day."))
        from_at = _wall(self.from_day.data, self.from_time.data, zone)
        if self.to_day.data is None:
            if self.to_time.data is not None:
                raise Refused(N_("Please choose the day it ends."))
            return from_at, None
        return from_at, end_of(self.to_day.data, self.to_time.data, zone)


class OwnAbsenceForm(StrictForm):
    """Say that one is ill oneself, from now on."""

    until = SelectField(
        _l("Until"),
        choices=[SelectChoice(TONIGHT, _l("Until tonight")), SelectChoice(OPEN, _l("I do not know yet"))],
        validators=[InputRequired(_l("Please say until when."))],
    )


class EndForm(StrictForm):
    """Until when an absence lasts."""

    to_day = DateField(_l("Until"), validators=[InputRequired(_l("Please choose a day."))])
    to_time = TimeField(_l("at"), validators=[Optional()])


class ReturnForm(StrictForm):
    """Somebody is back, or an absence was a mistake: nothing is said beside it."""


def quick_span(until: str, zone: str) -> tuple[datetime, datetime | None]:
    """From now until the end of today, or until nobody knows when (UTC); Refused for any other word."""
    if until not in (TONIGHT, OPEN):
        raise Refused(N_("Please say until when."))
    return now(), day_bounds(today(zone), zone)[1] if until == TONIGHT else None


def end_of(day: date, at: time | None, zone: str) -> datetime:
    """The instant (UTC) an absence ends: a wall time of a day, or the end of the day."""
    return _wall(day, at, zone) if at is not None else _wall(day, time(), zone, later=timedelta(days=1))


def _wall(day: date, at: time | None, zone: str, later: timedelta = timedelta()) -> datetime:
    wall = datetime.combine(day, at or time())
    # The year 9999 has no day after its last; resolve says so in words.
    return resolve(wall + later if wall.year < date.max.year else wall, zone).at


def offer_people(form: AbsenceForm, people: Iterable[tuple[str, str]], chosen: str = "") -> AbsenceForm:
    """Let a form know who works here: (id, shown)."""
    # An option holds no <bdi>: the isolates keep a name whole within a line of Arabic.
    form.person.choices = [
        SelectChoice("", gettext("Choose")),
        *(SelectChoice(key, f"\u2068{shown}\u2069") for key, shown in people),
    ]
    if chosen:
        form.person.data = chosen
    return form


def compared_weeks(now_: Week, typed: Week) -> list[tuple[int, str, str]]:
    """The weekdays that differ: (weekday, what holds now, what was typed)."""
    both = zip(range(7), now_, typed, strict=True)
    return [(day, said_spans(one), said_spans(other)) for day, one, other in both if one != other]


def said_spans(spans: Sequence[tuple[time, time]]) -> str:
    """Spans of a day in digits: "08:00–16:00"."""
    return " · ".join(f"\u2066{start:%H:%M}–{end:%H:%M}\u2069" for start, end in spans) or "–"
