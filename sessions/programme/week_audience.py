"""Who a row of a week's file is for: its groups, the stages of the path, and how it repeats beyond the week."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from community.houses.operations import PHASES
from foundation.errors import Refused
from foundation.messages import N_
from sessions.programme.week_faults import Reader, shown
from sessions.schedule.recurrence import check_rule

LANGUAGES = ("en", "pl", "ar", "ru")
KINDS = ("group", "hobby", "department", "list")
LONGEST_TITLE = 200
LONGEST_RULE = 200
MOST_GROUPS = 100
LARGEST_GROUP = 200
MOST_STAGES = 20
# A part of the path, and if need be which of its stages: "rehabilitation", "rehabilitation:2".
_STAGE = re.compile(r"([a-z]+)(?::([1-9][0-9]?))?")
_ANY_DAY = date(2001, 1, 1)


@dataclass(frozen=True, slots=True)
class WeekGroup:
    """A group of the week by its name; no person stands in it."""

    name: str
    kind: str
    titles: tuple[tuple[str, str], ...] = ()
    capacity: int | None = None
    open: bool = True


def read_titles(reader: Reader, value: object, place: str) -> dict[str, str]:
    """Read a map language → title; a fault when no language of the four is there."""
    titles = reader.thing(value, place, (), LANGUAGES)
    if isinstance(value, dict) and not any(language in titles for language in LANGUAGES):
        reader.fault(
            place,
            N_("A title in at least one of these languages is needed: %(known)s."),
            known="en, pl, ar, ru",
        )
    read = {
        language: reader.text(titles[language], f"{place}.{language}", LONGEST_TITLE)
        for language in LANGUAGES
        if language in titles
    }
    return {language: title for language, title in read.items() if title is not None}


def read_groups(reader: Reader, value: object) -> tuple[WeekGroup, ...]:
    """Read the list of a week's groups; no two of one name."""
    found: dict[str, WeekGroup] = {}
    for number, one in enumerate(reader.items(value, "groups", MOST_GROUPS, least=0)):
        place = f"groups[{number}]"
        group = reader.thing(one, place, ("name", "kind"), ("titles", "capacity", "open"))
        name = reader.text(group["name"], f"{place}.name", LONGEST_TITLE) if "name" in group else None
        kind = reader.choice(group["kind"], f"{place}.kind", KINDS) if "kind" in group else None
        titles = read_titles(reader, group["titles"], f"{place}.titles") if "titles" in group else {}
        room = reader.whole(group["capacity"], f"{place}.capacity", LARGEST_GROUP) if "capacity" in group else None
        is_open = "open" not in group or reader.flag(group["open"], f"{place}.open")
        if name is None:
            continue
        if name in found:
            reader.fault(f"{place}.name", N_("Two groups are called “%(value)s”."), value=shown(name))
        found[name] = WeekGroup(name, kind or "group", tuple(titles.items()), room, is_open)
    return tuple(found.values())


def read_audience(
    reader: Reader, row: dict[str, Any], place: str, who: str | None, groups: Collection[str]
) -> tuple[str | None, tuple[str, ...]]:
    """Read the group and the stages a row is for; each belongs to its own audience."""
    group = None
    if row.get("group") is not None:
        group = reader.text(row["group"], f"{place}.group", LONGEST_TITLE)
        if group is not None and group not in groups:
            reader.fault(f"{place}.group", N_("No group of this file is called “%(value)s”."), value=shown(group))
        elif who not in ("group", "each"):
            reader.fault(f"{place}.group", N_("Only a session for a group, or one after the other, names a group."))
    elif who == "group":
        reader.fault(f"{place}.group", N_("The field “%(name)s” is missing here."), name="group")
    stages = _read_stages(reader, row.get("stages", []), f"{place}.stages")
    if (who == "stage") != bool(stages):
        reader.fault(f"{place}.stages", N_("A session for stages names them, and no other does."))
    return group, stages


def _read_stages(reader: Reader, value: object, place: str) -> tuple[str, ...]:
    read: list[str] = []
    for number, one in enumerate(reader.items(value, place, MOST_STAGES, least=0)):
        found = _STAGE.fullmatch(one) if isinstance(one, str) else None
        if found is None or found[1] not in PHASES:
            known = ", ".join(PHASES)
            reader.fault(f"{place}[{number}]", N_("A stage is one of %(known)s, like rehabilitation:2."), known=known)
        elif one in read:
            reader.fault(f"{place}[{number}]", N_("“%(value)s” stands here twice."), value=one)
        else:
            read.append(one)
    return tuple(read)


def read_repeat(reader: Reader, value: object, place: str) -> str | None:
    """Read how a row repeats when that is not simply every week: an RFC 5545 rule without an end."""
    rule = reader.text(value, place, LONGEST_RULE)
    if rule is None:
        return None
    try:
        check_rule(rule, _ANY_DAY)
    except Refused as refused:
        reader.fault(place, refused.sentence, **refused.params)
        return None
    if "COUNT" in rule or "UNTIL" in rule:
        reader.fault(place, N_("In a week's file a repetition has no end."))
        return None
    return rule
