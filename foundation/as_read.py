"""Forms that change a row: each carries a mark of what it showed, so that nobody writes over what they never saw."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, ClassVar, Self

from wtforms import Field, HiddenField
from wtforms.validators import Length

from foundation.database import db
from foundation.forms import StrictForm
from foundation.languages import comma, full_day

MARK_LENGTH = 32
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Compared:
    """A field of a form in words: what stands now and what was typed."""

    label: str
    now: str
    typed: str


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What was changed while a form was open: the fields that differ, who changed the row last, and when, in words."""

    compared: list[Compared]
    by: str | None = None
    when: str = ""


def mark_of(row: Any, columns: Sequence[str]) -> str:
    """What the columns of a row hold, as a mark that is another one when any of them changes."""
    held = json.dumps([getattr(row, name) for name in columns], default=str, sort_keys=True)
    return sha256(held.encode()).hexdigest()[:MARK_LENGTH]


class RowForm(StrictForm):
    """A form that changes the ``columns`` of a row, and was read at what ``as_read`` marks."""

    columns: ClassVar[tuple[str, ...]] = ()
    meanwhile: Meanwhile | None = None
    as_read = HiddenField(validators=[Length(max=MARK_LENGTH)])

    @classmethod
    def of(cls, row: Any) -> Self:
        """The form as it begins: what the row holds now."""
        form = cls(formdata=None, obj=row)
        form.begin(row)
        form.as_read.data = mark_of(row, cls.columns)
        return form

    def begin(self, row: Any) -> None:
        """Fill the fields that are not called as their columns are."""

    def title_of(self, field: Field) -> str:
        """What a field is called where it stands alone."""
        return str(field.label.text)

    def late(self, row: Any) -> bool:
        """Whether the row was changed since the form was read, and would lose something by what was typed.

        The row is held to the end of the transaction and read anew. A form that is late says in ``meanwhile`` what
        stands now, and carries the new mark: sent once more, it is meant.
        """
        db.session.refresh(row, with_for_update={"key_share": True})
        standing = type(self).of(row)
        if self.as_read.data == standing.as_read.data:
            return False
        both = [(field, _words(standing[field.name]), _words(field)) for field in self if field.type not in _UNSEEN]
        differing = [Compared(self.title_of(field), now, typed) for field, now, typed in both if now != typed]
        self.as_read.data = standing.as_read.data
        self.meanwhile = Meanwhile(differing) if differing else None
        return bool(differing)

    @property
    def status(self) -> int:
        """The status of the page that shows the form: 409 when it came too late, 422 when it holds a fault."""
        return 409 if self.meanwhile else 422 if self.errors else 200


_UNSEEN = ("HiddenField", "CSRFTokenField")


def _words(field: Field) -> str:
    """What a field says: the names that are chosen, the day, or the text."""
    if hasattr(field, "iter_choices"):
        said = comma().join(str(choice[1]) for choice in field.iter_choices() if choice[2])
    elif isinstance(field.data, list):
        said = comma().join(line.strip() for line in field.data if line.strip())
    elif isinstance(field.data, date):
        said = full_day(field.data)
    else:
        said = "" if field.data is None else str(field.data)
    return said or NOTHING
