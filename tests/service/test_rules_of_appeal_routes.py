"""AP-03 to AP-09: which way an appeal goes, late ones, missing things, and who may hear it; acted through commands."""

import pytest
from sqlalchemy import Select, select

from service.cases.errors import AnswersRefused
from service.demo.appeals import ODILE, REGISTERED, SUNNIVA, submit
from service.store.record import DeliveryConcern
from service.store.work import Deadline, OpenTask
from service.timers.poller import deliver_all_messages
from tests.frozen_clock import day
from tests.service.played import Played
from tests.service.test_rules_of_appeal import appeal_about, record, refused_case
from tests.service.threshold_cases import with_rules
from tests.stages import AtStage
from workflows import AreaRules
from workflows.area_rules import AppealSettings

NOT_OURS = {
    "no_part": ["no_part"],
    "marked": False,
    "grounds": ["delivery"],
    "route": "spoc",
    "route_reason": "It is about how the plan is carried out.",
}
MISSING = {**REGISTERED, "complete": False, "missing_words": "The date of our letter\nYour signature"}


def a_day_later(at_stage: AtStage) -> tuple[Played, Played]:
    """Give a refused case and the appeal about it of Friday 6 March."""
    about = refused_case(at_stage)
    about.driver.go_to(day("Fri 6 Mar 2026"))
    return about, appeal_about(about)


def test_ap_03_without_the_letter_of_its_stage_an_appeal_is_too_early(at_stage: AtStage) -> None:
    # given a case that is not decided yet
    about = at_stage("two_grouped")
    appeal = appeal_about(about)
    # when it is registered as an appeal of a stage / then the file says that there is no such letter
    for stage in ("1", "2"):
        with pytest.raises(AnswersRefused) as refused:
            appeal.answer("Task_RegisterAppeal", {**REGISTERED, "stage": stage}, by=SUNNIVA)
        assert "no decision letter on file" in refused.value.problems["stage"]
    # when it is sent back as too early / then a letter says so, and no clock of a decision ever ran
    early = {**NOT_OURS, "grounds": ["threshold"], "route": "premature", "route_reason": "There is no decision yet."}
    appeal.answer("Task_RegisterAppeal", early, by=SUNNIVA)
    appeal.send("Task_SendWrongRoute", by=SUNNIVA, approve=ODILE)
    assert not appeal.case.is_open
    assert appeal.case.stage == "Closed: not an appeal"
    assert {row.clock for row in appeal.rows(Deadline)} == {"ap_acknowledge"}
    assert record(appeal).outcome == "referred"


def test_ap_03_what_is_on_file_is_not_too_early(at_stage: AtStage) -> None:
    _, appeal = a_day_later(at_stage)
    early = {**NOT_OURS, "grounds": ["threshold"], "route": "premature", "route_reason": "Too early"}
    with pytest.raises(AnswersRefused) as refused:
        appeal.answer("Task_RegisterAppeal", early, by=SUNNIVA)
    assert refused.value.problems == {"route": "The decision letter is on file: it is not too early"}


def test_ap_04_the_delivery_of_a_plan_goes_to_the_single_point_of_contact(at_stage: AtStage) -> None:
    about, appeal = a_day_later(at_stage)
    appeal.answer("Task_RegisterAppeal", NOT_OURS, by=SUNNIVA)
    appeal.send("Task_SendWrongRoute", by=SUNNIVA, approve=ODILE)
    (letter,) = appeal.letters("L-AP-05")
    assert "It is about how the plan is carried out." in letter.text
    assert "Jo Whitlock" in letter.text
    assert "I sent them what you wrote" in letter.text
    assert "ap_decision" not in {row.clock for row in appeal.rows(Deadline)}
    # and what they wrote is a concern on the case, with its own task and clock, told on both sides
    assert deliver_all_messages(about.driver.toolbox) >= 1
    assert about.row(DeliveryConcern).words == record(appeal).words
    assert about.task_ids() == ["Task_AcknowledgeConcern"]
    assert "ct_concern_acknowledge" in about.running()
    assert len(about.events("delivery_concern")) == len(appeal.events("delivery_concern")) == 1
    assert about.case.is_open  # again, until it is answered


def test_ap_06_a_late_appeal_is_the_head_of_offices_to_accept(at_stage: AtStage) -> None:
    # given an appeal that came after the last day, Thursday 2 April
    about = refused_case(at_stage)
    about.driver.go_to(day("Wed 8 Apr 2026"))
    appeal = appeal_about(about)
    # when it is said to be in time / then the calendar says by how much it is not
    with pytest.raises(AnswersRefused) as refused:
        appeal.answer("Task_RegisterAppeal", REGISTERED, by=SUNNIVA)
    assert "late" in refused.value.problems
    # when the reason is written down / then the head of office decides, and it goes on
    late = {**REGISTERED, "late": True, "late_reason": "I was in hospital."}
    appeal.answer("Task_RegisterAppeal", late, by=SUNNIVA)
    appeal.answer("Task_AcceptLate", {"accepted": True, "reasons": "A good reason."}, by=ODILE)
    assert record(appeal).late_accepted_by_id is not None
    appeal.send("Task_Acknowledge", by=SUNNIVA)
    assert "ap_decision" in appeal.running()


