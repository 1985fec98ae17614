"""How long it takes to change half a year of a series at once, beside a house full of others; in one process."""

from datetime import time, timedelta
from statistics import median
from time import perf_counter

from flask import Flask
from sqlalchemy import event, select

from bench.houses import AT, TODAY, ZONE
from bench.report import Figure
from community.access.actor import SYSTEM
from community.houses.operations import add_room, found_organisation, open_house
from foundation.clock import held_at
from foundation.database import db
from foundation.transactions import writing
from sessions.schedule.amending import FOLLOWING, amend
from sessions.schedule.filling import HORIZON, fill
from sessions.schedule.models import Occurrence, Series, SeriesEdit
from sessions.schedule.operations import start_series
from sessions.schedule.undoing import undo

SERIES, ROUNDS = 100, 30
# From the second date on: twenty-six weeks, and then one, which must ask no less.
LATE = 26
HOURS = range(8, 18)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def _house() -> str:
    """A house of a hundred weekly series, each in a room of its hour; gives back the series that is changed."""
    organisation = found_organisation({"en": "Amending"})
    house = open_house(organisation.id, slug="amending", name={"en": "Amending"}, zone=ZONE, language="en", by=SYSTEM)
    rooms = [add_room(house.id, name={"en": f"Room {number}"}, capacity=12, by=SYSTEM).id for number in range(2)]
    made = ""
    for number in range(SERIES):
        hour, day = HOURS[number // 7 % len(HOURS)], DAYS[number % 7]
        series = start_series(
            house.id,
            type_key="leisure",
            titles={},
            rule=f"FREQ=WEEKLY;BYDAY={day}",
            first_day=TODAY,
            wall_start=time(hour),
            wall_end=time(hour, 50),
            zone=ZONE,
            by=SYSTEM,
            room_id=rooms[number // 70],
            wants_register=False,
        )
        fill(series, TODAY + HORIZON)
        made = made or series.id
    return made


def amending(app: Flask) -> list[Figure]:
    """This and all following dates an hour later in the evening, and taken back, again and again."""
    asked: list[int] = []
    taken: list[float] = []
    changed = 0
    with app.app_context(), held_at(AT):
        with writing():
            series_id = _house()
        for turn in range(ROUNDS):
            # As in a request of its own: nothing is known from the one before.
            db.session.remove()
            counted = [0]

            def count(*_: object, counted: list[int] = counted) -> None:
                counted[0] += 1

            event.listen(db.engine, "before_cursor_execute", count)
            began = perf_counter()
            with writing():
                series = db.session.get_one(Series, series_id)
                later = Occurrence.recurrence_id >= AT.replace(tzinfo=None) + timedelta(
                    weeks=LATE - 1 if turn % 5 == 4 else 0
                )
                rows = select(Occurrence).where(Occurrence.series_id == series_id, later)
                first = db.session.scalars(rows.order_by(Occurrence.recurrence_id).limit(1)).one()
                effect = amend(
                    series,
                    scope=FOLLOWING,
                    occurrence=first,
                    changes={"wall_start": time(19), "wall_end": time(20)},
                    version=series.sequence,
                    by=SYSTEM,
                )
            if turn % 5 != 4:
                taken.append((perf_counter() - began) * 1000)
                changed = len(effect.moved)
            event.remove(db.engine, "before_cursor_execute", count)
            asked.append(counted[0])
            with writing():
                undo(db.session.get_one(SeriesEdit, effect.edit_id), by=SYSTEM)
    if changed != LATE or len(set(asked)) != 1:
        raise RuntimeError(f"{changed} dates changed; statements {sorted(set(asked))}")
    detail = f"{changed} dates, {asked[0]} statements as for one date (best {min(taken):.1f} ms)"
    return [Figure("this and all following dates changed, 26 weeks", median(taken), "ms", 100, detail)]
