"""The form of what no wall of the house names."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField
from wtforms.fields import SelectChoice

from foundation.as_read import RowForm
from sessions.schedule.on_the_wall import ALWAYS_UNNAMED, offered_types


class WallForm(RowForm):
    """The types of session that are only called a session there."""

    columns = ("unnamed_types",)
    unnamed_types = SelectMultipleField(
        _l("Not named on the wall"),
        choices=lambda: [SelectChoice(kind.key, _l(kind.name)) for kind in offered_types()],
    )

    def begin(self, row: object) -> None:
        """Begin with what the house chose; what is never named is no choice."""
        self.unnamed_types.data = [key for key in row.unnamed_types if key not in ALWAYS_UNNAMED]  # type: ignore[attr-defined]
