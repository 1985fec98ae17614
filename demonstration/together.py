"""What two people at once leave behind: a mark that waits since yesterday, a group led together; and names chosen."""

from sqlalchemy import select

from community.devices.wall_names import INITIAL, choose_wall_name
from demonstration.home import Home
from demonstration.plan import PAST_DAYS
from foundation.database import db, new_id
from sessions.attendance.ledger import NewMark
from sessions.attendance.marks import PRESENT, Value
from sessions.attendance.models import Register
from sessions.attendance.operations import mark
from sessions.attendance.roll import standing
from sessions.schedule.co_leading import name_co_leader
from sessions.schedule.models import Occurrence, Series

EVENING = 18
# Of the larger house: who leads beside whom, and who wants to be named on the wall.
BESIDE, NAMED = "farid", ("yusuf", "grace", "piotr")


def note_together(home: Home) -> None:
    """Note, once the week is loaded, what happened yesterday; the small house has nobody for it."""
    if home.plan.night_watch:
        home.note(PAST_DAYS, 4, 3, lambda: home.note(1, EVENING + 2, 20, lambda: _two_tablets(home)))
        home.note(PAST_DAYS, 4, 4, lambda: home.note(1, 11, 0, lambda: _lead_together(home)))
        home.note(1, 12, 0, lambda: _choose_names(home))


def _two_tablets(home: Home) -> None:
    """The manager corrects a mark of the evening; the keeper's tablet, back from the cellar, says otherwise."""
    wanted = (
        select(Register, Occurrence.keeper_id)
        .join(Occurrence, Occurrence.id == Register.occurrence_id)
        .where(
            Occurrence.house_id == home.house.id,
            Occurrence.starts_at >= home.instant(1, EVENING),
            Occurrence.starts_at < home.instant(0, 0),
            Occurrence.keeper_id != home.manager.person_id,
            Register.closed_at.is_(None),
        )
        .order_by(Occurrence.starts_at, Occurrence.wall_end)
    )
    found = db.session.execute(wanted).first()
    if found is None:
        return
    register, keeper_id = found
    keys = {person.id: key for key, person in home.people.items()}
    there = [row for row in standing(register.id) if row.value == Value(PRESENT)]
    if not there:
        return
    row = min(there, key=lambda one: keys[one.person_id])
    mark(register, [NewMark(new_id(), row.person_id, Value("late", 10), row.mark_id)], by=home.manager)
    stale = NewMark(new_id(), row.person_id, Value("excused", None, "family"), row.mark_id)
    mark(register, [stale], by=home.acting(keys[keeper_id or ""]))


def _lead_together(home: Home) -> None:
    """From tomorrow on somebody leads a group beside its leader."""
    wanted = (
        select(Occurrence)
        .join(Series, Series.id == Occurrence.series_id)
        .where(
            Occurrence.house_id == home.house.id,
            Occurrence.starts_at >= home.instant(-1, 0),
            Occurrence.status == "planned",
            Occurrence.leader_id.is_not(None),
            Occurrence.leader_id != home.people[BESIDE].id,
            Series.type_key == "process_group",
        )
        .order_by(Occurrence.starts_at, Occurrence.id)
    )
    occurrence = db.session.scalars(wanted).first()
    if occurrence is not None:
        name_co_leader(occurrence, home.people[BESIDE].id, onwards=True, by=home.manager)


def _choose_names(home: Home) -> None:
    for key in NAMED:
        choose_wall_name(home.people[key], INITIAL, by=home.acting(key))
