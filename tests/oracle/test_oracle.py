"""Every worked case against our own functions: `ORACLE_FILES=a.json:b.json pytest tests/oracle`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

import pytest

from tests.oracle.answers import Answer, answers_for
from tests.oracle.cases import BUILT, PARTLY_BUILT, Case, built_cases, cases_not_yet
from tests.oracle.shapes import UnknownShape
from workflows.errors import WorkflowError


@pytest.mark.parametrize("case", built_cases(), ids=lambda case: case.id)
def test_worked_case(case: Case) -> None:
    faults = case_faults(case)
    if faults:
        pytest.fail(f"{case.id}: {'; '.join(faults)}. {case.why}", pytrace=False)


def test_cases_not_yet_built_are_named_and_never_run() -> None:
    not_yet = cases_not_yet()

    assert not {case.kind for case in not_yet} & set(BUILT)
    assert not {case.id for case in not_yet} & {case.id for case in built_cases()}


@pytest.mark.parametrize(
    ("given", "expect"),
    [
        ({"received_at_local": "2025-06-11T10:00", "moon": "full"}, {"due_1wd": "2025-06-12"}),
        ({"received_at_local": "2025-06-11T10:00"}, {"due_soon": "2025-06-12"}),
        ({"application": "2025-06-11", "complaints": [{"id": "C1", "shout": 1}]}, {"qualifying": []}),
        ({}, {"due_1wd": "2025-06-12"}),
        ({"ack_sent": "2025-06-11", "moon": "full"}, {"next_update_due": "2025-07-09"}),
        ({"ack_sent": "2025-06-11", "each_update_sent_on_its_due_date": False}, {"first_update_due": "2025-07-09"}),
        ({"appeal_received": "2025-06-10", "ack_sent": "2025-06-11"}, {"tea_limit": "2025-06-11"}),
        ({"a": "the weather"}, {"a": "stage_1"}),
    ],
)
def test_an_unknown_shape_in_a_built_kind_fails(given: Mapping[str, Any], expect: Mapping[str, Any]) -> None:
    case = Case(id="O-WD-00", given=given, expectations={"expect": expect}, why="")

    assert case_faults(case)


def test_a_wrong_expectation_fails_in_one_line() -> None:
    given = {"received_at_local": "2025-06-11T10:00"}
    case = Case(id="O-WD-00", given=given, expectations={"expect": {"due_3wd": "2025-06-17"}}, why="")

    assert case_faults(case) == ["due_3wd is 2025-06-16, should be 2025-06-17"]


@pytest.mark.parametrize("case_id", ["O-XX-01", "nonsense"])
def test_a_kind_nobody_knows_fails(case_id: str) -> None:
    given = {"received_at_local": "2025-06-11T10:00"}
    case = Case(id=case_id, given=given, expectations={"expect": {"due_1wd": "2025-06-12"}}, why="")

    assert case_faults(case)


def case_faults(case: Case) -> list[str]:
    """Return what is wrong, a short sentence each."""
    if case.fault:
        return [case.fault]
    if case.kind not in BUILT + PARTLY_BUILT:
        return ["nobody has built this kind of case"]
    if not any(case.expectations.values()):
        return ["it expects nothing"]
    return [fault for name, expected in case.expectations.items() for fault in _faults(case, name, expected)]


def _faults(case: Case, name: str, expected: Mapping[str, Any]) -> list[str]:
    try:
        answer = answers_for(case.given, kind=case.kind, cut_off=_cut_off(name))
        return _differences(expected, answer, _mark(name))
    except (UnknownShape, WorkflowError, KeyError, TypeError, ValueError, AttributeError) as err:
        return [f"{_mark(name)}unknown shape: {err}"]


def _cut_off(name: str) -> time | None:
    if name == "expect":
        return None
    found = re.fullmatch(r"expect_if_cutoff_(\d\d)_(\d\d)", name)
    if found is None:
        raise UnknownShape(name)
    return time(int(found[1]), int(found[2]))


def _mark(name: str) -> str:
    return "" if name == "expect" else f"[{name.removeprefix('expect_')}] "


def _differences(expected: Mapping[str, Any], answer: Answer, mark: str) -> list[str]:
    faults = []
    for name, wanted in expected.items():
        ours = answer(name)
        if callable(ours):
            faults += _differences(wanted, ours, f"{mark}{name}: ")
        elif not _is_same(ours, wanted):
            faults.append(f"{mark}{name} is {ours}, should be {wanted}")
    return faults


def _is_same(ours: Any, wanted: Any) -> bool:
    """Tell whether two answers agree; an instant may be written in any zone."""
    return bool(ours == wanted) or (_is_instant(ours) and _is_instant(wanted) and _at(ours) == _at(wanted))


def _is_instant(words: Any) -> bool:
    return isinstance(words, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+([+-]\d\d:\d\d|Z)", words) is not None


def _at(words: str) -> datetime:
    return datetime.fromisoformat(words)
