"""No log line opens anything: secrets of addresses are written as short hashes."""

import io
import logging

import pytest

from foundation.logs import NoSecrets, keep_secrets_out, short_hash, without_secrets
from foundation.security import new_token, token_hash

TOKEN = "aB3_-xyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXY"


def test_a_new_secret_is_of_the_length_the_logs_know() -> None:
    assert len(TOKEN) == len(new_token()) == 43


def test_the_short_hash_is_the_beginning_of_what_the_database_keeps() -> None:
    assert short_hash(TOKEN) == f"#{token_hash(TOKEN)[:8]}"


@pytest.mark.parametrize(
    ("line", "clean"),
    [
        (f'"GET /feeds/{TOKEN}.ics HTTP/1.1" 200', f'"GET /feeds/{short_hash(TOKEN)}.ics HTTP/1.1" 200'),
        (f"GET /invitations/{TOKEN} HTTP/1.1", f"GET /invitations/{short_hash(TOKEN)} HTTP/1.1"),
        ("POST /password-resets/cut-off HTTP/1.1", f"POST /password-resets/{short_hash('cut-off')} HTTP/1.1"),
        ("GET /password-resets HTTP/1.1", "GET /password-resets HTTP/1.1"),
        (
            f'"-" "https://house.example/feeds/{TOKEN}.ics"',
            f'"-" "https://house.example/feeds/{short_hash(TOKEN)}.ics"',
        ),
        (f"GET /feeds/{TOKEN[:20]}.ics?x=1", f"GET /feeds/{short_hash(TOKEN[:20])}.ics?x=1"),
        (f"GET /feeds/{TOKEN[:20]} ", f"GET /feeds/{short_hash(TOKEN[:20])} "),
        ("GET /today HTTP/1.1", "GET /today HTTP/1.1"),
        (f"GET /occurrences/{'0' * 32}", f"GET /occurrences/{'0' * 32}"),
    ],
)
def test_a_line_keeps_everything_but_the_secret(line: str, clean: str) -> None:
    assert without_secrets(line) == clean


def test_a_secret_that_is_encoded_in_another_address_goes_too() -> None:
    assert TOKEN not in without_secrets(f"url=https%3A%2F%2Fhouse.example%2Ffeeds%2F{TOKEN}.ics")


@pytest.fixture
def written() -> io.StringIO:
    """What a logger with the filter writes."""
    return io.StringIO()


@pytest.fixture
def logger(written: io.StringIO) -> logging.Logger:
    """A logger of its own, with the filter and a handler."""
    logger = logging.Logger("a server")
    logger.addHandler(logging.StreamHandler(written))
    keep_secrets_out(logger)
    return logger


def test_a_server_that_logs_by_name_is_heard_without_secrets(logger: logging.Logger, written: io.StringIO) -> None:
    # As gunicorn does it: one dict for all places of the format.
    logger.info('%(h)s "%(r)s" %(s)s', {"h": "127.0.0.1", "r": f"GET /feeds/{TOKEN}.ics HTTP/1.1", "s": "200"})
    assert written.getvalue() == f'127.0.0.1 "GET /feeds/{short_hash(TOKEN)}.ics HTTP/1.1" 200\n'


def test_a_traceback_holds_no_secret(logger: logging.Logger, written: io.StringIO) -> None:
    try:
        raise LookupError(TOKEN)
    except LookupError:
        logger.exception("Exception on /feeds/%s.ics [GET]", TOKEN)
    assert TOKEN not in written.getvalue()
    assert f"LookupError: {short_hash(TOKEN)}" in written.getvalue()


def test_the_servers_loggers_wear_the_filter_once() -> None:
    keep_secrets_out()
    keep_secrets_out()
    for name in ("gunicorn.access", "gunicorn.error", "werkzeug"):
        assert [type(one) for one in logging.getLogger(name).filters].count(NoSecrets) == 1
