"""What the scheduler calls, and how often: the only file that knows every room's jobs."""

from datetime import timedelta

from community.residency.jobs import fill_elsewhere
from foundation.limits import sweep
from foundation.scheduler import Job
from sessions.attendance.jobs import freeze_due
from sessions.calendars.jobs import clear_feeds
from sessions.groups.jobs import settle_places
from sessions.schedule.jobs import fill_ahead

JOBS = [
    Job("fill_ahead", timedelta(hours=6), fill_ahead),
    Job("fill_elsewhere", timedelta(hours=6), fill_elsewhere),
    Job("settle_places", timedelta(minutes=15), settle_places),
    Job("clear_feeds", timedelta(days=1), clear_feeds),
    Job("sweep_limits", timedelta(days=1), sweep),
    Job("freeze_registers", timedelta(minutes=1), freeze_due),
]
