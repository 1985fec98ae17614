"""The forms of templates: keeping the house's week as one, and using one from a day on."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, HiddenField, RadioField
from wtforms.fields import SelectChoice
from wtforms.validators import AnyOf, InputRequired, Optional

from community.houses.words_forms import WordsForm, said_field
from foundation.forms import UNKNOWN_FIELD, StrictForm

PREVIEW, SAVE = "preview", "save"
MAKE, WITHOUT = "make", "without"


class KeepForm(WordsForm):
    """The house's week as it is from a day on, to be kept under a name."""

    name_en, name_pl = said_field("en"), said_field("pl")
    name_ar, name_ru = said_field("ar"), said_field("ru")
    day = DateField(_l("The week as it is from"), validators=[InputRequired(_l("Please choose a day."))])


class UseForm(StrictForm):
    """A template from a day on; looked at first, then saved."""

    from_day = DateField(_l("From"), validators=[InputRequired(_l("Please choose a day."))])
    replace_others = BooleanField(_l("End everything else that repeats"))
    rooms = RadioField(
        _l("Rooms the house does not have"),
        choices=lambda: [
            SelectChoice(MAKE, _l("Make these rooms")),
            SelectChoice(WITHOUT, _l("Plan those sessions without a room")),
        ],
        validators=[Optional()],
        default=None,
    )
    # Although a room or a leader is taken twice.
    anyway = BooleanField(_l("Do it anyway; I will sort out what is at the same time."))
    step = HiddenField(validators=[AnyOf((PREVIEW, SAVE), message=UNKNOWN_FIELD)])

    @property
    def make_rooms(self) -> bool | None:
        """Whether the rooms are made; None where nothing was chosen."""
        return {MAKE: True, WITHOUT: False}.get(self.rooms.data or "")
