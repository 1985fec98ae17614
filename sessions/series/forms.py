"""The boundary of a series: what it is, how it repeats, where, who leads it, and who is expected."""

from datetime import date, time
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TimeField,
    ValidationError,
)
from wtforms.fields import SelectChoice
from wtforms.validators import AnyOf, InputRequired, NumberRange, Optional, Regexp, StopValidation

from community.houses.words_forms import WordsForm, said_field
from foundation.errors import Refused
from foundation.forms import UNKNOWN_FIELD, Clean, StrictForm
from foundation.languages import OWN_NAMES
from foundation.messages import N_
from sessions.schedule.amending import SCOPES
from sessions.schedule.recurrence import DAYS
from sessions.schedule.rule_fields import MONTHLY, NTH, REPEATS, WEEKLY, RuleFields, rule_of

PREVIEW, SAVE = "preview", "save"
# What the button of both pages may say.
STEPS = (PREVIEW, SAVE)
# A rule that cannot be chosen here, as an imported calendar may hold it, stays as it is.
AS_IT_IS = "as-it-is"
NEVER, UNTIL, COUNT = "never", "until", "count"
CHOSEN = "chosen"
LONGEST_TITLE = 200
REPEATS_SAID = {
    WEEKLY: N_("By the week, on days I choose"),
    MONTHLY: N_("By the month, on one weekday"),
    "daily": N_("Every day"),
    "once": N_("Once, on its first day"),
}
WEEKS_SAID = {1: N_("every week"), 2: N_("every second week"), 3: N_("every third week"), 4: N_("every fourth week")}
NTH_SAID = {1: N_("the first"), 2: N_("the second"), 3: N_("the third"), 4: N_("the fourth"), -1: N_("the last")}
ENDS_SAID = {NEVER: N_("goes on"), UNTIL: N_("until a day"), COUNT: N_("for a number of times")}


def _said_why(form: Any, field: Any) -> None:
    """Whoever means a clash says why."""
    if form.anyway.data and not (field.data or "").strip():
        raise StopValidation(str(_l("Please write why both may stand.")))


