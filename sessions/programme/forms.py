"""The forms of a week's file: choosing one, and saying yes to what it would do."""

from flask_babel import lazy_gettext as _l
from wtforms import FileField, HiddenField
from wtforms.validators import Length

from foundation.carried import LONGEST_PACKED
from foundation.forms import StrictForm


class WeekForm(StrictForm):
    """One of the bundled weeks, or a file; ``back`` is the endpoint to go on to, ``again`` where one chooses."""

    week = HiddenField(validators=[Length(max=40)])
    file = FileField(_l("A week's file (JSON)"))
    back = HiddenField(validators=[Length(max=80)])
    again = HiddenField(validators=[Length(max=80)])


class LoadForm(StrictForm):
    """The week that was looked over, to be loaded now."""

    week = HiddenField(validators=[Length(max=40)])
    carried = HiddenField(validators=[Length(max=LONGEST_PACKED)])
    back = HiddenField(validators=[Length(max=80)])
    again = HiddenField(validators=[Length(max=80)])
