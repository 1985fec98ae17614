"""The boundary of the hours a house keeps free, and of the rest between two groups."""

from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, SelectMultipleField, TimeField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Optional

from community.houses.amending import LONGEST_REST
from community.houses.words_forms import WholeField, WordsForm, said_field
from foundation.as_read import RowForm
from foundation.languages import WEEKDAYS, short_weekday
from sessions.clashes.kept_hours import KINDS

# Any Monday will do: only the names of the days are taken from it.
_MONDAY = date(2024, 1, 1)
NO_GROUP = "all"


class HourForm(WordsForm):
    """Hours that are kept free: what for, when, and for whom."""

    kind = SelectField(
        _l("Kept free for"), choices=lambda: [SelectChoice(key, _l(words)) for key, words in KINDS.items()]
    )
    name_en, name_pl = said_field("en"), said_field("pl")
    name_ar, name_ru = said_field("ar"), said_field("ru")
    days = SelectMultipleField(_l("On"), validators=[InputRequired(_l("Please choose at least one day of the week."))])
    start = TimeField(_l("Begins"), validators=[InputRequired(_l("Please write when it begins."))])
    end = TimeField(_l("Ends"), validators=[InputRequired(_l("Please write when it ends."))])
    group = SelectField(_l("For"), default=NO_GROUP)
    from_day = DateField(_l("From (today, when left empty)"), validators=[Optional()])

    def facts(self) -> dict[str, Any]:
        """What the verb is told."""
        return {
            "kind": self.kind.data,
            "name": self.words("name"),
            "days": self.days.data or (),
            "start": self.start.data,
            "end": self.end.data,
            "group_id": None if self.group.data == NO_GROUP else self.group.data,
            "from_day": self.from_day.data,
        }


def days_from(week_starts: str) -> list[SelectChoice]:
    """The days of the week from the one on which a house's week begins, in the reader's words."""
    first = WEEKDAYS.index(week_starts)
    order = [*range(first, 7), *range(first)]
    return [SelectChoice(WEEKDAYS[n], short_weekday(_MONDAY + timedelta(days=n))) for n in order]


class RestForm(RowForm):
    """How long people rest between two groups."""

    columns = ("rest_minutes",)
    rest_minutes = WholeField(
        _l("Minutes between two groups"),
        (0, LONGEST_REST),
        _l("A whole number from %(least)s to %(most)s is expected here.", least=0, most=LONGEST_REST),
    )
