"""The planner's page put together: the week in its columns, what is chosen in it, and what stands beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from flask import render_template
from flask_babel import gettext

from community.access.actor import Actor
from community.access.permissions import Permission
from foundation.clock import now
from foundation.errors import NotFound
from foundation.walltime import day_bounds, wall_of
from sessions.clashes.facts import find_clashes
from sessions.clashes.listed import token_of
from sessions.clashes.panel import clash_panel
from sessions.hours.panel import hours_panel
from sessions.planner.asked import BY, NOBODY, Asked
from sessions.planner.grid import Planned, draw, minute_of
from sessions.planner.week import paused_days, planned_week, rooms_by_name, staff_by_name
from sessions.schedule.policy import may_change
from sessions.schedule.queries import row_for
from sessions.schedule.session import Session
from sessions.schedule.session_types import DYES, TRADITIONS, TYPES


@dataclass(frozen=True, slots=True)
class Row:
    """A room or a leader with their week; ``lang`` only where the name is typed words."""

    id: str
    name: str
    lang: str
    days: dict[date, list[Planned]]

    @property
    def count(self) -> int:
        """How many sessions of the week are held there, or by them."""
        return sum(not one.session.cancelled for found in self.days.values() for one in found)


def changeable(actor: Actor, session: Session) -> bool:
    """Whether somebody may still change a date: it is theirs to change, stands, and has not begun."""
    return (
        not session.cancelled
        and session.starts_at > now()
        and (actor.may(Permission.PROGRAMME_PLAN) or may_change(actor, session.leader_id, session.keeper_id))
    )


def chosen_of(actor: Actor, asked: Asked, week: Sequence[Planned]) -> Planned | None:
    """The date whose panel is open, from the week or from another one; NotFound when it is not for this person."""
    if not asked.chosen:
        return None
    found = next((one for one in week if one.session.id == asked.chosen), None)
    if found is not None:
        return found
    day = row_for(actor, asked.chosen).wall_start.date()
    elsewhere = planned_week(actor, day - timedelta(days=1), day + timedelta(days=1))
    found = next((one for one in elsewhere if one.session.id == asked.chosen), None)
    if found is None:
        raise NotFound()
    return found


def rows_of(actor: Actor, asked: Asked, week: Sequence[Planned]) -> list[Row]:
    """The week by rooms, or by who leads; at the end what stands in no room, or has nobody."""
    rooms = asked.by == "rooms"
    named: dict[str, tuple[str, str]] = {}
    if rooms:
        named = {key: (name, lang) for key, name, lang in rooms_by_name(actor)}
    else:
        named = {key: (name, "") for key, name in staff_by_name(actor)}
    held: dict[str, dict[date, list[Planned]]] = {}
    for one in week:
        session = one.session
        key = (session.room_id if rooms else session.leader_id) or ""
        if key and key not in named:
            # A room that is retired, or somebody who works here no more.
            named[key] = (session.room or "", session.room_lang) if rooms else (session.leader or "", "")
        days = held.setdefault(key, {day: [] for day in asked.days})
        days.setdefault(session.wall_start.date(), []).append(one)
    empty: dict[date, list[Planned]] = {day: [] for day in asked.days}
    found = [Row(key, name, lang, held.get(key, empty)) for key, (name, lang) in named.items()]
    if asked.narrowed:
        found = [row for row in found if row.count]
    if "" in held:
        found.append(Row("", gettext("In no room") if rooms else gettext("Nobody"), "", held[""]))
    return found


def _filters(asked: Asked, week: Sequence[Planned]) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    """What can be asked for: the kinds, traditions and leaders of this very week."""
    kinds = {one.session.type.key for one in week} | ({asked.type} if asked.type else set())
    traditions = {key for kind in kinds for key in TYPES[kind].traditions} | ({asked.tradition} - {""})
    leaders = {s.leader_id: f"\u2068{s.leader}\u2069" for s in (one.session for one in week) if s.leader_id}
    nobody = [(NOBODY, gettext("Nobody"))]

    def by_name(words: dict[str, str]) -> list[tuple[str, str]]:
        return sorted(words.items(), key=lambda one: one[1].casefold())

    return [
        ("type", gettext("Kind"), gettext("every kind"), by_name({key: gettext(TYPES[key].name) for key in kinds})),
        (
            *("tradition", gettext("Tradition"), gettext("every tradition")),
            by_name({key: gettext(TRADITIONS[key]) for key in traditions}),
        ),
        ("leader", gettext("Led by"), gettext("anybody"), [*by_name(leaders), *nobody]),
    ]


def clock_of(minute: int) -> str:
    """A minute of the day as the wall shows it."""
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


def week_facts(actor: Actor, asked: Asked) -> dict[str, Any]:
    """What every picture of a week needs: its dates, what is left of them, its pauses and its legend."""
    wall = wall_of(now(), actor.zone)
    whole = planned_week(actor, asked.days[0], asked.days[-1])
    week = [one for one in whole if asked.keeps(one)]
    legend = {one.session.type.dye: one.session.type for one in reversed(week)}
    return {
        "asked": asked,
        "week": week,
        "whole": whole,
        "today": wall.date(),
        "minute": minute_of(wall, wall.date()),
        "pauses": paused_days(actor, asked.days[0], asked.days[-1]),
        "legend": [legend[dye] for dye in DYES if dye in legend],
        "dyes": DYES,
        "ways": BY,
        "rows": rows_of(actor, asked, week) if asked.by != "days" else [],
        "shown": len(week),
        "clock_of": clock_of,
    }


def beside(actor: Actor, asked: Asked) -> dict[str, Any]:
    """What stands beside the week for whoever plans: what clashes in it, and what it holds against the hours rules."""
    if not actor.may(Permission.PROGRAMME_PLAN):
        return {}
    found: dict[str, Any] = {"hours": hours_panel(actor, asked.days[0])}
    found |= found["hours"]
    ends_at = day_bounds(asked.days[-1], actor.zone)[1]
    if ends_at > now():
        clashes = find_clashes(actor.house_id, actor.zone, day_bounds(asked.days[0], actor.zone)[0], ends_at)
        mine = (one for one in clashes if asked.chosen and asked.chosen in (one.one.id, one.other and one.other.id))
        token = next((token_of(one.key) for one in mine), "")
        hard = {one.id for clash in clashes if clash.severity == "hard" for one in (clash.one, clash.other) if one}
        # Free times take as long to find as all the rest: they are looked for beside the clash that is chosen.
        told = clash_panel(actor, clashes, slots=bool(token), chosen=token)
        found |= {
            "clash_panel": told,
            "clashing": told.marked & hard,
            "cautioned": told.marked - hard,
            "chosen_clashes": bool(token),
        }
    return found


def planner_page(actor: Actor, asked: Asked, panel: Callable[[Planned], dict[str, Any]]) -> str:
    """The whole page; ``panel`` says what stands in the panel of the date that is chosen."""
    facts = week_facts(actor, asked)
    chosen = chosen_of(actor, asked, facts["whole"])
    today, plans = facts["today"], actor.may(Permission.PROGRAMME_PLAN)
    return render_template(
        "planner/planner.html",
        **facts
        | {
            "clash_panel": None,
            "clashing": frozenset(),
            "cautioned": frozenset(),
            "hours": None,
            "chosen": None,
            "looked": None,
            "plans": plans,
        }
        | beside(actor, asked)
        | (panel(chosen) if chosen else {}),
        grid=draw(asked.days, facts["week"]) if asked.by == "days" else None,
        here=asked.path(),
        plain=replace(asked, type="", tradition="", leader="").path(),
        this_week=asked.in_week_of(today, actor.week_starts).path(),
        jumps=[(day, replace(asked, day=day).path()) for day in asked.days],
        filters=_filters(asked, facts["whole"]),
        movable={one.session.id for one in facts["week"] if changeable(actor, one.session)},
    )
