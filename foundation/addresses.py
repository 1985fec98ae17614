"""Addresses of pages: an id that names a row, and the endpoint that a page leads back to."""

import re
from typing import Any

from flask import Flask, current_app, url_for
from werkzeug.routing import BaseConverter

_ID = re.compile(r"[0-9a-f]{32}")


class IdConverter(BaseConverter):
    """``<id:occurrence_id>`` in a route; an address with anything else there is no page, and asks no table."""

    regex = _ID.pattern


def is_id(text: str) -> bool:
    """Whether a text could be the id of a row (``new_id``); what could not is not looked for."""
    return _ID.fullmatch(text) is not None


def plain_endpoint(endpoint: str | None) -> str | None:
    """The endpoint, when a browser can simply go there: a GET page of ours that needs no arguments."""
    for rule in current_app.url_map.iter_rules():
        if rule.endpoint == endpoint and "GET" in (rule.methods or ()) and not rule.arguments:
            return endpoint
    return None


def roof_address(name: str, **values: Any) -> str:
    """The address of a page that a lower room leads to without knowing where it is: the roof names its endpoint.

    ``name`` is the name in the app's config, such as "HOME_ENDPOINT"; home where nobody has named one.
    """
    endpoint = current_app.config.get(name)
    if endpoint not in current_app.view_functions:
        return url_for(current_app.config["HOME_ENDPOINT"])
    return url_for(endpoint, **values)


def start_addresses(app: Flask) -> None:
    """Teach the app's routes what an id looks like; called before the rooms are opened."""
    app.url_map.converters["id"] = IdConverter
