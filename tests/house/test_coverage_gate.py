"""The coverage gate: what counts as run, which group a file belongs to, when a group is short."""

import json
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

from tests.house.coverage_gate import ROOT, Group, lines_on, measure, settings
from tests.house.repository import source_files

SHORT = """
from typing import Protocol

class Shape(Protocol):
    def area(self) -> int:
        ...

def judge(number: int) -> str:
    if number > 5:
        found = "many"
    else:
        found = "few"
    for _ in range(number):
        found += "!"
    return found
"""
MEASURED = """
import json, sys
sys.path.insert(0, {root!r})
from tests.house.coverage_gate import begin
measuring = begin(["weighed"], [])
from weighed.short import judge
{acts}
print(json.dumps(measuring.get_coverage()["files"]["weighed/short.py"]))
"""


def measured(*, lines: int, covered: int, branches: int = 0, taken: int = 0) -> dict[str, object]:
    """Return one file as it is measured."""
    return {
        "executed_lines": list(range(10, 10 + covered)),
        "missing_lines": list(range(1000, 1000 + lines - covered)),
        "executed_branches": [[2, line] for line in range(taken)],
        "missing_branches": [[3, 9 + line] for line in range(branches - taken)],
    }


def run_measured(folder: Path, acts: str) -> Any:
    """Import the short module in a process of its own, act, and return what was measured."""
    (folder / "weighed").mkdir()
    (folder / "weighed" / "short.py").write_text(SHORT, encoding="utf-8")
    program = MEASURED.format(root=str(ROOT), acts=acts)
    done = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_a_branch_that_no_test_takes_is_missing_and_what_only_describes_does_not_count(tmp_path: Path) -> None:
    found = run_measured(tmp_path, "judge(7)")
    assert (found["missing_lines"], found["missing_branches"]) == ([12], [[9, 12]])
    assert not {4, 5, 6}.intersection(found["executed_lines"])


def test_a_file_is_full_when_every_line_and_branch_has_run_once(tmp_path: Path) -> None:
    found = run_measured(tmp_path, "judge(7), judge(2), [judge(3) for _ in range(100)]")
    assert (found["missing_lines"], found["missing_branches"]) == ([], [])
    assert [9, 12] in found["executed_branches"]


def test_a_branch_not_taken_makes_a_full_group_short() -> None:
    group = Group(pattern="workflows/rules/*", floor=100)
    group.add("workflows/rules/threshold.py", measured(lines=10, covered=10, branches=2, taken=1))
    assert group.is_short
    assert group.gaps == [(1, "workflows/rules/threshold.py: 3->9")]


def test_ninety_of_a_hundred_is_enough_where_ninety_is_asked() -> None:
    group = Group(pattern="letters/*", floor=90)
    group.add("letters/render.py", measured(lines=80, covered=72, branches=20, taken=18))
    assert not group.is_short
    assert list(lines_on([group])) == ["ok     90.00% of 90% branch coverage  letters/*"]


def test_a_file_counts_in_the_first_group_it_fits_and_a_short_group_names_its_gaps() -> None:
    files = {
        "workflows/rules/threshold.py": measured(lines=10, covered=9),
        "workflows/engine.py": measured(lines=10, covered=10),
        "elsewhere.py": measured(lines=10, covered=0),
    }
    groups = measure({"workflows/rules/*": 100, "workflows/*": 90}, files)
    assert list(lines_on(groups)) == [
        "SHORT  90.00% of 100% branch coverage  workflows/rules/*",
        "        workflows/rules/threshold.py: 1000",
        "ok    100.00% of 90% branch coverage  workflows/*",
    ]


def test_a_pattern_that_matches_nothing_is_short() -> None:
    assert Group(pattern="workflows/gone.py", floor=1).is_short


@pytest.mark.parametrize("pattern", list(settings()["at_least"]))
def test_each_pattern_of_the_settings_still_names_a_file(pattern: str) -> None:
    assert any(fnmatch(path.as_posix(), pattern) for path in source_files(".py"))


def test_rules_due_dates_and_expressions_are_held_to_the_full() -> None:
    full = {pattern for pattern, floor in settings()["at_least"].items() if floor == 100}
    assert full >= {"workflows/rules/*", "workflows/due_dates.py", "workflows/expression*.py"}
