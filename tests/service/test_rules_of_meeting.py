"""CT-33 and CT-37 to CT-44: what a meeting answers, decides, puts off and leaves behind."""

from typing import Any

import pytest
from sqlalchemy import select

from service.cases import AskForExtension, DecideExtension
from service.cases.errors import AnswersRefused, NotYours
from service.demo import answers as said
from service.demo.cases import AMARA, a_form
from service.store.people import RoleMembership
from service.store.record import Attendee, Lesson, Meeting, Minutes, Recommendation
from tests.frozen_clock import day
from tests.service.played import Played
from tests.stages import AtStage

EIGHT = ("adequate", "adequate_why", "persistence", "harm", "good_faith", "more_information", "decision_words")


def held(played: Played, **more: Any) -> dict[str, Any]:
    """Give the answers of a meeting that recommends two things."""
    return {**said.held(played.driver.today, played.keys("attendees"), played.driver.person_id(said.TOM)), **more}


def adjourned(played: Played) -> dict[str, Any]:
    """Give the answers of a meeting that needs more information."""
    whole = held(played)
    return {
        **{name: whole[name] for name in ("held_on", "attendance", "absence", "reachable")},
        "decision": "adjourned",
        "adjourned_because": "The noise log of February",
        "adjourned_of": ["council"],
        "meets_again_by": day("Mon 23 Mar 2026"),
    }


def hold(played: Played, answers: dict[str, Any]) -> None:
    """Let the chair answer."""
    played.answer("Task_HoldMeeting", answers, by=said.NADIA)


def refused(played: Played, answers: dict[str, Any]) -> dict[str, str]:
    """Give the sentences with which the answers of a meeting are refused."""
    with pytest.raises(AnswersRefused) as caught:
        hold(played, answers)
    return caught.value.problems


@pytest.mark.parametrize("question", EIGHT)
def test_ct_37_each_question_of_the_agenda_needs_its_answer(at_stage: AtStage, question: str) -> None:
    # given a meeting / when one question is left out / then nothing is kept
    played = at_stage("meeting")
    assert question in refused(played, held(played, **{question: ""}))
    assert played.row(Meeting).held_on is None


def test_ct_37_the_answers_and_leads_are_on_file(at_stage: AtStage) -> None:
    # given / when a meeting was held on 16 March
    played = at_stage("held")
    meeting = played.row(Meeting)
    # then all answers, the decision, and a lead officer for each recommendation are kept
    assert set(meeting.agenda) == set(EIGHT)
    assert (meeting.held_on, meeting.decision) == (day("Mon 16 Mar 2026"), "further_actions")
    leads = {row.lead_id for row in played.rows(Recommendation)}
    assert leads == {played.driver.person_id(said.TOM)}
    assert played.clock("ct_review_meeting").state == "done"
    assert played.case.review_held_on == day("Mon 16 Mar 2026")


def test_ct_33_a_body_without_report_is_recorded_as_taking_no_part(at_stage: AtStage) -> None:
    # given a meeting without the health body, which sent no report, and the landlord who sent one
    played = at_stage("meeting")
    answers = held(played, absence="went_on")
    answers["attendance"] |= {"health": {"presence": "absent"}, "housing": {"presence": "report"}}
    # when the chair says that everybody took part / then that is refused
    assert "absence" in refused(played, {**answers, "absence": "nobody"})
    # when the chair goes on / then it is recorded by name
    hold(played, answers)
    presence = {row.body_code: row.presence for row in played.all(select(Attendee))}
    assert presence == {"council": "present", "police": "present", "health": "absent", "housing": "report"}
    assert played.events("absent") == ["Northmoor Integrated Care Board took no part and sent no report."]


def test_ct_33_a_meeting_fixed_again_is_an_adjourned_one(at_stage: AtStage) -> None:
    # given a chair who fixes the meeting again because a body stayed away
    played = at_stage("meeting")
    answers = held(played, absence="fixed_again")
    answers["attendance"]["health"] = {"presence": "absent"}
    # when the chair decides all the same / then that is refused
    assert "decision" in refused(played, answers)


def test_ct_38_an_adjourned_meeting_meets_again_inside_the_limit(at_stage: AtStage) -> None:
    # given a meeting that needs the noise log
    played = at_stage("meeting")
    before = played.running()
    # when it adjourns and the applicant is told by L-CT-12
    hold(played, adjourned(played))
    told = {"reason": "We wait for the noise log.", "new_date": day("Thu 2 Apr 2026")}
    played.send("Task_TellAdjourned", by=said.JO, approve=said.MARIAN, answers=told)
    # then no limit moved, the review was not held yet, and a new meeting can be fixed inside the limit only
    assert played.running() == before
    assert played.case.review_held_on is None
    assert "We wait for the noise log." in played.letters("L-CT-12")[0].text
    with pytest.raises(AnswersRefused):
        played.answer("Task_FixMeeting", said.meeting_on(day("Tue 7 Apr 2026")), by=said.JO)
    # when it meets again
    played.prepare_meeting(in_working_days=3)
    played.hold_meeting()
    # then there are two meetings, and the second decided
    first, second = played.rows(Meeting)
    assert (first.decision, second.decision, second.number) == ("adjourned", "further_actions", 2)
    assert first.adjourned_because == "The noise log of February"
    assert played.case.review_held_on == second.held_on


