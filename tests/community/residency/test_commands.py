"""A house is run from the command line: bring in, stage, leave, invite, discharge."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from community.consent.models import Consent
from community.residency.models import Leave, StageSpell, Stay
from foundation.clock import held_at
from foundation.database import db
from tests.cast import NOW, TODAY, Cast


def run(app: Flask, *words: str, status: int = 0) -> str:
    """What a command says; it must end with the status."""
    result = app.test_cli_runner().invoke(args=list(words))
    assert result.exit_code == status, result.output
    db.session.rollback()
    return result.output.strip()


def test_a_house_is_begun_from_nothing(app: Flask, house: Cast) -> None:
    run(app, "house", "create", "birch", "Birch House", "--zone", "Africa/Cairo", "--language", "ar")
    run(app, "house", "add-room", "birch", "Hall", "40")
    run(app, "house", "add-stage", "birch", "Orientation", "--phase", "rehabilitation")
    manager = ["person", "staff", "birch", "Mona", "Salem", "--role", "manager", "--login", "mona"]
    said = run(app, *manager, "--language", "ar")
    assert "/invitations/" in said
    facts = ["person", "resident", "birch", "Yusuf", "Haddad", "--language", "ar"]
    assert "signed consent to treatment" in run(app, *facts, status=1)
    resident = run(app, *facts, "--treatment-consent-signed", "on_paper")
    stay = db.session.scalars(select(Stay).where(Stay.person_id == resident)).one()
    assert db.session.scalars(select(StageSpell.stay_id).where(StageSpell.stay_id == stay.id)).one() == stay.id
    relative = ["person", "relative", resident, "Amina", "Haddad", "amina@example.org", "--kind", "mother"]
    run(app, *relative, "--language", "ar")
    assert db.session.scalars(select(Consent.purpose).where(Consent.resident_id == resident)).all()
    group = run(app, "group", "form", "birch", "Family session")
    run(app, "group", "join", group, resident)
    assert "already belongs" in run(app, "group", "join", group, resident, status=1)
    assert run(app, "group", "list", "birch") == f"{group}\t1\tFamily session"
    assert "audit" not in run(app, "audit", "verify")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("create", "Birch", "B", "--zone", "Europe/Warsaw", "--language", "en"), "small Latin letters"),
        (("create", "birch", "B", "--zone", "Mars/Base", "--language", "en"), "not a time zone"),
        (("create", "garden", "B", "--zone", "Europe/Warsaw", "--language", "en"), "already a house"),
        (("create", "birch", "B\u202e", "--zone", "Europe/Warsaw", "--language", "en"), "hidden characters"),
        (("add-room", "garden", "Cupboard", "0"), "between 1 and 1000"),
        (("add-room", "nowhere", "Hall", "5"), "no such house"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(app: Flask, house: Cast, words: tuple[str, ...], sentence: str) -> None:
    assert sentence in run(app, "house", *words, status=1)


def test_a_leave_is_given_in_the_houses_own_time(app: Flask, house: Cast) -> None:
    run(app, "stay", "leave", house.resident.id, f"{TODAY}T14:00", f"{TODAY}T20:00")
    leave = db.session.scalars(select(Leave)).one()
    assert (leave.from_at.hour, leave.to_at.hour) == (13, 19)
    again = run(app, "stay", "leave", house.resident.id, f"{TODAY}T19:00", f"{TODAY}T21:00", status=1)
    assert "already a leave" in again


def test_stages_go_in_order_and_the_end_is_the_end(app: Flask, house: Cast) -> None:
    run(app, "stay", "stage", house.resident.id, "2")
    with held_at(NOW + timedelta(days=1)):
        _back_and_out(app, house)


def _back_and_out(app: Flask, house: Cast) -> None:
    assert "written reason" in run(app, "stay", "stage", house.resident.id, "1", status=1)
    run(app, "stay", "discharge", house.resident.id)
    assert "no such house, person" in run(app, "stay", "discharge", house.resident.id, status=1)
    left = db.session.scalars(select(Stay.discharged_at).where(Stay.person_id == house.resident.id)).one()
    assert left == NOW + timedelta(days=1)
