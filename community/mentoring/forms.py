"""The forms of mentoring: choosing an elder, agreeing, a contact, an hour, an ending, an answer."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, DateTimeLocalField, RadioField, StringField, TimeField
from wtforms.validators import InputRequired, Optional, Regexp

from community.mentoring.wording import ANSWERS, CONTACT_KINDS, ENDINGS
from foundation.forms import StrictForm

ID = "[0-9a-f]{32}"
CHOOSE = _l("Please choose from what is offered.")
WALL = ["%Y-%m-%dT%H:%M"]


class PersonForm(StrictForm):
    """Somebody is chosen from a list."""

    person_id = StringField(validators=[InputRequired(_l("Please choose a person.")), Regexp(ID, message=CHOOSE)])


class ElderForm(PersonForm):
    """An elder is chosen; ``known``: that nobody would be there on some day was seen."""

    known = BooleanField()


class AgreementForm(StrictForm):
    """Whose word it is that staff note."""

    who = RadioField(choices=["newcomer", "elder"], validators=[InputRequired(CHOOSE)])


class EndingForm(StrictForm):
    """Why a pairing ends, in one word."""

    because = RadioField(_l("Why?"), choices=list(ENDINGS), validators=[InputRequired(CHOOSE)])


class AnswerForm(StrictForm):
    """What comes of a request for a change."""

    answer = RadioField(choices=list(ANSWERS), validators=[InputRequired(CHOOSE)])


class ContactForm(StrictForm):
    """That two had contact: how, when if not just now, and when again."""

    kind = RadioField(
        choices=list(CONTACT_KINDS), validators=[InputRequired(_l("Please say how you were in contact."))]
    )
    at = DateTimeLocalField(_l("When, if not just now"), format=WALL, validators=[Optional()])
    next_on = DateField(_l("When again?"), validators=[Optional()])


class HourForm(StrictForm):
    """A time for the two."""

    day = DateField(_l("Day"), validators=[InputRequired(_l("Please choose a day."))])
    start = TimeField(_l("From"), validators=[InputRequired(_l("Please say when it begins."))])
    end = TimeField(_l("To"), validators=[InputRequired(_l("Please say when it ends."))])
    weekly = BooleanField(_l("Every week on this day"))
