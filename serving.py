"""Starting Daybook: bring the database up to date, show the way in, and serve until told to stop."""

import ctypes
import gc
import threading
from contextlib import suppress
from typing import Any

import click
from flask import Flask
from flask_migrate import upgrade
from gunicorn.app.base import BaseApplication
from sqlalchemy import select

from community.accounts.mails import kinds
from community.houses.models import House
from demonstration import commands as demonstration
from demonstration.removal import was_removed
from foundation import scheduler
from foundation.commands import NOT_READY, up_to_date
from foundation.database import db
from foundation.outbox import deliver_due
from foundation.scheduler import Job
from sessions.first_day.code import kept_code
from sessions.first_day.queries import anybody_known, manager_missing
from settings import Settings

WORKERS = 2
THREADS = 4
# M_MMAP_THRESHOLD (a size well below the 19 MiB of a password's hash) and M_ARENA_MAX of glibc's malloc.h.
MALLOC = {-3: 1024 * 1024, -8: 1}


def start_ticking(app: Flask, jobs: list[Job]) -> None:
    """Start the tick in this process: jobs that are due, and whatever waits in the outbox."""
    scheduler.start(app, jobs, each_tick=lambda: deliver_due(kinds()))


class Server(BaseApplication):
    """gunicorn around an app that is built once and shared by its workers."""

    def __init__(self, app: Flask, settings: Settings, jobs: list[Job]) -> None:
        self.flask_app, self.settings, self.jobs = app, settings, jobs
        super().__init__()

    def load_config(self) -> None:
        """Two workers with threads; each ticks, for what is due is claimed in the database."""
        host = f"[{self.settings.host}]" if ":" in self.settings.host else self.settings.host
        values: dict[str, Any] = {
            "bind": f"{host}:{self.settings.port}",
            "workers": WORKERS,
            "threads": THREADS,
            "worker_class": "gthread",
            "preload_app": True,
            # No access log: an address of a feed is a secret, and who fetched what is in the audit.
            "accesslog": None,
            "loglevel": "warning",
            "graceful_timeout": 10,
            "post_worker_init": self.begin_worker,
        }
        for name, value in values.items():
            self.cfg.set(name, value)

    def begin_worker(self, _worker: object) -> None:
        """Let a new worker tick, unless a process of its own does."""
        if self.settings.scheduler:
            start_ticking(self.flask_app, self.jobs)

    def load(self) -> Flask:
        """The app; no connection of the parent may be used by two children."""
        with self.flask_app.app_context():
            db.session.remove()
            db.engine.dispose()
        save_memory()
        return self.flask_app


def save_memory() -> None:
    """Keep the memory of the workers small; called before they are forked."""
    # Left alone, glibc keeps for every thread a heap of its own, and in it the room of the last password hash:
    # more than all the rest. Other C libraries have no such call, and no need of it.
    with suppress(OSError, AttributeError):
        malloc = ctypes.CDLL(None)
        for option, value in MALLOC.items():
            malloc.mallopt(option, value)
    # What stands now stays for good: a collector that never looks at it leaves its pages shared.
    gc.collect()
    gc.freeze()


def prepare(settings: Settings) -> None:
    """Bring the database up to date and load the demonstration where nothing is yet."""
    upgrade()
    empty = db.session.scalar(select(House.id).limit(1)) is None
    db.session.rollback()
    wanted = empty and settings.demo and not was_removed(settings)
    if wanted or demonstration.exists(settings):
        demonstration.keep_private(settings)
    if wanted:
        click.echo("The demonstration is being loaded; this takes a moment and happens once.")
        demonstration.load(settings)


def show_first_day(settings: Settings) -> None:
    """Print where a house begins, and the set-up code that is asked for there, while nobody manages one."""
    waiting, guarded = manager_missing(), settings.public or anybody_known()
    db.session.rollback()
    if waiting:
        click.echo(f"Begin in the browser: {settings.public_url}/first-day")
        if guarded:
            click.echo(f"The set-up code that is asked for there: {kept_code(settings)}")


def add_commands(app: Flask, settings: Settings, jobs: list[Job]) -> None:
    """Add ``flask serve`` and ``flask scheduler``."""

    @app.cli.command("serve")
    def serve() -> None:
        """Bring the database up to date, show the way in, and serve."""
        prepare(settings)
        click.echo(f"Daybook: {settings.public_url}")
        if demonstration.exists(settings):
            demonstration.show(settings)
        show_first_day(settings)
        Server(app, settings, jobs).run()

    @app.cli.command("scheduler")
    def tick() -> None:
        """Tick in a process of its own, where SCHEDULER=off for those that serve."""
        if not up_to_date():
            raise click.ClickException(NOT_READY)
        start_ticking(app, jobs)
        threading.Event().wait()
