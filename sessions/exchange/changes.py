"""What a calendar file says otherwise about a series than the house does."""

from collections.abc import Mapping
from typing import Any

from foundation.errors import Refused
from foundation.messages import N_
from sessions.exchange.matching import Matching, Notes
from sessions.exchange.plan import PlannedSeries, same_dates
from sessions.schedule.following import continued
from sessions.schedule.models import Series

NOT_AMENDED = N_("A new rhythm of every second week or rarer can only be set in the planner.")


def changes_of(
    series: Series, mine: PlannedSeries, wanted: PlannedSeries, matching: Matching, notes: Notes
) -> Mapping[str, Any]:
    """What a file says otherwise than the house, by the names that ``amend`` knows; Refused for what it cannot do."""
    said: dict[str, Any] = {
        "wall_start": wanted.start,
        "wall_end": wanted.end,
        "titles": wanted.titles,
        "room_id": matching.room(wanted.room, wanted.capacity),
    }
    if wanted.known:
        led: Mapping[str, Any] = matching.leaders(wanted, notes) if _leaders_differ(mine, wanted) else {}
        said |= {
            "type_key": wanted.type_key,
            "audience": wanted.audience,
            "group_id": matching.group(wanted),
            "wants_register": wanted.wants_register,
            "counted": wanted.counted,
            "break_minutes": wanted.break_minutes,
            "languages": list(wanted.languages),
            "note": wanted.note,
            **{name: value for name, value in led.items() if value is not None},
        }
    changes = {name: value for name, value in said.items() if value != getattr(series, name)}
    if wanted.known and wanted.audience == "stage" and wanted.stages != mine.stages:
        changes["stages"] = matching.stage_ids(wanted)
    if not wanted.known and set(wanted.titles.values()) & set(mine.titles.values()):
        changes.pop("titles", None)
    if not same_dates(mine, wanted):
        if "INTERVAL" in wanted.rule:
            raise Refused(NOT_AMENDED)
        changes["rule"] = continued(wanted.rule, wanted.first)
    return changes


def _leaders_differ(mine: PlannedSeries, wanted: PlannedSeries) -> bool:
    return (mine.leader_kind, mine.leader, mine.keeper) != (wanted.leader_kind, wanted.leader, wanted.keeper)
