"""The forms of stays: that somebody is back."""

from wtforms import HiddenField
from wtforms.validators import Length

from foundation.forms import StrictForm


class ReturnForm(StrictForm):
    """Somebody is back; ``back`` is the endpoint of the page to return to."""

    back = HiddenField(validators=[Length(max=80)])
