"""Pages for staff who arrange mentoring: who needs an elder, who could be asked, who serves."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from community.access.actor import Actor
from community.access.guards import requires
from community.access.permissions import Permission
from community.audit.operations import record_list, record_read
from community.audit.reads import notes_reads
from community.family.barring import barred_pairs
from community.mentoring.candidates import circle_of
from community.mentoring.elders import elders_of, nameable, person_for
from community.mentoring.forms import ElderForm, PersonForm
from community.mentoring.models import Mentorship
from community.mentoring.operations import end_elder, most_elders, name_elder, propose
from community.mentoring.pairing import WHY_NOT, suggest
from community.mentoring.pairs import pairs
from community.mentoring.picture import draw
from community.mentoring.queries import visible_to, without_enough_elders
from community.mentoring.wording import said
from foundation.clock import now, today
from foundation.database import db
from foundation.errors import Refused
from foundation.transactions import commits
from foundation.walltime import wall_of

blueprint = Blueprint("mentoring", __name__)


@blueprint.get("/mentoring")
@requires(Permission.MENTORING_ARRANGE)
@notes_reads
def index(actor: Actor) -> str:
    """What in mentoring needs a person now, and the picture of who stands by whom."""
    record_list(actor, "mentoring")
    at = now()
    needs = without_enough_elders(actor.house_id, at)
    standing = pairs(actor.house_id, at)
    elders = elders_of(actor.house_id, at)
    serving = [pair for pair in standing if pair.serves]
    newcomers = {need.person_id: need.shown for need in needs}
    newcomers |= {pair.newcomer_id: pair.newcomer for pair in serving}
    picture = draw(
        [(elder.person_id, elder.shown) for elder in elders],
        sorted(newcomers.items(), key=lambda one: (one[1], one[0])),
        [(pair.elder_id, pair.newcomer_id, pair.agreed_at is not None) for pair in serving],
    )
    return render_template(
        "mentoring/index.html",
        needs=[need for need in needs if need.missing and not need.leaving],
        leaving=[pair for pair in standing if not pair.serves],
        requests=[pair for pair in standing if pair.request_id],
        overdue=[pair for pair in serving if pair.overdue],
        waiting=[pair for pair in serving if pair.agreed_at is None],
        pairs=standing,
        elders=elders,
        picture=picture,
        since={pair.mentorship_id: wall_of(pair.agreed_at or pair.proposed_at, actor.zone) for pair in standing},
        today=today(actor.zone),
    )


@blueprint.get("/mentoring/newcomers/<id:person_id>/suggestions")
@requires(Permission.MENTORING_ARRANGE)
@notes_reads
def suggestions(actor: Actor, person_id: str) -> Any:
    """Who could stand by a resident, with the reasons; a person chooses."""
    return _suggestions(actor, person_id, ElderForm(formdata=None), _leaving(actor, person_id))


@blueprint.post("/mentoring/newcomers/<id:person_id>/mentorships")
@requires(Permission.MENTORING_ARRANGE)
@commits
def ask(actor: Actor, person_id: str) -> Any:
    """Ask one of them; both are to agree."""
    form = ElderForm()
    circle_of(actor.house_id, person_id, now())
    newcomer = person_for(actor, person_id)
    if form.validate():
        try:
            propose(newcomer, form.person_id.data, by=actor, known=form.known.data)
        except Refused as error:
            db.session.rollback()
            form.refuse(error)
        else:
            flash(_("Asked. Both find the question on their own page, or you note their word."))
            return redirect(url_for("mentoring.index"), 303)
    return _suggestions(actor, person_id, form, None)


def _leaving(actor: Actor, person_id: str) -> Mentorship | None:
    """The pairing that is to be handed over, if the page is asked for one."""
    wanted = request.args.get("instead_of", "")[:32]
    if not wanted:
        return None
    statement = visible_to(actor).where(Mentorship.id == wanted, Mentorship.newcomer_id == person_id)
    return db.session.scalar(statement)


def _suggestions(actor: Actor, person_id: str, form: ElderForm, leaving: Mentorship | None) -> Any:
    at = now()
    circle = circle_of(actor.house_id, person_id, at)
    record_read(actor, person_id, "mentoring")
    without = leaving.elder_id if leaving else None
    barred = barred_pairs(actor.house_id, at)
    found, not_found = suggest(circle.newcomer, circle.elders, circle.policy, barred, without=without)
    asked = [elder for elder in circle.elders if elder.paired and elder.serves and elder.person_id != without]
    page = render_template(
        "mentoring/suggestions.html",
        newcomer=circle.newcomer,
        leaving=leaving,
        found=[(one, said(one.reasons), bool(one.elder.languages & circle.newcomer.languages)) for one in found],
        not_found=[(one.elder, WHY_NOT[one.why]) for one in not_found],
        enough=len(asked) >= most_elders(circle),
        asked=asked,
        form=form,
    )
    return (page, 422) if form.errors else page


@blueprint.get("/mentoring/elders")
@requires(Permission.MENTORING_ARRANGE)
@notes_reads
def elders(actor: Actor) -> str:
    """Who serves as an elder, and who could."""
    return _elders(actor, PersonForm(formdata=None))


def _elders(actor: Actor, form: PersonForm) -> str:
    record_list(actor, "elders")
    at = now()
    rows = elders_of(actor.house_id, at)
    since = {elder.person_id: wall_of(elder.since, actor.zone).date() for elder in rows}
    could = nameable(actor.house_id, at)
    return render_template("mentoring/elders.html", elders=rows, since=since, nameable=could, form=form)


@blueprint.post("/mentoring/elders")
@requires(Permission.MENTORING_ARRANGE)
@commits
def name(actor: Actor) -> Any:
    """Name somebody as an elder."""
    form = PersonForm()
    if form.validate():
        try:
            name_elder(person_for(actor, form.person_id.data), by=actor)
        except Refused as error:
            db.session.rollback()
            form.refuse(error)
        else:
            flash(_("Noted. From now on they can be asked to stand by somebody."))
            return redirect(url_for("mentoring.elders"), 303)
    return _elders(actor, form), 422


@blueprint.post("/mentoring/elders/<id:person_id>/ending")
@requires(Permission.MENTORING_ARRANGE)
@commits
def end_serving(actor: Actor, person_id: str) -> Any:
    """Somebody serves no more; those they stand by come back to the list of what needs a person."""
    end_elder(person_for(actor, person_id), by=actor)
    flash(_("Noted. Whoever they stood by needs somebody else now."))
    return redirect(url_for("mentoring.index"), 303)
