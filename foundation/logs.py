"""Logs without secrets: what opens a calendar or an account is written as a short hash."""

import hashlib
import logging
import re

# A secret of an address is 43 letters of base64url (security.new_token); a longer run holds one somewhere.
SECRET = re.compile(r"[A-Za-z0-9_-]{43,}")
# A mistyped or cut-off one is nobody's business either, so all that stands in its place in a path goes.
IN_PATH = re.compile(r"(/(?:feeds|invitations|password-resets)/)([^\s\"'?#/]+?)(?=\.ics(?:[\s\"'?#/]|$)|[\s\"'?#/]|$)")
LOGGERS = ("gunicorn.access", "gunicorn.error", "werkzeug")


def short_hash(secret: str) -> str:
    """What a log says in place of a secret: the first eight hex digits of its SHA-256."""
    return f"#{hashlib.sha256(secret.encode()).hexdigest()[:8]}"


def without_secrets(text: str) -> str:
    """Give a line with every secret of an address replaced by its short hash."""
    hidden = IN_PATH.sub(lambda found: f"{found[1]}{short_hash(found[2])}", text)
    return SECRET.sub(lambda found: short_hash(found[0]), hidden)


class NoSecrets(logging.Filter):
    """Rewrites each record before any handler sees it, with the traceback that may hang on it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, without its secrets."""
        record.msg, record.args = without_secrets(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            # Formatters reuse this text, so the traceback is written out clean once for all of them.
            record.exc_text = without_secrets(logging.Formatter().formatException(record.exc_info))
        return True


def keep_secrets_out(*more: logging.Logger) -> None:
    """Put the filter on the loggers of the servers and on others; a second time changes nothing."""
    for logger in (*(logging.getLogger(name) for name in LOGGERS), *more):
        if not any(isinstance(one, NoSecrets) for one in logger.filters):
            logger.addFilter(NoSecrets())
