"""Reading a week against the hours rules of a house: per stage, in a constant number of statements."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import and_, or_, select

from community.houses.models import Stage
from community.houses.queries import stages_of
from community.residency.models import StageSpell, Stay
from foundation.database import bare_rows, db
from foundation.walltime import resolve
from sessions.hours.dose import (
    Dose,
    Missing,
    Sitting,
    Sizes,
    dose_of,
    least_of,
    missing,
    net_minutes,
    people_per_leader,
    sizes_of,
)
from sessions.hours.models import HoursRule
from sessions.hours.queries import asked_by, rules_of
from sessions.schedule.expectation import expected
from sessions.schedule.models import Occurrence, Series, SeriesStage
from sessions.schedule.queries import within

WEEK = timedelta(days=7)
FOR_ALL = ("everyone", "each")
NO_DOSE, NO_SIZES = Dose(), Sizes()


@dataclass(frozen=True, slots=True)
class StageHours:
    """A stage's week against its rule; ``stage`` is None for those without one, ``rule`` where there is none.

    ``people`` is how many residents it was computed for, 0 when one was imagined; ``least`` is the least covered
    resident's week, ``lacking`` what that week lacks, ``fulfilled`` for how many it lacks nothing.
    ``to_a_leader`` is how many people there are to each who leads what counts.
    """

    stage: Stage | None
    rule: HoursRule | None
    people: int = 0
    fulfilled: int = 0
    least: Dose = NO_DOSE
    lacking: tuple[Missing, ...] = ()
    sizes: Sizes = NO_SIZES
    to_a_leader: float | None = None


class _Planned(NamedTuple):
    """An occurrence of the week, as the rules read it."""

    id: str
    series_id: str
    type: str
    counted: bool
    audience: str
    group_id: str | None
    leader_id: str | None
    starts_at: datetime
    ends_at: datetime
    break_minutes: int


def week_hours(house_id: str, zone: str, first_day: date) -> list[StageHours]:
    """The week from ``first_day`` (a day of the house's IANA ``zone``) against the rule of each stage, in order.

    Who counts is whoever lives in the house all those days, in the stage they are in at its beginning; a stage
    without residents is computed for one who would be there. Those without a stage stand last, under the rule of
    the whole house. What is planned counts; cancelled dates do not. Six statements, however many people.
    """
    begins, ends = (resolve(datetime.combine(day, time()), zone).at for day in (first_day, first_day + WEEK))
    rules = rules_of(house_id, first_day, first_day + WEEK)
    stages = stages_of(house_id)
    # Who is at meals and at leisure need not be asked: nothing of it counts.
    week = (*within(house_id, begins, ends), Occurrence.status == "planned", Series.counted.is_(True))
    times = (Occurrence.starts_at, Occurrence.ends_at, Series.break_minutes)
    columns = (Series.type_key, Series.counted, Series.audience, Series.group_id)
    planned = [
        _Planned._make(row)
        for row in bare_rows(
            select(Occurrence.id, Series.id, *columns, Occurrence.leader_id, *times)
            .join(Series, Series.id == Occurrence.series_id)
            .where(*week)
        )
    ]
    of_stage: dict[str, set[str]] = defaultdict(set)
    stages_and_series = select(SeriesStage.stage_id, SeriesStage.series_id).where(SeriesStage.house_id == house_id)
    for stage_id, series_id in db.session.execute(stages_and_series):
        of_stage[stage_id].add(series_id)
    where: dict[str, list[str]] = defaultdict(list)
    size: dict[str, int] = defaultdict(int)
    for row in db.session.execute(expected(*week)):
        if row.capacity != "relative":
            where[row.person_id].append(row.occurrence_id)
            size[row.occurrence_id] += 1
    sittings = {one.id: _sitting(one, size[one.id]) for one in planned}
    people = _residents(house_id, begins, ends)
    found = []
    for stage in [*stages, None]:
        here = [person for person, stage_id in people.items() if stage_id == (stage.id if stage else None)]
        if stage is None and stages and not here:
            continue
        weeks = [[sittings[key] for key in where[person] if key in sittings] for person in here]
        rule = rules.get(stage.id if stage else None) or rules.get(None)
        imagined = [sittings[one.id] for one in planned if _would_come(one, stage, of_stage)]
        found.append(_against(stage, rule, weeks, imagined))
    return found


def _sitting(one: _Planned, size: int) -> Sitting:
    minutes = net_minutes(one.starts_at, one.ends_at, one.break_minutes)
    return Sitting(one.id, one.type, minutes, one.counted, one.audience == "each", size, one.leader_id)


def _would_come(one: _Planned, stage: Stage | None, of_stage: Mapping[str, set[str]]) -> bool:
    """Whether anybody of the stage is expected there, whoever they are."""
    if one.audience == "stage":
        return stage is not None and one.series_id in of_stage[stage.id]
    return one.audience in FOR_ALL and one.group_id is None


def _against(
    stage: Stage | None, rule: HoursRule | None, weeks: list[list[Sitting]], imagined: list[Sitting]
) -> StageHours:
    if rule is None:
        return StageHours(stage, None, len(weeks))
    asked = asked_by(rule)
    doses = [dose_of(asked, week) for week in weeks or [imagined]]
    least = least_of(asked, doses)
    theirs: Iterable[Sitting] = {one.key: one for week in weeks or [imagined] for one in week}.values()
    return StageHours(
        stage=stage,
        rule=rule,
        people=len(weeks),
        fulfilled=sum(1 for dose in doses if not missing(asked, dose)) if weeks else 0,
        least=least,
        lacking=tuple(missing(asked, least)),
        sizes=sizes_of(asked, theirs) if weeks else NO_SIZES,
        to_a_leader=people_per_leader(asked, theirs, len(weeks)) if weeks else None,
    )


def _residents(house_id: str, begins: datetime, ends: datetime) -> dict[str, str | None]:
    """Whoever lives in the house from one instant to the other (UTC), with the stage they are in at the first."""
    spell = and_(
        StageSpell.stay_id == Stay.id,
        StageSpell.from_at <= begins,
        or_(StageSpell.to_at.is_(None), StageSpell.to_at > begins),
    )
    statement = (
        select(Stay.person_id, StageSpell.stage_id)
        .outerjoin(StageSpell, spell)
        .where(
            Stay.house_id == house_id,
            Stay.admitted_at <= begins,
            or_(Stay.discharged_at.is_(None), Stay.discharged_at >= ends),
        )
    )
    return {row.person_id: row.stage_id for row in db.session.execute(statement)}
