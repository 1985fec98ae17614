"""What the page of calendars takes in."""

from flask_babel import lazy_gettext
from wtforms import BooleanField, HiddenField, StringField
from wtforms.validators import AnyOf

from foundation.addresses import is_id
from foundation.errors import NotFound
from foundation.forms import Clean, StrictForm
from sessions.calendars.operations import LONGEST_DEVICE
from sessions.calendars.wording import KINDS


class NewAddress(StrictForm):
    """Which calendar, for which device, and whether it may say the real titles."""

    kind = HiddenField(validators=[AnyOf(KINDS)])
    consent = HiddenField()
    device = StringField(lazy_gettext("Name of this phone or computer"), validators=[Clean(LONGEST_DEVICE)])
    real_titles = BooleanField(lazy_gettext("Show the real titles and rooms"))

    def consent_id(self) -> str | None:
        """The consent it stands on, if one is named; NotFound when no consent could be called so."""
        if self.consent.data and not is_id(self.consent.data):
            raise NotFound()
        return self.consent.data or None
