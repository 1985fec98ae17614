"""What somebody wants to be different about a series: known, clean, and not so already."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from community.houses.operations import clean_words
from foundation.database import bare_rows
from foundation.errors import Refused
from foundation.messages import N_
from sessions.schedule.models import Series, SeriesStage
from sessions.schedule.spoken import clean_languages

FACTS = (
    "type_key",
    "titles",
    "room_id",
    "leader_kind",
    "leader_id",
    "keeper_id",
    "audience",
    "group_id",
    "wall_start",
    "wall_end",
    "wants_register",
    "counted",
    "break_minutes",
    "fellowship",
    "meeting_types",
    "requires",
    "languages",
    "note",
)
LISTS = ("languages", "meeting_types")
MORE = ("rule", "stages", "day_shift")
FARTHEST_SHIFT = 6


def still_to_do(series: Series, changes: Mapping[str, Any], one_date: bool) -> dict[str, Any]:
    """The changes that are none yet, cleaned; Refused when nothing is left, or for what a series does not have."""
    wanted = dict(changes)
    if set(wanted) - {*FACTS, *MORE}:
        raise ValueError(f"no fact of a series: {sorted(set(wanted) - {*FACTS, *MORE})}")
    if "titles" in wanted:
        wanted["titles"] = clean_words(wanted["titles"], longest=200) if wanted["titles"] else {}
    if "languages" in wanted:
        wanted["languages"] = clean_languages(wanted["languages"])
    if not one_date:
        wanted = {name: value for name, value in wanted.items() if name in MORE or value != getattr(series, name)}
    if "stages" in wanted and sorted(wanted["stages"]) == sorted(stages_for(series.id)):
        del wanted["stages"]
    if wanted.get("rule") == series.rule:
        del wanted["rule"]
    shift = wanted.pop("day_shift", 0)
    if abs(shift) > FARTHEST_SHIFT and not one_date:
        raise Refused(N_("A series is moved by less than a week; move one date, or choose its days anew."))
    if shift:
        wanted["day_shift"] = shift
    if one_date and "rule" in wanted:
        raise Refused(N_("One date does not repeat; choose this and all the following dates for that."))
    if not wanted:
        raise Refused(N_("Nothing would be different. Change something first."))
    return wanted


def stages_for(series_id: str) -> list[str]:
    """The ids of the stages a series is for. One statement."""
    return [row.stage_id for row in bare_rows(select(SeriesStage.stage_id).where(SeriesStage.series_id == series_id))]


def facts_of(series: Series) -> dict[str, Any]:
    """What a series says of itself, as ``start_series`` takes it, without its rule and stages."""
    return {name: list(value) if name in LISTS else value for name, value in ((n, getattr(series, n)) for n in FACTS)}
