"""Runs what takes longer than two minutes and writes what held into docs/trust/DATE.txt: make trust."""

import platform
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from scripts.run_tests import run_pytest

REPORTS = Path("docs/trust")
NOTHING_COLLECTED = 5  # pytest's exit status
WORDS = {"failure": "FAILED", "error": "FAILED", "skipped": "not run"}
BASIS = ("Flask", "SQLAlchemy", "psycopg", "gunicorn")


def report(results: ElementTree.Element, day: str) -> str:
    """The report of one run as text: it names no machine, no person and no path outside the project."""
    lines = [f"Daybook, make trust, {day}", f"Python {platform.python_version()}, {platform.system()}"]
    lines += [", ".join(f"{name} {version(name)}" for name in BASIS), ""]
    counts: dict[str, int] = {}
    for case in results.iter("testcase"):
        word = next((WORDS[child.tag] for child in case if child.tag in WORDS), "held")
        counts[word] = counts.get(word, 0) + 1
        name = case.get("name", "").replace("_", " ")
        lines.append(f"{word:8} {float(case.get('time', 0)):8.1f} s  {name}  ({case.get('classname')})")
    lines += ["", ", ".join(f"{count} {word}" for word, count in sorted(counts.items()))]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Run the tests marked trust and write the report; gives pytest's exit status."""
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "results.xml"
        # One after another: these tests take the whole machine on purpose.
        status = run_pytest("-m", "trust", f"--junitxml={written}", "-o", "junit_family=xunit2")
        if status == NOTHING_COLLECTED or not written.exists():
            return status
        day = datetime.now(UTC).date().isoformat()
        REPORTS.mkdir(parents=True, exist_ok=True)
        (REPORTS / f"{day}.txt").write_text(report(ElementTree.parse(written).getroot(), day), encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main())