class SeriesForm(WordsForm):
    """A series that begins; its choices of rooms, people and so on come from the house (series_choices.py)."""

    step = HiddenField(validators=[AnyOf(STEPS, message=UNKNOWN_FIELD)])
    type = SelectField(_l("Kind"), validators=[InputRequired(_l("Please choose what it is."))])
    title_en, title_pl = said_field("en", LONGEST_TITLE), said_field("pl", LONGEST_TITLE)
    title_ar, title_ru = said_field("ar", LONGEST_TITLE), said_field("ru", LONGEST_TITLE)
    repeats = RadioField(_l("How it repeats"), validators=[InputRequired(_l("Please choose how it repeats."))])
    days = SelectMultipleField(_l("Days of the week"))
    every = SelectField(_l("How often"), validators=[Optional()])
    nth = SelectField(_l("Which of the month"), validators=[Optional()])
    weekday = SelectField(_l("Day of the week"), validators=[Optional()])
    ends = RadioField(_l("How long"), validators=[InputRequired(_l("Please choose how long it goes on."))])
    until = DateField(_l("Last day"), validators=[Optional()])
    times = IntegerField(_l("How many times"), validators=[Optional()])
    first_day = DateField(_l("First day"), validators=[InputRequired(_l("Please choose a day."))])
    start = TimeField(_l("Begins"), validators=[InputRequired(_l("Please write when it begins."))])
    end = TimeField(_l("Ends"), validators=[InputRequired(_l("Please write when it ends."))])
    room = SelectField(_l("Where"), validators=[Optional()], validate_choice=True)
    leader = SelectField(_l("Led by"), validators=[InputRequired(_l("Please choose who leads it."))])
    register = BooleanField(_l("With a roll call"))
    keeper = SelectField(_l("Who keeps the register"), validators=[Optional()], validate_choice=True)
    counted = BooleanField(_l("Its hours count as treatment"))
    breaks = IntegerField(_l("Minutes of break in it"), validators=[Optional(), NumberRange(0, 720)])
    who = SelectField(_l("Who is expected"), validators=[InputRequired(_l("Please choose who is expected."))])
    stages = SelectMultipleField(_l("Stages"))
    people = SelectMultipleField(_l("People"))
    languages = SelectMultipleField(
        _l("Languages"), choices=[SelectChoice(code, name) for code, name in OWN_NAMES.items()]
    )
    anyway = BooleanField(_l("Plan it anyway"))
    why = StringField(_l("Why it is right so"), validators=[_said_why, Optional(), Clean(300)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.repeats.choices = [(key, gettext(REPEATS_SAID[key])) for key in REPEATS]
        self.every.choices = [(str(key), gettext(said)) for key, said in WEEKS_SAID.items()]
        self.nth.choices = [(str(key), gettext(NTH_SAID[key])) for key in NTH]
        self.ends.choices = [(key, gettext(said)) for key, said in ENDS_SAID.items()]

    def validate_stages(self, field: Any) -> None:
        """Some stage is chosen when it is for those of stages."""
        if self.who.data == "stage" and not field.data:
            raise ValidationError(_l("Please choose the stages it is for."))

    def validate_people(self, field: Any) -> None:
        """Somebody is chosen when people are to be chosen."""
        if self.who.data == CHOSEN and not field.data:
            raise ValidationError(_l("Please choose who is expected."))

    def day(self) -> date:
        """The first day on the wall."""
        value: Any = self.first_day.data
        return value

    def clock(self) -> tuple[time, time]:
        """The wall times."""
        values: Any = (self.start.data, self.end.data)
        return values[0], values[1]

    def fields(self) -> RuleFields:
        """How it repeats; Refused when an end is asked for and not said."""
        kind, until, times = self.repeats.data, None, None
        if kind != "once" and self.ends.data == UNTIL and (until := self.until.data) is None:
            raise Refused(N_("Please choose the last day."))
        if kind != "once" and self.ends.data == COUNT and (times := self.times.data) is None:
            raise Refused(N_("Please write how many times it takes place."))
        days = tuple(day for day in DAYS if day in (self.days.data or ())) if kind == WEEKLY else ()
        if kind == MONTHLY:
            days = (self.weekday.data,) if self.weekday.data else ()
        every = int(self.every.data or 1) if kind == WEEKLY else 1
        nth = int(self.nth.data or 1) if kind == MONTHLY else 1
        return RuleFields(kind, days, every, nth, until, times)

    def rule(self, first_day: date) -> str | None:
        """The rule that was chosen, checked from the first day on the wall; None when it stays what it is."""
        return None if self.repeats.data == AS_IT_IS else rule_of(self.fields(), first_day)


class AmendmentForm(SeriesForm):
    """A series that changes: for one date, from a date on, or as a whole; read at ``version``."""

    # Where a series began is history.
    first_day = None
    scope = RadioField(
        _l("What changes"),
        choices=[(scope, "") for scope in SCOPES],
        validators=[InputRequired(_l("Please choose which dates change."))],
    )
    occurrence = HiddenField(validators=[Optional(), Regexp(r"[0-9a-f]{32}\Z", message=UNKNOWN_FIELD)])
    day = DateField(_l("Day"), validators=[Optional()])
    version = HiddenField(validators=[InputRequired(), Regexp(r"[0-9]{1,9}\Z", message=UNKNOWN_FIELD)])
    # Of the date itself, which others may have changed while the series stayed what it was.
    date_version = HiddenField(validators=[Optional(), Regexp(r"[0-9]{1,9}\Z", message=UNKNOWN_FIELD)])
    reason = StringField(_l("Why? Everyone expected will read this."), validators=[Optional(), Clean(300)])


class EndingForm(StrictForm):
    """A series that ends: the first day without it, and what people read."""

    step = HiddenField(validators=[AnyOf(STEPS, message=UNKNOWN_FIELD)])
    version = HiddenField(validators=[InputRequired(), Regexp(r"[0-9]{1,9}\Z", message=UNKNOWN_FIELD)])
    from_day = DateField(
        _l("From which day on it takes place no more"), validators=[InputRequired(_l("Please choose a day."))]
    )
    reason = StringField(
        _l("Why? Everyone expected will read this."), validators=[InputRequired(_l("Please write why.")), Clean(300)]
    )


class UndoForm(StrictForm):
    """A change to be taken back, also where something has its room or leader meanwhile."""

    anyway = BooleanField()
