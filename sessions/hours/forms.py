"""The forms of hours rules: choosing a published one or writing one's own, putting it right, ending it."""

from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, Field, IntegerField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Optional

from community.houses.words_forms import WordsForm, WordsRowForm, said_field
from foundation.forms import Clean, StrictForm
from sessions.hours.operations import LONGEST_SOURCE, MOST_MINUTES, MOST_OCCASIONS, MOST_PEOPLE, RuleFacts
from sessions.hours.presets import PRESETS
from sessions.schedule.session_types import TYPES

OWN = "own"
_LONGEST_NUMBER = 6


class HoursField(Field):
    """Hours a week, with a half or a quarter if need be, in digits of any script; ``data`` is minutes, 0 for none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the hours; ValueError with a sentence when they are none or more than a week has."""
        text = (valuelist or [""])[0].strip().replace(",", ".").replace("\N{ARABIC DECIMAL SEPARATOR}", ".")
        self.typed = text
        self.data: Any = 0
        if not text:
            return
        try:
            # Decimal reads an endless number too; nobody's week needs more than a few digits.
            minutes = Decimal(text) * 60 if len(text) <= _LONGEST_NUMBER else Decimal(-1)
        except InvalidOperation:
            minutes = Decimal(-1)
        if not minutes.is_finite() or not 0 <= minutes <= MOST_MINUTES:
            said = _l("Between 0 and %(most)s hours a week, please.", most=MOST_MINUTES // 60)
            raise ValueError(str(said))
        self.data = int(minutes)

    def _value(self) -> str:
        if self.errors:
            return self.typed
        return f"{Decimal(self.data or 0) / 60:.2f}".rstrip("0").rstrip(".") if self.data else ""


class FewField(IntegerField):
    """A whole number that may stay empty, within bounds; told in one sentence whatever else it is."""

    def __init__(self, label: Any, bounds: tuple[int, int], **more: Any) -> None:
        super().__init__(label, validators=[Optional()], **more)
        self.bounds = bounds

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number; None for nothing."""
        text = (valuelist or [""])[0].strip()
        least, most = self.bounds
        self.data: Any = int(text) if text.isdecimal() and len(text) < _LONGEST_NUMBER else None
        if text and (self.data is None or not least <= self.data <= most):
            raise ValueError(
                str(_l("A whole number from %(least)s to %(most)s is expected here.", least=least, most=most))
            )


def _kinds() -> list[SelectChoice]:
    return [SelectChoice(key, _l(kind.name)) for key, kind in TYPES.items()]


class NumbersForm(WordsForm):
    """What a rule says in numbers, and what it is called."""

    name_en, name_pl = said_field("en"), said_field("pl")
    name_ar, name_ru = said_field("ar"), said_field("ru")
    source = StringField(_l("Where the numbers stand"), validators=[Optional(), Clean(LONGEST_SOURCE)])
    types = SelectMultipleField(_l("What counts"), choices=_kinds)
    total_minutes = HoursField(_l("Hours in all"))
    individual_minutes = HoursField(_l("of these one to one"))
    group_minutes = HoursField(_l("of these in groups"))
    occasions = FewField(_l("On at least so many occasions"), (0, MOST_OCCASIONS))
    people_per_leader = FewField(_l("People to one counsellor"), (1, MOST_PEOPLE))
    group_least = FewField(_l("Smallest group"), (1, MOST_PEOPLE))
    group_most = FewField(_l("Largest group"), (1, MOST_PEOPLE))

    def facts(self, otherwise: str) -> RuleFacts:
        """What was typed, with a source where none is named."""
        return RuleFacts(
            name=self.words("name"),
            source=self.source.data or otherwise,
            types=self.types.data or (),
            total=self.total_minutes.data or 0,
            group=self.group_minutes.data or 0,
            individual=self.individual_minutes.data or 0,
            occasions=self.occasions.data or 0,
            people_per_leader=self.people_per_leader.data,
            group_least=self.group_least.data,
            group_most=self.group_most.data,
        )


class SetForm(NumbersForm):
    """A rule for a stage or the whole house from a day on: a published one, or one's own."""

    stage = SelectField(_l("For whom"))
    preset = RadioField(
        _l("Which rule"),
        choices=lambda: [
            *(SelectChoice(key, _l(one.name)) for key, one in PRESETS.items()),
            SelectChoice(OWN, _l("Our own")),
        ],
        validators=[InputRequired(_l("Please choose a rule."))],
    )
    from_day = DateField(_l("From"), validators=[InputRequired(_l("Please choose a day."))])


class AmendForm(NumbersForm, WordsRowForm):
    """What a rule says, put right."""

    columns = (
        *("name", "source", "types", "total_minutes", "individual_minutes", "group_minutes", "occasions"),
        *("people_per_leader", "group_least", "group_most"),
    )


class EndForm(StrictForm):
    """The first day a rule holds no more."""

    day = DateField(_l("The first day without it"), validators=[InputRequired(_l("Please choose a day."))])
