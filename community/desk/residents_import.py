"""The verb that admits the people of a table, one after the other; whoever cannot be admitted is left out by name."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select

from community.access.actor import Actor
from community.accounts.operations import open_account
from community.audit.operations import record
from community.desk.arrivals import admit_newcomer
from community.desk.residents_file import Newcomer, Sheet, read_residents
from community.houses.models import House, Stage
from community.houses.queries import stages_of
from community.people.models import Person
from foundation.clock import now, today
from foundation.database import db
from foundation.errors import Refused
from foundation.languages import sentence_of
from foundation.messages import N_
from foundation.walltime import day_bounds
from foundation.words import fold

FURTHER_ALONG = N_("came to Daybook in this stage")
HERE_ALREADY = N_("Somebody of this name has a card here already. Please go on from that card.")


@dataclass(frozen=True, slots=True)
class Row:
    """What came of one row: how the person is shown and the stage they enter, or the sentence why not."""

    read: Newcomer
    shown: str = ""
    stage: Mapping[str, str] | None = None
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a table."""

    sheet: Sheet
    good: list[Row]
    bad: list[Row]


def admit_table(house: House, raw: bytes, *, by: Actor) -> Outcome:
    """Admit everybody of a table who can be admitted, in the caller's transaction.

    A row that a verb refuses leaves nothing behind and is told with the verb's own sentence. Refused where the
    file is no table. Looking first is the same call with a rollback after it.
    """
    # One table at a time: two that name the same people would both find nobody of that name.
    db.session.execute(select(House.id).where(House.id == house.id).with_for_update())
    stages = {stage.id: stage for stage in stages_of(house.id)}
    known = {fold(name): stage.id for stage in stages.values() for name in stage.name.values()}
    known |= {str(stage.position): stage.id for stage in stages.values()}
    sheet = read_residents(raw, language=house.language, today=today(house.zone), stages=known)
    cards = db.session.execute(select(Person.given_name, Person.surname).where(Person.house_id == house.id))
    here = {(fold(given), fold(surname)) for given, surname in cards}
    rows = [_admitted(house, row, stages, here, by) for row in sheet.rows]
    good, bad = [row for row in rows if not row.sentence], [row for row in rows if row.sentence]
    if good:
        details = {"admitted": len(good), "left_out": len(bad)}
        record(house.id, "residents:import", by=by, subject=f"house:{house.id}", details=details)
    return Outcome(sheet, good, bad)


def _admitted(house: House, row: Newcomer, stages: dict[str, Stage], here: set[tuple[str, str]], by: Actor) -> Row:
    if row.fault:
        return Row(row, sentence=gettext(row.fault[0]) % dict(row.fault[1]))
    stage = stages[row.stage] if row.stage else next(iter(stages.values()), None)
    try:
        if (fold(row.given_name), fold(row.surname)) in here:
            raise Refused(HERE_ALREADY)
        with db.session.begin_nested():
            shown = _admit(house, row, stage, by)
    except Refused as refused:
        return Row(row, sentence=sentence_of(refused))
    return Row(row, shown=shown, stage=stage.name if stage else None)


def _admit(house: House, row: Newcomer, stage: Stage | None, by: Actor) -> str:
    present = now()
    # Of a day in the past nobody knows the hour: it counts from its beginning.
    began = day_bounds(row.admitted_on, house.zone)[0] if row.admitted_on else present
    person, _stay = admit_newcomer(
        house,
        given_name=row.given_name,
        surname=row.surname,
        language=row.language,
        birth_date=row.birth_date,
        alias=row.cells.get("alias") or None,
        reason=row.reason,
        signed_how="on_paper",
        at=present if row.admitted_on == today(house.zone) else began,
        stage=stage,
        # They have taken the stages before, here or elsewhere: it stays visible, with why.
        left_out_because=FURTHER_ALONG,
        by=by,
    )
    if row.cells.get("login"):
        open_account(person, login=row.cells["login"], language=row.language, by=by)
    return person.shown
