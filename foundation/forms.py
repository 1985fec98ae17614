"""The boundary of forms: unknown fields are refused, typed words cleaned, faults stand beside their field."""

import re
from typing import Any, ClassVar

from flask import request
from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import Field, Form, ValidationError

from foundation.errors import Refused
from foundation.languages import sentence_of
from foundation.words import clean_text

# What a browser takes in <input type="email"> (HTML Living Standard, "valid e-mail address"), with a dot.
_LABEL = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
_EMAIL = re.compile(rf"[a-zA-Z0-9.!#$%&'*+/=?^_`{{|}}~-]+@{_LABEL}(?:\.{_LABEL})+")
LONGEST_EMAIL = 254


def is_email(text: str) -> bool:
    """Whether a text is an e-mail address every mail server takes: plain ASCII, one @, a dot after it."""
    return len(text) <= LONGEST_EMAIL and _EMAIL.fullmatch(text) is not None


class Clean:
    """Validator of a typed line: NFC, no hidden characters, not empty, at most ``longest`` characters."""

    def __init__(self, longest: int) -> None:
        self.longest = longest
        self.field_flags = {"maxlength": longest}

    def __call__(self, form: Form, field: Field) -> None:
        """Put the cleaned text in place of the typed one."""
        try:
            field.data = clean_text(field.data or "", longest=self.longest)
        except Refused as error:
            raise ValidationError(sentence_of(error)) from error


class Email:
    """Validator of an e-mail address; keeps it in small letters, for people type it either way."""

    field_flags: ClassVar[dict[str, int]] = {"maxlength": LONGEST_EMAIL}

    def __call__(self, form: Form, field: Field) -> None:
        """Put the address as it is kept in place of the typed one."""
        text = (field.data or "").strip().lower()
        if not is_email(text):
            raise ValidationError(gettext("Please write an e-mail address like name@example.org."))
        field.data = text


class StrictForm(FlaskForm):
    """A form that refuses fields it does not know, and fields that come twice."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether all that came is known and right; the faults stand in ``errors``."""
        right: bool = super().validate(extra_validators)
        known = {field.name for field in self} | {"csrf_token"}
        single = known - {field.name for field in self if isinstance(field.data, list)}
        names = [*request.form, *request.files]
        if set(names) - known or any(len(request.form.getlist(name)) > 1 for name in single):
            self.form_errors.append(str(UNKNOWN_FIELD))
            return False
        return right

    def refuse(self, error: Refused, *, field: str | None = None) -> None:
        """Show what a verb said no to, beside a field or at the top of the form."""
        if field is None:
            self.form_errors.append(sentence_of(error))
        else:
            self[field].errors = [*self[field].errors, sentence_of(error)]


UNKNOWN_FIELD = lazy_gettext("This form held something it should not. Please reload the page and try again.")
