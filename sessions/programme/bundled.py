"""The weeks that come with Daybook: six templates, one for each way to work, and three published weeks of houses."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from foundation.errors import NotFound
from foundation.messages import N_
from sessions.programme.week_file import WeekFile, parse_week

_FOLDER = Path(__file__).parent / "weeks"


@dataclass(frozen=True, slots=True)
class Bundled:
    """One of them: its file, and its name and what it is like as English catalogue texts."""

    key: str
    name: str
    words: str


TEMPLATES = {
    one.key: one
    for one in (
        Bundled(
            "twelve-steps",
            N_("Twelve steps"),
            N_("A talk on the steps, a group, step work in writing, and a fellowship meeting every evening."),
        ),
        Bundled(
            "minnesota-model",
            N_("Minnesota model"),
            N_("Lectures and a therapy group every morning, steps one to five, everyday skills, the family."),
        ),
        Bundled(
            "marshak-method",
            N_("Marshak method"),
            N_("Music, dance, painting and acting, with rehearsals that lead to a performance."),
        ),
        Bundled(
            "daytop",
            N_("Daytop"),
            N_("Departments with functions, seminars held by residents, encounter groups, the structure board."),
        ),
        Bundled(
            "therapeutic-community",
            N_("Therapeutic community"),
            N_("Living and working together: morning meeting, shared work, a group before lunch, decisions."),
        ),
        Bundled(
            "outpatient-re-entry",
            N_("Outpatient and re-entry"),
            N_("Work or school by day; talks and groups in the evening, meetings outside, the family."),
        ),
    )
}
PUBLISHED = {
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
BUNDLED = TEMPLATES | PUBLISHED


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
