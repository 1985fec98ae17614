"""The form with which a resident says how the wall names them."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import InputRequired

from foundation.forms import StrictForm

NOT_AT_ALL = "none"


class WallNameForm(StrictForm):
    """Not at all, as first name and initial, or by the name they chose."""

    shown_as = RadioField(
        _l("On the wall I am"),
        choices=[NOT_AT_ALL, "initial", "alias"],
        validators=[InputRequired(_l("Please choose from what is offered."))],
    )
