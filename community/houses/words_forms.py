"""Fields and forms for words in the languages of a house, for whole numbers, and for rows of lines."""

from collections.abc import Collection, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, IntegerField, StringField
from wtforms.validators import InputRequired, Optional

from foundation.as_read import RowForm
from foundation.forms import Clean, StrictForm
from foundation.languages import LANGUAGES, OWN_NAMES

LONGEST_WORDS = 120


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


class WordsRowForm(WordsForm, RowForm):
    """A form that changes the words of a row."""

    def begin(self, row: Any) -> None:
        """Begin with the row's words, in every language they are in."""
        for column in self.columns:
            if f"{column}_{LANGUAGES[0]}" in self:
                self.fill(column, getattr(row, column))

    def title_of(self, field: Field) -> str:
        """A line of words is called by its language, and by what the words are where there are several."""
        name = {"name": _l("Name"), "feed_title": _l("Neutral title in calendars")}.get(field.name[:-3])
        return f"{name} · {field.label.text}" if name else super().title_of(field)
