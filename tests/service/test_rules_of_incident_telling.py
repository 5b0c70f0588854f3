"""MI-09 to MI-14, MI-17 to MI-19, MI-21, MI-23: who is told of a declaration when, what they answer, who stands in."""

from functools import partial

import pytest

from service.cases import CorrectNotices, PassOnInformation
from service.cases.errors import NotYours
from service.demo import incident as story
from service.demo.incident import AMOS, BRIEFED, DELPHINE, INGRID
from service.store.notices import NoticeReply, NoticeRound
from service.store.outbox import OutboxItem
from service.store.work import Deadline
from tests.frozen_clock import at, day
from tests.service.incident_desk import (
    answer_all,
    calls,
    later,
    limits,
    newest_readers,
    notice,
    readers,
    refused,
    ring,
    rounds,
    told_everybody,
)
from tests.service.played import Played
from tests.stages import AtStage

COUNCIL_STAFF = [
    *("Harbour Road School", "Kestrel Youth Centre", "Ashmoor Housing Repairs", "Adult Social Care Duty"),
    "Street Cleansing",
]
POLICE_STAFF = ["Kestrel Neighbourhood Team", "Northmoor Control Room"]


def told(played: Played, *steps: str) -> Played:
    """Tell these steps of the ladder now, in their order, each mail sent."""
    for step in steps:
        getattr(story, f"tell_{step}")(played.driver, played.reference)
        story.send_mail(played.driver, played.reference)
    return played


def test_mi_09_it_is_referred_to_the_race_relations_officer_within_30_minutes(at_stage: AtStage) -> None:
    # given a declaration of 10.00 / when the senior officer refers it at 10.10
    played = at_stage("declared")
    assert limits(played)["mi_crro"] == at("Mon 2 Mar 2026 10:30")
    played.driver.pass_minutes(10)
    told(played, "crro")
    # then the officer has both parts of the decision, and the clock stops when they say so
    (referral,) = rounds(played, "L-MI-01")
    for words in (
        "Racial words were sprayed",
        "A gathering is called for tonight",
        "Where: Harbour Road.",
        story.STEPS,
    ):
        assert words in referral.text
    assert "mi_crro" in played.running()
    answer_all(played, "Amos Redfern")
    assert (played.clock("mi_crro").state, played.clock("mi_crro").breached_at) == ("done", None)


def test_mi_09_a_referral_that_is_late_is_told_to_the_commander(at_stage: AtStage) -> None:
    played = at_stage("declared")
    later(played, 30)
    assert "Tell the Community and Race Relations Officer" in played.told("commander")


def test_mi_10_the_partners_are_told_within_2_hours_of_the_officer(at_stage: AtStage) -> None:
    # given an officer who was told at 10.00 / when they tell the partners at 11.30
    played = told(at_stage("declared"), "crro")
    assert limits(played)["mi_partners"] == at("Mon 2 Mar 2026 12:00")
    with pytest.raises(NotYours):
        played.answer("Task_TellPartners", {"words": story.WORDS}, by=INGRID)
    later(played, 90)
    story.tell_partners(played.driver, played.reference)
    # then council of race equality and co-ordinator have the details and what police did at once
    assert readers(played, "L-MI-02") == ["Comfort Asante", "Delphine Okoro", "Council duty desk"]
    for row in rounds(played, "L-MI-02"):
        assert story.WORDS in row.text
        assert f"Done by police to keep the public safe: {story.STEPS}" in row.text
    # and the clock stops with the last of the three answers
    answer_all(played, "Comfort Asante", "Delphine Okoro")
    assert "mi_partners" in played.running()
    answer_all(played, "Council duty desk")
    assert played.clock("mi_partners").state == "done"


def test_mi_11_the_council_learns_the_steps_and_nothing_of_the_decision(at_stage: AtStage) -> None:
    played = told(at_stage("declared"), "crro", "partners")
    row_id = notice(played, "Council duty desk").round_id
    (text,) = [row.text for row in rounds(played, "L-MI-02") if row.id == row_id]
    assert story.STEPS in text
    assert "Racial words were sprayed" not in text
    assert "You must now tell" not in text


