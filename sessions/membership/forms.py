"""The forms of groups: what one is called, how many it holds, and who joins it from when."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, HiddenField, RadioField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from community.houses.words_forms import WordsForm, WordsRowForm, said_field
from foundation.forms import StrictForm
from sessions.groups.kinds import KIND_WORDS, LARGEST, LASTING

PLACES = _l("A group has between 1 and %(most)s places, or no limit.", most=LARGEST)


class PlacesField(StringField):
    """A number of places, in digits of any script; empty for no limit."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number; ValueError with the sentence when it is none or too large."""
        text = (valuelist or [""])[0].strip()
        self.data: Any = text
        if not text:
            self.data = None
        elif not text.isdecimal() or len(text) > 6 or not 1 <= int(text) <= LARGEST:
            raise ValueError(str(PLACES))
        else:
            self.data = int(text)

    def _value(self) -> str:
        return "" if self.data is None else str(self.data)


class _GroupFields(WordsForm):
    name_en, name_pl = said_field("en"), said_field("pl")
    name_ar, name_ru = said_field("ar"), said_field("ru")
    open = BooleanField(_l("Open: people may join while it goes on"))
    capacity = PlacesField(_l("Places (empty: no limit)"))


class NewGroupForm(_GroupFields):
    """A group that is formed."""

    kind = RadioField(
        _l("What is it?"),
        choices=[SelectChoice(key, _l(KIND_WORDS[key])) for key in LASTING],
        validators=[InputRequired(_l("Please choose what kind of group it is."))],
    )


class GroupForm(_GroupFields, WordsRowForm):
    """A group that is amended."""

    columns = ("name", "open", "capacity")


class MemberForm(StrictForm):
    """Who joins, or waits, and from which day on; ``back`` is the endpoint of the page to return to."""

    person = SelectField(_l("Who"), validators=[InputRequired(_l("Please choose who."))])
    from_day = DateField(_l("From which day on (empty: from now)"), validators=[Optional()])
    anyway = BooleanField(_l("The group is closed and has begun; let them join all the same"))
    back = HiddenField(validators=[Length(max=80)])
