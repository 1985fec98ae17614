"""A good week's file to spoil, and the faults that are found in a spoilt one."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from sessions.programme.week_file import Fault, WeekFileError, parse_week

HIDDEN = "\u202e"
Spoil = Callable[[dict[str, Any]], None]


def a_week() -> dict[str, Any]:
    return {
        "name": "A week",
        "locale": "en_US",
        "timezone": "Europe/Warsaw",
        "week_starts": "mon",
        "rooms": [{"name": "Hall", "capacity": 12}],
        "rows": [
            {
                "days": ["tue", "mon"],
                "start": "22:15",
                "end": "06:00",
                "type": "twelve_step",
                "room": "Hall",
                "leader": "guest",
                "who": "everyone",
                "register": True,
                "fellowship": "AA",
                "meeting_types": ["O", "XYZ"],
                "requires": "meal",
                "titles": {"pl": "Mityng"},
            },
            {
                "days": ["mon"],
                "start": "12:00",
                "end": "12:30",
                "type": "meal",
                "leader": "none",
                "who": "everyone",
                "titles": {"en": "Lunch"},
            },
        ],
    }


def faults_of(raw: bytes) -> tuple[Fault, ...]:
    with pytest.raises(WeekFileError) as refused:
        parse_week(raw)
    assert refused.value.status == 422
    for fault in refused.value.faults:
        assert (fault.sentence % fault.params).isprintable()
        assert fault.place.isprintable()
    return refused.value.faults


def row(**changes: Any) -> Spoil:
    return lambda week: week["rows"][0].update(changes)


def top(**changes: Any) -> Spoil:
    return lambda week: week.update(changes)


def without(name: str, *way: Any) -> Spoil:
    def take(week: dict[str, Any]) -> None:
        place: Any = week
        for step in way:
            place = place[step]
        del place[name]

    return take


def rooms(*given: Any) -> Spoil:
    return lambda week: week.update(rooms=[{"name": "Hall", "capacity": 12}, *given])


def named(spoil: Spoil, place: str) -> list[str]:
    """The sentences of the faults at one place of a spoilt week."""
    week = a_week()
    spoil(week)
    faults = faults_of(json.dumps(week).encode())
    return [fault.sentence % fault.params for fault in faults if fault.place == place]
