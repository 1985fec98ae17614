"""The form that takes the demonstration away."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import InputRequired

from foundation.forms import StrictForm


class RemovalForm(StrictForm):
    """One tick, so that no careless tap takes it away."""

    sure = BooleanField(
        _l("Yes, take the demonstration away"),
        validators=[InputRequired(_l("Please tick that you mean it."))],
    )
