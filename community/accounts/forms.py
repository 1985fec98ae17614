"""The forms of accounts: signing in, passwords, language, cards, and inviting a relative."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, PasswordField, RadioField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from community.accounts.passwords import LONGEST, SHORTEST
from community.consent.forms import SignedConsentForm, UntilForm
from community.family.operations import KINDS
from community.people.operations import LONGEST_NAME
from foundation.forms import Clean, Email, StrictForm
from foundation.languages import OWN_NAMES

# Over these a field is not what it says; the verb itself decides whether a login or a password fits.
LONGEST_LOGIN, LONGEST_TYPED = 254, 1000
NEW = [
    InputRequired(_l("Please choose a password.")),
    Length(min=SHORTEST, message=_l("A password has at least %(min)d characters.")),
    Length(max=LONGEST, message=_l("A password has at most %(max)d characters.")),
]


class SignInForm(StrictForm):
    """Login and password; empty ones are simply not right."""

    login = StringField(_l("E-mail or login"), validators=[Length(max=LONGEST_LOGIN)])
    password = PasswordField(_l("Password"), validators=[Length(max=LONGEST_TYPED)])


class ResetForm(StrictForm):
    """Who cannot sign in."""

    login = StringField(_l("E-mail or login"), validators=[Length(max=LONGEST_LOGIN)])


class NewPasswordForm(StrictForm):
    """A password chosen behind a mailed link."""

    password = PasswordField(_l("New password"), validators=NEW)


class AcceptForm(StrictForm):
    """An invitation to somebody who has a password: nothing to fill in."""


class EmptyForm(StrictForm):
    """A button alone."""


class PlaceForm(StrictForm):
    """Which of the names at the door of a shared device."""

    place = IntegerField(validators=[NumberRange(0, 99)])


class WayForm(StrictForm):
    """How an invitation goes to whom it is for."""

    way = RadioField(choices=[SelectChoice("mail"), SelectChoice("print")], validators=[InputRequired()])


class ChangePasswordForm(StrictForm):
    """A new password for somebody who knows the old one."""

    old_password = PasswordField(
        _l("Present password"),
        validators=[InputRequired(_l("Please type your present password.")), Length(max=LONGEST_TYPED)],
    )
    password = PasswordField(_l("New password"), validators=NEW)


class LanguageForm(StrictForm):
    """The language somebody is spoken to in; ``back`` is the endpoint to return to."""

    language = RadioField(_l("Language"), choices=[SelectChoice(code, name) for code, name in OWN_NAMES.items()])
    back = HiddenField(validators=[Length(max=80)])


class CardForm(StrictForm):
    """The card to turn to."""

    person_id = HiddenField(validators=[InputRequired(), Length(max=32)])


def _kinds() -> list[SelectChoice]:
    """Nobody is anybody's mother by a careless tap: the first choice is none."""
    return [SelectChoice("", _l("Please choose")), *(SelectChoice(kind, _l(word)) for kind, word in KINDS.items())]


class InvitationForm(UntilForm):
    """A relative to invite, and until when they may know the times of family sessions."""

    given_name = StringField(
        _l("First name"), validators=[DataRequired(_l("Please write the first name.")), Clean(LONGEST_NAME)]
    )
    surname = StringField(
        _l("Surname"), validators=[DataRequired(_l("Please write the surname.")), Clean(LONGEST_NAME)]
    )
    email = StringField(_l("E-mail"), validators=[InputRequired(_l("Please write an e-mail address.")), Email()])
    language = RadioField(
        _l("The language they read"),
        choices=[SelectChoice(code, name) for code, name in OWN_NAMES.items()],
        validators=[InputRequired(_l("Please choose a language."))],
    )
    kind = SelectField(
        _l("Who are they to you?"),
        choices=_kinds,
        validators=[InputRequired(_l("Please choose how the two are related."))],
    )


class SignedInvitationForm(InvitationForm):
    """The same, by staff, from a paper that the resident signed."""

    kind = SelectField(
        _l("Who are they to the resident?"),
        choices=_kinds,
        validators=[InputRequired(_l("Please choose how the two are related."))],
    )
    signed = SignedConsentForm.signed
