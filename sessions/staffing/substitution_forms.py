"""The boundary of substitutions: one choice for each session, and each with the version that was read."""

import re
from collections.abc import Collection, Iterable
from typing import Any

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from foundation.forms import UNKNOWN_FIELD, Clean, StrictForm
from sessions.staffing.substitution import CANCELLED, LEFT_OPEN, REASON, Decision

_FIELD = re.compile(r"who_([0-9a-f]{32})")
# A month of somebody's groups is far fewer.
MOST = 400


class SubstitutionForm(StrictForm):
    """The form without its rows; ``rows_form`` adds who_<id> and version_<id> for each."""

    ids: tuple[str, ...] = ()
    reason = StringField(_l("If something is cancelled: why? Everyone expected will read this."))

    def decisions(self) -> list[Decision]:
        """What was chosen for each row; a version that is no number is one that nothing has."""
        found = []
        for key in self.ids:
            version = self[f"version_{key}"].data or ""
            found.append(Decision(key, int(version) if version.isdecimal() else -1, self[f"who_{key}"].data or ""))
        return found


def rows_form(ids: Iterable[str], people: Collection[str], *, cancels: bool = True) -> type[SubstitutionForm]:
    """The form for the rows with these ids; ``people`` are the ids of those who can be chosen."""
    kept = tuple(dict.fromkeys(ids))[:MOST]
    choices = [SelectChoice(key, key) for key in (LEFT_OPEN, *([CANCELLED] if cancels else []), *people)]
    fields: dict[str, Any] = {"ids": kept}
    for key in kept:
        fields[f"who_{key}"] = SelectField(validators=[Optional()], choices=choices)
        fields[f"version_{key}"] = HiddenField(validators=[InputRequired(UNKNOWN_FIELD), Length(max=10)])
    if cancels:
        fields["reason"] = StringField(
            _l("If something is cancelled: why? Everyone expected will read this."), validators=[Optional(), Clean(300)]
        )
    return type("RowsForm", (SubstitutionForm,), fields)


def posted_ids() -> list[str]:
    """The rows that a request decides about."""
    return [found[1] for name in request.form if (found := _FIELD.fullmatch(name))]


def proposed_reason() -> str:
    """What stands in the field at first."""
    return gettext(REASON)
