"""Counting attendance: a rate always says what it is counted from, and what was not recorded is no presence. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

ATTENDED = ("present", "late", "left_early")
ABSENT = ("excused", "unexcused")


@dataclass(frozen=True, slots=True)
class Counts:
    """How often people were expected, by what their registers say; "not applicable" is counted as not expected."""

    present: int = 0
    late: int = 0
    left_early: int = 0
    excused: int = 0
    unexcused: int = 0
    unrecorded: int = 0

    @property
    def expected(self) -> int:
        """The denominator: everybody who was expected, recorded or not."""
        return sum(getattr(self, field.name) for field in fields(self))

    @property
    def attended(self) -> int:
        """There for all or a part of it."""
        return sum(getattr(self, name) for name in ATTENDED)

    @property
    def absent(self) -> int:
        """Not there, with a reason or without."""
        return self.excused + self.unexcused

    @property
    def percent(self) -> int | None:
        """The part that attended of all who were expected, in per cent, rounded down; None when nobody was."""
        return self.attended * 100 // self.expected if self.expected else None

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))


KNOWN = frozenset(field.name for field in fields(Counts))


def counts_of(found: Mapping[str, int]) -> Counts:
    """The counts of statuses; those that say "does not apply" are left out."""
    return Counts(**{status: number for status, number in found.items() if status in KNOWN})


def total_of(counts: Iterable[Counts]) -> Counts:
    """Several counts as one."""
    return sum(counts, Counts())
