"""Pytest plugin: holds the branch coverage of the groups named in pyproject.toml.

`bootstrap.py test` loads it when the whole suite runs. It speaks before pytest's closing line
and makes the run fail. Only a part of the tests is measured: `is_measured`. Settings: [tool.folkmoot.coverage] in
pyproject.toml.
"""

import json
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatch
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest
from coverage import Coverage

ROOT = Path(__file__).resolve().parents[2]
MOST_GAPS = 20  # the worst files of a group
WIDEST = 180  # characters
PACKAGES = ("workflows", "letters", "service")
UNMEASURED = ("badday", "house", "journeys")  # folders: many times what tests/web and tests/service walk once
ENTIRELY = ("workflows", "oracle")  # folders: what they test is held to 100%
EVERY = 2  # of all other folders this part of a file's tests
PART = (
    "Measured: tests/workflows and tests/oracle; of other files every second test, from the first on, with its first "
    "parameters.",
    "A line that only tests between them run counts as not covered: let a measured test run it too.",
)
WHOLE_RUNS = (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED)


@dataclass(slots=True, kw_only=True)
class Group:
    """Files held to one floor."""

    pattern: str
    floor: float
    possible: int = 0
    covered: int = 0
    gaps: list[tuple[int, str]] = field(default_factory=list)

    @property
    def percent(self) -> float:
        """Lines and branches that ran, of all; 0 when the pattern matches nothing."""
        return 100 * self.covered / self.possible if self.possible else 0.0

    @property
    def is_short(self) -> bool:
        """True when the group is under its floor, or matches no file at all."""
        return self.percent < self.floor

    def add(self, name: str, about: Mapping[str, Any]) -> None:
        """Count one measured file."""
        summary = about["summary"]
        self.possible += summary["num_statements"] + summary["num_branches"]
        self.covered += summary["covered_lines"] + summary["covered_branches"]
        missing = [str(line) for line in about["missing_lines"]]
        missing += [
            f"{start}->{end}" for start, end in about["missing_branches"] if start not in about["missing_lines"]
        ]
        if missing:
            self.gaps.append((len(missing), f"{name}: {', '.join(missing)}"[:WIDEST]))


@contextmanager
def unmeasured() -> Iterator[None]:
    """Do something unmeasured; nothing changes where nothing is measured."""
    measuring = Coverage.current()
    if measuring is None:
        yield
        return
    measuring.stop()
    try:
        yield
    finally:
        measuring.start()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[object]:
    """Load what is measured, then look for tests unmeasured: pytest reads and rewrites thousands of them."""
    if Coverage.current() is not None:
        load_packages()
    with unmeasured():
        return (yield)


def load_packages() -> None:
    """Import every module of ours, so that the lines that run while it loads are measured."""
    for package in PACKAGES:
        for module in walk_packages(import_module(package).__path__, f"{package}."):
            import_module(module.name)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[object]:
    """Run a test unmeasured when the lines it walks are walked by a measured one as well."""
    if is_measured(item):
        return (yield)
    with unmeasured():
        return (yield)


def is_measured(item: pytest.Item) -> bool:
    """True for all of tests/workflows and tests/oracle, elsewhere for a part: measuring doubles the time of a test.

    Never in a real browser, on PostgreSQL (each such test has a twin on SQLite) and where bad days are played.
    """
    is_in_browser = "chromium" in getattr(item, "fixturenames", ())
    is_on_postgresql = "postgresql" in getattr(getattr(item, "callspec", None), "params", {}).values()
    folder = item.path.parent.name
    if is_in_browser or is_on_postgresql or folder in UNMEASURED:
        return False
    return folder in ENTIRELY or is_in_the_part(item)


def is_in_the_part(item: pytest.Item) -> bool:
    """True for the first, third, fifth test of a file and so on, with its first parameters."""
    if not isinstance(item, pytest.Function):
        return True
    tests = [name for name in vars(item.module) if name.startswith("test_")]
    has_first_parameters = not hasattr(item, "callspec") or not any(item.callspec.indices.values())
    return has_first_parameters and tests.index(item.originalname) % EVERY == 0


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail the run when a group is short. Runs after pytest-cov has put its parts together."""
    if hasattr(session.config, "workerinput") or exitstatus not in WHOLE_RUNS:
        return
    groups = measure(settings()["at_least"])
    session.config.stash[MEASURED] = groups
    if settings()["gate"] == "fail" and any(group.is_short for group in groups) and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print one line a group, and the gaps of those that are short."""
    groups = config.stash.get(MEASURED, [])
    if not groups:
        return
    terminalreporter.section("branch coverage")
    for line in PART:
        terminalreporter.line(line)
    for group in groups:
        verdict = "SHORT" if group.is_short else "ok"
        terminalreporter.line(f"{verdict:5} {group.percent:6.2f}% of {group.floor:g}%  {group.pattern}")
        for _, gap in sorted(group.gaps, reverse=True)[:MOST_GAPS] if group.is_short else []:
            terminalreporter.line(f"        {gap}")


MEASURED = pytest.StashKey[list[Group]]()


def settings() -> Mapping[str, Any]:
    """Return [tool.folkmoot.coverage]."""
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    found: Mapping[str, Any] = tool["folkmoot"]["coverage"]
    return found


def measure(floors: Mapping[str, float]) -> list[Group]:
    """Return each group with what was measured; a file counts in the first group whose pattern it fits."""
    groups = [Group(pattern=pattern, floor=floor) for pattern, floor in floors.items()]
    for name, about in measured_files():
        home = next((group for group in groups if fnmatch(name, group.pattern)), None)
        if home is not None:
            home.add(name, about)
    return groups


def measured_files() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Give each measured file with its summary and gaps."""
    measured = Coverage(data_file=str(ROOT / ".coverage"), config_file=str(ROOT / "pyproject.toml"))
    measured.load()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        measured.json_report(outfile=str(report))
        files = json.loads(report.read_text(encoding="utf-8"))["files"]
    yield from sorted(files.items())
