"""The forms of the kiosk."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, StringField

from foundation.forms import StrictForm


class SignInForm(StrictForm):
    """A number (or what a scanner typed of a card) and a PIN; a name that was chosen stands for its number."""

    number = StringField(_l("My number"))
    chosen = StringField()
    pin = StringField(_l("My PIN"))
    lang = StringField()


class TouchForm(StrictForm):
    """How many seconds ago the screen was touched."""

    ago = IntegerField()


class LanguageForm(StrictForm):
    """Another language, for this visit."""

    language = StringField()


class CheckInForm(StrictForm):
    """The session somebody is at."""

    occurrence = StringField()


class NothingForm(StrictForm):
    """A button, and nothing else."""
