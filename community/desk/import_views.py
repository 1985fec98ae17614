"""The pages of a table of residents: choosing it, looking it over, admitting the people in it."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.desk.import_forms import CarriedForm, TableForm
from community.desk.residents_columns import COLUMNS
from community.desk.residents_file import LARGEST_FILE, MOST_ROWS
from community.desk.residents_import import Outcome, admit_table
from community.desk.wording import REASON_WORDS
from community.houses.queries import house_of
from community.houses.rows import saying
from foundation.addresses import plain_endpoint
from foundation.carried import pack, unpack
from foundation.database import db
from foundation.errors import Refused
from foundation.languages import OWN_NAMES, language
from foundation.listing import table
from foundation.messages import N_
from foundation.transactions import commits

blueprint = Blueprint("residents_file", __name__, url_prefix="/residents/file")
Answer = Response | str | tuple[str, int]


def _page(form: TableForm | CarriedForm) -> Answer:
    page = render_template(
        "desk/import.html",
        form=form,
        back=plain_endpoint(form.back.data),
        again=plain_endpoint(form.again.data),
        columns=column_names(),
        most=MOST_ROWS,
    )
    return (page, 422) if form.errors else page


def column_names() -> dict[str, str]:
    """What the columns are called in the language now spoken, by their keys."""
    return {key: names[language()] for key, names in COLUMNS.items()}


def _refused(form: TableForm | CarriedForm, error: Refused) -> Answer:
    db.session.rollback()
    # The rule of the table knows a column by its key; people know it by its name.
    column = column_names().get(str(error.params.get("name")))
    form.refuse(Refused(error.sentence, **{**error.params, "name": column}) if column else error)
    return _page(form)


@blueprint.get("")
@requires(Permission.PEOPLE_MANAGE)
def choose(_actor: Actor) -> Answer:
    """How a table looks, and a place to choose one."""
    return _page(TableForm(formdata=None))


@blueprint.get("/template")
@requires(Permission.PEOPLE_MANAGE)
def template(_actor: Actor) -> Response:
    """An empty table with the columns named in the reader's language."""
    return table("residents", list(column_names().values()), [])


@blueprint.post("/preview")
@requires(Permission.PEOPLE_MANAGE)
@commits
def preview(actor: Actor) -> Answer:
    """Who would be admitted and who not: done, looked at, and undone before the answer goes out."""
    form = TableForm()
    if not form.validate():
        return _page(form)
    sent = request.files.get("file")
    try:
        if sent is None or not sent.filename:
            raise Refused(N_("Please choose a file first."))
        raw = sent.stream.read(LARGEST_FILE + 1)
        outcome = admit_table(house_of(actor), raw, by=actor)
    except Refused as error:
        return _refused(form, error)
    db.session.rollback()
    return _shown(actor, form, outcome, pack(raw))


def _shown(actor: Actor, form: TableForm | CarriedForm, outcome: Outcome, carried: str) -> str:
    return render_template(
        "desk/import_preview.html",
        outcome=outcome,
        carried=carried,
        back=plain_endpoint(form.back.data),
        again=plain_endpoint(form.again.data),
        said=saying(actor),
        own=OWN_NAMES,
        reasons=REASON_WORDS,
    )


def _admitted(form: CarriedForm, actor: Actor) -> Outcome:
    """Admit the table that the form carries; Refused where it is none."""
    return admit_table(house_of(actor), unpack(form.carried.data or "", most=LARGEST_FILE), by=actor)


@blueprint.post("")
@requires(Permission.PEOPLE_MANAGE)
@commits
def admit(actor: Actor) -> Answer:
    """Admit everybody of the table who can be, all in one; the others are left out."""
    form = CarriedForm()
    if not form.validate():
        return _page(form)
    try:
        outcome = _admitted(form, actor)
    except Refused as error:
        return _refused(form, error)
    said = ngettext("%(num)s person is admitted.", "%(num)s people are admitted.", len(outcome.good))
    if outcome.bad:
        said += " " + ngettext("%(num)s row is left out.", "%(num)s rows are left out.", len(outcome.bad))
    flash(said)
    back = plain_endpoint(form.back.data)
    return redirect(url_for(back) if back else "/people", 303)  # type: ignore[return-value]


@blueprint.post("/left-out")
@requires(Permission.PEOPLE_MANAGE)
@commits
def left_out(actor: Actor) -> Answer:
    """The rows that admit nobody, as a table with the reason beside each, to be mended and chosen again."""
    form = CarriedForm()
    if not form.validate():
        return _page(form)
    try:
        outcome = _admitted(form, actor)
    except Refused as error:
        return _refused(form, error)
    db.session.rollback()
    names = column_names()
    head = [*names.values(), _("Why it was left out")]
    rows = [[*(row.read.cells.get(key, "") for key in names), row.sentence] for row in outcome.bad]
    return table("left-out", head, rows)
