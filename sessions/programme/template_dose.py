"""What a week's file comes to for residents one imagines: it says for how many it was made, and by which hours rule.

Everybody is taken to be in one group of each kind that is not a hobby, shared out evenly. Sessions for a stage, for
relatives and for those on a rota are left out: not everybody comes to them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sessions.hours.dose import (
    Asked,
    Dose,
    Missing,
    Sitting,
    Sizes,
    dose_of,
    least_of,
    missing,
    people_per_leader,
    sizes_of,
)
from sessions.hours.presets import PRESETS, Preset
from sessions.programme.sharing import share_out
from sessions.programme.week_file import WeekFile, WeekRow
from sessions.schedule.span import wall_span

# Any Monday will do: only the length of a row matters.
_MONDAY = date(2024, 1, 1)
FOR_ALL = ("everyone", "each")
HOBBY = "hobby"


@dataclass(frozen=True, slots=True)
class TemplateHours:
    """A week against the rule it names: the least covered of those it was made for, and what that one lacks."""

    rule: Preset
    people: int
    least: Dose
    lacking: tuple[Missing, ...]
    sizes: Sizes
    to_a_leader: float | None


def asked_by_preset(preset: Preset) -> Asked:
    """What a published rule asks, for the arithmetic."""
    return Asked(
        types=frozenset(preset.types),
        total=preset.total,
        group=preset.group,
        individual=preset.individual,
        occasions=preset.occasions,
        people_per_leader=preset.people_per_leader,
        group_least=preset.group_least,
        group_most=preset.group_most,
    )


def groups_of(week: WeekFile, resident: int) -> set[str]:
    """The names of the groups that the n-th resident one imagines is in: of each kind one, the hobbies left out."""
    kinds: dict[str, list[str]] = {}
    for group in week.groups:
        kinds.setdefault(group.kind, []).append(group.name)
    return {names[resident % len(names)] for kind, names in kinds.items() if kind != HOBBY}


def comes(row: WeekRow, groups: set[str]) -> bool:
    """Whether somebody in these groups is expected at a row."""
    return row.group in groups if row.group else row.who in FOR_ALL


def _minutes(row: WeekRow) -> int:
    start, end = wall_span(_MONDAY, row.start, row.end)
    return int((end - start).total_seconds()) // 60


def _sittings(week: WeekFile, people: int) -> Iterator[tuple[WeekRow, Sitting]]:
    staff = [str(number) for number in range(week.leaders or 1)]
    given = share_out(week.rows, staff)
    here = [groups_of(week, resident) for resident in range(people)]
    for row in week.rows:
        size = sum(1 for groups in here if comes(row, groups))
        leader = given.get(row.place) if row.leader == "staff" else None
        for day in row.days:
            key = f"{row.place}:{day}"
            yield row, Sitting(key, row.type, _minutes(row), row.counted, row.who == "each", size, leader)


def template_hours(week: WeekFile) -> TemplateHours | None:
    """A week against the hours rule it names, for as many people as it says; None when it names none."""
    preset = PRESETS.get(week.hours_rule or "")
    if preset is None or not week.people:
        return None
    asked, people = asked_by_preset(preset), week.people
    all_of_it = list(_sittings(week, people))
    groups = [groups_of(week, resident) for resident in range(people)]
    doses = [dose_of(asked, [sitting for row, sitting in all_of_it if comes(row, mine)]) for mine in groups]
    least = least_of(asked, doses)
    theirs = [sitting for _, sitting in all_of_it]
    return TemplateHours(
        rule=preset,
        people=people,
        least=least,
        lacking=tuple(missing(asked, least)),
        sizes=sizes_of(asked, theirs),
        to_a_leader=people_per_leader(asked, theirs, people),
    )
