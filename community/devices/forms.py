"""The forms of the house's screens."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from community.devices.operations import BOARD, KIOSK, LONGEST_NAME
from foundation.forms import Clean, StrictForm
from foundation.messages import N_

KIND_WORDS = {KIOSK: N_("Kiosk, where residents see their own day"), BOARD: N_("Board on the wall, for everybody")}
SHORT_KIND_WORDS = {KIOSK: N_("Kiosk"), BOARD: N_("Board")}


def _kinds() -> list[SelectChoice]:
    return [SelectChoice(KIOSK, _l(KIND_WORDS[KIOSK])), SelectChoice(BOARD, _l(KIND_WORDS[BOARD]))]


class DeviceForm(StrictForm):
    """One more screen: what it is, what one calls it, where it stands."""

    kind = SelectField(_l("What it is"), choices=_kinds, default=KIOSK)
    name = StringField(_l("What you call it"), [InputRequired(_l("Please write a name.")), Clean(LONGEST_NAME)])
    room_id = SelectField(_l("Where it stands"), default="")


class NamesForm(StrictForm):
    """Whether a kiosk may show names."""

    kiosk_names = BooleanField(_l("Kiosks show first names to choose from"))


class EnrolmentForm(StrictForm):
    """The code on the manager's screen."""

    code = StringField(_l("Code"))


class NothingForm(StrictForm):
    """A button, and nothing else."""
