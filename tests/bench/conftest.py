"""What the tests of the figures need."""

from tests.foundation.conftest import lite_app

__all__ = ["lite_app"]
