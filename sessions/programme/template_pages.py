"""What the pages of templates show: a week day by day, and what using one would do, in the reader's words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from flask_babel import gettext, ngettext

from community.access.actor import Actor
from community.houses.forms import PHASE_WORDS
from community.houses.models import Room, Stage
from community.houses.rows import saying
from foundation.database import db
from foundation.languages import WEEKDAYS, comma
from sessions.groups.models import Group
from sessions.programme.applying_changes import Applied
from sessions.programme.comparing import Matched, Planned
from sessions.programme.template_dose import TemplateHours
from sessions.programme.week_file import WeekFile, WeekRow
from sessions.schedule.audiences import AUDIENCES, LEADER_KINDS
from sessions.schedule.rule_words import rule_sentence
from sessions.schedule.session_types import TYPES

# Any Monday will do: only the names of the days are taken from it.
_MONDAY = date(2024, 1, 1)
Said = tuple[str, str]


@dataclass(frozen=True, slots=True)
class RowShown:
    """A row of a week as it is read; ``who`` is empty where everybody comes."""

    start: time
    end: time
    title: Said
    kind: str
    icon: str
    type: str
    room: Said | None
    who: Said | None
    counted: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A repeating session in a comparison: what it is, when, and each difference (what, before, after)."""

    title: Said
    when: str
    start: time
    end: time
    differences: list[tuple[str, str, str]]


def days_shown(week: WeekFile, actor: Actor, week_starts: str) -> list[tuple[date, list[RowShown]]]:
    """A week's rows day by day, from the day the house begins its weeks on; the dates stand for their weekday."""
    first = WEEKDAYS.index(week_starts)
    order = [(first + step) % 7 for step in range(7)]
    rows = sorted(week.rows, key=lambda row: (row.start, row.end))
    shown = {row.place: _row(row, week, saying(actor), actor) for row in rows}
    return [
        (_MONDAY + timedelta(days=day), [shown[row.place] for row in rows if WEEKDAYS[day] in row.days])
        for day in order
    ]


def _row(row: WeekRow, week: WeekFile, said: Callable[[Mapping[str, str]], Said], actor: Actor) -> RowShown:
    kind = TYPES[row.type]
    rooms = {room.name: dict(room.titles) or {week.locale[:2]: room.name} for room in week.rooms}
    groups = {group.name: dict(group.titles) or {week.locale[:2]: group.name} for group in week.groups}
    who: Said | None = None
    if row.group:
        who = said(groups[row.group])
    elif row.stages:
        phases = dict.fromkeys(gettext(PHASE_WORDS[stage.partition(":")[0]]) for stage in row.stages)
        who = (comma().join(phases), actor.language)
    elif row.who != "everyone":
        who = (gettext(AUDIENCES[row.who]), actor.language)
    return RowShown(
        *(row.start, row.end, said(row.titles), gettext(kind.name), kind.icon, kind.key),
        said(rooms[row.room]) if row.room else None,
        who,
        row.counted,
    )


def hours_facts(hours: TemplateHours | None) -> dict[str, Any] | None:
    """The rule a template keeps: its name, source, for how many residents."""
    if hours is None or hours.lacking:
        return None
    return {"name": gettext(hours.rule.name), "source": hours.rule.source, "people": hours.people}


def told_of(done: Applied, week: WeekFile, actor: Actor, from_day: date) -> dict[str, Any]:
    """What using a template did or would do: the lists of a comparison, and its dates in one line."""
    words = _Words(actor, from_day, week)
    return {
        "new": [words.told(one.row, ()) for one in done.comparison.new],
        "changed": [words.told(one.series, words.differences(one)) for one in done.comparison.changed if one.series],
        "same": len(done.comparison.same),
        "ended": [words.told(one, ()) for one in done.ended],
        "kept": 0 if done.ended else len(done.comparison.unmatched),
        "left_out": [saying(actor)(row.titles) for row in done.left_out],
        "rooms_made": done.rooms_made,
        "dates": dates_said(done),
        "anything": bool(done.edit_id or done.rooms_made),
    }


