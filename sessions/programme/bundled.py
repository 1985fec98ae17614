"""The three weeks that come with Daybook: published weeks of houses in three traditions."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from foundation.errors import NotFound
from foundation.messages import N_
from sessions.programme.week_file import WeekFile, parse_week

_FOLDER = Path(__file__).parent / "weeks"


@dataclass(frozen=True, slots=True)
class Bundled:
    """One of them: its file, and its name and tradition as English catalogue texts."""

    key: str
    name: str
    words: str


BUNDLED = {
    one.key: one
    for one in (
        Bundled(
            "twelve-step-minnesota",
            N_("Twelve-step house, Minnesota model"),
            N_("Lectures, step work and process groups, fellowship meetings in the evening, a family day at weekends."),
        ),
        Bundled(
            "work-based-community",
            N_("Work-based therapeutic community"),
            N_("Work with others for half the day, the community twice a day, groups in between, a day of visits."),
        ),
        Bundled(
            "job-function-community",
            N_("Community with job functions"),
            N_("Meetings from early morning, functions in the house, seminars, encounter groups; after Daytop."),
        ),
    )
}


def raw_week(key: str) -> bytes:
    """The file of a bundled week; NotFound for any other."""
    if key not in BUNDLED:
        raise NotFound()
    return (_FOLDER / f"{key}.json").read_bytes()


@cache
def bundled_week(key: str) -> WeekFile:
    """A bundled week, read."""
    return parse_week(raw_week(key))


def counts(week: WeekFile) -> dict[str, int]:
    """What a week has, for somebody who chooses: sessions in it, kinds of session, rooms, registers in it."""
    return {
        "sessions": sum(len(row.days) for row in week.rows),
        "kinds": len({row.type for row in week.rows}),
        "rooms": len(week.rooms),
        "registers": sum(len(row.days) for row in week.rows if row.register),
    }
