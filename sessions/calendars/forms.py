"""What the page of calendars takes in."""

from flask_babel import lazy_gettext
from wtforms import BooleanField, HiddenField, StringField
from wtforms.validators import AnyOf

from foundation.forms import Clean, StrictForm
from sessions.calendars.operations import LONGEST_DEVICE
from sessions.calendars.wording import KINDS


class NewAddress(StrictForm):
    """Which calendar, for which device, and whether it may say the real titles."""

    kind = HiddenField(validators=[AnyOf(KINDS)])
    consent = HiddenField()
    device = StringField(lazy_gettext("Name of this phone or computer"), validators=[Clean(LONGEST_DEVICE)])
    real_titles = BooleanField(lazy_gettext("Show the real titles and rooms"))
