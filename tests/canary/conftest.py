"""The scene of the matrix with a marked word in every field."""

import sqlite3
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from community.access.actor import SYSTEM, Actor
from foundation.clock import held_at
from foundation.database import db, new_id
from foundation.transactions import writing
from sessions.attendance.closing import close
from sessions.attendance.ledger import NewMark
from sessions.attendance.marks import Value
from sessions.attendance.models import Register
from sessions.attendance.operations import mark
from sessions.schedule.changes import cancel
from sessions.schedule.models import Occurrence
from sessions.schedule.takeover import take_over
from tests.authorisation.conftest import clock, stage
from tests.authorisation.scene import Scene
from tests.canary.words import FIELDS, WORDS
from tests.cast import NOW, TODAY, actor_for, occurrence_on

__all__ = ["clock", "stage"]


def _happenings(scene: Scene, farid: Actor) -> None:
    """A mark with a reason that is corrected later, and a family session that is cancelled."""
    ids, person = scene.ids, scene.ids["resident"]
    register = db.session.get_one(Register, ids["register"])
    first = NewMark(new_id(), person, Value("excused", absence_reason="court"))
    mark(register, [first], by=SYSTEM)
    close(register, unrecorded_known=True, by=SYSTEM)
    again = NewMark(new_id(), person, Value("present"), first.id, WORDS["correction"])
    mark(register, [again], by=SYSTEM)
    # Today's meeting too, so that the reason stands on the page of a register and not in a history alone.
    morning = db.session.get_one(Register, ids["morning_register"])
    said = db.session.execute(
        text("SELECT mark_id FROM current_marks WHERE register_id = :r AND person_id = :p"),
        {"r": morning.id, "p": person},
    ).scalar_one()
    mark(morning, [NewMark(new_id(), person, Value("excused", absence_reason="court"), said)], by=SYSTEM)
    tonight = db.session.get_one(Occurrence, occurrence_on(scene.cast, "steps", TODAY))
    take_over(tonight, reason={"en": WORDS["taken_over_because"]}, version=0, by=farid)
    for series, days in (("family", 8), ("group", 2)):
        day = TODAY.fromordinal(TODAY.toordinal() + days)
        one = db.session.get_one(Occurrence, occurrence_on(scene.cast, series, day))
        cancel(one, reason={"en": WORDS["cancelled_because"]}, version=0, by=SYSTEM)


def _write(scene: Scene, live: Path) -> None:
    """Put the words where they belong, behind the app's back: some fields have no page yet."""
    whose = {"persons": "id", "accounts": "id", "stays": "person_id", "no_contacts": "resident_id"}
    with sqlite3.connect(live) as connection:
        run = connection.execute
        for name, (table, column, person) in FIELDS.items():
            key = scene.ids[person]
            if table == "accounts":
                [(key,)] = run("SELECT account_id FROM persons WHERE id = ?", (key,)).fetchall()
            where = f"{whose.get(table)} = ?"
            if table == "stage_spells":
                where = "stay_id IN (SELECT id FROM stays WHERE person_id = ?)"
            assert run(f"UPDATE {table} SET {column} = ? WHERE {where}", (WORDS[name], key)).rowcount > 0, name
        run("UPDATE persons SET birth_date = '1957-03-09' WHERE id = ?", (scene.ids["resident"],))
        # What everybody reads of a name is kept beside it.
        run("UPDATE persons SET shown = given_name || ' ' || substr(surname, 1, 1) || '.' WHERE alias IS NULL")
        run("UPDATE accounts SET language = 'en'")
        run("UPDATE feed_subscriptions SET device = ? WHERE kind = 'resident'", (WORDS["device"],))
        for house, mark_of in ((scene.cast.house.id, ""), (scene.cast.other_house.id, "nile_")):
            run(
                "UPDATE houses SET name = json_object('en', ?) WHERE id = ?",
                (WORDS[f"{mark_of}house"], house) if mark_of else (WORDS["house"], house),
            )
            run("UPDATE groups SET name = json_object('en', ?) WHERE house_id = ?", (WORDS[f"{mark_of}group"], house))
            hobby = "UPDATE groups SET name = json_object('en', ?) WHERE house_id = ? AND kind = 'hobby'"
            run(hobby, (WORDS[f"{mark_of}hobby"], house))
            run("UPDATE devices SET name = ? WHERE house_id = ?", (WORDS[f"{mark_of}screen"], house))
            run("UPDATE rooms SET name = json_object('en', ?) WHERE house_id = ?", (WORDS[f"{mark_of}room"], house))
            for note in ("nile_group_note",) if mark_of else ("group_note", "persons_note", "draft_note"):
                word = WORDS[note.replace("group_note", "note")]
                run("UPDATE note_texts SET text = ? WHERE note_id = ?", (word, scene.ids[note]))
            named = "UPDATE consents SET recipient_name = ? WHERE house_id = ? AND recipient_name IS NOT NULL"
            run(named, (WORDS[f"{mark_of}letter_recipient"], house))
            said = "UPDATE letters SET facts = json_set(facts, '$.recipient', ?) WHERE house_id = ?"
            run(said, (WORDS[f"{mark_of}letter"], house))
            for table in ("pause", "kept_hour"):
                word = WORDS[f"{mark_of}{table}"]
                run(f"UPDATE {table}s SET name = json_object('en', ?) WHERE house_id = ?", (word, house))
            for table in ("hours_rule", "template"):
                rows = "hours_rules" if table == "hours_rule" else "programme_templates"
                word = WORDS[f"{mark_of}{table}"]
                run(f"UPDATE {rows} SET name = json_object('en', ?) WHERE house_id = ?", (word, house))
            meant = (WORDS[f"{mark_of}clash_acceptance"], house)
            run("UPDATE clash_acceptances SET reason = json_object('en', ?) WHERE house_id = ?", meant)
            why = (WORDS[f"{mark_of}pause"], house)
            run("UPDATE occurrences SET reason = json_object('en', ?) WHERE house_id = ? AND pause_id IS NOT NULL", why)
            run("UPDATE series SET titles = json_object('en', ?) WHERE house_id = ?", (WORDS[f"{mark_of}title"], house))
    connection.close()


@pytest.fixture(scope="session")
def marked(stage: tuple[Flask, Path, Path, Scene]) -> tuple[Flask, Path, Scene]:
    """The app, its data folder and the scene, with the words in place."""
    app, live, _, scene = stage
    with app.app_context(), held_at(NOW):
        farid = actor_for(scene.cast.other_facilitator)
        with writing():
            _happenings(scene, farid)
        db.session.remove()
        db.engine.dispose()
    _write(scene, live)
    return app, live.parent, scene


@pytest.fixture(autouse=True)
def words_for_pdfs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF is the page it would be made of: its words can be read, and nobody waits for the drawing."""
    monkeypatch.setattr("foundation.pdf.pdf_of", lambda html: b"%PDF-" + html.encode())
