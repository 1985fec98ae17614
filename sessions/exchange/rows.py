"""What a house has planned from today on, as its file says it, and which series is meant by which name in a file."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select

from community.houses.models import House
from foundation.clock import now, today
from foundation.database import db
from foundation.walltime import day_bounds, resolve
from sessions.calendars.ics import UID
from sessions.exchange.plan import ONCE, PlannedDate, PlannedSeries, rule_from
from sessions.exchange.plan_words import PlanWords
from sessions.schedule.models import Occurrence, Series
from sessions.schedule.recurrence import dates_between
from sessions.schedule.span import wall_span

SOURCE = "ics:"
LONGEST_SOURCE = 116


def source_of(uid: str) -> str:
    """What is kept with a series that came from a file: the name it had there, or what stands for a very long one."""
    return SOURCE + (uid if len(uid) <= LONGEST_SOURCE else "sha256:" + hashlib.sha256(uid.encode()).hexdigest())


@dataclass(frozen=True, slots=True)
class Programme:
    """A house's series that have dates from today on: each as its file says it, by its id, and the rows themselves."""

    plans: Mapping[str, PlannedSeries]
    series: Mapping[str, Series]
    # The names of series that a file may use, each with the line it means.
    lines: Mapping[str, str]
    # Dates that no rule says any more; each stands alone.
    alone: frozenset[str]

    def meant(self, uid: str) -> list[str]:
        """The ids of the series that go on which a name in a file means: one, none (it has ended), or several."""
        for series_id, plan in self.plans.items():
            if plan.uid == uid and series_id in self.series:
                return [series_id]
        line = self.lines.get(source_of(uid)) or self.lines.get(uid)
        return [
            series_id for series_id in self.plans if series_id in self.series and self.series[series_id].line_id == line
        ]

    def knows(self, uid: str) -> bool:
        """Whether a name in a file is that of a series of this house, one that has ended too."""
        return source_of(uid) in self.lines or uid in self.lines


def programme_of(house: House, language: str) -> Programme:
    """All that a house's file says, in a reader's language; seven statements."""
    day = today(house.zone)
    in_house = select(Series).where(Series.house_id == house.id)
    every = db.session.execute(
        select(Series.id, Series.line_id, Series.source_key).where(Series.house_id == house.id)
    ).all()
    lines = {row.id: row.line_id for row in every} | {row.source_key: row.line_id for row in every if row.source_key}
    sources = {row.id: row.source_key for row in every if row.source_key and row.source_key.startswith(SOURCE)}
    going_on = db.session.scalars(in_house.where(or_(Series.to_day.is_(None), Series.to_day > day))).all()
    begun = {one.id: found for one in going_on if (found := rule_from(one.rule, one.first_day, day, one.to_day))}
    live = {one.id: one for one in going_on if one.id in begun and not _all_begun(one, day)}
    words = PlanWords(house, language)
    several = Counter(one.line_id for one in live.values())
    plans: dict[str, PlannedSeries] = {}
    for one in live.values():
        rule, first = begun[one.id]
        uid = (
            (sources.get(one.line_id, "").removeprefix(SOURCE) or one.line_id) if several[one.line_id] == 1 else one.id
        )
        plan = words.series(one, uid if UID.fullmatch(uid) else one.id, rule, first)
        plans[one.id] = _bare(plan, one, day)
    alone = _exceptions(house, live, plans, words, day)
    return Programme(plans, live, lines, alone)


def _all_begun(series: Series, day: date) -> bool:
    """Whether its only date from today on is today's, which has begun."""
    if rule_from(series.rule, series.first_day, day + timedelta(days=1), series.to_day) is not None:
        return False
    return resolve(datetime.combine(day, series.wall_start), series.zone).at <= now()


def _bare(plan: PlannedSeries, series: Series, day: date) -> PlannedSeries:
    days = {found for text in series.left_out if (found := date.fromisoformat(text)) >= day}
    if days:
        days &= set(dates_between(plan.rule, plan.first, plan.first, max(days) + timedelta(days=1)))
    return replace(plan, left_out=tuple(sorted(days)))


def _exceptions(
    house: House, live: Mapping[str, Series], plans: dict[str, PlannedSeries], words: PlanWords, day: date
) -> frozenset[str]:
    """Add to the plans what is otherwise on single dates; the names of those that stand alone."""
    from_at, _ = day_bounds(day, house.zone)
    changed = (
        select(Occurrence)
        .where(Occurrence.house_id == house.id, Occurrence.sequence > 0, Occurrence.starts_at >= from_at)
        .order_by(Occurrence.recurrence_id, Occurrence.id)
    )
    found: dict[str, list[PlannedDate]] = defaultdict(list)
    alone = set()
    for row in db.session.scalars(changed):
        series, planned = live.get(row.series_id), row.recurrence_id.date()
        if series is None:
            continue
        plan = plans[series.id]
        date_ = words.date(row, planned)
        happens = rule_from(plan.rule, plan.first, planned) if planned >= plan.first else None
        if planned in plan.left_out or happens is None or happens[1] != planned:
            if not date_.cancelled and row.series_id == series.id and planned not in plan.left_out:
                uid = f"{row.id}"
                alone.add(uid)
                plans[row.id] = _single(plan, date_, uid)
        elif _differs(plan, date_):
            found[series.id].append(date_)
    for series_id, dates in found.items():
        plans[series_id] = replace(plans[series_id], dates=tuple(dates))
    return frozenset(alone)


def _differs(plan: PlannedSeries, one: PlannedDate) -> bool:
    there = one.room, one.leader_kind, one.leader, one.start, one.end
    planned = plan.room, plan.leader_kind, plan.leader, *wall_span(one.day, plan.start, plan.end)
    return one.cancelled or there != planned


def _single(plan: PlannedSeries, one: PlannedDate, uid: str) -> PlannedSeries:
    """A date that its series' rule does not say, as something that takes place once."""
    times = {"first": one.start.date(), "start": one.start.time(), "end": one.end.time()}
    there = {"room": one.room, "leader_kind": one.leader_kind, "leader": one.leader}
    return replace(plan, uid=uid, rule=ONCE, left_out=(), dates=(), **times, **there)  # type: ignore[arg-type]
