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
    """Which calendar, for which device, whether it may say the real titles, and of which room."""

    kind = HiddenField(validators=[AnyOf(KINDS)])
    consent = HiddenField()
    room = StringField(lazy_gettext("Which room"))
    device = StringField(lazy_gettext("Name of this phone or computer"), validators=[Clean(LONGEST_DEVICE)])
    real_titles = BooleanField(lazy_gettext("Show the real titles and rooms"))

    def consent_id(self) -> str | None:
        """The consent it stands on, if one is named; NotFound when no consent could be called so."""
        if self.consent.data and not is_id(self.consent.data):
            raise NotFound()
        return self.consent.data or None

    def room_id(self) -> str | None:
        """The room it is of, if one is named; NotFound when no room could be called so."""
        if self.room.data and not is_id(self.room.data):
            raise NotFound()
        return self.room.data or None


class Titles(StrictForm):
    """Whether an address says real titles from now on."""

    real_titles = BooleanField()
