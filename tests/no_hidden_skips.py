"""No test is left out quietly: under CI=true a skip fails, and what was missing is said at the end."""

import os
from collections.abc import Generator

import pytest

NOTES_NAME = "TEST_NOTES"


def skips_fail() -> bool:
    """Whether this run may skip nothing."""
    return os.environ.get("CI", "").strip().lower() in ("true", "1", "yes")


def _fail_instead(report: pytest.TestReport | pytest.CollectReport) -> None:
    if not skips_fail() or report.outcome != "skipped" or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    report.outcome = "failed"
    report.longrepr = f"{report.nodeid or 'collecting'} was skipped, and under CI=true nothing may be: {reason}"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skipped test into a failed one where nothing may be skipped."""
    report = yield
    _fail_instead(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn a skipped file into a failed one where nothing may be skipped."""
    report = yield
    _fail_instead(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None, None, None]:
    """Say, just above pytest's last line, what could not be installed or run."""
    yield
    notes = [line for line in os.environ.get(NOTES_NAME, "").splitlines() if line]
    skipped = len(terminalreporter.stats.get("skipped", []))
    if skipped:
        notes.append(f"Skipped tests: {skipped}. Their reasons stand above under SKIPPED.")
    for note in notes:
        terminalreporter.write_line(f"NOT RUN: {note}", yellow=True)
