"""The six templates: each keeps the hours rule it names, and nobody and no room is in it twice at once."""

from itertools import combinations

import pytest

from sessions.hours.dose import Dose
from sessions.programme.bundled import TEMPLATES, bundled_week
from sessions.programme.sharing import share_out, spans_of
from sessions.programme.template_dose import comes, groups_of, template_hours
from sessions.programme.week_file import WeekFile, WeekRow
from sessions.schedule.session_types import TYPES

EACH = pytest.mark.parametrize("key", TEMPLATES)
LEAST = {
    "twelve-steps": ("long_term", 20, Dose(total=510, group=450, individual=60, occasions=6)),
    "minnesota-model": ("short_term", 16, Dose(total=782, group=720, individual=62, occasions=8)),
    "marshak-method": ("asam_3_1", 18, Dose(total=1466, group=225, individual=26, occasions=17)),
    "daytop": ("long_term", 16, Dose(total=512, group=450, individual=62, occasions=6)),
    "therapeutic-community": ("long_term", 20, Dose(total=510, group=450, individual=60, occasions=6)),
    "outpatient-re-entry": ("halfway", 10, Dose(total=210, group=150, individual=60, occasions=3)),
}


def _at_once(one: WeekRow, other: WeekRow) -> bool:
    return any(a < d and c < b for a, b in spans_of(one) for c, d in spans_of(other))


def _pairs(rows: list[WeekRow]) -> list[str]:
    return [
        f"{a.place} {a.titles['en']} / {b.place} {b.titles['en']}" for a, b in combinations(rows, 2) if _at_once(a, b)
    ]


@EACH
def test_a_template_keeps_the_hours_rule_it_names(key: str) -> None:
    hours = template_hours(bundled_week(key))
    assert hours is not None
    assert (hours.rule.key, hours.people, hours.least) == LEAST[key]
    assert hours.lacking == ()
    assert (hours.sizes.under, hours.sizes.over) == (0, 0)
    if hours.rule.people_per_leader:
        assert hours.to_a_leader is not None and hours.to_a_leader <= hours.rule.people_per_leader


@EACH
def test_without_its_groups_it_would_not_keep_it(key: str) -> None:
    week = bundled_week(key)
    spoilt = WeekFile(**{name: getattr(week, name) for name in WeekFile.__slots__} | {"rows": _without(week)})
    hours = template_hours(spoilt)
    assert hours is not None and hours.lacking != ()


def _without(week: WeekFile) -> tuple[WeekRow, ...]:
    return tuple(row for row in week.rows if not row.counted)


@EACH
def test_no_resident_is_in_two_places(key: str) -> None:
    week = bundled_week(key)
    for resident in range(week.people or 1):
        mine = groups_of(week, resident)
        hobbies = {group.name for group in week.groups if group.kind == "hobby"}
        there = [row for row in week.rows if comes(row, mine | hobbies) or row.who in ("stage", "relatives", "invited")]
        assert _pairs(there) == []


@EACH
def test_no_room_holds_two_sessions_or_too_many_people(key: str) -> None:
    week = bundled_week(key)
    for room in week.rooms:
        assert _pairs([row for row in week.rows if row.room == room.name]) == []
        for row in week.rows:
            if row.room == room.name and row.who == "everyone":
                assert room.capacity >= (week.people or 0), row.titles["en"]


@EACH
def test_as_many_staff_as_it_names_are_enough(key: str) -> None:
    week = bundled_week(key)
    staff = [f"staff {number}" for number in range(week.leaders or 0)]
    given = share_out(week.rows, staff)
    for person in staff:
        assert _pairs([row for row in week.rows if given.get(row.place) == person]) == []


@EACH
def test_every_word_is_there_in_four_languages(key: str) -> None:
    week = bundled_week(key)
    for words in (*(row.titles for row in week.rows), *(dict(one.titles) for one in (*week.rooms, *week.groups))):
        assert set(words) == {"en", "pl", "ar", "ru"}


@EACH
def test_a_day_has_a_beginning_and_an_end(key: str) -> None:
    week = bundled_week(key)
    for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"):
        rows = sorted((row for row in week.rows if day in row.days), key=lambda row: row.start)
        assert TYPES[rows[0].type].category == "daily_life"
        assert rows[-1].type == "daily_life" and rows[-1].start.hour == 22
        assert sum(row.type == "meal" for row in rows) >= 2