def test_mi_12_the_chief_officer_is_told_within_2_hours_of_the_coordinator(at_stage: AtStage) -> None:
    played = told(at_stage("declared"), "crro")
    later(played, 20)
    told(played, "partners")
    assert limits(played)["mi_chief_officer"] == at("Mon 2 Mar 2026 12:20")
    later(played, 121)
    assert "Tell the council chief officer" in played.told("director")
    told(played, "chief_officer")
    assert readers(played, "L-MI-03")[0] == "Philippa Strode"
    (text,) = [row.text for row in rounds(played, "L-MI-03")][:1]
    assert "- Schools." in text
    assert "You get news again by 9am tomorrow, Tuesday 3 March 2026." in text
    answer_all(played, "Philippa Strode")
    assert "mi_chief_officer" not in played.running()


def test_mi_13_both_halves_of_staff_are_told_by_the_next_working_day(at_stage: AtStage) -> None:
    # given a declared incident in Kestrel ward whose officers were told
    played = told(at_stage("declared"), "crro", "partners", "chief_officer")
    # when the co-ordinator briefs council services / then those of the ward have it, and one has to be rung
    with pytest.raises(NotYours):
        played.answer("Task_TellCouncilStaff", BRIEFED, by=AMOS)
    told(played, "council_staff")
    assert readers(played, "L-MI-04") == COUNCIL_STAFF
    assert calls(played) == ["Ring Street Cleansing: the briefing for operational staff"]
    # when the officer briefs police staff / then the clock still waits for the one to be rung
    told(played, "police_staff")
    assert readers(played, "L-MI-04") == COUNCIL_STAFF + POLICE_STAFF
    assert played.running()["mi_staff"] == day("Tue 3 Mar 2026")
    ring(played, "Street Cleansing", got_through=True)
    assert (played.clock("mi_staff").state, calls(played)) == ("done", [])


def test_mi_13_staff_who_are_not_told_in_time_are_a_matter_for_the_director(at_stage: AtStage) -> None:
    played = told(at_stage("declared"), "crro", "partners", "chief_officer", "council_staff")
    played.driver.go_to(day("Wed 4 Mar 2026"))
    assert "have not all been told" in played.told("director")
    assert "Task_TellPoliceStaff" in played.task_ids()


def test_mi_14_mi_21_every_notice_says_what_it_is_for_and_where_questions_go(at_stage: AtStage) -> None:
    played = at_stage("declared")
    told_everybody(played)
    story.fix_debrief(played.driver, played.reference, day("Wed 4 Mar 2026"))
    story.inform_members(played.driver, played.reference)
    story.correct(played.driver, played.reference)
    texts = {row.code: row.text for row in played.rows(NoticeRound)}
    assert sorted(texts) == ["L-MI-01", "L-MI-02", "L-MI-03", "L-MI-04", "L-MI-05", "L-MI-06", "L-MI-07"]
    for code, text in texts.items():
        assert "Four purposes: tell you the main facts, check them, ask what else you know, keep services" in text, code
        assert "the Partnership Co-ordinator, not to the investigators" in text, code


def test_mi_17_who_knows_more_tells_it_without_delay(at_stage: AtStage) -> None:
    # given a briefing / when a school writes by its link, and a member of staff passes on what they heard
    played = told(at_stage("declared"), "crro", "partners", "chief_officer", "council_staff")
    story.reply(played.driver, played.reference, "Harbour Road School", "more", "Pupils speak of a march at 6pm.")
    heard = PassOnInformation(actor=played.by(INGRID), case_id=played.case_id, words="A march is called for 6pm.")
    assert set(refused(played.do, PassOnInformation(actor=heard.actor, case_id=heard.case_id, words=" "))) == {"words"}
    long = PassOnInformation(actor=heard.actor, case_id=heard.case_id, words="x" * 901)
    assert set(refused(played.do, long)) == {"words"}
    played.do(heard)
    # then both collectors hear of both, and the words are kept
    for role in ("coordinator", "crro"):
        assert "Harbour Road School answered" in played.told(role)
        assert len([line for line in played.told(role).splitlines() if "passed on" in line]) == 1
    assert "A march is called for 6pm." in played.events("information")[0]


