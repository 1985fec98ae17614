"""How commands tell a fault: one sentence, status 1, nothing half done."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask_babel import force_locale
from flask_migrate import upgrade
from sqlalchemy.exc import DBAPIError

from foundation.database import db
from foundation.errors import DaybookError, NotFound
from foundation.languages import sentence_of

NOT_READY = "The database is not up to date. Start Daybook once, or run: flask --app app db upgrade"


def up_to_date() -> bool:
    """Whether the database stands at the newest step of migrations/; one without tables does not."""
    scripts = ScriptDirectory.from_config(current_app.extensions["migrate"].migrate.get_config())
    with db.engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) == set(scripts.get_heads())


def bring_up_to_date() -> None:
    """Run the steps of migrations/ that the database has not seen yet, as starting to serve does."""
    db.session.rollback()
    upgrade()


def in_one_sentence(command: Callable[..., Any]) -> Callable[..., Any]:
    """Show a fault of ours as one English sentence instead of a trace."""

    @wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        with force_locale("en"):
            try:
                return command(*args, **kwargs)
            except NotFound as error:
                said = sentence_of(error) or "There is no such house, person or group."
                raise click.ClickException(said) from None
            except DaybookError as error:
                raise click.ClickException(sentence_of(error)) from None
            except DBAPIError:
                # A table or column that is not there yet; any other fault of the database is told as it is.
                db.session.rollback()
                if up_to_date():
                    raise
                raise click.ClickException(NOT_READY) from None

    return wrapped