def dates_said(done: Applied) -> str:
    """What happens to the dates, in one line."""
    parts = [
        (done.added, ngettext("%(num)s is new", "%(num)s are new", done.added)),
        (done.moved, ngettext("%(num)s date moves", "%(num)s dates move", done.moved)),
        (done.changed, ngettext("%(num)s date changes", "%(num)s dates change", done.changed)),
        (done.cancelled, ngettext("%(num)s is cancelled", "%(num)s are cancelled", done.cancelled)),
    ]
    return comma().join(said for number, said in parts if number) or gettext("No date changes")


class _Words:
    """Facts of series in the reader's words; the house's rooms, groups and stages are read once."""

    def __init__(self, actor: Actor, from_day: date, week: WeekFile) -> None:
        self.actor, self.from_day = actor, from_day
        self.said = saying(actor)
        self.names: dict[str, str] = {}
        for model in (Room, Group, Stage):
            rows = db.session.query(model.id, model.name).filter(model.house_id == actor.house_id)
            self.names |= {key: self.said(name)[0] for key, name in rows}

    def told(self, planned: Planned, differences: Any) -> Told:
        facts = planned.facts
        title = self.said(facts["titles"]) if facts["titles"] else (self._kind(facts["type_key"]), self.actor.language)
        when = rule_sentence(facts["rule"], self.from_day)
        return Told(title, when, facts["wall_start"], facts["wall_end"], list(differences))

    def differences(self, one: Matched) -> list[tuple[str, str, str]]:
        assert one.series is not None
        before, after = one.series.facts, {**one.series.facts, **one.changes}
        found: dict[str, tuple[str, str, str]] = {}
        for name in one.changes:
            label, said = self._part(name)
            pair = said(before), said(after)
            if pair[0] != pair[1]:
                found.setdefault(label, (label, *pair))
        return list(found.values()) or [(gettext("Details"), "", "")]

    def _part(self, name: str) -> tuple[str, Callable[[Mapping[str, Any]], str]]:
        """What a fact is called, and how it is said."""
        parts: dict[str, tuple[str, Callable[[Mapping[str, Any]], str]]] = {
            "titles": (gettext("Title"), lambda facts: self.said(facts["titles"])[0]),
            "type_key": (gettext("Kind"), lambda facts: self._kind(facts["type_key"])),
            "rule": (gettext("Days"), lambda facts: rule_sentence(facts["rule"], self.from_day)),
            "wall_start": (gettext("Time"), _hours),
            "wall_end": (gettext("Time"), _hours),
            "room_id": (gettext("Room"), lambda facts: self.names.get(facts["room_id"] or "", "–")),
            "leader_kind": (gettext("Led by"), _led),
            "audience": (gettext("For whom"), self._who),
            "group_id": (gettext("For whom"), self._who),
            "stages": (gettext("For whom"), self._who),
            "wants_register": (gettext("Roll call"), lambda facts: _yes(facts["wants_register"])),
            "counted": (gettext("Counts towards the hours"), lambda facts: _yes(facts["counted"])),
        }
        return parts.get(name, (gettext("Details"), lambda facts: ""))

    def _kind(self, key: str) -> str:
        return gettext(TYPES[key].name)

    def _who(self, facts: Mapping[str, Any]) -> str:
        if facts["audience"] == "stage":
            return comma().join(self.names.get(key, "–") for key in facts["stages"])
        name = self.names.get(facts["group_id"] or "") if facts["audience"] in ("group", "each") else None
        words = AUDIENCES[facts["audience"]]
        return name or gettext(words)


def _hours(facts: Mapping[str, Any]) -> str:
    return f"\u2066{facts['wall_start']:%H:%M}–{facts['wall_end']:%H:%M}\u2069"


def _led(facts: Mapping[str, Any]) -> str:
    words = LEADER_KINDS[facts["leader_kind"]]
    return gettext(words)


def _yes(value: bool) -> str:
    return gettext("yes") if value else gettext("no")
