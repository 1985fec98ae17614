"""What names a row in a page's address: an id, and nothing that no row is called."""

import re

from flask import Flask
from werkzeug.routing import BaseConverter

_ID = re.compile(r"[0-9a-f]{32}")


class IdConverter(BaseConverter):
    """``<id:occurrence_id>`` in a route; an address with anything else there is no page, and asks no table."""

    regex = _ID.pattern


def is_id(text: str) -> bool:
    """Whether a text could be the id of a row (``new_id``); what could not is not looked for."""
    return _ID.fullmatch(text) is not None


def start_addresses(app: Flask) -> None:
    """Teach the app's routes what an id looks like; called before the rooms are opened."""
    app.url_map.converters["id"] = IdConverter
