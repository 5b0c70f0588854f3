"""The tests by which an appeal is assessed, their words, and what is missing before a decision. Source: AP-11.

The recount beside the fifth test: recount.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workflows.rules.appeal.routing import Stage
from workflows.rules.threshold_answer import AnswerFault

LEAD_WORDS = "Was the decision open to the bodies? This is not a new hearing."
TOOL_WORDS = "That the appellant would have liked another way to enforce the law is not enough by itself."


class AssessmentTest(StrEnum):
    """The six tests in the order in which they are answered; stage 2 has no recount. Source: AP-11."""

    FACTS = "facts"
    PROCEDURE = "procedure"
    POLICY = "policy"
    EVIDENCE = "evidence"
    RECOUNT = "recount"
    RESULT = "result"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentQuestion:
    """One test with its number at this stage and its words."""

    test: AssessmentTest
    number: int
    words: str
    hint: str

    @property
    def label(self) -> str:
        """Return "1. Were the facts right?"."""
        return f"{self.number}. {self.words}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentFinding:
    """The answer to one test; None stands for not yet answered."""

    test: AssessmentTest
    is_passed: bool | None
    because: str = ""


_QUESTIONS: Mapping[AssessmentTest, tuple[str, str]] = {
    AssessmentTest.FACTS: (
        "Were the facts right?",
        "Look for reports, dates and events that were left out or taken down wrongly.",
    ),
    AssessmentTest.PROCEDURE: (
        "Was the procedure followed?",
        "Look at the steps and their dates, who was asked, and who took part.",
    ),
    AssessmentTest.POLICY: (
        "Was relevant policy considered?",
        "Look at the area’s own rules and at national guidance.",
    ),
    AssessmentTest.EVIDENCE: (
        "Was relevant evidence considered?",
        "Look at what the bodies and the appellant sent in, and whether it was weighed.",
    ),
    AssessmentTest.RECOUNT: (
        "Do the counts stand on a recount?",
        "The reports are counted again by the same rules, beside the first count.",
    ),
    AssessmentTest.RESULT: (
        "Was the result open to the bodies?",
        "A result that bodies acting reasonably could reach stands, even if others would have chosen another. "
        + TOOL_WORDS,
    ),
}


def assessment_questions(stage: Stage) -> tuple[AssessmentQuestion, ...]:
    """Return the six tests of stage 1 or the five of stage 2, numbered. Source: AP-11."""
    tests = [test for test in AssessmentTest if stage == 1 or test is not AssessmentTest.RECOUNT]
    return tuple(
        AssessmentQuestion(test=test, number=number, words=_QUESTIONS[test][0], hint=_QUESTIONS[test][1])
        for number, test in enumerate(tests, start=1)
    )


def next_question(stage: Stage, findings: Sequence[AssessmentFinding]) -> AssessmentQuestion | None:
    """Return the first test that is not answered yet, or None. Source: AP-11."""
    answered = {one.test for one in findings if one.is_passed is not None}
    return next((question for question in assessment_questions(stage) if question.test not in answered), None)


def assessment_faults(stage: Stage, findings: Sequence[AssessmentFinding]) -> tuple[AnswerFault, ...]:
    """Return what keeps the decision from being drafted: a test unanswered, a "no" without its reason.

    The field is the test's own name. Findings for a test of another stage are passed over. Source: AP-11.
    """
    given = {one.test: one for one in findings}
    faults = []
    for question in assessment_questions(stage):
        finding = given.get(question.test)
        if finding is None or finding.is_passed is None:
            words = f"Answer test {question.number} before you draft the decision"
            faults.append(AnswerFault(question.test.value, words))
        elif not finding.is_passed and not finding.because.strip():
            faults.append(AnswerFault(question.test.value, "Give a reason for finding no"))
    return tuple(faults)
