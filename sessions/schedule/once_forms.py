"""The boundary of a single session: first what and when and for whom, then where and who leads."""

from datetime import date, time
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TimeField,
    ValidationError,
)
from wtforms.fields import SelectChoice
from wtforms.validators import AnyOf, InputRequired, Optional

from foundation.forms import UNKNOWN_FIELD, Clean, StrictForm
from foundation.languages import OWN_NAMES
from sessions.schedule.one_off import Expected

CHOSEN, INVITED, EVERYONE = "chosen", "invited", "everyone"
# What the buttons of the two pages say: on to the second, back to the first, and hold it.
STEPS = ("where", "back", "hold")
NO_ROOM = "none"


class WhatForm(StrictForm):
    """What it is, when, and who is expected."""

    step = HiddenField(validators=[AnyOf(STEPS, message=UNKNOWN_FIELD)])
    type = SelectField(_l("Kind"), validators=[InputRequired(_l("Please choose what it is."))])
    title = StringField(_l("Title (you can leave it out)"), validators=[Optional(), Clean(200)])
    day = DateField(_l("Day"), validators=[InputRequired(_l("Please choose a day."))])
    start = TimeField(_l("Begins"), validators=[InputRequired(_l("Please write when it begins."))])
    end = TimeField(_l("Ends"), validators=[InputRequired(_l("Please write when it ends."))])
    who = SelectField(_l("Who is expected"), validators=[InputRequired(_l("Please choose who is expected."))])
    people = SelectMultipleField(_l("People"))

    def validate_people(self, field: Any) -> None:
        """Somebody is chosen when people are to be chosen."""
        if self.who.data in (CHOSEN, INVITED) and not field.data:
            raise ValidationError(_l("Please choose who is expected."))

    def times(self) -> tuple[date, time, time]:
        """The day and the wall times."""
        values: Any = (self.day.data, self.start.data, self.end.data)
        return values[0], values[1], values[2]

    def expected(self) -> Expected:
        """Who is expected, as the verb wants it told."""
        kind, _, key = (self.who.data or "").partition(":")
        if kind in (CHOSEN, INVITED):
            return Expected(people=tuple(self.people.data or ()), with_relatives=kind == INVITED)
        return Expected(group_id=key if kind == "group" else None, stage_id=key if kind == "stage" else None)


class WhereForm(WhatForm):
    """The same with where it is, who leads it, and in which languages."""

    room = RadioField(_l("Where"), validators=[InputRequired(_l("Please choose where it is."))])
    leader = RadioField(_l("Led by"), validators=[InputRequired(_l("Please choose who leads it."))])
    languages = SelectMultipleField(
        _l("Languages"), choices=[SelectChoice(code, name) for code, name in OWN_NAMES.items()]
    )
    anyway = BooleanField(_l("The room or the leader is taken then; do it anyway"))
