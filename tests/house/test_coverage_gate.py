"""The coverage gate: which tests are measured, which group a file belongs to, when a group is short."""

from fnmatch import fnmatch

import pytest

from tests.house.coverage_gate import Group, is_measured, settings
from tests.house.repository import source_files

pytest_plugins = ["pytester"]

FIVE_TESTS = """
import pytest

def test_one(): ...

def test_two(): ...

@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
@pytest.mark.parametrize("number", [1, 2])
def test_three(number, engine): ...

def test_four(): ...

@pytest.fixture
def chromium(): ...

def test_five(chromium): ...
"""


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


def measured_in(folder: str, pytester: pytest.Pytester) -> set[str]:
    """Return the names of the five tests that are measured when their file lies in a folder."""
    pytester.mkdir(folder)
    pytester.makepyfile(**{f"{folder}/test_five_tests": FIVE_TESTS})
    items, _ = pytester.inline_genitems("-p", "no:cov")
    assert len(items) == 8
    return {item.name for item in items if is_measured(item)}


@pytest.mark.parametrize("folder", ["web", "service", "letters", "diagrams"])
def test_every_second_test_of_a_file_is_measured_with_its_first_parameters(
    folder: str, pytester: pytest.Pytester
) -> None:
    assert measured_in(folder, pytester) == {"test_one", "test_three[1-sqlite]"}


@pytest.mark.parametrize("folder", ["workflows", "oracle"])
def test_what_tests_the_rules_is_measured_entirely(folder: str, pytester: pytest.Pytester) -> None:
    names = {"test_one", "test_two", "test_three[1-sqlite]", "test_three[2-sqlite]", "test_four"}
    assert measured_in(folder, pytester) == names


@pytest.mark.parametrize("folder", ["badday", "house", "journeys"])
def test_what_walks_everything_again_is_not_measured(folder: str, pytester: pytest.Pytester) -> None:
    assert measured_in(folder, pytester) == set()
