"""The forms of the programme's calendar file: choosing one, and saying yes to what it would do."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FileField, HiddenField, SelectField
from wtforms.validators import Length

from foundation.carried import LONGEST_PACKED
from foundation.forms import StrictForm
from foundation.words import fold
from sessions.schedule.session_types import TYPES

OTHERWISE = "leisure"


class CalendarForm(StrictForm):
    """A calendar file, new or ``carried`` from the page before, and what its events are where it does not say so.

    ``anyway``: although a room or a leader is taken twice.
    """

    file = FileField(_l("A calendar file (.ics)"))
    carried = HiddenField(validators=[Length(max=LONGEST_PACKED)])
    other_type = SelectField(_l("Events whose kind the file does not say are"), default=OTHERWISE)

    anyway = BooleanField(_l("Take it in anyway; I will sort out what is at the same time."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(key, gettext(kind.name)) for key, kind in TYPES.items()]
        self.other_type.choices = sorted(named, key=lambda one: fold(one[1]))
