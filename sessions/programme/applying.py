"""The verb that lets a house's week go by a template from a day on: what is new begins, what differs is changed."""

from datetime import date, timedelta

from community.access.actor import By
from community.audit.operations import record
from community.houses.models import House
from foundation.clock import today
from foundation.database import new_id
from foundation.errors import Refused
from foundation.messages import N_
from sessions.programme.applying_changes import Applied, Work
from sessions.programme.comparing import Planned, compare
from sessions.programme.live_series import live_series
from sessions.programme.operations import NOBODY, source_key
from sessions.programme.placing import Place, missing_rooms, rule_of, staff_who_lead, titles_for
from sessions.programme.queries import loaded_series, planned_dates, titles_of, unused_key
from sessions.programme.sharing import needs_staff, share_out
from sessions.programme.side_by_side import side_by_side, taken_hours
from sessions.programme.week_file import WeekFile, WeekRow
from sessions.schedule.changing import hold_house
from sessions.schedule.filling import HORIZON

# The programme is filled half a year ahead: what is further away has no dates yet that could be changed.
FARTHEST = HORIZON - timedelta(days=14)


def apply_week(
    house: House,
    week: WeekFile,
    *,
    from_day: date,
    by: By,
    replace_others: bool = False,
    make_rooms: bool | None = None,
) -> Applied:
    """Let the house's week go by ``week`` from a day of its calendar on; what has happened stays as it was.

    Series that a row speaks of are changed from that day on, others begin; with ``replace_others`` those no row
    speaks of end. Rooms the house lacks are made, or with ``make_rooms`` False rows go without; None: Refused when
    any is lacking. Refused for a day that is over or over half a year away, and without staff to lead. All of it is
    one batch of changes, taken back by one undo. What is at once with something else is kept and reported.
    """
    _check_day(from_day, today(house.zone))
    hold_house(house.id)
    leaders = staff_who_lead(house.id)
    if not leaders.staff and any(needs_staff(row) for row in week.rows):
        raise Refused(NOBODY)
    lacking = missing_rooms(house.id, week)
    if lacking and make_rooms is None:
        said = N_("This house has no room called %(rooms)s. Choose whether to make the rooms or to plan without.")
        raise Refused(said, rooms=", ".join(lacking))
    place = Place(house, week, by)
    place.settle(make_rooms=bool(make_rooms))
    rows = {row.place: row for row in week.rows if place.fits(row)}
    there = live_series(house.id, from_day)
    wanted = [_wanted(row, week, place) for row in rows.values()]
    comparison = compare(wanted, [one.planned for one in there.values()])
    done = Applied(comparison, rooms_made=place.rooms_made)
    done.left_out = tuple(row for row in week.rows if row.place not in rows)
    work = Work(house, by, from_day, new_id(), there, done)
    if replace_others:
        done.ended = comparison.unmatched
        for planned in comparison.unmatched:
            work.end(planned)
    changed = {one.row.id: rows[one.row.id] for one in comparison.changed}
    leaderless = [row for place_in, row in changed.items() if work.wants_somebody(place_in, row)]
    new = [rows[one.row.id] for one in comparison.new]
    shares = share_out(
        [*new, *leaderless], leaders.staff, taken_hours(planned_dates(house.id)), others=leaders.others, may=leaders.may
    )
    places: dict[str, str] = {}
    for one in comparison.changed:
        places[work.change(one, shares.get(one.row.id))] = one.row.id
    taken = loaded_series(house.id)[1]
    for one in comparison.new:
        row = rows[one.row.id]
        series = place.begin(
            row, key=unused_key(source_key(week, row), taken), staff_id=shares.get(row.place), first_day=from_day
        )
        work.note_new(series)
        places[series.id] = one.row.id
    done.overlaps = side_by_side(planned_dates(house.id), titles_of(house.id), places)
    if done.edit_id or done.rooms_made:
        facts = {"new": len(comparison.new), "changed": len(comparison.changed), "ended": len(done.ended)}
        record(house.id, "template:apply", by=by, subject=f"house:{house.id}", details=facts)
    return done


def _check_day(from_day: date, day: date) -> None:
    if from_day < day:
        raise Refused(N_("A template is used from today on or later; what has happened stays as it was."))
    if from_day > day + FARTHEST:
        raise Refused(N_("Please choose a day within the next six months: further ahead nothing is planned yet."))


def _wanted(row: WeekRow, week: WeekFile, place: Place) -> Planned:
    """A row as the house would have it."""
    facts = {
        "type_key": row.type,
        "titles": titles_for(row),
        "rule": rule_of(row),
        "wall_start": row.start,
        "wall_end": row.end,
        "room_id": place.rooms[row.room] if row.room else None,
        "leader_kind": row.leader,
        "audience": row.who,
        "group_id": place.group_for(row),
        "stages": place.stages_for(row) if row.who == "stage" else (),
        "wants_register": row.register,
        "counted": row.counted,
        "fellowship": row.fellowship,
        "meeting_types": list(row.meeting_types),
        "requires": row.requires,
        "note": row.note,
    }
    return Planned(row.place, source_key(week, row), facts)
