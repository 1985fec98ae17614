"""How long a kind of session usually lasts, to fill in a form; whoever writes another end means it."""

from datetime import datetime, timedelta

from sessions.schedule.session_types import TYPES

# Within SAMHSA's 60 to 120 minutes for groups (advisory on TIP 41); the rest as houses write their weeks.
MINUTES = {
    "community": 45,
    "group": 90,
    "individual": 60,
    "education": 60,
    "mutual_help": 60,
    "work": 120,
    "creative": 90,
    "physical": 60,
    "family": 90,
    "daily_life": 30,
}
FIRST = "process_group"
QUARTER = 15


def usual_minutes(type_key: str) -> int:
    """The usual length of a kind of session, in minutes."""
    return MINUTES[TYPES[type_key].category]


def next_quarter(wall: datetime) -> datetime:
    """The next full quarter of an hour on the wall (naive); the one that has just struck counts."""
    begun = wall.replace(second=0, microsecond=0)
    return begun + timedelta(minutes=-begun.minute % QUARTER)
