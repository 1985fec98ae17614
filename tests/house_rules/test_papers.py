"""The papers that mirror code: permissions and settings."""

import ast
import re
from dataclasses import fields
from pathlib import Path

import pytest

from community.access.permissions import PERMISSIONS, STAFF_ROLES, Permission, Role
from settings import Settings, from_environment
from tests.house_rules.sources import ROOT

CODE = re.compile(r"`([^`]+)`")
EVERYBODY = "everybody signed in"
# Where each setting ends up; FLASK_DEBUG is only checked.
FIELDS = {
    "DATABASE_URL": "database_url",
    "DATA_DIR": "data_dir",
    "DEMO": "demo",
    "DEMO_PASSWORD": "demo_password",
    "HOST": "host",
    "PORT": "port",
    "PUBLIC_URL": "public_url",
    "SCHEDULER": "scheduler",
    "SECRET_KEY": "secret_key",
    "SMTP_URL": "smtp_url",
    "TRUSTED_PROXIES": "trusted_proxies",
}


def table_of(name: str) -> list[list[str]]:
    """The rows of the table in a paper, without its head."""
    lines = (ROOT / "docs" / name).read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if line.startswith("| ")]
    return rows[1:]


def name_of(cell: str) -> str:
    found = CODE.fullmatch(cell)
    assert found, cell
    return found[1]


def test_the_permissions_are_words_in_alphabetical_order() -> None:
    assert list(Permission) == sorted(Permission)
    assert [one.name for one in Permission] == [one.replace(":", "_").upper() for one in Permission]
    assert all(re.fullmatch(r"[a-z]+:[a-z]+", one) for one in Permission)
    assert list(Role) == sorted(Role)


def test_the_paper_of_permissions_says_who_may_do_what() -> None:
    written = {name_of(word): roles.split(", ") for word, _, roles in table_of("permissions.md")}
    carried = {str(one): sorted(role for role in Role if one in PERMISSIONS[role]) for one in Permission}
    # One's own account needs no role at all, so that who has lost every role can still sign out.
    assert written.pop(Permission.ACCOUNT_OWN) == [EVERYBODY]
    assert carried.pop(Permission.ACCOUNT_OWN) == sorted(Role)
    assert written == carried


def test_the_paper_of_permissions_is_in_the_order_of_the_code_and_explains_each() -> None:
    rows = table_of("permissions.md")
    assert [name_of(word) for word, _, _ in rows] == list(Permission)
    assert all(len(explained) > 20 for _, explained, _ in rows)


def test_every_role_is_staff_family_resident_or_of_the_organisation() -> None:
    assert set(Role) - STAFF_ROLES == {Role.GRADUATE, Role.ORGANISATION_ADMIN, Role.RELATIVE, Role.RESIDENT}
    assert set(PERMISSIONS) == set(Role)


def read_by_settings() -> set[str]:
    """The names of variables that settings.py asks its environment for."""
    tree = ast.parse((ROOT / "settings.py").read_text(encoding="utf-8"))
    return {
        argument.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for argument in node.args
        if isinstance(argument, ast.Constant) and re.fullmatch(r"[A-Z][A-Z_]+", str(argument.value))
    }


def test_the_paper_of_settings_names_every_variable_in_order() -> None:
    written = [name_of(word) for word, _, _ in table_of("settings.md")]
    assert written == sorted(read_by_settings())
    assert set(written) - {"FLASK_DEBUG"} == set(FIELDS)
    assert {field.name for field in fields(Settings)} - {"testing"} == set(FIELDS.values())


def test_a_default_in_the_paper_means_the_same_as_leaving_it_out(tmp_path: Path) -> None:
    unset = {"DATA_DIR": str(tmp_path)}
    plain = from_environment(unset)
    defaults = {name_of(word): cell for word, cell, _ in table_of("settings.md")}
    literal = {name: found[1] for name, cell in defaults.items() if (found := CODE.fullmatch(cell))}
    assert set(literal) == {"DEMO", "FLASK_DEBUG", "HOST", "PORT", "SCHEDULER", "TRUSTED_PROXIES"}
    for name, value in literal.items():
        assert from_environment(unset | {name: value}) == plain, name
    for name, value in {
        "DEMO": "off",
        "HOST": "::1",
        "PORT": "8001",
        "SCHEDULER": "off",
        "TRUSTED_PROXIES": "1",
    }.items():
        assert from_environment(unset | {name: value}) != plain, name


def test_the_other_defaults_are_what_the_paper_says(tmp_path: Path) -> None:
    defaults = {name_of(word): cell for word, cell, _ in table_of("settings.md")}
    found = from_environment({"DATA_DIR": str(tmp_path), "PORT": "8001"})
    assert (found.smtp_url, defaults["SMTP_URL"]) == (None, "none")
    assert (found.demo_password, defaults["DEMO_PASSWORD"]) == (None, "a random one")
    assert (found.database_url, defaults["DATABASE_URL"]) == (
        f"sqlite:///{tmp_path}/daybook.db",
        "an SQLite file in `DATA_DIR`",
    )
    assert (found.public_url, defaults["PUBLIC_URL"]) == ("http://127.0.0.1:8001", "`http://`, `HOST` and `PORT`")
    assert found.secret_key == (tmp_path / "secret_key").read_text()
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "given",
    [
        {"HOST": "0.0.0.0", "FLASK_DEBUG": "1"},
        {"SECRET_KEY": "changeme"},
        {"SECRET_KEY": "a" * 64},
        {"PORT": "0"},
        {"PORT": "eighty"},
        {"PUBLIC_URL": "https://daybook.example.org/path"},
        {"PUBLIC_URL": "daybook.example.org"},
        {"SCHEDULER": "maybe"},
        {"DEMO": ""},
    ],
    ids=str,
)
def test_what_is_unsafe_or_has_no_meaning_stops_the_start_with_a_sentence(
    tmp_path: Path, given: dict[str, str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        from_environment({"DATA_DIR": str(tmp_path)} | given)
    assert str(stopped.value).endswith(".") and len(str(stopped.value)) > 25
