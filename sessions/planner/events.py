"""The planner's week as the script that drags reads it: plain words and wall times."""

from collections.abc import Collection
from typing import Any

from flask_babel import gettext

from sessions.planner.asked import Asked
from sessions.planner.grid import Planned, draw
from sessions.planner.page import clock_of


def events_of(facts: dict[str, Any], movable: Collection[str]) -> dict[str, Any]:
    """The dates of a week with the resources of its columns; ``movable`` are the ids of those one may move."""
    asked: Asked = facts["asked"]
    grid = draw(asked.days, facts["week"])
    rows = [{"id": row.id or "none", "title": row.name} for row in facts["rows"]]
    return {
        "first": asked.days[0].isoformat(),
        "day": asked.day.isoformat(),
        "from": clock_of(grid.start),
        "to": f"{grid.end // 60:02}:00",
        "resources": rows,
        "events": [_event(one, asked.by, one.session.id in movable) for one in facts["week"]],
    }


def _event(planned: Planned, by: str, movable: bool) -> dict[str, Any]:
    session = planned.session
    row = {"rooms": session.room_id, "leaders": session.leader_id}.get(by)
    return {
        "id": session.id,
        "start": session.wall_start.isoformat(timespec="minutes"),
        "end": session.wall_end.isoformat(timespec="minutes"),
        "title": session.title or gettext(session.type.name),
        "resourceIds": [] if by == "days" else [row or "none"],
        "editable": movable,
        "extendedProps": {
            "type": session.type.key,
            "lang": session.title_lang if session.title else "",
            "icon": session.type.icon,
            "place": session.room or "",
            "leader": session.leader or "",
            "cancelled": session.cancelled,
            "version": session.sequence,
            "seriesVersion": planned.series_version,
            "room": session.room_id or "none",
            "leaderId": session.leader_id or "",
        },
    }
