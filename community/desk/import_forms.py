"""The forms of a table of residents: choosing the file, and saying yes to what was read."""

from flask_babel import lazy_gettext as _l
from wtforms import FileField, HiddenField
from wtforms.validators import Length

from foundation.carried import LONGEST_PACKED
from foundation.forms import StrictForm


class TableForm(StrictForm):
    """A table's file; ``back`` is the endpoint to go on to, ``again`` the one where a table is chosen."""

    file = FileField(_l("The table (CSV)"))
    back = HiddenField(validators=[Length(max=80)])
    again = HiddenField(validators=[Length(max=80)])


class CarriedForm(StrictForm):
    """The table that was looked over."""

    carried = HiddenField(validators=[Length(max=LONGEST_PACKED)])
    back = HiddenField(validators=[Length(max=80)])
    again = HiddenField(validators=[Length(max=80)])
