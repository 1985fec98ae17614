"""The registers of the past weeks: opened, marked and finished by those who keep them, with human gaps."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import select

from demonstration.chance import at_end, at_start, away_all_day, dice
from demonstration.home import Home
from demonstration.notes import write_notes
from demonstration.plan import PAST_DAYS
from demonstration.words import CORRECTION
from foundation.database import db, new_id
from sessions.attendance.closing import close
from sessions.attendance.ledger import NewMark
from sessions.attendance.marks import EXCUSED, PRESENT, Value
from sessions.attendance.models import Register, RegisterRow
from sessions.attendance.opening import open_register
from sessions.attendance.operations import mark, rest_present
from sessions.attendance.roll import standing
from sessions.schedule.models import Occurrence, Series

GAPS = 0.04
CAME = ("present", "late", "left_early")
MARKED_OF_FORGOTTEN = 0.7
# Yesterday evening nobody finished the register before going home; and a few days before, a few times.
LAST_EVENING_FROM = 18
FORGOTTEN_WITHIN_DAYS = 14
FORGOTTEN = 3
CORRECTED_DAYS_AGO = (2, 3, 4, 5, 6)


def note_rolls(home: Home) -> None:
    """Note, once the week is loaded, the register of every session that has begun and wants one."""
    home.note(PAST_DAYS, 4, 1, lambda: _note_each(home))


def _note_each(home: Home) -> None:
    statement = (
        select(Occurrence.id, Occurrence.starts_at, Occurrence.ends_at, Series.titles)
        .join(Series, Series.id == Occurrence.series_id)
        .where(
            Occurrence.house_id == home.house.id,
            Occurrence.starts_at <= home.diary.until,
            Series.wants_register.is_(True),
        )
        .order_by(Occurrence.starts_at, Occurrence.wall_end, Series.wall_start)
    )
    rolls = [Roll(home, row.id, row.starts_at, row.ends_at, row.titles["en"]) for row in db.session.execute(statement)]
    recent = [roll for roll in rolls if 2 <= home.days_ago(roll.starts_at) <= FORGOTTEN_WITHIN_DAYS]
    for roll in dice("forgotten", home.plan.slug).sample(recent, FORGOTTEN):
        roll.forgotten = True
    evening = home.instant(1, LAST_EVENING_FROM)
    for roll in rolls:
        roll.forgotten |= roll.starts_at >= evening and home.days_ago(roll.starts_at) == 1
        home.diary.note(roll.starts_at - timedelta(minutes=roll.chance.randint(0, 6)), roll.open)


class Roll:
    """One register from its opening to its end."""

    def __init__(self, home: Home, occurrence_id: str, starts_at: datetime, ends_at: datetime, title: str) -> None:
        """Instants in UTC."""
        self.home, self.occurrence_id, self.starts_at, self.ends_at = home, occurrence_id, starts_at, ends_at
        self.days_ago = home.days_ago(starts_at)
        self.lasts = int((ends_at - starts_at).total_seconds() // 60)
        self.chance: Random = dice("roll", home.plan.slug, self.days_ago, title, starts_at.time())
        self.forgotten = False
        self.register: Register | None = None
        self.keeper = ""
        self.keys: dict[str, str] = {}
        self.unmarked: list[str] = []
        self.absent: list[str] = []

    def open(self) -> None:
        """Open the register and note the rest of it, unless the session was cancelled."""
        occurrence = db.session.get_one(Occurrence, self.occurrence_id)
        if occurrence.status == "cancelled":
            return
        assert occurrence.keeper_id is not None, "a session with a register has a keeper"
        self.keys = {person.id: key for key, person in self.home.people.items()}
        self.keeper = self.keys[occurrence.keeper_id]
        self.by = self.home.acting(self.keeper)
        self.register = open_register(self.occurrence_id, by=self.by)
        self.home.diary.note(self.starts_at + timedelta(minutes=min(12, self.lasts // 2)), self.begin)
        if not self.forgotten:
            self.home.diary.note(self.ends_at + timedelta(minutes=self.chance.randint(0, 9)), self.finish)

    def _people(self) -> list[str]:
        """The keys of everybody on the register, in order, so that chance falls the same each time."""
        assert self.register is not None
        statement = select(RegisterRow.person_id).where(RegisterRow.register_id == self.register.id)
        return sorted(self.keys[person_id] for person_id in db.session.scalars(statement))

    def _mark(self, wanted: Mapping[str, Value]) -> None:
        """Write the first marks of some people, in one save."""
        assert self.register is not None
        people = self.home.people
        self.unmarked = [key for key in self.unmarked if key not in wanted]
        marks = [NewMark(new_id(), people[key].id, value) for key, value in wanted.items()]
        if marks:
            mark(self.register, marks, by=self.by)

    def begin(self) -> None:
        """Mark who is missing or late; of a register that stays unfinished also some of those who are there."""
        self.unmarked = self._people()
        wanted = {}
        for key in self.unmarked:
            away = away_all_day(self.home.plan.slug, key, self.days_ago) if key in self.home.stays else None
            value = at_start(self.chance, away, self.lasts)
            if value is None and self.forgotten and self.chance.random() < MARKED_OF_FORGOTTEN:
                value = Value(PRESENT)
            if value is not None:
                wanted[key] = value
        self.absent = [key for key, value in wanted.items() if value.status == "unexcused"]
        self._mark(wanted)

    def finish(self) -> None:
        """Mark who left early and the rest present, write a note now and then, and finish the register."""
        assert self.register is not None
        gap = len(self.unmarked) > 2 and self.chance.random() < GAPS
        missed = self.chance.sample(self.unmarked, self.chance.randint(1, 2)) if gap else []
        left = {key: at_end(self.chance, self.lasts) for key in self.unmarked if key not in missed}
        if gap:
            # Whoever marks one by one may pass somebody over; whoever marks the rest present does not.
            self._mark({key: value or Value(PRESENT) for key, value in left.items()})
        else:
            self._mark({key: value for key, value in left.items() if value is not None})
            rest_present(self.register, by=self.by)
        came = [row.person_id for row in standing(self.register.id) if row.value.status in CAME]
        there = sorted(self.keys[person_id] for person_id in came)
        write_notes(self.home, self.occurrence_id, self.keeper, there, self.chance)
        close(self.register, unrecorded_known=gap, by=self.by)
        if self.absent and self.days_ago in CORRECTED_DAYS_AGO and not self.home.corrected:
            self.home.corrected = True
            self.home.note(self.days_ago - 1, 10, 15, self.correct)

    def correct(self) -> None:
        """The day after, excuse somebody who was marked absent, with a written reason."""
        assert self.register is not None
        person = self.home.people[self.absent[0]]
        row = standing(self.register.id, [person.id])[0]
        reason = CORRECTION[self.home.people[self.keeper].language]
        excused = NewMark(new_id(), person.id, Value(EXCUSED, absence_reason="medical"), row.mark_id, reason)
        mark(self.register, [excused], by=self.by)
