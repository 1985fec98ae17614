"""The forms of what takes a resident elsewhere: why, on which days, from when to when."""

from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, SelectMultipleField, TimeField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Optional

from community.residency.wording import REASONS
from foundation.forms import StrictForm
from foundation.languages import WEEKDAYS, short_weekday

# Any Monday will do: only the names of the days are taken from it.
_MONDAY = date(2024, 1, 1)


def _days() -> list[SelectChoice]:
    return [SelectChoice(key, short_weekday(_MONDAY + timedelta(days=n))) for n, key in enumerate(WEEKDAYS)]


class EngagementForm(StrictForm):
    """Court, a doctor, work outside and the like: once, or on weekdays; wall times of the house."""

    why = SelectField(
        _l("Why"),
        choices=lambda: [SelectChoice("", _l("please choose")), *(SelectChoice(k, _l(w)) for k, w in REASONS.items())],
        validators=[InputRequired(_l("Please choose why."))],
    )
    days = SelectMultipleField(_l("Every week on (none: once)"), choices=_days)
    first_day = DateField(_l("First day"), validators=[InputRequired(_l("Please choose a day."))])
    last_day = DateField(_l("Last day (empty: no end)"), validators=[Optional()])
    start = TimeField(_l("Away from"), validators=[InputRequired(_l("Please write a time."))])
    end = TimeField(_l("Back at"), validators=[InputRequired(_l("Please write a time."))])

    def validate_last_day(self, field: Any) -> None:
        """The last day is not before the first."""
        if field.data and self.first_day.data and field.data < self.first_day.data:
            raise ValidationError(_l("The last day is not before the first."))

    def to_day(self) -> date | None:
        """The first day without it."""
        last: date | None = self.last_day.data
        return last + timedelta(days=1) if last and last < date.max else last


class EngagementEndForm(StrictForm):
    """From which day on it is no more."""

    from_day = DateField(validators=[InputRequired(_l("Please choose a day."))])
