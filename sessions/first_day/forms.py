"""The forms of the first day: the house with its first manager, and several rooms or stages at once."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length

from community.accounts.forms import LONGEST_LOGIN, NEW
from community.houses.forms import HabitsForm
from community.houses.operations import FEED_TITLE, PHASES
from community.houses.words_forms import LONGEST_WORDS, LinesField
from community.people.operations import LONGEST_NAME
from foundation.errors import Refused
from foundation.forms import Clean, StrictForm
from foundation.messages import N_
from foundation.walltime import places
from foundation.words import clean_text

# A language of one time zone brings it along. Any other guess might stay, and a zone cannot be changed later.
USUAL_ZONES = {"pl": "Europe/Warsaw"}
MOST_LINES = 20


@cache
def _zones() -> tuple[SelectChoice, ...]:
    return (SelectChoice("", _l("Please choose")), *(SelectChoice(name, name.replace("_", " ")) for name in places()))


class ManagerForm(StrictForm):
    """Whoever will manage the house, and the set-up code where one is asked for."""

    code = StringField(_l("Set-up code"), validators=[Length(max=40)])
    given_name = StringField(
        _l("First name"), validators=[InputRequired(_l("Please write the first name.")), Clean(LONGEST_NAME)]
    )
    surname = StringField(
        _l("Surname"), validators=[InputRequired(_l("Please write the surname.")), Clean(LONGEST_NAME)]
    )
    login = StringField(
        _l("E-mail or login"),
        validators=[InputRequired(_l("Please write an e-mail address or a login.")), Clean(LONGEST_LOGIN)],
    )
    password = PasswordField(_l("Password"), validators=NEW)


class FirstDayForm(ManagerForm, HabitsForm):
    """The house and its first manager, on one page."""

    organisation = StringField(
        _l("Who runs the house"),
        validators=[InputRequired(_l("Please write who runs the house.")), Clean(LONGEST_WORDS)],
    )
    house = StringField(
        _l("Name of the house"),
        validators=[InputRequired(_l("Please write the name of the house.")), Clean(LONGEST_WORDS)],
    )
    zone = SelectField(
        _l("Time zone"),
        choices=lambda: list(_zones()),
        validators=[InputRequired(_l("Please choose a time zone."))],
    )

    def begin(self, language: str) -> None:
        """What stands in the form before anybody typed anything; ``language`` is the reader's."""
        self.language.data, self.languages.data = language, []
        self.zone.data = USUAL_ZONES.get(language, "")
        self.week_starts.data, self.weekend.data = (
            ("sat", ["fri", "sat"]) if language == "ar" else ("mon", ["sat", "sun"])
        )
        self.fill("feed_title", FEED_TITLE)


class RoomsForm(StrictForm):
    """Several rooms: a name and a number in each row."""

    name = LinesField(_l("Room"))
    capacity = LinesField(_l("People it holds"))

    def rows(self) -> list[tuple[str, int]]:
        """The rows in which something was typed; Refused with the row's number for the first that is wrong."""
        found = []
        for number, (name, capacity) in enumerate(zip(self.name.data, self.capacity.data, strict=False), start=1):
            if not name.strip() and not capacity.strip():
                continue
            text = _cleaned(name, number)
            whole = capacity.strip()
            if not (whole.isdecimal() and len(whole) < 5 and 1 <= int(whole) <= 1000):
                raise Refused(N_("Row %(number)s: a room holds between 1 and 1000 people."), number=number)
            found.append((text, int(whole)))
        return _few(found)


class StagesForm(StrictForm):
    """Several stages: a name and a part of the path in each row."""

    name = LinesField(_l("Stage"))
    phase = LinesField(_l("Part of the path"))

    def rows(self, ready: Mapping[str, Mapping[str, str]]) -> list[tuple[dict[str, str] | str, str]]:
        """Words and phase of each row with a name; ``ready`` gives a ready stage's words by how it reads here."""
        found: list[tuple[dict[str, str] | str, str]] = []
        for number, (name, phase) in enumerate(zip(self.name.data, self.phase.data, strict=False), start=1):
            if not name.strip():
                continue
            if phase not in PHASES:
                raise Refused(N_("Please choose from what is offered."))
            text = _cleaned(name, number)
            found.append((dict(ready[text]) if text in ready else text, phase))
        return _few(found)


def _cleaned(name: str, number: int) -> str:
    try:
        return clean_text(name, longest=LONGEST_WORDS)
    except Refused:
        raise Refused(N_("Row %(number)s: please write a short, plain name."), number=number) from None


def _few(rows: list[Any]) -> list[Any]:
    if len(rows) > MOST_LINES:
        raise Refused(N_("At most %(most)s at once, please."), most=MOST_LINES)
    return rows
