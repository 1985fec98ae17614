"""A letter drawn in its own language: on a page that speaks the reader's, or alone for a PDF."""

from flask import render_template, url_for
from markupsafe import Markup

from foundation.languages import direction, force_locale
from sessions.hours.wording import hours_said
from sessions.letters.codes import written
from sessions.letters.facts import Facts

# Both endpoints of this room's public page.
VERIFICATION = "letter_verification.page"


def drawn(facts: Facts, language: str, code: str | None) -> Markup:
    """The sheet of paper; without a code where it is only looked at before it is issued."""
    with force_locale(language):
        return Markup(
            render_template(
                "letters/_letter.html",
                facts=facts,
                letter_language=language,
                letter_direction=direction(language),
                code=written(code) if code else None,
                address=url_for(VERIFICATION, _external=True),
                hours_said=hours_said,
            )
        )


def drawn_pdf(facts: Facts, language: str, code: str) -> str:
    """The sheet alone, as foundation.pdf takes it."""
    sheet = drawn(facts, language, code)
    with force_locale(language):
        return render_template("letters/letter_pdf.html", sheet=sheet)
