"""The command that loads a house's week from a file."""

from pathlib import Path

import click
from flask.cli import AppGroup
from flask_babel import gettext

from community.access.actor import SYSTEM
from community.houses.queries import house_by_slug
from foundation.commands import in_one_sentence
from foundation.transactions import writing
from foundation.words import said_in
from sessions.programme.operations import LoadReport, load_week
from sessions.programme.side_by_side import EVERYONE, LEADER, ROOM, Side
from sessions.programme.week_faults import WeekFileError
from sessions.programme.week_file import parse_week

# What two sessions at once both want, and how many of those beside one row are named in its line.
SHARED = {ROOM: "one room", LEADER: "one leader", EVERYONE: "both for everyone"}
MOST_NAMED = 8


def add_to(group: AppGroup) -> None:
    """Add ``load-week`` to the house commands."""
    group.command("load-week")(load_week_command)


@click.argument("slug", metavar="HOUSE")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@in_one_sentence
def load_week_command(slug: str, file: Path) -> None:
    """Load a house's week from FILE: all of it or nothing."""
    try:
        with writing():
            house = house_by_slug(slug)
            report = load_week(house, parse_week(file.read_bytes()), by=SYSTEM)
    except WeekFileError as error:
        for fault in error.faults:
            click.echo(f"{fault.place}: {gettext(fault.sentence) % dict(fault.params)}", err=True)
        raise click.ClickException("Nothing was loaded.") from None
    _say(report, house.zone)


def _named(side: Side) -> str:
    title, hours = said_in(side.titles, "en", "en")[0], f"{side.start:%H:%M}-{side.end:%H:%M}"
    return f"{side.place} {title} ({hours})" if side.place else f"{title} ({hours})"


def _all_named(others: list[Side]) -> str:
    of_file, of_house = ([_named(one) for one in others if (one.place is None) is there] for there in (False, True))
    if of_house:
        of_house[0] = f"the house's {of_house[0]}"
    named = [*of_file, *of_house]
    return ", ".join([*named[:MOST_NAMED], *([f"{len(named) - MOST_NAMED} more"] if len(named) > MOST_NAMED else [])])


def _say(report: LoadReport, zone: str) -> None:
    click.echo(
        f"{report.rows} rows: {report.series_made} new series, {report.series_known} already there, "
        f"{report.rooms_made} new rooms, {report.occurrences} dates."
    )
    if report.zone_in_file:
        click.echo(f"The file is written for {report.zone_in_file}; the house keeps its own zone, {zone}.")
    if report.week_starts_in_file:
        click.echo(f"In the file a week starts on {report.week_starts_in_file}; the house keeps its own first day.")
    beside: dict[tuple[str, str], list[Side]] = {}
    for one, other, shared in report.overlaps:
        beside.setdefault((_named(one), SHARED[shared]), []).append(other)
    for (row, shared), others in beside.items():
        click.echo(f"Side by side, kept: {row} and {_all_named(others)}; {shared}")
