"""What the tests of the ledger share."""

from collections.abc import Callable

import pytest

from community.people.models import Person
from tests.cast import Cast, reads_english
from tests.pages import Browser


@pytest.fixture
def as_manager(house: Cast, browse: Callable[[Person | None], Browser]) -> Browser:
    """The manager's browser, in English."""
    reads_english(house.manager)
    return browse(house.manager)
