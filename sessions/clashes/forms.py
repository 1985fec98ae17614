"""The forms of the page of clashes: keeping one with a reason, and taking a slot."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, StringField, TimeField
from wtforms.validators import AnyOf, InputRequired, Length, Optional, Regexp

from foundation.forms import UNKNOWN_FIELD, Clean, StrictForm
from sessions.clashes.acceptances import LONGEST_REASON

AN_ID = Regexp(r"[0-9a-f]{32}\Z", message=UNKNOWN_FIELD)
# A date, or an hour of mentoring with its day.
A_SESSION = Regexp(r"[0-9a-f]{32}(-\d{4}-\d{2}-\d{2})?\Z", message=UNKNOWN_FIELD)
A_DAY = _l("Please choose a day.")


class KeepForm(StrictForm):
    """Keep a clash as it is, with the reason; it is named by its kind, its day, its sessions and its subject."""

    kind = HiddenField(validators=[InputRequired(UNKNOWN_FIELD), Length(max=16)])
    day = DateField(validators=[InputRequired(A_DAY)])
    one = HiddenField(validators=[InputRequired(UNKNOWN_FIELD), A_SESSION])
    other = HiddenField(validators=[Optional(), A_SESSION])
    subject = HiddenField(validators=[Optional(), AN_ID])
    reason = StringField(
        _l("Why? The staff will read this."),
        validators=[InputRequired(_l("Please write why.")), Clean(LONGEST_REASON)],
    )


class SlotForm(StrictForm):
    """Take a slot for a date: when and where, and the version of the date that was read."""

    occurrence = HiddenField(validators=[InputRequired(UNKNOWN_FIELD), AN_ID])
    version = HiddenField(validators=[InputRequired(UNKNOWN_FIELD), Length(max=10)])
    day = DateField(validators=[InputRequired(A_DAY)])
    start = TimeField(validators=[InputRequired(UNKNOWN_FIELD)])
    end = TimeField(validators=[InputRequired(UNKNOWN_FIELD)])
    room = HiddenField(validators=[Optional(), AN_ID])
    back = HiddenField(validators=[Optional(), AnyOf(("planner",), message=UNKNOWN_FIELD)])

    def read_version(self) -> int:
        """The version the slot was offered for; -1, which nothing has, when it is no number."""
        text = self.version.data or ""
        return int(text) if text.isdecimal() else -1
