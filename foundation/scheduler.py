"""The tick: what is due is a row, claimed with a lease, so any number of processes may tick together."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask
from sqlalchemy import String, or_, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.database import Base, db, new_id
from foundation.transactions import writing

TICK_SECONDS = 10
LEASE = timedelta(minutes=10)
log = logging.getLogger("daybook.scheduler")


class DueJob(Base):
    """When a job is next due, and who has claimed it until when."""

    __tablename__ = "due_jobs"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    due_at: Mapped[datetime]
    claimed_by: Mapped[str | None] = mapped_column(String(32))
    claimed_to: Mapped[datetime | None]
    done_at: Mapped[datetime | None]


class Job:
    """Something to do every so often; ``every`` counts from the end of the last run."""

    def __init__(self, name: str, every: timedelta, run: Callable[[], None]) -> None:
        self.name = name
        self.every = every
        self.run = run


def claim(name: str) -> str | None:
    """Claim a job that is due; the claim's id, or None when it is not due or somebody else has it."""
    me = new_id()
    with writing() as session:
        # Two processes that start together both find no row: the second adds nothing and has no error.
        insert = sqlite_insert if db.engine.dialect.name == "sqlite" else postgresql_insert
        session.execute(insert(DueJob).values(name=name, due_at=now()).on_conflict_do_nothing())
        claimed = session.execute(
            update(DueJob)
            .where(
                DueJob.name == name,
                DueJob.due_at <= now(),
                or_(DueJob.claimed_to.is_(None), DueJob.claimed_to <= now()),
            )
            .values(claimed_by=me, claimed_to=now() + LEASE)
        )
    return me if claimed.rowcount == 1 else None  # type: ignore[attr-defined]


def finish(name: str, claim_id: str, *, due_at: datetime) -> None:
    """Give a claimed job back; nothing happens when the lease was lost to somebody else meanwhile."""
    with writing() as session:
        session.execute(
            update(DueJob)
            .where(DueJob.name == name, DueJob.claimed_by == claim_id)
            .values(due_at=due_at, claimed_by=None, claimed_to=None, done_at=now())
        )


def something_due(jobs: list[Job]) -> bool:
    """One read that tells whether a tick has anything to do: most do not."""
    rows = dict(db.session.execute(select(DueJob.name, DueJob.due_at)).all())
    db.session.rollback()
    return any(job.name not in rows or rows[job.name] <= now() for job in jobs)


def tick(jobs: list[Job]) -> int:
    """Run every job that is due and not claimed; how many ran. A job that fails is tried at the next tick."""
    ran = 0
    if not something_due(jobs):
        return ran
    for job in jobs:
        claim_id = claim(job.name)
        if claim_id is None:
            continue
        try:
            job.run()
            ran += 1
            finish(job.name, claim_id, due_at=now() + job.every)
        except Exception:
            db.session.rollback()
            log.exception("job %s failed; it is tried again", job.name)
            finish(job.name, claim_id, due_at=now() + timedelta(seconds=TICK_SECONDS))
    return ran


def start(app: Flask, jobs: list[Job], *, each_tick: Callable[[], object]) -> BackgroundScheduler:
    """Start the tick in this process; APScheduler only counts the seconds. ``each_tick`` runs after the jobs."""
    scheduler = BackgroundScheduler(timezone="UTC", daemon=True)
    busy = threading.Lock()

    def once() -> None:
        if busy.acquire(blocking=False):
            try:
                with app.app_context():
                    tick(jobs)
                    each_tick()
            except Exception:
                # Anything: a tick that fails must not stop the ones after it.
                log.exception("a tick failed")
            finally:
                busy.release()

    scheduler.add_job(once, "interval", seconds=TICK_SECONDS, max_instances=1, coalesce=True)
    scheduler.start()
    return scheduler
