"""A demonstration house while it is being made: what was made so far, and its days counted from today."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from community.access.actor import By, System
from community.houses.models import House, Stage
from community.people.models import Person
from community.residency.models import Leave, Stay
from demonstration.diary import Diary
from demonstration.plan import HousePlan
from foundation.walltime import resolve, wall_of


@dataclass
class Home:
    """A plan, the diary it is written into, and the rows that exist already, by the keys of the plan."""

    plan: HousePlan
    diary: Diary
    today: date
    password: str
    made: House | None = None
    stages: list[Stage] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)
    stays: dict[str, Stay] = field(default_factory=dict)
    leaves: dict[str, Leave] = field(default_factory=dict)
    sign_ins: list[dict[str, str]] = field(default_factory=list)
    feeds: list[dict[str, str]] = field(default_factory=list)
    corrected: bool = False

    @property
    def house(self) -> House:
        """The house; it is opened by the first note of the diary."""
        assert self.made is not None, "the house is opened first"
        return self.made

    @property
    def manager(self) -> By:
        """Whoever manages the house, as the one who acts."""
        return self.acting(next(worker.key for worker in self.plan.staff if worker.role == "manager"))

    def acting(self, key: str) -> By:
        """Somebody of the house as the one who acts."""
        return System(person_id=self.people[key].id)

    def day(self, days_ago: int) -> date:
        """A day so many days ago; below zero lies ahead."""
        return self.today - timedelta(days=days_ago)

    def instant(self, days_ago: int, hour: int, minute: int = 0) -> datetime:
        """The instant (UTC) when the house's wall shows a time so many days ago."""
        return resolve(datetime.combine(self.day(days_ago), time(hour, minute)), self.plan.zone).at

    def days_ago(self, at: datetime) -> int:
        """How many of the house's days ago an instant (UTC) lies."""
        return (self.today - wall_of(at, self.plan.zone).date()).days

    def note(self, days_ago: int, hour: int, minute: int, act: Callable[[], None]) -> None:
        """Note in the diary what happens so many days ago when the wall shows a time."""
        self.diary.note(self.instant(days_ago, hour, minute), act)
