"""The tests by which an appeal is assessed, and what is missing before a decision."""

from workflows.rules.appeal import (
    LEAD_WORDS,
    TOOL_WORDS,
    AssessmentFinding,
    AssessmentTest,
    assessment_faults,
    assessment_questions,
    next_question,
)


def passed(*tests: AssessmentTest) -> list[AssessmentFinding]:
    return [AssessmentFinding(test=test, is_passed=True) for test in tests]


def test_ap_11_stage_1_has_six_tests_with_the_recount_among_them() -> None:
    assert [question.label for question in assessment_questions(1)] == [
        "1. Were the facts right?",
        "2. Was the procedure followed?",
        "3. Was relevant policy considered?",
        "4. Was relevant evidence considered?",
        "5. Do the counts stand on a recount?",
        "6. Was the result open to the bodies?",
    ]


def test_ap_11_stage_2_has_five_tests_and_no_recount() -> None:
    questions = assessment_questions(2)

    assert [question.number for question in questions] == [1, 2, 3, 4, 5]
    assert AssessmentTest.RECOUNT not in [question.test for question in questions]
    assert questions[-1].label == "5. Was the result open to the bodies?"


def test_ap_11_the_tests_say_that_this_is_no_new_hearing_and_that_another_tool_is_no_ground() -> None:
    assert "not a new hearing" in LEAD_WORDS
    assert TOOL_WORDS in assessment_questions(2)[-1].hint
    assert all(question.hint for question in assessment_questions(1))


def test_ap_11_the_next_test_is_the_first_without_an_answer() -> None:
    looked_at = [*passed(AssessmentTest.FACTS), AssessmentFinding(test=AssessmentTest.PROCEDURE, is_passed=None)]
    question = next_question(1, looked_at)

    assert question is not None
    assert question.test is AssessmentTest.PROCEDURE
    assert next_question(1, passed(*AssessmentTest)) is None


def test_ap_11_a_test_without_an_answer_keeps_the_decision_from_being_drafted() -> None:
    findings = [
        *passed(AssessmentTest.FACTS, AssessmentTest.PROCEDURE, AssessmentTest.POLICY, AssessmentTest.EVIDENCE),
        AssessmentFinding(test=AssessmentTest.RECOUNT, is_passed=None),
    ]

    assert [(fault.field, fault.sentence) for fault in assessment_faults(1, findings)] == [
        ("recount", "Answer test 5 before you draft the decision"),
        ("result", "Answer test 6 before you draft the decision"),
    ]


def test_ap_11_a_no_needs_its_reason_and_a_yes_does_not() -> None:
    most = passed(*(test for test in AssessmentTest if test is not AssessmentTest.FACTS))
    bare = AssessmentFinding(test=AssessmentTest.FACTS, is_passed=False, because="  ")
    reasoned = AssessmentFinding(test=AssessmentTest.FACTS, is_passed=False, because="A phone report was left out.")

    assert [(fault.field, fault.sentence) for fault in assessment_faults(1, [*most, bare])] == [
        ("facts", "Give a reason for finding no")
    ]
    assert assessment_faults(1, [*most, reasoned]) == ()


def test_ap_11_at_stage_2_the_recount_is_not_asked_for() -> None:
    five = passed(*(test for test in AssessmentTest if test is not AssessmentTest.RECOUNT))

    assert assessment_faults(2, five) == ()
