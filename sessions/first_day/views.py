"""The first page of the first day: everybody may open it while nobody manages a house, and nobody afterwards."""

from datetime import timedelta
from typing import Any

from flask import (
    Blueprint,
    Flask,
    Response,
    after_this_request,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_babel import gettext as _
from flask_login import login_user

from community.access.guards import current_actor, public
from community.accounts.device import device_of
from community.accounts.loading import SignedIn
from community.accounts.operations import begin_sign_in
from community.houses.rows import in_order
from foundation.clock import now
from foundation.database import db
from foundation.errors import NotFound, Refused, Stale
from foundation.languages import LANGUAGES, language
from foundation.limits import count_attempt
from foundation.messages import N_
from foundation.transactions import commits
from foundation.words import said_in
from sessions.first_day.code import forget_code, is_code, kept_code
from sessions.first_day.forms import FirstDayForm, ManagerForm
from sessions.first_day.operations import FirstManager, NewHouse, begin
from sessions.first_day.queries import anybody_known, house_waiting, manager_missing
from settings import Settings

blueprint = Blueprint("first_day", __name__, url_prefix="/first-day")
Answer = Response | str | tuple[str, int]
WRONG_CODE = N_("This is not the set-up code. It stands where Daybook was started.")
MOST_TRIES, TRIES_WITHIN = 10, timedelta(minutes=15)
# The doors that lead to the first day while nobody could pass them.
DOORS = frozenset({"accounts.home", "accounts.sign_in"})


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


def _code_needed() -> bool:
    """Where others reach this Daybook, or people are known to it already, not just anybody begins."""
    return _settings().public or anybody_known()


def start_first_day(app: Flask) -> None:
    """Lead from the door to the first day while nobody could pass it."""

    @app.before_request
    def lead() -> Any:
        if request.endpoint in DOORS and request.method == "GET" and current_actor() is None and manager_missing():
            return redirect(url_for("first_day.first_page", lang=request.args.get("lang")), 303)
        return None


@blueprint.get("")
@public
def first_page() -> Answer:
    """Who runs the house, how it is called, and who manages it."""
    if not manager_missing():
        raise NotFound()
    picked = request.args.get("lang")
    if picked in LANGUAGES:
        session["language"] = picked
    form = _form(formdata=None)
    if isinstance(form, FirstDayForm):
        form.begin(language())
    return _page(form)


def _form(**more: Any) -> ManagerForm:
    """The form for all of it; for the manager alone where a house waits already."""
    return ManagerForm(**more) if house_waiting() else FirstDayForm(**more)


def _page(form: ManagerForm) -> Answer:
    waiting = house_waiting()
    needed = _code_needed()
    if needed:
        # So that it stands in the folder before anybody is asked for it.
        kept_code(_settings())
    name = said_in(waiting.name, language(), waiting.language) if waiting else None
    codes = in_order(waiting) if waiting else LANGUAGES
    page = render_template("first_day/first_page.html", form=form, waiting=name, code_needed=needed, codes=codes)
    return (page, 422) if form.errors else page


@blueprint.post("")
@public
@commits
def begin_here() -> Answer:
    """Open the house, let its first manager in, and sign them in: all of it or nothing."""
    if not manager_missing():
        raise NotFound()
    needed = _code_needed()
    if needed:
        count_attempt("first-day", request.remote_addr or "", most=MOST_TRIES, within=TRIES_WITHIN)
    form = _form()
    if needed and not is_code(form.code.data or "", _settings()):
        form.validate()
        form.code.errors = [*form.code.errors, _(WRONG_CODE)]
        return _page(form)
    if not form.validate() or (isinstance(form, FirstDayForm) and not form.needed("feed_title", LANGUAGES)):
        return _page(form)
    try:
        account, person = begin(_new_house(form), _manager(form))
        key = begin_sign_in(account, [person], device=device_of(request.headers.get("User-Agent")))
    except Stale:
        raise
    except Refused as error:
        db.session.rollback()
        form.refuse(error)
        return _page(form)
    return _signed_in(key)


def _new_house(form: ManagerForm) -> NewHouse | None:
    if not isinstance(form, FirstDayForm):
        return None
    return NewHouse(
        organisation=form.organisation.data,
        name=form.house.data,
        zone=form.zone.data,
        language=form.language.data,
        languages=form.tongues(),
        week_starts=form.week_starts.data,
        weekend=tuple(form.weekend.data),
        feed_title=form.words("feed_title"),
    )


def _manager(form: ManagerForm) -> FirstManager:
    return FirstManager(
        given_name=form.given_name.data,
        surname=form.surname.data,
        login=form.login.data,
        password=form.password.data,
        language=language(),
    )


def _signed_in(key: str) -> Response:
    spoken = language()
    # As at every door: nothing that the browser brought goes on.
    session.clear()
    login_user(SignedIn(key))
    session["seen"] = int(now().timestamp())
    session["language"] = spoken
    flash(_("Welcome. The house is open; the next steps can all be done later too."))
    settings = _settings()

    @after_this_request
    def after_the_commit(response: Response) -> Response:
        if response.status_code == 303:
            forget_code(settings)
        return response

    return redirect(url_for("first_steps.rooms"), 303)  # type: ignore[return-value]
