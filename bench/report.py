"""What was found: a table for who waits, docs/benchmarks.json for programs and docs/benchmarks.md for readers."""

import json
import os
import platform
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from bench.wording import HEAD, HOW, PAGES, TRIED, UNTOLD


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its goal, the most ``value`` may be or the least; ``detail`` says what lies behind it."""

    name: str
    value: float
    unit: str
    goal: float
    detail: str
    # How many statements a page asks; None for what is no page.
    statements: int | None = None
    at_least: bool = False

    @property
    def shown(self) -> float:
        """The value as it is told and judged: to two places."""
        return round(self.value, 2)

    @property
    def held(self) -> bool:
        """Whether the goal is held."""
        return self.shown >= self.goal if self.at_least else self.shown <= self.goal


def _behind(one: Figure) -> str:
    return one.detail if one.statements is None else f"{one.statements} statements; {one.detail}"


def table(figures: list[Figure]) -> str:
    """The figures as one reads them in a terminal."""
    width = max(len(one.name) for one in figures)
    lines = []
    for one in figures:
        held = "held" if one.held else "MISSED"
        lines.append(
            f"{one.name:<{width}}  {one.shown:>7.2f} {one.unit:<8} goal {one.goal:<5g} {held:<7} {_behind(one)}"
        )
    return "\n".join(lines)


def machine() -> str:
    """What the figures were taken on, as far as it matters for them."""
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}. Load of the machine at the end (1, 5, 15 minutes): {load}."
    )


def write(figures: list[Figure], folder: Path) -> None:
    """Write both papers."""
    rows = [
        {"name": one.name, "value": one.shown, "unit": one.unit, "goal": one.goal, "held": one.held}
        | ({} if one.statements is None else {"statements": one.statements})
        for one in figures
    ]
    (folder / "benchmarks.json").write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    lines = [HEAD, "| What | Value | Goal | | Behind it |", "|---|---|---|---|---|"]
    for one in figures:
        held = "held" if one.held else "**missed**"
        goal = f"{'≥' if one.at_least else '≤'} {one.goal:g}"
        lines.append(f"| {one.name} | {one.shown:.2f} {one.unit} | {goal} | {held} | {_behind(one)} |")
    lines += ["", f"Taken on {machine()}", "", "## How each is measured", ""]
    lines += [f"- **{name}**: {how}" for name, how in HOW.items()]
    missed = [one for one in figures if not one.held]
    if missed:
        lines += ["", "## What misses its goal", ""]
        pages = [one.name.removeprefix("page ") for one in missed if one.statements is not None]
        lines += [f"- **{one.name}**: {TRIED.get(one.name, UNTOLD)}" for one in missed if one.statements is None]
        if pages:
            lines.append(f"- **pages** ({'; '.join(pages)}): {PAGES}")
    (folder / "benchmarks.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
