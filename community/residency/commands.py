"""Commands about a stay that goes on: its stage, a leave, its end. Times are on the wall of the house."""

from datetime import datetime

import click
from flask.cli import AppGroup
from sqlalchemy import select

from community.access.actor import SYSTEM
from community.houses.models import House, Stage
from community.residency.models import Stay
from community.residency.operations import discharge, enter_stage, grant_leave
from foundation.clock import now
from foundation.commands import in_one_sentence
from foundation.database import db
from foundation.errors import NotFound
from foundation.transactions import writing
from foundation.walltime import resolve

stay = AppGroup("stay", help="Stages, leaves and the end of a stay.")
_WALL = click.DateTime(["%Y-%m-%dT%H:%M"])


def _open_stay(person_id: str) -> tuple[Stay, str]:
    """The stay of a person that goes on now, and the zone of its house."""
    found = db.session.execute(
        select(Stay, House.zone)
        .join(House, House.id == Stay.house_id)
        .where(Stay.person_id == person_id, Stay.admitted_at <= now(), Stay.discharged_at.is_(None))
    ).one_or_none()
    if found is None:
        raise NotFound()
    return found[0], found[1]


@stay.command("stage")
@click.argument("person_id")
@click.argument("position", type=int)
@click.option("--because", help="Why a stage is left out or taken back.")
@in_one_sentence
def stage(person_id: str, position: int, because: str | None) -> None:
    """Move the stay of PERSON_ID now into the stage at POSITION of the house's path."""
    with writing():
        going, _zone = _open_stay(person_id)
        wanted = db.session.scalar(select(Stage).where(Stage.house_id == going.house_id, Stage.position == position))
        if wanted is None:
            raise NotFound()
        enter_stage(going, wanted, at=now(), by=SYSTEM, left_out_because=because)


@stay.command("leave")
@click.argument("person_id")
@click.argument("from_wall", type=_WALL)
@click.argument("to_wall", type=_WALL)
@in_one_sentence
def leave(person_id: str, from_wall: datetime, to_wall: datetime) -> None:
    """Note that PERSON_ID is away from FROM to TO, such as 2026-11-27T14:00."""
    with writing():
        going, zone = _open_stay(person_id)
        grant_leave(going, from_at=resolve(from_wall, zone).at, to_at=resolve(to_wall, zone).at, by=SYSTEM)


@stay.command("discharge")
@click.argument("person_id")
@in_one_sentence
def end(person_id: str) -> None:
    """End the stay of PERSON_ID now."""
    with writing():
        going, _zone = _open_stay(person_id)
        discharge(going, at=now(), by=SYSTEM)