def test_ct_38_meeting_again_after_the_limit_takes_an_extension(at_stage: AtStage) -> None:
    # given a meeting that would meet again after the limit / when it adjourns so / then the field says what to do
    played = at_stage("meeting")
    problems = refused(played, {**adjourned(played), "meets_again_by": day("Tue 7 Apr 2026")})
    assert "more time" in problems["meets_again_by"]


def ask_for_time(played: Played, **more: Any) -> str:
    """Ask for more time; give the id of the task to approve it."""
    command = {
        "actor": played.by(said.JO),
        "case_id": played.case_id,
        "clock": "ct_review_meeting",
        "new_limit_on": day("Thu 16 Apr 2026"),
        "reason": "The noise log comes on 10 April.",
    }
    played.do(AskForExtension(**{**command, **more}))  # type: ignore[arg-type]
    return next(t.task_id for t in played.driver.open_tasks(played.reference) if t.kind == "extension")


def test_cm_09_an_extension_moves_both_clocks_and_keeps_the_old_rows(at_stage: AtStage) -> None:
    # given a review whose limit is 2 April
    played = at_stage("prepared")
    task_id = ask_for_time(played)
    assert played.running()["ct_review_meeting"] == day("Thu 2 Apr 2026")
    # when the CSP manager approves 16 April
    played.do(DecideExtension(actor=played.by(said.MARIAN), task_id=task_id, approve=True, words="Agreed"))
    # then meeting and outcome move, the old rows stay with what was promised, approver and reason are on file
    for clock in ("ct_review_meeting", "ct_review_outcome"):
        row = played.clock(clock)
        assert (row.limit_on, row.reason) == (day("Thu 16 Apr 2026"), "The noise log comes on 10 April.")
        assert row.approved_by_id == played.driver.person_id(said.MARIAN)
        assert row.replaces_id is not None
    old = next(r for r in played.rows(type(row)) if r.id == row.replaces_id)
    assert (old.state, old.limit_on, old.promised_on) == ("replaced", day("Thu 2 Apr 2026"), day("Thu 2 Apr 2026"))
    assert played.decision("extension").rule == "CM-09"
    # when the letter to the applicant goes / then it names both dates and keeps the new promise
    (draft,) = played.drafts("L-CT-12")
    played.driver.send_task(str(draft.task_id), by=said.JO, approve=said.MARIAN)
    text = played.letters("L-CT-12")[0].text
    assert "16 April 2026" in text
    assert "noise log" in text
    assert played.clock("ct_review_outcome").promised_on == day("Thu 16 Apr 2026")
    # and the meeting may now be fixed after the old limit
    played.answer("Task_FixMeeting", said.meeting_on(day("Wed 15 Apr 2026")), by=said.JO)


def test_cm_09_nobody_approves_their_own_extension(at_stage: AtStage) -> None:
    # given a SPOC who is CSP manager too and asks for more time / when she approves it / then that is refused
    played = at_stage("prepared")
    with played.driver.toolbox.sessions.write() as session, session.begin():
        jo, area_id = played.driver.person_id(said.JO), played.driver.area_id
        session.add(RoleMembership(person_id=jo, area_id=area_id, role="csp_manager"))
    task_id = ask_for_time(played)
    with pytest.raises(NotYours):
        played.do(DecideExtension(actor=played.by(said.JO), task_id=task_id, approve=True))
    # and the deputy, who has not the role, is refused as well
    with pytest.raises(NotYours):
        played.do(DecideExtension(actor=played.by(said.PRIYA), task_id=task_id, approve=True))


def test_cm_09_a_refused_extension_moves_nothing(at_stage: AtStage) -> None:
    # given / when the CSP manager refuses / then the limit stands and no letter is drafted
    played = at_stage("prepared")
    task_id = ask_for_time(played)
    played.do(DecideExtension(actor=played.by(said.MARIAN), task_id=task_id, approve=False, words="Meet online"))
    assert played.running()["ct_review_meeting"] == day("Thu 2 Apr 2026")
    assert played.drafts("L-CT-12") == []
    assert "Meet online" in played.events("extension_refused")[0]


@pytest.mark.parametrize(
    ("part", "value"), [("reason", " "), ("new_limit_on", day("Thu 2 Apr 2026")), ("clock", "ct_plan")]
)
def test_cm_09_an_extension_needs_reason_later_date_and_running_clock(
    at_stage: AtStage, part: str, value: object
) -> None:
    # given a request that lacks something / when it is made / then the field says so
    played = at_stage("prepared")
    with pytest.raises(AnswersRefused) as caught:
        ask_for_time(played, **{part: value})
    assert part in caught.value.problems


def bad_faith(played: Played) -> dict[str, Any]:
    """Give the answers of a meeting that finds the reports malicious."""
    whole = held(played, decision="not_in_good_faith", good_faith="yes")
    del whole["recommendations"]
    whole["malicious_evidence"] = "The log shows that nobody was home."
    whole["risk_considered"] = "No risk to either side was found."
    return {**whole, "malicious_signed": ["signed"]}


