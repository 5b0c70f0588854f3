"""Pytest plugin: measures every test of the whole suite and holds the branch coverage of the groups in pyproject.toml.

`bootstrap.py test` loads it. Each process that runs tests measures what it imports of ours and hands in its part when
it is done; programs that tests start by themselves are not measured. The gate speaks before pytest's closing line and
makes the run fail. Settings: [tool.folkmoot.coverage] in pyproject.toml. Source: architecture B8, D-071.
"""

import json
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
from slipcover import FileMatcher, ImportManager, Slipcover, merge_coverage

ROOT = Path(__file__).resolve().parents[2]
MOST_GAPS = 20  # the worst files of a group
WIDEST = 180  # characters
WHOLE_RUNS = (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED)
PART = "folkmoot_coverage"  # what a process hands in


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
        lines, branches = about["missing_lines"], about["missing_branches"]
        covered = len(about["executed_lines"]) + len(about["executed_branches"])
        self.covered += covered
        self.possible += covered + len(lines) + len(branches)
        missing = [str(line) for line in lines]
        missing += [f"{start}->{end or 'end'}" for start, end in branches if start not in lines]
        if missing:
            self.gaps.append((len(missing), f"{name}: {', '.join(missing)}"[:WIDEST]))


MEASURING = pytest.StashKey[Slipcover]()
PARTS = pytest.StashKey[list[Any]]()
MEASURED = pytest.StashKey[list[Group]]()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Begin to measure before conftest.py imports anything of ours; only where tests will run."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        early_config.stash[MEASURING] = begin(settings()["source"], settings()["omit"])


def begin(source: list[str], omit: list[str]) -> Slipcover:
    """Measure what is imported from now on; a line is watched until it has run once."""
    measuring = Slipcover(
        immediate=True, branch=True, source=source, omit=omit, exclude_also=settings()["exclude_also"]
    )
    ImportManager(measuring, FileMatcher(sources=source, omit=omit)).__enter__()
    return measuring


def pytest_testnodedown(node: Any) -> None:
    """Take what a process hands in."""
    part = getattr(node, "workeroutput", {}).get(PART)
    if part is not None:
        node.config.stash.setdefault(PARTS, []).append(json.loads(part))


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Hand in a part; where the parts come together, fail the run when a group is short."""
    config = session.config
    if hasattr(config, "workeroutput"):
        if MEASURING in config.stash:
            config.workeroutput[PART] = json.dumps(config.stash[MEASURING].get_coverage())
        return
    if exitstatus not in WHOLE_RUNS or PARTS not in config.stash:
        return
    files = reduce(merge_coverage, config.stash[PARTS])["files"]
    groups = config.stash[MEASURED] = measure(settings()["at_least"], files)
    if settings()["gate"] == "fail" and any(group.is_short for group in groups) and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print one line a group, and the gaps of those that are short."""
    for line in lines_on(config.stash.get(MEASURED, [])):
        terminalreporter.line(line)


def lines_on(groups: list[Group]) -> Iterator[str]:
    """Give what is told about groups."""
    for group in groups:
        verdict = "SHORT" if group.is_short else "ok"
        yield f"{verdict:5} {group.percent:6.2f}% of {group.floor:g}% branch coverage  {group.pattern}"
        for _, gap in sorted(group.gaps, reverse=True)[:MOST_GAPS] if group.is_short else []:
            yield f"        {gap}"


def settings() -> Mapping[str, Any]:
    """Return [tool.folkmoot.coverage]."""
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    found: Mapping[str, Any] = tool["folkmoot"]["coverage"]
    return found


def measure(floors: Mapping[str, float], files: Mapping[str, Mapping[str, Any]]) -> list[Group]:
    """Return each group with what was measured; a file counts in the first group whose pattern it fits."""
    groups = [Group(pattern=pattern, floor=floor) for pattern, floor in floors.items()]
    for name, about in sorted(files.items()):
        home = next((group for group in groups if fnmatch(name, group.pattern)), None)
        if home is not None:
            home.add(name, about)
    return groups
