"""What was found: a table for who waits, docs/benchmarks.json for programs and docs/benchmarks.md for readers."""

import json
import os
import platform
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its goal; ``value`` at most the goal holds it. ``detail`` says what lies behind it."""

    name: str
    value: float
    unit: str
    goal: float
    detail: str

    @property
    def held(self) -> bool:
        """Whether the goal is held."""
        return self.value <= self.goal


HEAD = """# Figures

`make bench` takes these anew and writes this page and benchmarks.json. Each path is measured beside its limit in
the same run, in turn (A, B, A, B …), and the ratio of the two medians is told: it says more of the code and less of
the machine. Everything goes over HTTP on the loopback to gunicorn with two workers of four threads, as `make run`
serves, with audit, history, CSRF and permissions on. The limit is a view of the same app that does nothing; where a
path writes, the limit writes the same rows in one bare transaction with the same fsync. The clock of the measured
houses is held at a Tuesday afternoon, so that no figure depends on the hour. Ratios vary by some 15 % from run to run.

"""


def table(figures: list[Figure]) -> str:
    """The figures as one reads them in a terminal."""
    width = max(len(one.name) for one in figures)
    lines = []
    for one in figures:
        held = "held" if one.held else "MISSED"
        lines.append(f"{one.name:<{width}}  {one.value:>8.2f} {one.unit:<9} goal {one.goal:<6g} {held:<7} {one.detail}")
    return "\n".join(lines)


def machine() -> str:
    """What the figures were taken on, as far as it matters for them."""
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}, SQLite"
    )


def write(figures: list[Figure], folder: Path, words: str) -> None:
    """Write both papers."""
    rows = [
        {"name": one.name, "value": round(one.value, 2), "unit": one.unit, "goal": one.goal, "held": one.held}
        for one in figures
    ]
    (folder / "benchmarks.json").write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    lines = ["| What | Value | Goal | | Behind it |", "|---|---|---|---|---|"]
    lines += [
        f"| {one.name} | {one.value:.2f} {one.unit} | ≤ {one.goal:g} | {'held' if one.held else '**missed**'} |"
        f" {one.detail} |"
        for one in figures
    ]
    page = HEAD + "\n".join(lines) + f"\n\nTaken on {machine()}; {words}\n"
    (folder / "benchmarks.md").write_text(page, encoding="utf-8")