def test_ap_06_the_last_day_is_never_earlier_than_the_decision_letter_says(at_stage: AtStage) -> None:
    # given an area that shortens the window to ten working days after its letter promised Thursday 2 April
    about = refused_case(at_stage)
    with_rules(about, AreaRules(appeal=AppealSettings(window_working_days=10)))
    about.driver.go_to(day("Thu 2 Apr 2026"))
    # when the appeal comes on that Thursday / then it is in time
    appeal = appeal_about(about)
    appeal.answer("Task_RegisterAppeal", REGISTERED, by=SUNNIVA)
    assert appeal.task_row("Task_Acknowledge").state == "open"
    assert record(appeal).late_reason == ""


def test_ap_06_a_late_appeal_without_a_good_reason_is_answered(at_stage: AtStage) -> None:
    about = refused_case(at_stage)
    about.driver.go_to(day("Wed 8 Apr 2026"))
    appeal = appeal_about(about)
    appeal.answer("Task_RegisterAppeal", {**REGISTERED, "late": True, "late_reason": "None given"}, by=SUNNIVA)
    appeal.answer("Task_AcceptLate", {"accepted": False, "reasons": "No reason was given."}, by=ODILE)
    appeal.send("Task_SendWrongRoute", by=SUNNIVA, approve=ODILE)
    assert "2 April 2026" in appeal.letters("L-AP-05")[0].text


def ended_tasks(case_id: int) -> Select[tuple[OpenTask]]:
    """Give the tasks of a case that somebody finished."""
    return select(OpenTask).where(OpenTask.case_id == case_id, OpenTask.state == "done")


def test_ap_07_whoever_handled_the_case_cannot_take_its_appeal(at_stage: AtStage) -> None:
    # given an appeals officer who was made a single point of contact's deputy once and answered a task of the case
    _, appeal = a_day_later(at_stage)
    about_id = record(appeal).about_case_id
    with appeal.driver.toolbox.sessions.write() as session, session.begin():
        task = next(row for row in session.scalars(ended_tasks(about_id)))
        task.ended_by_id = appeal.driver.person_id(SUNNIVA)
    # when that officer registers the appeal / then it is refused: hand it over
    with pytest.raises(AnswersRefused) as refused:
        appeal.answer("Task_RegisterAppeal", REGISTERED, by=SUNNIVA)
    assert "Hand it over" in refused.value.problems["no_part"]


def test_ap_08_a_late_acknowledgement_is_told_to_the_head_of_office(at_stage: AtStage) -> None:
    _, appeal = a_day_later(at_stage)
    appeal.driver.go_to(day("Tue 10 Mar 2026"))
    assert appeal.clock("ap_acknowledge").breached_at is not None
    assert "acknowledgement of an appeal is late" in appeal.told("opcc_head")


def test_ap_09_what_is_missing_is_asked_for_at_once_and_the_full_answer_is_due_a_day_after_it_came(
    at_stage: AtStage,
) -> None:
    # given an appeal without all we need
    _, appeal = a_day_later(at_stage)
    appeal.answer("Task_RegisterAppeal", MISSING, by=SUNNIVA)
    appeal.send("Task_SendHolding", by=SUNNIVA)
    assert "The date of our letter" in appeal.letters("L-AP-02")[0].text
    assert set(appeal.running()) == {"ap_missing_lapse"}
    # when it comes on Thursday 12 March / then one working day from then, and the decision from the acknowledgement
    appeal.driver.go_to(day("Fri 13 Mar 2026"))
    came = {
        "what_came": "A letter",
        "came_on": day("Thu 12 Mar 2026"),
        "consent": "not_needed",
        "all_here": ["all_here"],
    }
    appeal.answer("Task_NoteMissing", came, by=SUNNIVA)
    assert appeal.running()["ap_acknowledge"] == day("Fri 13 Mar 2026")
    appeal.send("Task_Acknowledge", by=SUNNIVA)
    assert record(appeal).acknowledged_on == day("Fri 13 Mar 2026")


def test_ap_09_an_appeal_lapses_when_nothing_comes_in_twenty_working_days(at_stage: AtStage) -> None:
    _, appeal = a_day_later(at_stage)
    appeal.answer("Task_RegisterAppeal", MISSING, by=SUNNIVA)
    appeal.send("Task_SendHolding", by=SUNNIVA)
    appeal.driver.go_to(appeal.running()["ap_missing_lapse"])
    assert record(appeal).outcome == "lapsed"
    (draft,) = appeal.drafts("L-AP-09")
    appeal.driver.send_task(str(draft.task_id), by=SUNNIVA)
    assert appeal.letters("L-AP-09")


def test_ap_05_one_appeal_at_a_time_runs_about_a_case(at_stage: AtStage) -> None:
    about, _ = a_day_later(at_stage)
    with pytest.raises(AnswersRefused) as refused:
        submit(about.driver, about.reference)
    assert refused.value.problems == {"reference": "An appeal about this case runs already"}
    with pytest.raises(AnswersRefused):
        submit(about.driver, about.reference, words="  ")
