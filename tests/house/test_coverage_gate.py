"""The coverage gate: which group a file belongs to, when a group is short."""

from fnmatch import fnmatch

import pytest

from tests.house.coverage_gate import Group, settings
from tests.house.repository import source_files


def measured(*, lines: int, covered: int, branches: int = 0, taken: int = 0) -> dict[str, object]:
    """Return one file as coverage reports it."""
    summary = {
        "num_statements": lines,
        "covered_lines": covered,
        "num_branches": branches,
        "covered_branches": taken,
    }
    return {"summary": summary, "missing_lines": [7] * (lines - covered), "missing_branches": [[3, 9]]}


def test_a_branch_not_taken_makes_a_full_group_short() -> None:
    group = Group(pattern="workflows/rules/*", floor=100)
    group.add("workflows/rules/threshold.py", measured(lines=10, covered=10, branches=2, taken=1))
    assert group.is_short
    assert group.gaps == [(1, "workflows/rules/threshold.py: 3->9")]


def test_ninety_of_a_hundred_is_enough_where_ninety_is_asked() -> None:
    group = Group(pattern="letters/*", floor=90)
    group.add("letters/render.py", measured(lines=80, covered=72, branches=20, taken=18))
    assert not group.is_short


def test_a_pattern_that_matches_nothing_is_short() -> None:
    assert Group(pattern="workflows/gone.py", floor=1).is_short


@pytest.mark.parametrize("pattern", list(settings()["at_least"]))
def test_each_pattern_of_the_settings_still_names_a_file(pattern: str) -> None:
    assert any(fnmatch(path.as_posix(), pattern) for path in source_files(".py"))


def test_rules_due_dates_and_expressions_are_held_to_the_full() -> None:
    full = {pattern for pattern, floor in settings()["at_least"].items() if floor == 100}
    assert full >= {"workflows/rules/*", "workflows/due_dates.py", "workflows/expression*.py"}
