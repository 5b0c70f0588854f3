"""Sharing the tests between processes: a file stays together, PostgreSQL in one process, what is slow comes first."""

from tests.work_sharing import next_scope, scope_of

WAITING = {
    "tests/letters/test_fields.py": {"one": False, "two": False},
    "tests/workflows/test_clock.py": {"one": False},
    "tests/web/test_people.py": {"one": False},
    "tests/web/test_people.py@postgresql": {"one": False},
    "tests/journeys/test_keyboard.py": {"one": False},
}


def test_a_file_stays_together_and_its_tests_on_postgresql_apart() -> None:
    assert scope_of("tests/web/test_people.py::test_a") == "tests/web/test_people.py"
    assert scope_of("tests/web/test_people.py::test_a[sqlite-x]") == "tests/web/test_people.py"
    assert scope_of("tests/web/test_people.py::test_a[postgresql-x]") == "tests/web/test_people.py@postgresql"
    assert scope_of("tests/web/test_people.py::test_postgresql_is_named[sqlite]") == "tests/web/test_people.py"


def test_the_first_process_begins_with_what_is_slow_and_ends_with_postgresql() -> None:
    assert taken_by(is_second=False) == [
        "tests/journeys/test_keyboard.py",
        "tests/web/test_people.py",
        "tests/letters/test_fields.py",
        "tests/workflows/test_clock.py",
        "tests/web/test_people.py@postgresql",
    ]


def test_the_second_process_begins_with_postgresql_and_goes_on_with_what_is_quick() -> None:
    assert taken_by(is_second=True) == [
        "tests/web/test_people.py@postgresql",
        "tests/workflows/test_clock.py",
        "tests/letters/test_fields.py",
        "tests/web/test_people.py",
        "tests/journeys/test_keyboard.py",
    ]


def taken_by(*, is_second: bool) -> list[str]:
    """Give the order in which one process alone takes everything."""
    waiting, taken = dict(WAITING), []
    while waiting:
        taken.append(next_scope(waiting, is_second=is_second))
        del waiting[taken[-1]]
    return taken
