"""The forms of consent: giving one again, and searching residents."""

from datetime import date, timedelta

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, RadioField, StringField
from wtforms.validators import InputRequired, ValidationError

from community.consent.operations import LONGEST_NAME
from foundation.forms import Clean, StrictForm

LONGEST_DAYS = 365


class UntilForm(StrictForm):
    """A form with the last day of a consent; ``first`` is today on the house's wall."""

    first: date
    until = DateField(_l("Until"), validators=[InputRequired(_l("Please choose the last day of this consent."))])

    @property
    def last(self) -> date:
        """The last day that can be chosen."""
        return self.first + timedelta(days=LONGEST_DAYS)

    def validate_until(self, field: DateField) -> None:
        """A consent ends today or later, and within a year."""
        if field.data is not None and not self.first <= field.data <= self.last:
            raise ValidationError(_l("A consent ends between today and a year from now. It can be given again."))


class ConsentForm(UntilForm):
    """A consent to family sessions for somebody already noted as family; ``people`` are those."""

    people: list[dict[str, str]]
    recipient_id = RadioField(
        _l("Who may know?"),
        validators=[InputRequired(_l("Please say who the consent is for."))],
        validate_choice=True,
    )


class _Signed:
    """What staff say who record a consent from a signed paper."""

    signed = BooleanField(
        _l("The resident signed this on paper in front of me."),
        validators=[InputRequired(_l("A consent is recorded only when the resident has signed it."))],
    )


class SignedConsentForm(_Signed, ConsentForm):
    """The same, recorded by staff from a signed paper."""


class LetterConsentForm(UntilForm):
    """A consent to letters about attendance for whoever has no card of the house: a court, an employer."""

    recipient_name = StringField(
        _l("Who may get the letter?"),
        validators=[InputRequired(_l("Please say who the letter is for.")), Clean(LONGEST_NAME)],
    )


class SignedLetterConsentForm(_Signed, LetterConsentForm):
    """The same, recorded by staff from a signed paper."""
