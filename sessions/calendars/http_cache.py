"""Deciding whether a reader already holds the answer (RFC 9110, section 13): yes means 304."""

from datetime import datetime, timedelta

from werkzeug.http import parse_date, parse_etags, unquote_etag


def is_fresh(etag: str, last_modified: datetime, if_none_match: str | None, if_modified_since: str | None) -> bool:
    """Tell whether the copy that a GET or HEAD speaks of is still the current one.

    ``etag`` is the current tag, quoted or not; tags are compared weakly. ``last_modified`` is aware, to the
    second. If-None-Match wins: where it is sent, even unreadable, the date is not looked at (13.1.3).
    A date that cannot be read or is not in UTC is ignored. Raises ValueError when ``last_modified`` is naive.
    """
    if last_modified.utcoffset() is None:
        raise ValueError("a time of change is aware")
    if if_none_match is not None:
        return parse_etags(if_none_match.strip()).contains_weak(unquote_etag(etag)[0])
    since = _http_date(if_modified_since)
    return since is not None and last_modified.replace(microsecond=0) <= since


def _http_date(value: str | None) -> datetime | None:
    try:
        moment = parse_date(value)
    except (OverflowError, IndexError):  # the parser of mail dates lets these out on hostile input
        return None
    if moment is None or moment.utcoffset() != timedelta(0):
        return None
    return moment
