"""What a demonstration house is made of, as plain data; every day is counted back from the day of loading."""

from dataclasses import dataclass, field
from typing import NamedTuple

# The registers of eight weeks, and some days more so that the eighth week is whole.
PAST_DAYS = 60


class Worker(NamedTuple):
    """Somebody who works in a house; with ``account`` their key is their login."""

    key: str
    given: str
    surname: str
    language: str
    role: str
    account: bool = False


class Guest(NamedTuple):
    """Somebody who lives or lived there: came and, if so, left that many days ago."""

    key: str
    given: str
    surname: str
    language: str
    came: int
    account: bool = False
    left: int | None = None
    reason: str = "own_wish"


class Kin(NamedTuple):
    """A relative: of whom, known since that many days, and how the consent stands.

    ``consent`` is "live", "withdrawn", "expired" or "none".
    """

    key: str
    given: str
    surname: str
    language: str
    of: str
    kind: str
    since: int
    consent: str
    account: bool = False


class Away(NamedTuple):
    """A leave: from and to that many days ago; below zero lies ahead. Whether they came back when it ended."""

    key: str
    from_day: int
    to_day: int
    came_back: bool = True


class Apart(NamedTuple):
    """Somebody a guest must not meet or hear of, noted that many days ago, and why."""

    key: str
    given_name: str
    surname: str
    since: int
    reason: str


class Step(NamedTuple):
    """A stage of the path and after how many days of a stay it usually begins."""

    phase: str
    name: dict[str, str]
    after: int


@dataclass(frozen=True)
class HousePlan:
    """One house of the demonstration."""

    slug: str
    name: dict[str, str]
    zone: str
    language: str
    week_starts: str
    weekend: tuple[str, ...]
    week_file: str
    opened: int
    steps: tuple[Step, ...]
    staff: tuple[Worker, ...]
    guests: tuple[Guest, ...]
    kin: tuple[Kin, ...]
    invited: tuple[str, ...]
    leaves: tuple[Away, ...]
    apart: tuple[Apart, ...] = ()
    feeds: tuple[tuple[str, str], ...] = ()
    # Whom residents can call at any hour: numbers that no telephone has.
    crisis_numbers: tuple[tuple[str, str], ...] = ()
    night_watch: bool = False
    # Who of the staff is at a training next week, and who is ill since yesterday; "" for nobody.
    trained: str = ""
    ill: str = ""
    roles: dict[str, str] = field(default_factory=dict)

    def everybody(self) -> list[str]:
        """The keys of everybody, staff first."""
        staff = [one.key for one in self.staff]
        return staff + [one.key for one in self.guests] + [one.key for one in self.kin]
