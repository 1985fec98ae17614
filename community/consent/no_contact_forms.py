"""The form of a note of no contact."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Optional, StopValidation

from community.consent.barring import LONGEST_REASON
from community.people.operations import LONGEST_NAME
from foundation.forms import Clean, Email, StrictForm

SOMEBODY = ""


class _Typed:
    """A name is asked for where no card was chosen."""

    field_flags: dict[str, Any] = {"maxlength": LONGEST_NAME}  # noqa: RUF012 the shape WTForms reads

    def __call__(self, form: "NoContactForm", field: StringField) -> None:
        """Pass over the name where a card says it; ask for it where none does."""
        if form.other_id.data != SOMEBODY:
            raise StopValidation()
        if not (field.data or "").strip():
            raise StopValidation(str(_l("Please write the name, or choose a card above.")))


class NoContactForm(StrictForm):
    """Whom a resident must not meet or hear of: a card that was found, or a name; and why."""

    other_id = RadioField(_l("Who is it?"), default=SOMEBODY)
    given_name = StringField(_l("First name"), validators=[_Typed(), Clean(LONGEST_NAME)])
    surname = StringField(_l("Surname"), validators=[_Typed(), Clean(LONGEST_NAME)])
    email = StringField(_l("E-mail, if it is known"), validators=[Optional(), Email()])
    reason = TextAreaField(
        _l("Why, in a few words"),
        validators=[InputRequired(_l("Please write why, in a few words.")), Clean(LONGEST_REASON)],
    )

    def offer(self, cards: list[tuple[str, str]]) -> None:
        """Let one of these cards (id, name) be chosen, or nobody of them."""
        nobody = SelectChoice(SOMEBODY, _l("Somebody without a card here"))
        self.other_id.choices = [*(SelectChoice(one, name) for one, name in cards), nobody]
