"""The forms of the desk: people who come, what their cards say, and what changes about a stay."""

from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    Field,
    Form,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TimeField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Optional, ValidationError

from community.access.permissions import EMPLOYED_ROLES
from community.desk.wording import CAPACITY_WORDS, REASON_WORDS, ROLE_WORDS
from community.people.interests import INTERESTS, SEXES
from community.people.models import Person
from community.people.operations import LONGEST_ALIAS, LONGEST_NAME
from foundation.as_read import RowForm
from foundation.errors import Refused
from foundation.forms import Clean, StrictForm
from foundation.languages import OWN_NAMES, sentence_of
from foundation.words import clean_text

LONGEST_LOGIN, LONGEST_REASON = 254, 500
_LANGUAGES = [SelectChoice(code, name) for code, name in OWN_NAMES.items()]


class CleanIfAny:
    """Validator of a line that may stay empty; what is there is cleaned."""

    def __init__(self, longest: int) -> None:
        self.longest = longest
        self.field_flags = {"maxlength": longest}

    def __call__(self, form: Form, field: Field) -> None:
        """Put the cleaned text, or None, in place of the typed one."""
        text = (field.data or "").strip()
        try:
            field.data = clean_text(text, longest=self.longest) if text else None
        except Refused as error:
            raise ValidationError(sentence_of(error)) from error


class NameForm(StrictForm):
    """How somebody is called, and the language they read."""

    given_name = StringField(
        _l("First name"), validators=[InputRequired(_l("Please write the first name.")), Clean(LONGEST_NAME)]
    )
    surname = StringField(
        _l("Surname"), validators=[InputRequired(_l("Please write the surname.")), Clean(LONGEST_NAME)]
    )
    alias = StringField(_l("Name to be shown instead"), validators=[CleanIfAny(LONGEST_ALIAS)])
    language = RadioField(
        _l("The language they read"),
        choices=_LANGUAGES,
        validators=[InputRequired(_l("Please choose a language."))],
    )


class PersonForm(NameForm):
    """What a card says of somebody."""

    birth_date = DateField(_l("Birth date"), validators=[Optional()])


class CardForm(PersonForm, RowForm):
    """The same, of somebody who has a card."""

    columns = ("given_name", "surname", "alias", "language", "birth_date")


class DescriptionForm(RowForm):
    """What helps to find company for somebody."""

    columns = ("sex", "speaks", "interests")
    sex = RadioField(
        _l("Sex, where the house asks for it"),
        choices=[SelectChoice("", _l("not said")), *(SelectChoice(key, _l(word)) for key, word in SEXES.items())],
        default="",
    )
    speaks = SelectMultipleField(_l("Languages they speak"), choices=_LANGUAGES)
    interests = SelectMultipleField(
        _l("What they like"), choices=[SelectChoice(key, _l(word)) for key, word in INTERESTS.items()]
    )

    def begin(self, row: Person) -> None:
        """Begin with nothing said where the card says nothing."""
        self.sex.data = row.sex or ""


class AdmissionForm(StrictForm):
    """What an admission needs beside the name."""

    capacity = RadioField(
        _l("How do they come?"),
        choices=[SelectChoice(key, _l(word)) for key, word in CAPACITY_WORDS.items()],
        default="resident",
        validators=[InputRequired(_l("Please choose."))],
    )
    reason = RadioField(
        _l("Why do they come?"),
        choices=[SelectChoice(key, _l(word)) for key, word in REASON_WORDS.items()],
        default="own_wish",
        validators=[InputRequired(_l("Please choose."))],
    )
    stage = SelectField(_l("Stage"), validators=[Optional()])
    because = StringField(_l("Why, if not from the first stage"), validators=[CleanIfAny(LONGEST_REASON)])
    signed = BooleanField(
        _l("They signed the consent to treatment on paper in front of me."),
        validators=[InputRequired(_l("Nobody is admitted without their own signed consent to treatment."))],
    )


class NewResidentForm(PersonForm, AdmissionForm):
    """Somebody who comes to live here or to be treated from home."""


class NewStaffForm(NameForm):
    """Somebody who begins to work here."""

    role = SelectField(
        _l("Works as"),
        choices=lambda: [SelectChoice("", _l("Please choose")), *_roles()],
        validators=[InputRequired(_l("Please choose a role."))],
    )
    login = StringField(
        _l("E-mail or login"),
        validators=[InputRequired(_l("Please write an e-mail address or a login.")), Clean(LONGEST_LOGIN)],
    )


def _roles() -> list[SelectChoice]:
    return [SelectChoice(role.value, _l(ROLE_WORDS[role.value])) for role in sorted(EMPLOYED_ROLES)]


class RoleForm(StrictForm):
    """A further role."""

    role = SelectField(_l("Works as"), choices=_roles, validators=[InputRequired(_l("Please choose a role."))])


class LoginForm(StrictForm):
    """An account for somebody who has none."""

    login = StringField(
        _l("E-mail or login"),
        validators=[InputRequired(_l("Please write an e-mail address or a login.")), Clean(LONGEST_LOGIN)],
    )


class StageForm(StrictForm):
    """The next stage; one left out or taken back needs a reason."""

    stage = SelectField(_l("Stage"), validators=[InputRequired(_l("Please choose a stage."))])
    because = StringField(_l("Why, if a stage is left out or taken back"), validators=[CleanIfAny(LONGEST_REASON)])


class LeaveForm(StrictForm):
    """Away from when, and expected back when; wall times of the house."""

    from_day = DateField(_l("Leaves on"), validators=[InputRequired(_l("Please choose a day."))])
    from_time = TimeField(_l("at"), validators=[InputRequired(_l("Please write a time."))])
    to_day = DateField(_l("Expected back on"), validators=[InputRequired(_l("Please choose a day."))])
    to_time = TimeField(_l("at"), validators=[InputRequired(_l("Please write a time."))])

    def walls(self) -> tuple[datetime, datetime]:
        """When the leave begins and ends on the house's wall (naive)."""
        from_day: date = self.from_day.data
        to_day: date = self.to_day.data
        return datetime.combine(from_day, self.from_time.data), datetime.combine(to_day, self.to_time.data)


class DischargeForm(StrictForm):
    """The end of a stay, meant."""

    meant = BooleanField(
        _l("The stay ends now. Consents to the family end with it."),
        validators=[InputRequired(_l("Please tick that the stay ends now."))],
    )
