"""The boundary of pauses: which days, what rests, and what it is called."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, HiddenField, RadioField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import AnyOf, InputRequired, Optional

from community.houses.words_forms import WordsForm, said_field
from foundation.forms import UNKNOWN_FIELD, StrictForm
from sessions.schedule.pauses import ACTIVITIES, COVERS, KINDS

# What the buttons of the two pages say: on to what it would do, back to the first, and keep it.
STEPS = ("look", "back", "keep")


class PauseEndForm(StrictForm):
    """A pause is taken back; ``anyway``: although a room or a leader is taken twice then."""

    anyway = BooleanField(_l("Do it anyway; I will sort out what is at the same time."))


class PauseForm(WordsForm):
    """A pause: its name in the languages of the house, its days, what rests, and where a single day goes instead."""

    step = HiddenField(validators=[AnyOf(STEPS, message=UNKNOWN_FIELD)])
    name_en, name_pl = said_field("en"), said_field("pl")
    name_ar, name_ru = said_field("ar"), said_field("ru")
    kind = SelectField(_l("What it is"), choices=lambda: [SelectChoice(key, _l(words)) for key, words in KINDS.items()])
    first_day = DateField(_l("First day"), validators=[InputRequired(_l("Please choose a day."))])
    last_day = DateField(_l("Last day"), validators=[Optional()])
    covers = RadioField(
        _l("What rests"),
        default=ACTIVITIES,
        choices=lambda: [SelectChoice(key, _l(words)) for key, words in COVERS.items()],
        validators=[InputRequired(_l("Please choose what rests."))],
    )
    moves_to = DateField(_l("Goes on another day instead"), validators=[Optional()])
    # Although a room or a leader is taken twice on that day.
    anyway = BooleanField(_l("Do it anyway; I will sort out what is at the same time."))

    def facts(self) -> dict[str, Any]:
        """What the verb is told; a pause without a last day is one day long."""
        return {
            "name": self.words("name"),
            "kind": self.kind.data,
            "covers": self.covers.data,
            "first_day": self.first_day.data,
            "last_day": self.last_day.data or self.first_day.data,
            "moves_to": self.moves_to.data,
        }
