"""The lines at the end of a run that name the worked cases of kinds not yet built."""

from __future__ import annotations

from _pytest.terminal import TerminalReporter

from tests.oracle.cases import cases_not_yet

_HERE = "tests/oracle/"


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Print the ids of all cases not yet built, if any worked case was run at all."""
    reports = [report for group in terminalreporter.stats.values() for report in group]
    if not any(getattr(report, "nodeid", "").startswith(_HERE) for report in reports):
        return
    not_yet = cases_not_yet()
    terminalreporter.section(f"worked cases not yet built: {len(not_yet)}")
    for case in not_yet:
        terminalreporter.write_line(f"not yet: {case.id}")
