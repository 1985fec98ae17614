"""A device is known by its kind; nothing else of what a browser says is kept."""

import pytest

from community.accounts.device import DEVICES, device_of


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15", "iphone"),
        ("Mozilla/5.0 (iPad; CPU OS 17_6 like Mac OS X)", "ipad"),
        ("Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/130", "android"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/132", "windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", "mac"),
        ("Mozilla/5.0 (X11; CrOS x86_64) Chrome/130", "chromebook"),
        ("Mozilla/5.0 (X11; Linux x86_64) Firefox/132", "linux"),
        ("curl/8.5", "other"),
        ("", "other"),
        (None, "other"),
        ("x" * 5000 + "iPhone", "other"),
    ],
)
def test_a_device_is_one_word(agent: str | None, device: str) -> None:
    assert device_of(agent) == device
    assert device in DEVICES
