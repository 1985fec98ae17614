"""The manager's pages of letters: the list, writing one after looking at it, printing it again, taking it back."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from wtforms.fields import SelectChoice

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.audit.operations import record_list, record_read
from community.audit.reads import notes_reads
from community.consent.models import Consent
from community.consent.queries import once_resident_for
from community.consent.wording import last_day
from community.people.models import Person
from foundation.addresses import is_id
from foundation.clock import now, today
from foundation.database import db
from foundation.errors import Refused, Stale
from foundation.forms import StrictForm
from foundation.listing import asked, by_name, listed, table
from foundation.messages import N_
from foundation.pdf import pdf_answer
from foundation.transactions import commits
from foundation.walltime import wall_of
from sessions.letters.drawing import drawn, drawn_pdf
from sessions.letters.facts import facts_of
from sessions.letters.forms import LetterForm
from sessions.letters.models import Letter
from sessions.letters.operations import issue, printed_code, revoke
from sessions.letters.queries import LetterRow, allowed, letter_for, letters_of, letters_under, stands

blueprint = Blueprint("letters", __name__)
# The page of consents, below this room, shows them under each consent.
blueprint.add_app_template_global(letters_under, "letters_under")
STANDING = {"stands": N_("holds"), "revoked": N_("the letter was taken back"), "ended": N_("its consent has ended")}
HOLDS_NO_MORE = N_("This letter holds no more, so it is not shown: it was taken back, or its consent has ended.")
# A usual question: the last four weeks, today included.
FOUR_WEEKS = timedelta(days=27)
SORTS: Mapping[str, Callable[[LetterRow], Any]] = MappingProxyType(
    {
        # The newest first.
        "issued": lambda row: (-row.issued_at.timestamp(), row.id),
        "name": lambda row: (row.folded, row.first, row.id),
        "days": lambda row: (row.first, row.last, row.id),
    }
)


def _day_of(actor: Actor) -> Callable[[datetime], date]:
    return lambda at: wall_of(at, actor.zone).date()


@blueprint.get("/letters")
@requires(Permission.LETTER_ISSUE)
@notes_reads
def index(actor: Actor) -> Any:
    """Every letter of the house: about whom, for whom, which days, issued when, and how it stands."""
    wanted = asked(sorts=tuple(SORTS))
    page = listed(by_name(letters_of(actor, now()), wanted.search), wanted, SORTS[wanted.sort])
    record_list(actor, "letters")
    day = _day_of(actor)
    if wanted.table:
        head = (
            gettext("About"),
            gettext("Recipient"),
            gettext("From"),
            gettext("To"),
            gettext("Issued"),
            gettext("Standing"),
        )
        cells = [
            (row.name, row.recipient, row.first, row.last, day(row.issued_at), gettext(STANDING[row.standing]))
            for row in page.rows
        ]
        return table("letters", head, cells)
    return render_template("letters/index.html", listed=page, standing=STANDING, day_of=day)


@blueprint.get("/letters/new")
@requires(Permission.LETTER_ISSUE)
@notes_reads
def new(actor: Actor) -> str:
    """Choose a consent that lives, the days and the language; ``?person=`` those of one resident (else NotFound)."""
    person_id = request.args.get("person")
    if person_id is not None:
        once_resident_for(actor, person_id if is_id(person_id) else "")
    record_list(actor, "letters")
    form = LetterForm(formdata=None)
    form.last.data = today(actor.zone)
    form.first.data = form.last.data - FOUR_WEEKS
    form.language.data = actor.house_language
    return _form(actor, form, person_id)


@blueprint.post("/letters/preview")
@requires(Permission.LETTER_ISSUE)
@commits
def preview(actor: Actor) -> Any:
    """What the letter would say: issued, looked at, and undone before the answer goes out."""
    return _written(actor, kept=False)


@blueprint.post("/letters")
@requires(Permission.LETTER_ISSUE)
@commits
def issuing(actor: Actor) -> Any:
    """Issue the letter that was looked at."""
    return _written(actor, kept=True)


@blueprint.get("/letters/<id:letter_id>")
@requires(Permission.LETTER_ISSUE)
@notes_reads
def letter(actor: Actor, letter_id: str) -> str:
    """The letter as it is printed, while it holds; the reading is recorded."""
    one = _standing(actor, letter_id)
    facts = facts_of(one.facts)
    sheet = drawn(facts, one.language, printed_code(one))
    return render_template("letters/letter.html", sheet=sheet, letter=one, facts=facts)


@blueprint.get("/letters/<id:letter_id>.pdf")
@requires(Permission.LETTER_ISSUE)
@notes_reads
def letter_pdf(actor: Actor, letter_id: str) -> Any:
    """The same as a PDF."""
    one = _standing(actor, letter_id)
    return pdf_answer(drawn_pdf(facts_of(one.facts), one.language, printed_code(one)), "letter")


@blueprint.post("/letters/<id:letter_id>/revocation")
@requires(Permission.LETTER_ISSUE)
@commits
def revocation(actor: Actor, letter_id: str) -> Any:
    """Take a letter back; its code confirms nothing from this moment on."""
    _only_token()
    revoke(letter_for(actor, letter_id), by=actor)
    flash(gettext("The letter is taken back. Its code confirms nothing any more."))
    return redirect(url_for("letters.index"), 303)


def _standing(actor: Actor, letter_id: str) -> Letter:
    one = letter_for(actor, letter_id)
    if not stands(one, now()):
        raise Stale(HOLDS_NO_MORE)
    record_read(actor, one.person_id, "letter")
    return one


def _only_token() -> None:
    if not StrictForm().validate():
        raise Refused(N_("This form held something it should not. Please reload the page and try again."))


def _form(actor: Actor, form: LetterForm, person_id: str | None = None) -> str:
    """The page to choose on; of somebody's consents only those, where it is about them."""
    found = allowed(actor, now(), person_id)
    form.consent_id.choices = [SelectChoice(one.consent_id) for one in found]
    if not form.is_submitted() and len(found) == 1:
        form.consent_id.data = found[0].consent_id
        form.first.data = max(form.first.data, wall_of(found[0].admitted_at, actor.zone).date())
    return render_template(
        "letters/new.html",
        form=form,
        allowed=found,
        person_id=person_id,
        here=today(actor.zone),
        day_of=_day_of(actor),
        last_day=lambda at: last_day(at, actor.zone),
    )


def _written(actor: Actor, *, kept: bool) -> Any:
    """Issue what the form asks for and lead to it, or undo it and show what it would say."""
    form = LetterForm()
    form.consent_id.choices = [SelectChoice(one.consent_id) for one in allowed(actor, now())]
    if not form.validate():
        return _form(actor, form), 422
    consent = db.session.get_one(Consent, form.consent_id.data)
    resident = db.session.get_one(Person, consent.resident_id)
    try:
        one = issue(resident, consent, form.first.data, form.last.data, form.language.data, by=actor)
    except Refused as error:
        db.session.rollback()
        form.refuse(error)
        return _form(actor, form), 422
    if kept:
        flash(gettext("The letter is issued. It can be printed as long as its consent lasts."))
        return redirect(url_for("letters.letter", letter_id=one.id), 303)
    facts, person_id = facts_of(one.facts), one.person_id
    db.session.rollback()
    record_read(actor, person_id, "letter")
    return render_template("letters/preview.html", sheet=drawn(facts, form.language.data, None), form=form)