@pytest.mark.parametrize("part", ["malicious_evidence", "risk_considered", "malicious_signed"])
def test_ct_39_bad_faith_needs_evidence_risk_and_the_chairs_signature(at_stage: AtStage, part: str) -> None:
    # given a finding without one of the three / when it is made / then it is refused
    played = at_stage("meeting")
    assert part in refused(played, {**bad_faith(played), part: []})


def test_ct_39_the_outcome_says_it_neutrally_and_gives_the_appeal(at_stage: AtStage) -> None:
    # given a finding of bad faith, signed
    played = at_stage("meeting")
    hold(played, bad_faith(played))
    assert played.row(Meeting).malicious_evidence == "The log shows that nobody was home."
    outcome = {**said.OUTCOME, "good_faith_reason": "The records do not agree with the reports."}
    played.answer("Task_ApproveOutcome", outcome, by=said.NADIA)
    played.answer("Task_CallApplicant", {"call_made": False, "why_not": "No answer"}, by=said.JO)
    # when the outcome letter goes / then it gives the neutral reason and the appeal, and not the evidence
    played.send("Task_SendOutcome", by=said.JO, approve=said.MARIAN)
    text = played.letters("L-CT-13")[0].text
    assert "The records do not agree with the reports." in text
    assert "appeal" in text
    assert "nobody was home" not in text
    # and the same person may apply again
    again = played.driver.apply(a_form(AMARA, played.driver.today))
    assert again != played.reference


@pytest.mark.parametrize("decision", ["actions_adequate", "further_actions", "not_in_good_faith", "adjourned"])
def test_ct_40_a_meeting_has_four_possible_decisions(at_stage: AtStage, decision: str) -> None:
    # given a meeting / when it decides in one of the four ways
    played = at_stage("meeting")
    makers = {"adjourned": adjourned, "not_in_good_faith": bad_faith, "further_actions": held}
    answers = makers.get(decision, held)(played)
    if decision == "actions_adequate":
        answers = {**answers, "decision": decision}
        del answers["recommendations"]
    hold(played, answers)
    # then the decision is on file and only an adjourned meeting goes on as one
    assert played.decision("meeting").answer == decision
    after = {"adjourned": ["Task_TellAdjourned"]}.get(decision, ["Task_ApproveOutcome", "Task_DraftMinutes"])
    assert played.task_ids() == after


def test_ct_40_no_other_decision_can_be_posted(at_stage: AtStage) -> None:
    # given / when something else is posted / then it is refused
    played = at_stage("meeting")
    assert "decision" in refused(played, held(played, decision="blame_the_officer"))


def test_ct_42_with_someone_under_18_the_youth_service_joins(at_stage: AtStage) -> None:
    # given a case in which someone said to cause it is under 18
    played = at_stage("prepared")
    on = played.driver.calendar.add_working_days(played.driver.today, working_days=5)
    played.answer("Task_FixMeeting", {**said.meeting_on(on), "under_18": "yes"}, by=said.JO)
    # then the youth service must come, by that rule
    required = {row.body_code: row.required_by for row in played.all(select(Attendee))}
    assert "under 18" in required["youth"]


def test_ct_43_minutes_are_drafted_approved_by_the_chair_and_circulated(at_stage: AtStage) -> None:
    # given a meeting of 16 March: minutes are due on the 23rd
    played = at_stage("held")
    assert played.clock("ct_minutes").limit_on == day("Mon 23 Mar 2026")
    played.answer("Task_DraftMinutes", said.MINUTES, by=said.CAL)
    # when the chair approves them with a correction
    corrected = {"approved": "with_corrections", "corrections": "Item 3: twice, not once."}
    played.answer("Task_ApproveMinutes", corrected, by=said.NADIA)
    # then the draft stays and a second version is the approved one; its date is the statutory one
    first, second = played.rows(Minutes)
    assert (first.approved_at, second.version) == (None, 2)
    assert "twice, not once" in second.words
    assert played.case.recommendations_on == played.driver.today
    # when they are circulated / then the clock stops
    played.answer("Task_CirculateMinutes", said.circulated(played.driver.today), by=said.JO)
    assert played.clock("ct_minutes").state == "done"
    assert played.rows(Minutes)[-1].circulated_on == played.driver.today


def test_ct_43_late_minutes_are_told_to_the_chair(at_stage: AtStage) -> None:
    # given a meeting whose minutes nobody drafted / when five working days have passed / then the chair hears of it
    played = at_stage("held")
    played.driver.go_to(day("Tue 24 Mar 2026"))
    assert "minutes are late" in played.told("review_chair")


def test_ct_44_lessons_are_kept_apart_from_the_case(at_stage: AtStage) -> None:
    # given / when a meeting noted a lesson
    played = at_stage("held")
    # then it stands in the area's log of lessons
    (lesson,) = played.all(select(Lesson).where(Lesson.area_id == played.driver.area_id))
    assert lesson.words == "Say who checks that an agreed action worked."
