"""The forms of a house: its settings, rooms, stages; words in each of its languages."""

from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from community.houses.amending import LONGEST_CONSENT_DAYS, LONGEST_DUE, MENTORING_BOUNDS
from community.houses.crisis_numbers import LONGEST_CALLED, LONGEST_NUMBER
from community.houses.words_forms import LinesField, WholeField, WordsForm, WordsRowForm, said_field
from foundation.as_read import RowForm
from foundation.languages import OWN_NAMES, WEEKDAYS, short_weekday
from foundation.messages import N_

LONGEST_FEED_TITLE = 60
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


class HouseForm(HabitsForm, WordsRowForm):
    """The settings of a house that stands."""

    columns = (
        "name",
        "language",
        "languages",
        "week_starts",
        "weekend",
        "feed_title",
        "consent_days",
        "register_due_minutes",
    )
    name_en, name_pl = said_field("en"), said_field("pl")
    name_ar, name_ru = said_field("ar"), said_field("ru")
    consent_days = WholeField(
        _l("A family consent lasts (days)"), (1, LONGEST_CONSENT_DAYS), _between(1, LONGEST_CONSENT_DAYS)
    )
    register_due_minutes = WholeField(
        _l("A register is finished within (minutes after the end)"), (0, LONGEST_DUE), _between(0, LONGEST_DUE)
    )


class CrisisForm(RowForm):
    """Whom residents can call: names and numbers, row by row."""

    columns = ("crisis_numbers",)
    called = LinesField(_l("Who answers"))
    number = LinesField(_l("Number"))

    def begin(self, row: Any) -> None:
        """Begin with the numbers of the house."""
        self.called.data = [one["name"] for one in row.crisis_numbers]
        self.number.data = [one["number"] for one in row.crisis_numbers]

    def rows(self) -> list[dict[str, str]]:
        """The rows in which something was typed."""
        pairs = zip(self.called.data, self.number.data, strict=False)
        return [{"name": called, "number": number} for called, number in pairs if called.strip() or number.strip()]


CRISIS_LIMITS = {"called": LONGEST_CALLED, "number": LONGEST_NUMBER}


def _whole(label: object, name: str) -> WholeField:
    bounds = MENTORING_BOUNDS[name]
    return WholeField(label, bounds, _between(*bounds))


class MentoringForm(RowForm):
    """How many elders stand by whom."""

    columns = (*MENTORING_BOUNDS, "elders_of_same_sex")
    newcomer_days = _whole(_l("Somebody is a newcomer for (days)"), "newcomer_days")
    elders_at_first = _whole(_l("Elders for a newcomer"), "elders_at_first")
    elders_later = _whole(_l("Elders after that"), "elders_later")
    newcomers_per_elder = _whole(_l("An elder stands by at most"), "newcomers_per_elder")
    contact_every_days = _whole(_l("They meet at least every (days)"), "contact_every_days")
    elders_of_same_sex = SelectField(
        _l("Elders are"),
        choices=lambda: [SelectChoice(key, _l(words)) for key, words in SAME_SEX_WORDS.items()],
    )


class RoomForm(WordsRowForm):
    """A room's name in the languages of the house, and how many it holds."""

    columns = ("name", "capacity")
    name_en, name_pl = said_field("en"), said_field("pl")
    name_ar, name_ru = said_field("ar"), said_field("ru")
    capacity = WholeField(_l("People it holds"), (1, LARGEST_ROOM), _l("A room holds between 1 and 1000 people."))


class StageForm(WordsRowForm):
    """A stage's name, and the part of the whole path it belongs to."""

    columns = ("name", "phase")
    name_en, name_pl = said_field("en"), said_field("pl")
    name_ar, name_ru = said_field("ar"), said_field("ru")
    phase = SelectField(
        _l("Part of the path"),
        choices=lambda: [SelectChoice(key, _l(words)) for key, words in PHASE_WORDS.items()],
    )
