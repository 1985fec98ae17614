"""Commands about groups: who is invited, who is on a rota."""

import click
from flask.cli import AppGroup
from sqlalchemy import func, or_, select

from community.access.actor import SYSTEM
from community.houses.queries import house_by_slug
from community.people.models import Person
from foundation.clock import now
from foundation.commands import in_one_sentence
from foundation.database import db
from foundation.errors import NotFound
from foundation.transactions import writing
from foundation.words import said_in
from sessions.groups.kinds import KIND_WORDS, LARGEST, LIST
from sessions.groups.models import Group, GroupMembership
from sessions.groups.operations import form_group, join_group, leave_group

group = AppGroup("group", help="Groups: those invited to family sessions, rotas, therapy groups.")


@group.command("list")
@click.argument("slug", metavar="HOUSE")
@in_one_sentence
def groups(slug: str) -> None:
    """The groups of HOUSE with their ids and how many belong to each now."""
    house = house_by_slug(slug)
    going_on = or_(GroupMembership.to_at.is_(None), GroupMembership.to_at > now())
    members = select(func.count()).where(GroupMembership.group_id == Group.id, going_on).scalar_subquery()
    statement = select(Group.id, Group.name, members).where(Group.house_id == house.id).order_by(Group.id)
    for group_id, name, count in db.session.execute(statement):
        click.echo(f"{group_id}\t{count}\t{said_in(name, house.language, 'en')[0]}")


@group.command("form")
@click.argument("slug", metavar="HOUSE")
@click.argument("name")
@click.option("--kind", type=click.Choice(list(KIND_WORDS)), default=LIST, show_default=True, help="What it is.")
@click.option("--places", type=click.IntRange(1, LARGEST), help="How many it holds; without, there is no limit.")
@click.option("--closed", is_flag=True, help="Nobody joins by themselves while it goes on.")
@in_one_sentence
def form(slug: str, name: str, kind: str, places: int | None, closed: bool) -> None:
    """Make a group called NAME."""
    with writing():
        house = house_by_slug(slug)
        made = form_group(
            house.id,
            name={house.language: name},
            kind=kind,
            open_to_join=not closed,
            capacity=places,
            by=SYSTEM,
        )
    click.echo(made.id)


def _both(group_id: str, person_id: str) -> tuple[Group, Person]:
    found, person = db.session.get(Group, group_id), db.session.get(Person, person_id)
    if found is None or person is None or found.house_id != person.house_id:
        raise NotFound()
    return found, person


@group.command("join")
@click.argument("group_id")
@click.argument("person_id")
@in_one_sentence
def join(group_id: str, person_id: str) -> None:
    """Let PERSON_ID belong to GROUP_ID from now on."""
    with writing():
        found, person = _both(group_id, person_id)
        join_group(found, person.id, from_at=now(), by=SYSTEM)


@group.command("leave")
@click.argument("group_id")
@click.argument("person_id")
@in_one_sentence
def leave(group_id: str, person_id: str) -> None:
    """End the membership of PERSON_ID in GROUP_ID now; what was stays."""
    with writing():
        found, person = _both(group_id, person_id)
        leave_group(found, person.id, at=now(), by=SYSTEM)
