"""The page where whoever holds a letter learns whether it is genuine: exactly its facts, or one sentence else."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, render_template, request, session
from flask_babel import lazy_gettext as _l

from community.access.guards import public
from foundation.languages import LANGUAGES
from foundation.limits import count_attempt, take_back_attempt
from foundation.transactions import commits
from sessions.hours.wording import hours_said
from sessions.letters.facts import facts_of
from sessions.letters.forms import CodeForm
from sessions.letters.operations import verify

blueprint = Blueprint("letter_verification", __name__)
# Eighty bits are not guessed; whoever tries is stopped long before anybody notices.
MOST_GUESSES, WINDOW = 20, timedelta(minutes=15)
# Wrong, taken back, its consent ended, never issued: one sentence and one status for all.
NOTHING = _l("Nothing is confirmed under this code.")


@blueprint.get("/letter-verification")
@public
def page() -> str:
    """A field for the code, and nothing about any house."""
    picked = request.args.get("lang")
    if picked in LANGUAGES:
        session["language"] = picked
    return render_template("letters/verification.html", form=CodeForm(formdata=None))


@blueprint.post("/letter-verification")
@public
@commits
def confirmation() -> Any:
    """Confirm what the letter of a code says, and note that it was confirmed; guesses are counted by address."""
    address = request.remote_addr or ""
    count_attempt("letter-code", address, most=MOST_GUESSES, within=WINDOW)
    form = CodeForm()
    letter = verify(form.code.data or "") if form.validate() else None
    if letter is None:
        empty = CodeForm(formdata=None)
        empty.form_errors = [NOTHING]
        return render_template("letters/verification.html", form=empty), 422
    take_back_attempt("letter-code", address)
    return render_template("letters/verified.html", facts=facts_of(letter.facts), hours_said=hours_said)
