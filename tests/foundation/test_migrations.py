"""The steps of the database: up, down, with data in the tables, and equal to the models."""

from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import Migrate, check, downgrade, upgrade
from sqlalchemy import inspect, text

from community.audit.queries import broken_chains
from community.people.models import Person
from foundation.database import Base, db
from tests.cast import Cast, assemble


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


def test_going_up_twice_changes_nothing(app: Flask, house: Cast) -> None:
    db.session.remove()
    upgrade()
    assert db.session.get_one(Person, house.resident.id).given_name == "Yusuf"
    assert dangling() == []


def test_sqlites_references_are_watched_again_after_a_step(lite_app: Flask) -> None:
    db.session.remove()
    upgrade()
    assert db.session.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
