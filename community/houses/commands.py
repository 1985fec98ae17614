"""Commands that open houses and add rooms and stages."""

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.houses.models import House
from community.houses.operations import PHASES, add_room, add_stage, found_organisation, open_house
from community.houses.queries import house_by_slug
from foundation.commands import bring_up_to_date, in_one_sentence
from foundation.database import db
from foundation.languages import LANGUAGES
from foundation.transactions import writing

house = AppGroup("house", help="Houses, their rooms, stages and week.")


@house.command("create")
@click.argument("slug")
@click.argument("name")
@click.option("--zone", required=True, help="IANA zone, such as Europe/Warsaw.")
@click.option("--language", required=True, type=click.Choice(LANGUAGES))
@click.option("--week-starts", default="mon", type=click.Choice(["mon", "sat", "sun"]))
@click.option("--weekend", default="sat,sun", help="Days with commas: fri,sat.")
@click.option("--organisation", help="Its name; by default the house's own.")
@in_one_sentence
def create(
    slug: str, name: str, zone: str, language: str, week_starts: str, weekend: str, organisation: str | None
) -> None:
    """Open a house called NAME with the short name SLUG; the first one makes the database too."""
    bring_up_to_date()
    with writing():
        founded = found_organisation({language: organisation or name})
        opened = open_house(
            founded.id,
            slug=slug,
            name={language: name},
            zone=zone,
            language=language,
            week_starts=week_starts,
            weekend=tuple(day for day in weekend.split(",") if day),
            by=SYSTEM,
        )
    click.echo(f"{slug}: {opened.id}")
    # The page itself lives on a higher floor; its address does not change.
    click.echo(f"Go on in the browser: {current_app.extensions['settings'].public_url}/first-day")


@house.command("add-room")
@click.argument("slug", metavar="HOUSE")
@click.argument("name")
@click.argument("capacity", type=int)
@in_one_sentence
def room(slug: str, name: str, capacity: int) -> None:
    """Add a room NAME for CAPACITY people."""
    with writing():
        opened = house_by_slug(slug)
        made = add_room(opened.id, name={opened.language: name}, capacity=capacity, by=SYSTEM)
    click.echo(made.id)


@house.command("add-stage")
@click.argument("slug", metavar="HOUSE")
@click.argument("name")
@click.option("--phase", required=True, type=click.Choice(PHASES))
@in_one_sentence
def stage(slug: str, name: str, phase: str) -> None:
    """Add the next stage of the house's path."""
    with writing():
        opened = house_by_slug(slug)
        made = add_stage(opened.id, phase=phase, name={opened.language: name}, by=SYSTEM)
    click.echo(made.id)


@house.command("list")
@in_one_sentence
def houses() -> None:
    """The houses: short name, zone, language."""
    for opened in db.session.scalars(select(House).order_by(House.slug)):
        click.echo(f"{opened.slug}\t{opened.zone}\t{opened.language}\t{opened.id}")
