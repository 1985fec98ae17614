"""The boundary of letters: which one is to be written, and the code of one."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length

from foundation.forms import StrictForm
from foundation.languages import OWN_NAMES
from sessions.letters.codes import LONGEST_TYPED


class LetterForm(StrictForm):
    """Under which consent a letter is written, about which days, in which language."""

    consent_id = RadioField(_l("About whom, and for whom?"), validators=[InputRequired(_l("Please choose a consent."))])
    first = DateField(_l("From"), validators=[InputRequired(_l("Please choose the first day."))])
    last = DateField(_l("Up to and including"), validators=[InputRequired(_l("Please choose the last day."))])
    language = SelectField(
        _l("Language of the letter"), choices=[SelectChoice(code, name) for code, name in OWN_NAMES.items()]
    )


class CodeForm(StrictForm):
    """A code as it was typed."""

    code = StringField(_l("The code on the letter"), validators=[InputRequired(), Length(max=LONGEST_TYPED)])
