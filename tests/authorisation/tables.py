"""The tables of the matrix, and how a line is read."""

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

# Every table_*.py beside this file, by name.
TABLES = [
    import_module(f"tests.authorisation.{module.name}")
    for module in iter_modules([str(Path(__file__).parent)])
    if module.name.startswith("table_")
]

# In the order of the columns. "mother" has a live consent, the brother's has ended, the aunt never had one.
KINDS = (
    *("nobody", "resident", "other_resident", "mother", "brother", "aunt"),
    *("facilitator", "other_facilitator", "night_staff", "manager", "other_manager"),
)


@dataclass(frozen=True, slots=True)
class Case:
    """One route and method on one object, and what each kind of person gets.

    A number is the status of an answer that changed nothing. ``done`` is a redirect after a change, ``made`` a
    page (200) after one, ``sent`` an empty or JSON answer after one, ``door`` the way to the sign-in, ``lead``
    another redirect without a change.
    """

    method: str
    path: str
    expected: dict[str, str]
    body: dict[str, str]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def _cases(text: str, bodies: dict[str, dict[str, str]]) -> list[Case]:
    cases = []
    for line in text.splitlines():
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        method, path, *cells = words
        if len(cells) == 1:
            cells = cells * len(KINDS)
        assert len(cells) == len(KINDS), f"{len(cells)} cells: {line}"
        cases.append(Case(method, path, dict(zip(KINDS, cells, strict=True)), bodies.get(f"{method} {path}", {})))
    unused = set(bodies) - {str(case) for case in cases}
    assert not unused, f"bodies without a line: {unused}"
    return cases


CASES = [case for table in TABLES for case in _cases(table.TABLE, table.BODIES)]
