"""The roof: create_app(), the only file that knows every room."""

from flask import Flask
from flask_migrate import Migrate

import settings as configuration
from community.access.guards import current_actor
from community.accounts import loading
from community.accounts import models as _accounts  # noqa: F401  every table must be known to migrations
from community.audit import models as _audit  # noqa: F401
from community.consent import models as _consent  # noqa: F401
from community.family import models as _family  # noqa: F401
from community.residency import models as _residency  # noqa: F401
from foundation import languages, pages, security, transactions
from foundation import limits as _limits  # noqa: F401
from foundation import outbox as _outbox  # noqa: F401
from foundation import scheduler as _scheduler  # noqa: F401
from foundation import stamps as _stamps  # noqa: F401
from foundation.clock import now
from foundation.database import db
from sessions.attendance import models as _attendance  # noqa: F401
from sessions.calendars import models as _calendars  # noqa: F401
from sessions.schedule import views as schedule
from sessions.schedule.audiences import AUDIENCES, CHANGES, LEADER_KINDS
from sessions.today import views as today
from sessions.today.navigation import places_for
from settings import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application from settings; without any, from the environment."""
    settings = settings or configuration.from_environment()
    app = Flask(__name__)
    app.extensions["settings"] = settings
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    if settings.database_url.startswith("postgresql"):
        app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"pool_pre_ping": True}
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    db.init_app(app)
    Migrate(app, db, directory=str(configuration.HERE / "migrations"), render_as_batch=True)
    transactions.start_request_transactions(app)
    languages.start_languages(app)
    security.start_security(app, settings)
    loading.start_accounts(app)
    pages.start_pages(app)
    _rooms(app)
    return app


def _rooms(app: Flask) -> None:
    """Open every room's pages, and give each page what all of them show."""
    for blueprint in (today.blueprint, schedule.blueprint):
        app.register_blueprint(blueprint)
    app.jinja_env.globals.update(change_words=CHANGES, leader_words=LEADER_KINDS, audience_words=AUDIENCES)

    @app.context_processor
    def frame() -> dict[str, object]:
        actor = current_actor()
        return {"actor": actor, "places": places_for(actor) if actor else [], "at": now()}
