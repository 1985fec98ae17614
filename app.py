"""The roof: create_app(), the only file that knows every room."""

from flask import Flask
from flask_migrate import Migrate
from sqlalchemy import text

import settings as configuration
from community.access.guards import current_actor, public
from community.accounts import card_account_views, device_views, family_views, link_views, loading
from community.accounts import views as accounts
from community.audit.commands import audit
from community.audit.denials import start_denials
from community.consent import letter_views as letter_consents
from community.consent import no_contact_views
from community.consent import views as consent
from community.desk import card_views, change_views, engagement_views, import_views
from community.desk import views as desk
from community.desk.commands import person
from community.devices import key_views, wall_views
from community.devices import views as screens
from community.houses import stage_views
from community.houses import views as houses
from community.houses.commands import house
from community.mentoring import own_views, pair_views
from community.mentoring import views as mentoring
from community.residency import views as residency
from community.residency.commands import stay
from demonstration import views as demonstration
from demonstration.commands import demo
from foundation import addresses, error_pages, languages, pages, security, styles, transactions
from foundation.clock import now
from foundation.database import db
from foundation.logs import keep_secrets_out
from jobs import JOBS
from serving import add_commands
from sessions.attendance import (
    closing_views,
    held_views,
    meanwhile_views,
    offline_views,
    one_mark_views,
    takeover_views,
    walk_in_views,
)
from sessions.attendance import views as attendance
from sessions.attendance.holding import WHY
from sessions.attendance.places import attendance_places
from sessions.board import views as board
from sessions.board import wall_views as wall_settings
from sessions.calendars import views as calendars
from sessions.clashes import kept_views
from sessions.clashes import views as clashes
from sessions.doses import own_views as own_doses
from sessions.doses import views as doses
from sessions.exchange import views as exchange
from sessions.first_day import step_views
from sessions.first_day import views as first_day
from sessions.groups.commands import group
from sessions.guide import views as guide
from sessions.hours import views as hours
from sessions.kiosk import day_views as kiosk_days
from sessions.kiosk import private_views as kiosk_private
from sessions.kiosk import views as kiosk
from sessions.letters import verification_views
from sessions.letters import views as letters
from sessions.membership import hobby_views, member_views
from sessions.membership import views as membership
from sessions.notes import views as notes
from sessions.planner import change_views as planner_changes
from sessions.planner import views as planner
from sessions.printouts import day_sheet_views, poster_views, re_entry_views, roll_sheet_views
from sessions.programme import pause_views, template_views
from sessions.programme import views as programme
from sessions.programme.commands import add_to
from sessions.programme.places import programme_places
from sessions.record import audit_views
from sessions.record import views as record
from sessions.reports import views as reports
from sessions.schedule import co_leader_views, once_views, series_views
from sessions.schedule import views as schedule
from sessions.schedule.audiences import AUDIENCES, CHANGES, LEADER_KINDS
from sessions.series import amend_views, ending_views, plan_views
from sessions.staffing import absence_views, handing_on_views, own_absence_views
from sessions.staffing import views as staffing
from sessions.today import elder_views, organisation_views, preview_views
from sessions.today import views as today
from sessions.today.navigation import places_for
from settings import Settings

# The rooms with pages, each with its own in one line.
ROOMS = (
    (accounts, link_views, family_views, card_account_views, device_views),
    (screens, key_views, wall_views),
    (consent, letter_consents, no_contact_views),
    (residency,),
    (desk, card_views, change_views, engagement_views, import_views),
    (houses, stage_views),
    (mentoring, pair_views, own_views),
    (schedule, once_views, series_views, co_leader_views),
    (attendance, takeover_views, meanwhile_views, held_views, closing_views, offline_views),
    (one_mark_views, walk_in_views),
    (hours,),
    (clashes, kept_views),
    (programme, template_views, pause_views),
    (plan_views, amend_views, ending_views),
    (staffing, absence_views, own_absence_views, handing_on_views),
    (membership, member_views, hobby_views),
    (notes,),
    (planner, planner_changes),
    (calendars,),
    (reports,),
    (letters, verification_views),
    (doses, own_doses),
    (exchange,),
    (first_day, step_views),
    (today, organisation_views, elder_views, preview_views),
    (board, wall_settings),
    (day_sheet_views, poster_views),
    (record, audit_views),
    (kiosk, kiosk_days, kiosk_private),
    (roll_sheet_views, re_entry_views),
    (guide,),
    (demonstration,),
)


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application from settings; without any, from the environment."""
    settings = settings or configuration.from_environment()
    app = Flask(__name__)
    app.extensions["settings"] = settings
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    # A fault's text reaches the log: what people typed must not be in it.
    # A server may have closed a connection meanwhile; a file has not.
    lost = not settings.database_url.startswith("sqlite")
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"pool_pre_ping": lost, "hide_parameters": True}
    keep_secrets_out(app.logger)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    db.init_app(app)
    Migrate(app, db, directory=str(configuration.HERE / "migrations"), render_as_batch=True)
    transactions.start_request_transactions(app)
    languages.start_languages(app)
    security.start_security(app, settings)
    loading.start_accounts(app)
    pages.start_pages(app)
    error_pages.start_error_pages(app)
    addresses.start_addresses(app)
    start_denials(app)
    first_day.start_first_day(app)
    _open_rooms(app)
    _add_commands(app, settings)
    return app


def _open_rooms(app: Flask) -> None:
    """Open every room's pages, and give each page what all of them show."""
    for room in ROOMS:
        for pages_of_room in room:
            app.register_blueprint(pages_of_room.blueprint)
    # A lower room leads home without knowing where that is.
    app.config["HOME_ENDPOINT"] = "today.my_day"
    app.config["COUNTS_ENDPOINT"] = "organisation.organisation"
    app.config["CARD_ENDPOINT"] = "desk_cards.card"
    app.config["LED_ENDPOINT"] = "handing_on.led"
    app.config["ABSENCE_ENDPOINT"] = "staff_absences.noting"
    app.jinja_env.globals.update(
        attendance_places=attendance_places,
        held_why=WHY,
        programme_places=programme_places,
        change_words=CHANGES,
        leader_words=LEADER_KINDS,
        audience_words=AUDIENCES,
        language_names=languages.OWN_NAMES,
    )

    demo_facts = app.extensions["settings"].data_dir / "demo.json"

    @app.context_processor
    def frame() -> dict[str, object]:
        actor = current_actor()
        places = places_for(actor) if actor else []
        return {"actor": actor, "places": places, "at": now(), "demonstration": demo_facts.exists()}

    @app.get("/healthz")
    @public
    def healthz() -> str:
        """Whether the database answers; tells nothing else."""
        db.session.execute(text("SELECT 1"))
        return "ok"

    # Flask's own route for static files wears its guard like every other.
    app.view_functions["static"] = public(styles.start_styles(app))


def _add_commands(app: Flask, settings: Settings) -> None:
    add_to(house)
    for commands in (house, person, stay, group, audit, demo):
        app.cli.add_command(commands)
    add_commands(app, settings, JOBS)