def test_mi_17_what_is_known_before_the_decision_reaches_both_collectors(at_stage: AtStage) -> None:
    played = at_stage("enquired")
    played.do(PassOnInformation(actor=played.by(DELPHINE), case_id=played.case_id, words="A march is called."))
    for role in ("coordinator", "crro"):
        assert played.told(role).count("Information was passed on.") == 1
    story.decide(played.driver, played.reference)
    assert played.told("crro").count("passed on") == 1


def test_mi_18_each_of_the_four_replies_is_kept_and_stops_the_reminder(at_stage: AtStage) -> None:
    # given a briefing / when four services answer in four ways, and one does not
    played = told(at_stage("declared"), "crro", "partners", "chief_officer", "council_staff", "police_staff")
    answers = (("confirmed", ""), ("correction", "One window."), ("more", "A march."), ("action", "Doors are locked."))
    for name, (kind, words) in zip(COUNCIL_STAFF, answers, strict=False):
        story.reply(played.driver, played.reference, name, kind, words)
    assert [(row.kind, row.words) for row in played.rows(NoticeReply)] == list(answers)
    assert set(refused(story.reply, played.driver, played.reference, POLICE_STAFF[0], "more")) == {"words"}
    # when one working day is over / then only those who did not answer are reminded
    played.driver.go_to(day("Wed 4 Mar 2026"))
    reminded = [row.name for name in (*COUNCIL_STAFF, *POLICE_STAFF) if (row := notice(played, name)).reminded_at]
    assert reminded == ["Street Cleansing", *POLICE_STAFF]
    mails = [row.to_address for row in played.rows(OutboxItem) if row.subject.startswith("Reminder: ")]
    assert len(mails) == len(POLICE_STAFF)
    # and it is the co-ordinator who hears that an answer is late
    assert "Answer to a notice" in played.told("coordinator")


def test_mi_18_a_correction_goes_to_everybody_who_was_told_so_far(at_stage: AtStage) -> None:
    # given an incident of which nobody was told / then there is nothing to correct
    played = at_stage("declared")
    assert set(refused(story.correct, played.driver, played.reference)) == {"was_wrong"}
    # when officer and partners were told and something was wrong
    told(played, "crro", "partners")
    story.correct(played.driver, played.reference)
    # then these four hear what was wrong and what is right, in full, and nobody else
    assert newest_readers(played) == ["Amos Redfern", "Comfort Asante", "Delphine Okoro", "Council duty desk"]
    (text,) = [row.text for row in rounds(played, "L-MI-07")]
    assert "What we told you, and was wrong: That two windows are broken." in text
    assert "What is right: One window is broken." in text
    # and so do those who are told later, of the next one, however long it is
    told(played, "chief_officer")
    long = "We wrote that a door was broken. " * 20
    played.do(CorrectNotices(actor=played.by(AMOS), case_id=played.case_id, was_wrong=long, is_right="It was not."))
    assert newest_readers(played)[-1] == "Philippa Strode"
    assert long.strip() in rounds(played, "L-MI-07")[-1].text


def test_mi_19_each_office_is_told_by_the_one_before_in_this_order(at_stage: AtStage) -> None:
    played = at_stage("declared")
    expected = {
        "crro": ["Task_TellCrro"],
        "partners": ["Task_TellPartners"],
        "chief_officer": ["Task_TellChiefOfficer"],
        "council_staff": ["Task_TellCouncilStaff", "Task_TellPoliceStaff"],
    }
    for step, open_now in expected.items():
        assert [task for task in played.task_ids() if task.startswith("Task_Tell")] == open_now
        told(played, step)


