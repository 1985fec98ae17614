"""The registers of the past weeks: opened, marked and finished by those who keep them, with human gaps."""

from datetime import datetime, timedelta
from random import Random

from sqlalchemy import select

from demonstration.chance import at_end, at_start, away_all_day, dice
from demonstration.home import Home
from demonstration.plan import PAST_DAYS
from demonstration.words import CORRECTION, NOTES
from foundation.database import db, new_id
from sessions.attendance.closing import close, write_note
from sessions.attendance.ledger import NewMark
from sessions.attendance.marks import EXCUSED, Value
from sessions.attendance.models import Register
from sessions.attendance.opening import open_register
from sessions.attendance.operations import mark, rest_present
from sessions.attendance.roll import Standing, standing
from sessions.schedule.models import Occurrence, Series

GAPS = 0.04
WRITES_A_NOTE = 0.16
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
    keys = {person.id: key for key, person in home.people.items()}
    rolls = [
        Roll(home, row.id, row.starts_at, row.ends_at, row.titles["en"], keys) for row in db.session.execute(statement)
    ]
    recent = [roll for roll in rolls if 2 <= home.days_ago(roll.starts_at) <= FORGOTTEN_WITHIN_DAYS]
    for roll in dice("forgotten", home.plan.slug).sample(recent, FORGOTTEN):
        roll.forgotten = True
    evening = home.instant(1, LAST_EVENING_FROM)
    for roll in rolls:
        roll.forgotten |= roll.starts_at >= evening and home.days_ago(roll.starts_at) == 1
        home.diary.note(roll.starts_at - timedelta(minutes=roll.chance.randint(0, 6)), roll.open)


class Roll:
    """One register from its opening to its end."""

    def __init__(
        self, home: Home, occurrence_id: str, starts_at: datetime, ends_at: datetime, title: str, keys: dict[str, str]
    ) -> None:
        """Instants in UTC; ``keys`` are those of the plan by person id."""
        self.home, self.occurrence_id, self.starts_at, self.ends_at = home, occurrence_id, starts_at, ends_at
        self.days_ago = home.days_ago(starts_at)
        self.lasts = int((ends_at - starts_at).total_seconds() // 60)
        self.chance: Random = dice("roll", home.plan.slug, self.days_ago, title, starts_at.time())
        self.forgotten = False
        self.register: Register | None = None

    def open(self) -> None:
        """Open the register and note the rest of it, unless the session was cancelled."""
        occurrence = db.session.get_one(Occurrence, self.occurrence_id)
        if occurrence.status == "cancelled":
            return
        keeper = occurrence.keeper_id
        assert keeper is not None, "a session with a register has a keeper"
        self.keeper = next(key for key, person in self.home.people.items() if person.id == keeper)
        self.by = self.home.acting(self.keeper)
        self.register = open_register(self.occurrence_id, by=self.by)
        self.home.diary.note(self.starts_at + timedelta(minutes=min(12, self.lasts // 2)), self.begin)
        if not self.forgotten:
            self.home.diary.note(self.ends_at + timedelta(minutes=self.chance.randint(0, 9)), self.finish)

    def _people(self) -> list[tuple[str, Standing]]:
        """Those on the register in the order of their keys, so that chance falls the same each time."""
        assert self.register is not None
        keys = {person.id: key for key, person in self.home.people.items()}
        return sorted((keys[row.person_id], row) for row in standing(self.register.id))

    def _mark(self, wanted: list[tuple[Standing, Value]], correction: str | None = None) -> None:
        assert self.register is not None
        marks = [NewMark(new_id(), row.person_id, value, row.mark_id, correction) for row, value in wanted]
        if marks:
            mark(self.register, marks, by=self.by)

    def begin(self) -> None:
        """Mark who is missing or late; of a register that stays unfinished also some of those who are there."""
        wanted = []
        for key, row in self._people():
            away = away_all_day(self.home.plan.slug, key, self.days_ago) if row.capacity != "relative" else None
            value = at_start(self.chance, away, self.lasts)
            if value is None and self.forgotten and self.chance.random() < 0.7:
                value = Value("present")
            if value is not None:
                wanted.append((row, value))
        self._mark(wanted)

    def finish(self) -> None:
        """Mark who left early and the rest present, write a note now and then, and finish the register."""
        assert self.register is not None
        unmarked = [row for _, row in self._people() if not row.recorded]
        gap = len(unmarked) > 2 and self.chance.random() < GAPS
        missed = self.chance.sample(unmarked, self.chance.randint(1, 2)) if gap else []
        early = [(row, value) for row in unmarked if row not in missed and (value := at_end(self.chance, self.lasts))]
        if gap:
            done = {row.person_id for row, _ in early} | {row.person_id for row in missed}
            early += [(row, Value("present")) for row in unmarked if row.person_id not in done]
        self._mark(early)
        if not gap:
            rest_present(self.register, by=self.by)
        if self.chance.random() < WRITES_A_NOTE:
            language = self.home.people[self.keeper].language
            write_note(self.register, self.chance.choice(NOTES[language]), based_on=None, by=self.by)
        close(self.register, unrecorded_known=gap, by=self.by)
        self._maybe_correct()

    def _maybe_correct(self) -> None:
        if self.home.corrected or self.days_ago not in CORRECTED_DAYS_AGO:
            return
        if any(row.value.status == "unexcused" for _, row in self._people()):
            self.home.corrected = True
            self.home.note(self.days_ago - 1, 10, 15, self.correct)

    def correct(self) -> None:
        """The day after, excuse somebody who was marked absent, with a written reason."""
        absent = next(row for _, row in self._people() if row.value.status == "unexcused")
        language = self.home.people[self.keeper].language
        self._mark([(absent, Value(EXCUSED, absence_reason="medical"))], CORRECTION[language])
