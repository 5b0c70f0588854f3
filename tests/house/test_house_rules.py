"""What keeps the house in order: sizes, names, folders, one clock, a calendar that reaches next year."""

import ast
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.house.repository import PACKAGES, ROOT, kept_files, source_files, syntax_of, text_of
from workflows.business_calendar import BusinessCalendar
from workflows.clock import SystemClock

LONGEST_FILE = 300
WRITTEN_BY_US = (".py", ".js", ".mjs", ".html", ".j2", ".scss")
NAMES_WITHOUT_MEANING = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc", "service"}
FOLDERS = {".ci", "workflows", "bpmn", "service", "letters", "tests"}
ROOT_FILES = {
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "DECISIONS.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "STYLE.md",
    "bootstrap.py",
    "pyproject.toml",
}
THE_CLOCK = Path("workflows/clock.py")
READS_OF_THE_CLOCK = {"now", "utcnow", "today"}


def test_no_file_is_longer_than_300_lines() -> None:
    lengths = {path: len(text_of(path).splitlines()) for path in source_files(*WRITTEN_BY_US)}
    assert {str(path): lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_bpmn_holds_no_python() -> None:
    assert [str(path) for path in kept_files() if path.parts[0] == "bpmn" and path.suffix == ".py"] == []


def test_no_file_has_a_name_without_meaning() -> None:
    named = [path for path in source_files(".py") if path.stem.lower() in NAMES_WITHOUT_MEANING]
    folders = [
        path
        for path in source_files(".py")
        if NAMES_WITHOUT_MEANING.difference({"service"}).intersection(path.parts[1:-1])
    ]
    assert [str(path) for path in (*named, *folders)] == []


def test_the_top_has_only_the_agreed_folders() -> None:
    assert {path.parts[0] for path in kept_files() if len(path.parts) > 1} <= FOLDERS


@pytest.mark.parametrize("name", sorted(ROOT_FILES))
def test_root_file_is_there(name: str) -> None:
    assert (ROOT / name).is_file()


@pytest.mark.parametrize("package", PACKAGES)
def test_only_the_clock_says_what_time_it_is(package: str) -> None:
    files = [path for path in source_files(".py") if path.parts[0] == package and path != THE_CLOCK]
    found = [f"{path}:{line}" for path in files for line in lines_that_read_the_clock(syntax_of(path))]
    assert found == []


@pytest.mark.parametrize(
    ("code", "reads"),
    [
        ("from datetime import datetime\ndatetime.now()", 1),
        ("import datetime as dt\ndt.datetime.utcnow()", 1),
        ("from datetime import date\ntoday = date.today", 1),
        ("import time\ntime.time()", 1),
        ("clock.now()", 0),
        ("context.today()", 0),
    ],
)
def test_the_search_for_clock_reads_finds_them(code: str, reads: int) -> None:
    assert len(lines_that_read_the_clock(ast.parse(code))) == reads


def test_every_module_says_what_lives_in_it() -> None:
    ours = [path for path in source_files(".py") if path.parts[0] in PACKAGES]
    assert [str(path) for path in ours if not ast.get_docstring(syntax_of(path))] == []


def test_bank_holidays_of_next_year_are_known() -> None:
    next_year = SystemClock().now().year + 1
    calendar = BusinessCalendar.for_nation("ENG")
    named = [day for day in days_of(next_year) if day.weekday() < 5 and calendar.holiday_name(day)]
    assert len(named) >= 8, (
        f"England has eight bank holidays in {next_year}, the calendar knows {len(named)}. Raise the pinned version "
        "of `holidays` in pyproject.toml, make the pins again (CONTRIBUTING.md), and raise `last_year` in "
        "workflows/business_calendar.py if the year lies past it."
    )


def days_of(year: int) -> list[date]:
    """Return every day of a year."""
    first = date(year, 1, 1)
    return [first + timedelta(days=number) for number in range(366) if (first + timedelta(days=number)).year == year]


def lines_that_read_the_clock(tree: ast.Module) -> list[int]:
    """Return the line of each mention of datetime.now, date.today and their like."""
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Attribute) and is_clock_read(node)]


def is_clock_read(node: ast.Attribute) -> bool:
    """True for `datetime.now`, `dt.datetime.now`, `date.today`, `time.time`; not for `clock.now`."""
    owner = node.value.id if isinstance(node.value, ast.Name) else getattr(node.value, "attr", "")
    if (owner, node.attr) == ("time", "time"):
        return True
    return owner in ("datetime", "date") and node.attr in READS_OF_THE_CLOCK
