"""What Daybook reads from its environment, and what it will not start with."""

from pathlib import Path

import pytest

from settings import Settings, SettingsError, from_environment


def read(folder: Path, **given: str) -> Settings:
    """The settings of an environment that holds these variables alone."""
    return from_environment({"DATA_DIR": str(folder)} | given)


@pytest.mark.parametrize(
    "given",
    [
        {"FLASK_DEBUG": "1", "HOST": "192.0.2.7"},
        {"FLASK_DEBUG": "1", "PUBLIC_URL": "https://daybook.example.org"},
        {"FLASK_DEBUG": "1", "PUBLIC_URL": "http://192.0.2.7:8000"},
    ],
    ids=str,
)
def test_debug_is_refused_wherever_others_reach_it(tmp_path: Path, given: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match=r"^Debug mode on a public address would let strangers run code"):
        read(tmp_path, **given)


def test_debug_is_for_this_machine(tmp_path: Path) -> None:
    read(tmp_path, FLASK_DEBUG="1", PUBLIC_URL="http://localhost:8000")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", ""])
def test_a_host_that_stands_for_every_address_needs_the_one_people_type(tmp_path: Path, host: str) -> None:
    with pytest.raises(SettingsError, match=r"^HOST stands for every address .* PUBLIC_URL .*\.$"):
        read(tmp_path, HOST=host, DEMO="off")
    told = read(tmp_path, HOST=host, DEMO="off", PUBLIC_URL="http://daybook.lan:8000")
    assert "daybook.lan:8000" in told.host_names


def test_a_host_that_is_one_address_can_be_typed_as_it_is(tmp_path: Path) -> None:
    assert read(tmp_path, HOST="192.0.2.7").public_url == "http://192.0.2.7:8000"


@pytest.mark.parametrize(
    ("given", "public"),
    [
        ({}, False),
        ({"HOST": "::1"}, False),
        ({"PUBLIC_URL": "http://localhost:9000"}, False),
        ({"HOST": "192.0.2.7"}, True),
        ({"HOST": "192.0.2.7", "PUBLIC_URL": "http://127.0.0.1:8000"}, True),
        # A proxy on the same machine lets everybody in.
        ({"PUBLIC_URL": "https://daybook.example.org"}, True),
    ],
    ids=str,
)
def test_others_reach_it_by_its_host_or_by_its_public_address(
    tmp_path: Path, given: dict[str, str], public: bool
) -> None:
    assert read(tmp_path, **given).public is public


@pytest.mark.parametrize("number", ["-1", "ten", "10", "1.5"])
def test_proxies_are_counted(tmp_path: Path, number: str) -> None:
    assert read(tmp_path, TRUSTED_PROXIES="2").trusted_proxies == 2
    with pytest.raises(SettingsError, match=r"^TRUSTED_PROXIES must be a whole number from 0 to 9\.$"):
        read(tmp_path, TRUSTED_PROXIES=number)
