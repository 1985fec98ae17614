"""The boundary of the changes to one date."""

from datetime import date, time
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, HiddenField, SelectField, StringField, TimeField
from wtforms.validators import InputRequired, Length, Optional

from foundation.forms import StrictForm


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
