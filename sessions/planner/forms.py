"""The boundary of a change made in the planner: one date, the dates after it too, or the whole series."""

from datetime import date, time
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TimeField,
    ValidationError,
)
from wtforms.validators import AnyOf, InputRequired, Length, Optional, Regexp

from foundation.forms import UNKNOWN_FIELD, Clean, StrictForm

STEPS = ("preview", "save")
DATE = "date"
NO_ROOM, AS_IT_IS = "none", ""
LONGEST_VIEW = 300


class ChangeForm(StrictForm):
    """A date of the planner with another time, room or leader, and for which dates of its series that goes."""

    step = HiddenField(validators=[AnyOf(STEPS, message=UNKNOWN_FIELD)])
    chosen = HiddenField(validators=[Regexp(r"[0-9a-f]{32}\Z", message=UNKNOWN_FIELD)])
    version = HiddenField(validators=[Regexp(r"[0-9]{1,9}\Z", message=UNKNOWN_FIELD)])
    series_version = HiddenField(validators=[Regexp(r"[0-9]{1,9}\Z", message=UNKNOWN_FIELD)])
    view = HiddenField(validators=[Optional(), Length(max=LONGEST_VIEW, message=UNKNOWN_FIELD)])
    day = DateField(_l("Day"), validators=[InputRequired(_l("Please choose a day."))])
    start = TimeField(_l("Begins"), validators=[InputRequired(_l("Please write when it begins."))])
    end = TimeField(_l("Ends"), validators=[InputRequired(_l("Please write when it ends."))])
    room = SelectField(_l("Room"), validators=[InputRequired(_l("Please choose a room."))])
    leader = SelectField(_l("Led by"), validators=[Optional()])
    scope = RadioField(_l("For which dates"), choices=[], validators=[InputRequired(UNKNOWN_FIELD)])
    reason = StringField(_l("Why? Everyone expected will read this."), validators=[Optional(), Clean(300)])
    anyway = BooleanField(_l("Plan it anyway"))
    why = StringField(_l("Why it is right so"))

    def validate_why(self, field: Any) -> None:
        """Whoever means a clash says why."""
        if (field.data or "").strip():
            Clean(300)(self, field)
        elif self.anyway.data:
            raise ValidationError(_l("Please write why both may stand."))

    def times(self) -> tuple[date, time, time]:
        """The day and the wall times that are wanted."""
        values: Any = (self.day.data, self.start.data, self.end.data)
        return values[0], values[1], values[2]

    def room_id(self) -> str | None:
        """The room that is wanted, None for none."""
        return None if self.room.data == NO_ROOM else self.room.data

    def versions(self) -> tuple[int, int]:
        """The versions of the date and of its series that were read."""
        return int(self.version.data or 0), int(self.series_version.data or 0)