def test_mi_19_an_office_is_told_before_its_turn_with_a_reason_and_not_again_in_its_turn(at_stage: AtStage) -> None:
    # given a declared incident / when the race equality council is told before the officer, with the reason
    played = at_stage("declared")
    early = partial(story.tell_early, played.driver, played.reference)
    assert set(refused(early, "rec", reason=" ")) == {"reason"}
    assert set(refused(early, "staff")) == {"role"}
    early("rec")
    assert readers(played, "L-MI-02") == ["Comfort Asante"]
    assert [row.out_of_order for row in rounds(played, "L-MI-02")] == ["She stands beside me."]
    assert "Before their turn: She stands beside me." in played.events("notice")[0]
    assert refused(early, "rec") == {"role": "They were told already"}
    # then the later step goes to the other two, and the clock waits for all three
    told(played, "crro", "partners")
    assert readers(played, "L-MI-02") == ["Comfort Asante", "Delphine Okoro", "Council duty desk"]
    answer_all(played, "Delphine Okoro", "Council duty desk")
    assert "mi_partners" in played.running()
    answer_all(played, "Comfort Asante")
    assert "mi_partners" not in played.running()


def test_mi_19_a_step_that_was_told_as_a_whole_is_passed_over(at_stage: AtStage) -> None:
    played = at_stage("declared")
    story.tell_early(played.driver, played.reference, "chief_officer_council")
    told(played, "crro", "partners")
    assert "Task_TellChiefOfficer" not in played.task_ids()
    assert readers(played, "L-MI-03") == ["Philippa Strode"]
    assert played.clock("mi_chief_officer").state == "done"


def test_mi_19_a_coordinator_told_before_the_turn_has_two_hours_from_then(at_stage: AtStage) -> None:
    # given a co-ordinator told at 10.00, before the officer / then their own two hours begin
    played = at_stage("declared")
    story.tell_early(played.driver, played.reference, "coordinator")
    assert limits(played)["mi_chief_officer"] == at("Mon 2 Mar 2026 12:00")
    # when the mail leaves at 10.01 and the others are told at 10.25 / then these do not begin anew
    later(played, 1)
    story.send_mail(played.driver, played.reference)
    later(played, 24)
    told(played, "crro", "partners")
    assert limits(played)["mi_chief_officer"] == at("Mon 2 Mar 2026 12:00")
    assert [row.state for row in played.rows(Deadline) if row.clock == "mi_chief_officer"] == ["running"]


def test_mi_23_who_does_not_answer_is_stood_in_for_by_the_deputy_then_the_director(at_stage: AtStage) -> None:
    # given an officer told at 10.00 / when they are rung in vain and 30 minutes pass
    played = told(at_stage("declared"), "crro")
    ring(played, "Amos Redfern", got_through=False)
    assert "Delphine Okoro rang Amos Redfern at 10am: no answer." in played.events("attempt")[0]
    later(played, 29)
    assert readers(played, "L-MI-01") == ["Amos Redfern"]
    later(played, 1)
    assert readers(played, "L-MI-01") == ["Amos Redfern", "Fola Brightwell"]
    # when the deputy does not answer either / then the director has it
    later(played, 30)
    assert readers(played, "L-MI-01") == ["Amos Redfern", "Fola Brightwell", "Edwin Sark"]
    # and one answer ends it for all three
    answer_all(played, "Fola Brightwell")
    assert "mi_crro" not in played.running()
    assert not [clock for clock in played.running() if clock.startswith("mi_unreachable")]


def test_mi_23_who_tells_the_next_office_has_the_notice_and_needs_no_deputy(at_stage: AtStage) -> None:
    played = told(at_stage("declared"), "crro")
    later(played, 10)
    told(played, "partners")
    assert notice(played, "Amos Redfern").answered_at == at("Mon 2 Mar 2026 10:10")
    later(played, 25)
    assert readers(played, "L-MI-01") == ["Amos Redfern"]
