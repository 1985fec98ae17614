"""Where somebody lands after the door: always a page of ours, by its endpoint's name and never by a URL."""

from flask import current_app, url_for


def plain_endpoint(endpoint: str | None) -> str | None:
    """The endpoint, when a browser can simply go there: a GET page of ours that needs no arguments."""
    for rule in current_app.url_map.iter_rules():
        if rule.endpoint == endpoint and "GET" in (rule.methods or ()) and not rule.arguments:
            return endpoint
    return None


def home_address() -> str:
    """The address of the first page, which the roof knows."""
    return url_for(current_app.config.get("HOME_ENDPOINT", "accounts.account"))
