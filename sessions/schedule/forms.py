"""The boundary of the changes to one date."""

from datetime import date, time
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, HiddenField, SelectField, SelectMultipleField, StringField, TimeField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, Regexp

from foundation.forms import UNKNOWN_FIELD, StrictForm
from foundation.languages import OWN_NAMES


class _Change(StrictForm):
    """What every change carries: the version that was read, and whether a clash is meant."""

    version = HiddenField(validators=[InputRequired(), Length(max=10)])
    anyway = BooleanField(_l("The room or the leader is taken then; do it anyway"))

    def read_version(self) -> int:
        """The version the form was read at; -1, which nothing has, when it is no number."""
        text = self.version.data or ""
        return int(text) if text.isdecimal() else -1


class CancellationForm(_Change):
    """Cancel one date, with a reason people will read."""

    reason = StringField(
        _l("Why? Everyone expected will read this."),
        validators=[InputRequired(_l("Please write why.")), Length(max=300)],
    )


class ReinstatementForm(_Change):
    """Hold a cancelled date after all."""


class MoveForm(_Change):
    """Move one date."""

    day = DateField(_l("Day"), validators=[InputRequired(_l("Please choose a day."))])
    start = TimeField(_l("Begins"), validators=[InputRequired(_l("Please write when it begins."))])
    end = TimeField(_l("Ends"), validators=[InputRequired(_l("Please write when it ends."))])
    reason = StringField(_l("Why? Everyone expected will read this."), validators=[Optional(), Length(max=300)])

    def times(self) -> tuple[date, time, time]:
        """The new day and wall times."""
        values: Any = (self.day.data, self.start.data, self.end.data)
        return values[0], values[1], values[2]


class RoomForm(_Change):
    """Give one date another room, or none."""

    room = SelectField(_l("Room"), validators=[Optional()], validate_choice=True)


class LeaderForm(_Change):
    """Give one date another leader."""

    leader = SelectField(
        _l("Led by"), validators=[InputRequired(_l("Please choose who leads it."))], validate_choice=True
    )


class TakeoverForm(_Change):
    """Lead one date in somebody's place."""

    anyway = BooleanField(_l("You lead another session then; take this one over anyway"))
    reason = StringField(_l("Why? Only the staff read this."), validators=[Optional(), Length(max=200)])


class LanguagesForm(StrictForm):
    """The languages a series is held in; none means the house's own."""

    occurrence = HiddenField(validators=[Regexp(r"[0-9a-f]{32}\Z", message=UNKNOWN_FIELD)])
    languages = SelectMultipleField(
        _l("Languages"), choices=[SelectChoice(code, name) for code, name in OWN_NAMES.items()]
    )
