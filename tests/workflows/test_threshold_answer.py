"""What may be answered after the count, and what must be written first."""

import pytest

from tests.frozen_clock import day
from tests.workflows.reports import report
from workflows.rules.threshold import ThresholdResult, decide_threshold
from workflows.rules.threshold_answer import ThresholdAnswer, answer_faults, is_discretion_used
from workflows.rules.threshold_settings import ThresholdSettings

DAYS = ("Mon 2 Nov 2026", "Tue 3 Nov 2026", "Wed 4 Nov 2026")
CONSIDERED = {"persistence": "Weekly.", "harm": "Sleep lost.", "response": "Two visits."}


def counted(people: int, occasions: int, **settings: object) -> ThresholdResult:
    told = [report(f"{n}", DAYS[n % occasions], DAYS[n % occasions], person=f"V{n}") for n in range(people)]
    return decide_threshold(
        told, application_on=day("Thu 10 Dec 2026"), settings=ThresholdSettings.model_validate(settings)
    )


def said(result: ThresholdResult, **answer: object) -> list[str]:
    return [fault.sentence for fault in answer_faults(result, ThresholdAnswer(**answer))]  # type: ignore[arg-type]


def test_ct_23_an_answer_must_be_selected() -> None:
    assert said(counted(1, 1), is_met=None) == ["Select whether the threshold is met"]


def test_ct_20_with_the_laws_minimum_enforced_no_is_barred() -> None:
    assert said(counted(4, 3), is_met=False, reasons="x", **CONSIDERED) == [
        "The count says met and the law’s minimum is reached. You cannot answer no."
    ]


def test_ct_22_counts_that_meet_the_threshold_bind_without_the_minimum_too() -> None:
    assert said(counted(5, 2), is_met=False, reasons="x", **CONSIDERED) == ["The count says met. You cannot answer no."]


def test_ct_20_where_the_minimum_only_warns_no_needs_its_reason() -> None:
    result = counted(4, 3, statutory_floor="warn")

    assert said(result, is_met=False, **CONSIDERED) == ["The law’s minimum is reached. Say why you answer no."]
    assert said(result, is_met=False, reasons="The bodies agreed.", **CONSIDERED) == []


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("persistence", "Answer the question about persistence"),
        ("harm", "Answer the question about harm"),
        ("response", "Answer the question about the response so far"),
    ],
)
def test_ct_21_no_refusal_on_counts_alone(missing: str, sentence: str) -> None:
    result = counted(1, 1)

    assert said(result, is_met=False, reasons="x", **(CONSIDERED | {missing: "  "})) == [sentence]
    assert said(result, is_met=False, reasons="x", **(CONSIDERED | {missing: None})) == [sentence]


def test_ct_21_a_case_below_the_count_may_be_taken_with_a_reason() -> None:
    result = counted(1, 1)

    assert said(result, is_met=True) == ["Say why you differ from the count"]
    assert said(result, is_met=True, reasons="A child is at risk.") == []
    assert is_discretion_used(result, ThresholdAnswer(is_met=True, reasons="A child is at risk."))
    assert not is_discretion_used(result, ThresholdAnswer(is_met=False, reasons="x"))


def test_ct_23_agreeing_with_the_count_still_needs_reasons() -> None:
    met, below = counted(5, 2), counted(1, 1)

    assert said(met, is_met=True) == ["Enter your reasons"]
    assert said(below, is_met=False, **CONSIDERED) == ["Enter your reasons"]
    assert not is_discretion_used(met, ThresholdAnswer(is_met=True, reasons="x"))
