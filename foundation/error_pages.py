"""Every error as a page of ours: what happened in one clear sentence, that nothing is lost, and what to do."""

import errno

from flask import Flask, Response, g, make_response, render_template, request
from flask_babel import lazy_gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from foundation.errors import DaybookError, TooMany
from foundation.languages import sentence_of
from foundation.transactions import only_read

SENTENCES = {
    400: lazy_gettext("This request could not be understood."),
    403: lazy_gettext("This page is not for you to open. Nothing is wrong on your side."),
    404: lazy_gettext("There is nothing here, or it is not for you to see."),
    405: lazy_gettext("This cannot be done in this way."),
    409: lazy_gettext("Somebody changed this in the meantime."),
    413: lazy_gettext("That was too large to be taken in."),
    422: lazy_gettext("Something in the form needs a second look."),
    429: lazy_gettext("Too many attempts. Please wait a little and try again."),
    500: lazy_gettext("Something went wrong on our side. Nothing was changed."),
    503: lazy_gettext("The house's computer is busy. Nothing was changed; please try again in a moment."),
    507: lazy_gettext(
        "The disk of the house's computer is full. Nothing was changed and nothing is lost. "
        "Once there is room again, this works as before; please tell whoever looks after the computer."
    ),
}
# What a database says when there is no room to write (SQLITE_FULL; PostgreSQL's 53100 and the system's own words).
FULL = ("disk is full", "no space left")
DISK_FULL = "53100"
# Longer than the writers before one take.
BUSY_RETRY_SECONDS = 5


def no_room(error: BaseException | None) -> bool:
    """Whether something failed because the disk is full, whoever says so: the database or the system."""
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return True
    said = str(error).lower()
    return getattr(error, "sqlstate", None) == DISK_FULL or any(words in said for words in FULL)


def error_page(status: int, sentence: str) -> Response:
    """One clear sentence with its status; plain text where the caller wants no page."""
    only_read()
    if request.headers.get("HX-Request"):
        response = make_response(sentence, status)
        response.mimetype = "text/plain"
        return response
    return make_response(render_template("error.html", sentence=sentence, status=status), status)


def start_error_pages(app: Flask) -> None:
    """Answer every error with a page of ours."""

    @app.errorhandler(DaybookError)
    def ours(error: DaybookError) -> Response:
        # Read after the answer is made, by whoever keeps a record of what was refused.
        g.refused_with = error
        response = error_page(error.status, sentence_of(error) or str(SENTENCES[error.status]))
        if isinstance(error, TooMany):
            response.headers["Retry-After"] = str(error.retry_after)
        return response

    @app.errorhandler(CSRFError)
    def forged(_error: CSRFError) -> Response:
        return error_page(400, str(lazy_gettext("This page was open too long. Go back, reload it and try again.")))

    @app.errorhandler(HTTPException)
    def theirs(error: HTTPException) -> Response:
        status = error.code or 500
        if 300 <= status < 400:
            return make_response(error.get_response())
        return error_page(status, str(SENTENCES.get(status, SENTENCES[500 if status >= 500 else 400])))

    @app.errorhandler(OperationalError)
    def busy(error: OperationalError) -> Response:
        app.logger.error("database: %s", type(error.orig).__name__)
        status = 507 if no_room(error.orig) else 503
        response = error_page(status, str(SENTENCES[status]))
        response.headers["Retry-After"] = str(BUSY_RETRY_SECONDS)
        return response

    @app.errorhandler(OSError)
    def full(error: OSError) -> Response:
        if not no_room(error):
            raise error
        app.logger.error("disk: full")
        return error_page(507, str(SENTENCES[507]))
