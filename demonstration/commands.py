"""The commands of the demonstration."""

from flask.cli import AppGroup

from settings import Settings

demo = AppGroup("demo", help="The demonstration.")


def exists(settings: Settings) -> bool:
    """Whether this database holds the demonstration."""
    return (settings.data_dir / "demo.json").exists()


def load(settings: Settings) -> None:
    """Load the demonstration into an empty database."""


def show(settings: Settings) -> None:
    """Print the ways in."""
