"""The commands of the demonstration, and what serving asks about it."""

import json

import click
from flask import current_app
from flask.cli import AppGroup

from demonstration import loading
from demonstration.facts import Facts, keep, kept, served_at
from foundation.commands import bring_up_to_date, in_one_sentence
from foundation.database import db
from foundation.errors import Refused
from settings import Settings, SettingsError

demo = AppGroup("demo", help="The demonstration.")


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


def exists(settings: Settings) -> bool:
    """Whether this database holds the demonstration, and with it passwords that are written down in a file."""
    found = bool(loading.marked_houses())
    db.session.rollback()
    return found


def keep_private(settings: Settings) -> None:
    """Raise SettingsError where others reach this Daybook: its passwords would be known to whoever reads a file."""
    if settings.public:
        raise SettingsError(
            "The demonstration's passwords are written down, so it is not loaded or served where others reach it. "
            "Begin with DEMO=off and an empty database, or leave HOST and PUBLIC_URL unset."
        )


def load(settings: Settings) -> Facts:
    """Load the demonstration into an empty database; SettingsError when DEMO_PASSWORD cannot be a password."""
    try:
        return loading.load(settings)
    except Refused as refused:
        raise SettingsError(f"The demonstration was not loaded. {refused}") from None


def facts(settings: Settings) -> Facts:
    """The facts of the demonstration as last served; Refused when there are none."""
    found = kept(settings)
    if found is None:
        raise Refused("No demonstration was loaded from this data folder.")
    return found


def show(settings: Settings) -> None:
    """Print the ways in, and bring the kept facts up to date with the address it is served at."""
    found = kept(settings)
    if found is None:
        return
    keep(settings, served_at(found, settings.public_url))
    click.echo(f"The demonstration's sign-ins; the password of all of them: {found['password']}")
    for one in found["sign_ins"]:
        click.echo(f"  {one['role']:<14} {one['language']}  {one['login']}")


@demo.command("facts")
@in_one_sentence
def facts_command() -> None:
    """Print what is kept in demo.json: address, password, sign-ins, feeds."""
    click.echo(json.dumps(facts(_settings()), ensure_ascii=False, indent=2))


@demo.command("load")
@in_one_sentence
def load_command() -> None:
    """Load the demonstration into an empty database."""
    keep_private(_settings())
    bring_up_to_date()
    loading.load(_settings())
    show(_settings())


@demo.command("reload")
@in_one_sentence
def reload_command() -> None:
    """Throw the demonstration away, if one is there, and load it afresh; refused where other houses are."""
    keep_private(_settings())
    bring_up_to_date()
    loading.reload(_settings())
    show(_settings())
