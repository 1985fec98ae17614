"""The steps of the database: up, down, with data in the tables, and equal to the models."""

from datetime import timedelta

from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import Migrate, check, downgrade, upgrade
from sqlalchemy import inspect, select, text

from community.access.actor import SYSTEM, System
from community.audit.queries import broken_chains
from community.houses.models import House
from community.people.models import Person
from community.residency.models import Leave, Stay
from community.residency.operations import grant_leave
from foundation.clock import held_at
from foundation.database import Base, db
from foundation.transactions import writing
from sessions.attendance.opening import open_register
from sessions.notes.models import Note
from sessions.notes.operations import write
from sessions.notes.queries import found_notes
from sessions.schedule.models import Series
from tests.cast import NOW, TODAY, Cast, assemble, occurrence_on


def steps(app: Flask) -> list[str]:
    """The revisions from the first to the newest."""
    migrate: Migrate = app.extensions["migrate"].migrate
    scripts = ScriptDirectory.from_config(migrate.get_config())
    return [script.revision for script in scripts.walk_revisions()][::-1]


def tables() -> set[str]:
    """The tables that are there."""
    db.session.remove()
    return set(inspect(db.engine).get_table_names())


def dangling() -> list[object]:
    """Rows that refer to nothing; PostgreSQL never lets one be."""
    if db.engine.dialect.name != "sqlite":
        return []
    found = db.session.execute(text("PRAGMA foreign_key_check")).fetchall()
    db.session.remove()
    return list(found)


def test_there_is_one_line_of_steps_and_each_knows_the_way_back(app: Flask) -> None:
    scripts = ScriptDirectory.from_config(app.extensions["migrate"].migrate.get_config())
    assert len(scripts.get_heads()) == len(scripts.get_bases()) == 1
    for script in scripts.walk_revisions():
        assert script.module.upgrade.__code__.co_consts != script.module.downgrade.__code__.co_consts


def test_the_steps_make_exactly_what_the_models_say(app: Flask) -> None:
    db.session.remove()
    # Raises SystemExit when a table, column, key or index is missing on either side.
    check()
    assert tables() == set(Base.metadata.tables) | {"alembic_version"}


def test_each_step_down_and_up_again_with_the_house_in_it(app: Flask, house: Cast) -> None:
    people = db.session.query(Person).count()
    assert people > 0
    revisions = steps(app)
    for before in [*revisions[:-1][::-1], "base"]:
        db.session.remove()
        downgrade(revision=before)
        assert dangling() == []
    assert tables() <= {"alembic_version"}
    for revision in revisions:
        upgrade(revision=revision)
        assert dangling() == []
    assert tables() == set(Base.metadata.tables) | {"alembic_version"}
    again = assemble()
    assert db.session.query(Person).count() == people == len(again.people)
    assert broken_chains() == {}


def test_the_step_of_the_desk_gives_what_stands_what_it_needs(app: Flask, house: Cast) -> None:
    with writing():
        stay = db.session.get_one(Stay, house.stays["resident"].id)
        for days in (-5, 5):
            from_at = NOW + timedelta(days=days)
            grant_leave(stay, from_at=from_at, to_at=from_at + timedelta(days=1), by=SYSTEM)
    shown = dict(db.session.execute(select(Person.id, Person.shown)).all())
    db.session.remove()
    downgrade(revision="0002")
    upgrade()
    assert dict(db.session.execute(select(Person.id, Person.shown)).all()) == shown
    # Nobody noted a return before: whoever was expected back, by the machine's own clock, is taken to have come.
    leaves = db.session.scalars(select(Leave)).all()
    assert [leave.returned_at in (None, leave.to_at) for leave in leaves] == [True, True]
    home = db.session.get_one(House, house.other_house.id)
    assert (home.languages, home.crisis_numbers, home.elders_at_first) == (["ar"], [], 2)
    assert db.session.scalars(select(Series.languages)).all() == [[]] * len(house.series)


def test_notes_about_groups_become_notes_and_go_back(app: Flask, house: Cast) -> None:
    occurrence_id, by = occurrence_on(house, "group", TODAY), System(person_id=house.facilitator.id)
    with held_at(NOW), writing():
        open_register(occurrence_id, by=by)
        first = write(occurrence_id, None, "A calm hour.", based_on=None, by=by)
        write(occurrence_id, None, "A calm hour. It rained.", based_on=first.text_id, by=by)
    db.session.remove()
    downgrade(revision="0004")
    kept = "SELECT text, replaces FROM group_notes ORDER BY text"
    rows = [("A calm hour.", None), ("A calm hour. It rained.", first.text_id)]
    assert [tuple(row) for row in db.session.execute(text(kept))] == rows
    db.session.remove()
    upgrade()
    [note] = found_notes([Note.occurrence_id == occurrence_id], frozenset())
    assert [(one.text, one.by_id) for one in note.versions] == [(words, by.person_id) for words, _before in rows]
    assert (note.kind, note.standing.closed, dangling()) == ("group", False, [])


def test_going_up_twice_changes_nothing(app: Flask, house: Cast) -> None:
    db.session.remove()
    upgrade()
    assert db.session.get_one(Person, house.resident.id).given_name == "Yusuf"
    assert dangling() == []


def test_sqlites_references_are_watched_again_after_a_step(lite_app: Flask) -> None:
    db.session.remove()
    upgrade()
    assert db.session.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
