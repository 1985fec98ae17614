"""What could be an id in an address, and that nothing else finds a page."""

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound

from foundation.addresses import is_id, start_addresses
from foundation.database import new_id


def test_every_id_that_is_made_could_be_one() -> None:
    assert is_id(new_id()) is True


@pytest.mark.parametrize("text", ["", "\0", "a" * 31, "a" * 33, "A" * 32, "g" * 32, "a" * 32 + "\n", "١" * 32])
def test_nothing_else_could(text: str) -> None:
    assert is_id(text) is False


def test_an_address_with_anything_else_is_no_page() -> None:
    app = Flask("here")
    start_addresses(app)
    app.add_url_rule("/things/<id:thing_id>", "thing", lambda thing_id: thing_id)
    routes = app.url_map.bind("here")
    assert routes.match(f"/things/{'0a' * 16}") == ("thing", {"thing_id": "0a" * 16})
    for address in ("/things/\0", "/things/thing", f"/things/{'0a' * 17}", f"/things/{'0A' * 16}"):
        with pytest.raises(NotFound):
            routes.match(address)
