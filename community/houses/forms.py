"""The forms of a house: its settings, rooms, stages; words in each of its languages."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, IntegerField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Optional

from community.houses.amending import LONGEST_CONSENT_DAYS, MENTORING_BOUNDS
from community.houses.crisis_numbers import LONGEST_CALLED, LONGEST_NUMBER
from foundation.forms import Clean, StrictForm
from foundation.languages import LANGUAGES, OWN_NAMES, WEEKDAYS, short_weekday
from foundation.messages import N_

LONGEST_WORDS, LONGEST_FEED_TITLE = 120, 60
LARGEST_ROOM = 1000
PHASE_WORDS = {
    "detoxification": N_("Detoxification"),
    "rehabilitation": N_("Rehabilitation"),
    "socialisation": N_("Re-entry"),
    "aftercare": N_("Aftercare"),
}
SAME_SEX_WORDS = {
    "required": N_("always of the same sex"),
    "preferred": N_("rather of the same sex"),
    "any": N_("of any sex"),
}
# Any Monday will do: only the names of the days are taken from it.
_MONDAY = date(2024, 1, 1)


class LinesField(Field):
    """The same field once in each row of a form; ``data`` is the list of what was typed, empty ones too."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep every row."""
        self.data = list(valuelist)

    def process_data(self, value: Any) -> None:
        """Begin with the given rows, or with none."""
        self.data = list(value or [])


def said_field(code: str, longest: int = LONGEST_WORDS) -> StringField:
    """A line in one language, which may stay empty while another is filled."""
    return StringField(OWN_NAMES[code], validators=[Optional(), Clean(longest)])


class WholeField(IntegerField):
    """A whole number within bounds, in digits of any script; told in one sentence whatever else it is."""

    def __init__(self, label: Any, bounds: tuple[int, int], told: Any, **more: Any) -> None:
        super().__init__(label, validators=[InputRequired(told)], **more)
        self.bounds, self.told = bounds, told

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number; ValueError with the sentence when it is none or lies outside."""
        text = (valuelist or [""])[0].strip()
        least, most = self.bounds
        # No bound has more than four digits; an endless number is never read.
        self.data: Any = int(text) if text.isdecimal() and len(text) < 7 else None
        if self.data is None or not least <= self.data <= most:
            raise ValueError(str(self.told))


class WordsForm(StrictForm):
    """A form with words in several languages: fields called ``name_pl`` and so on."""

    def words(self, prefix: str) -> dict[str, str]:
        """What was typed, by language."""
        found = {code: self[f"{prefix}_{code}"].data for code in LANGUAGES}
        return {code: (text or "").strip() for code, text in found.items() if text and text.strip()}

    def fill(self, prefix: str, words: Mapping[str, str]) -> None:
        """Begin with these words."""
        for code in LANGUAGES:
            self[f"{prefix}_{code}"].data = words.get(code, "")

    def needed(self, prefix: str, languages: Collection[str]) -> bool:
        """Whether something was typed; if not, the first of the languages is told."""
        if self.words(prefix):
            return True
        field = self[f"{prefix}_{next(iter(languages))}"]
        field.errors = [*field.errors, str(_l("Please write it in at least one language."))]
        return False


def _between(least: int, most: int) -> Any:
    return _l("A whole number from %(least)s to %(most)s is expected here.", least=least, most=most)


def _tongues() -> list[SelectChoice]:
    return [SelectChoice(code, name) for code, name in OWN_NAMES.items()]


def _days() -> list[SelectChoice]:
    return [SelectChoice(key, short_weekday(_MONDAY + timedelta(days=n))) for n, key in enumerate(WEEKDAYS)]


def _first_days() -> list[SelectChoice]:
    names = dict(zip(WEEKDAYS, _days(), strict=True))
    return [names["mon"], names["sun"], names["sat"]]


class HabitsForm(WordsForm):
    """What a house speaks and counts by; on its first day and later."""

    language = RadioField(
        _l("The language of the house"),
        choices=_tongues,
        validators=[InputRequired(_l("Please choose a language."))],
    )
    languages = SelectMultipleField(_l("Other languages spoken here"), choices=_tongues)
    week_starts = SelectField(_l("The week begins on"), choices=_first_days, default="mon")
    weekend = SelectMultipleField(_l("Weekend"), choices=_days)
    feed_title_en = said_field("en", LONGEST_FEED_TITLE)
    feed_title_pl = said_field("pl", LONGEST_FEED_TITLE)
    feed_title_ar = said_field("ar", LONGEST_FEED_TITLE)
    feed_title_ru = said_field("ru", LONGEST_FEED_TITLE)

    def tongues(self) -> set[str]:
        """The languages of the house, its own among them."""
        return {self.language.data, *(self.languages.data or [])}


class HouseForm(HabitsForm):
    """The settings of a house that stands."""

    name_en, name_pl = said_field("en"), said_field("pl")
    name_ar, name_ru = said_field("ar"), said_field("ru")
    consent_days = WholeField(
        _l("A family consent lasts (days)"), (1, LONGEST_CONSENT_DAYS), _between(1, LONGEST_CONSENT_DAYS)
    )


class CrisisForm(StrictForm):
    """Whom residents can call: names and numbers, row by row."""

    called = LinesField(_l("Who answers"))
    number = LinesField(_l("Number"))

    def rows(self) -> list[dict[str, str]]:
        """The rows in which something was typed."""
        pairs = zip(self.called.data, self.number.data, strict=False)
        return [{"name": called, "number": number} for called, number in pairs if called.strip() or number.strip()]


CRISIS_LIMITS = {"called": LONGEST_CALLED, "number": LONGEST_NUMBER}


def _whole(label: object, name: str) -> WholeField:
    bounds = MENTORING_BOUNDS[name]
    return WholeField(label, bounds, _between(*bounds))


class MentoringForm(StrictForm):
    """How many elders stand by whom."""

    newcomer_days = _whole(_l("Somebody is a newcomer for (days)"), "newcomer_days")
    elders_at_first = _whole(_l("Elders for a newcomer"), "elders_at_first")
    elders_later = _whole(_l("Elders after that"), "elders_later")
    newcomers_per_elder = _whole(_l("An elder stands by at most"), "newcomers_per_elder")
    contact_every_days = _whole(_l("They meet at least every (days)"), "contact_every_days")
    elders_of_same_sex = SelectField(
        _l("Elders are"),
        choices=lambda: [SelectChoice(key, _l(words)) for key, words in SAME_SEX_WORDS.items()],
    )


class RoomForm(WordsForm):
    """A room's name in the languages of the house, and how many it holds."""

    name_en, name_pl = said_field("en"), said_field("pl")
    name_ar, name_ru = said_field("ar"), said_field("ru")
    capacity = WholeField(_l("People it holds"), (1, LARGEST_ROOM), _l("A room holds between 1 and 1000 people."))


class StageForm(WordsForm):
    """A stage's name, and the part of the whole path it belongs to."""

    name_en, name_pl = said_field("en"), said_field("pl")
    name_ar, name_ru = said_field("ar"), said_field("ru")
    phase = SelectField(
        _l("Part of the path"),
        choices=lambda: [SelectChoice(key, _l(words)) for key, words in PHASE_WORDS.items()],
    )
