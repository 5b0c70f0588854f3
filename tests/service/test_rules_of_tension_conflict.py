"""TE-11, TE-15, TE-16, TE-22: work at levels 1 and 2: responses, impact assessment, media, records of meetings."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from service.cases import CompleteTask
from service.cases.errors import AnswersRefused, NotYours
from service.demo.driver import posted
from service.demo.tension import BRAM, DELPHINE, JUNO, MABEL, NELL
from service.store.people import Person, RoleMembership
from service.store.work import TaskAnswer
from tests.service.tension_answers import IMPACT, MEDIA, MET, NO_CHANGE, RESPONSES, STARTED, YES
from tests.service.tension_play import TensionPlay
from tests.stages import ON_SQLITE, AtStage

RELEASE = {"release": "now", "released_by": ["press", "website"]}


def also_is(played: TensionPlay, email: str, role: str) -> None:
    """Give somebody a second role in the area."""
    with played.driver.toolbox.sessions.write() as session, session.begin():
        person = session.scalars(select(Person.id).where(Person.email == email)).one()
        session.add(
            RoleMembership(person_id=person, role=role, area_id=played.driver.area_id, from_on=played.driver.today)
        )


# -- responses


def test_te_15_responses_are_deployed_when_police_and_council_have_authorised_them(at_stage: AtStage) -> None:
    # given the meeting's record with two responses
    played = TensionPlay.at(at_stage, "level_2")
    played.meet()
    shown = played.evidence("te_responses", "Task_AuthoriseResponses")
    assert all(one["what"] in shown for one in RESPONSES)
    assert "Task_DeployResponses" not in played.duties()
    # when both authorise, the council not all of it / then both decisions stand and deployment is open
    played.authorise(council="some")
    assert [row.answer for row in played.decisions("responses")] == ["all authorised", "some left out"]
    assert played.decisions("responses")[1].reasons == "Youth work: nobody is free. As nominated"
    deployed = {"deployed": "Two patrols since 6pm.", "emergency": "A street was closed at 9.50, before the meeting."}
    played.answer("Task_DeployResponses", deployed, by=MABEL)
    assert played.answers("Task_DeployResponses")["emergency"] == "A street was closed at 9.50, before the meeting."
    assert "Task_DeployResponses" not in played.duties()


def test_te_15_the_second_authoriser_is_another_person(at_stage: AtStage) -> None:
    # given a commander who is the council's officer too
    played = TensionPlay.at(at_stage, "level_2")
    also_is(played, BRAM, "council_officer")
    played.meet()
    played.answer("Task_AuthoriseResponses", {"authorised": "all", "post": "Superintendent"}, by=BRAM)
    with pytest.raises(NotYours, match="Someone else must do this"):
        played.answer("Task_AuthoriseForCouncil", {"authorised": "all", "post": "Officer"}, by=BRAM)
    assert "Task_DeployResponses" not in played.duties()
    played.answer("Task_AuthoriseForCouncil", {"authorised": "all", "post": "Officer"}, by=NELL)
    assert "Task_DeployResponses" in played.duties()


@pytest.mark.parametrize("side", ["police", "council"])
def test_te_15_what_one_side_refuses_goes_back_to_the_team(at_stage: AtStage, side: str) -> None:
    played = TensionPlay.at(at_stage, "level_2")
    played.meet()
    played.authorise(**{side: "none"})
    assert "Task_RecordMeeting" in played.duties()
    assert not {"Task_DeployResponses", "Task_AuthoriseForCouncil"} & set(played.duties())
    # when the team agrees something else / then both authorise anew
    played.answer("Task_RecordMeeting", MET, by=DELPHINE)
    played.authorise()
    assert "Task_DeployResponses" in played.duties()


@ON_SQLITE
def test_te_15_leaving_something_out_takes_a_reason(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_2")
    played.meet()
    with pytest.raises(AnswersRefused) as refused:
        played.answer("Task_AuthoriseResponses", {"authorised": "some", "post": "Superintendent"}, by=BRAM)
    assert set(refused.value.problems) == {"left_out"}


def test_te_22_the_meeting_is_kept_with_who_was_there_what_was_found_and_decided(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_2")
    played.meet()
    assert played.answers("Task_StartMeeting")["present"] == ["police", "council", "asb"]
    record = played.answers("Task_RecordMeeting")
    assert record["attendance"] == MET["attendance"]
    assert record["decisions"] == "Patrols and youth work."
    assert [row["what"] for row in record["responses"]] == [one["what"] for one in RESPONSES]


# -- the community impact assessment


def test_te_11_the_first_version_is_approved_in_four_hours_and_every_24_hours_after(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_2")
    assert played.limits()["te_first_cia"] == played.now + timedelta(hours=4)
    assert played.task_row("Task_WriteImpactAssessment").due_at == played.now + timedelta(hours=4)
    played.wait(hours=3)
    played.assess_impact()
    assert played.states("te_first_cia") == ["done"]
    assert played.limits()["te_cia_review_conflict"] == played.now + timedelta(hours=24)
    assert played.task_row("Task_WriteImpactAssessment").due_at == played.now + timedelta(hours=24)


def test_te_11_a_late_first_version_is_told_to_the_commander(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_2")
    played.wait(hours=4, minutes=1)
    late = [role for role, words in played.notices("breach") if "First community impact assessment" in words]
    assert "commander" in late


def test_te_11_versions_are_counted_and_a_look_without_change_is_none(at_stage: AtStage) -> None:
    # given a first version, a look that found no change, and a second version
    played = TensionPlay.at(at_stage, "level_2")
    for answers in (IMPACT, NO_CHANGE, IMPACT):
        played.wait(hours=2)
        played.assess_impact(answers)
    # then two versions were approved, and each of the three starts the day anew
    assert played.events("impact") == [
        "Version 1 of the community impact assessment is approved.",
        "Version 1 of the community impact assessment stands: it was looked at again.",
        "Version 2 of the community impact assessment is approved.",
    ]
    assert played.limits()["te_cia_review_conflict"] == played.now + timedelta(hours=24)


def test_te_11_the_first_version_is_never_no_change(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_2")
    with pytest.raises(AnswersRefused) as refused:
        played.answer("Task_WriteImpactAssessment", NO_CHANGE, by=MABEL)
    assert set(refused.value.problems) == {"version"}
    assert played.states("te_first_cia") == ["running"]


def test_te_11_what_is_given_back_is_written_again_against_the_same_limit(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_2")
    limit = played.limits()["te_first_cia"]
    played.wait(hours=1)
    played.answer("Task_WriteImpactAssessment", IMPACT, by=MABEL)
    given_back = {"approved": False, "change": "Name the schools."}
    played.answer("Task_ApproveImpactAssessment", given_back, by=BRAM)
    assert played.limits()["te_first_cia"] == limit
    assert "Task_WriteImpactAssessment" in played.duties()
    assert played.decisions("impact_assessment")[0].reasons == "Name the schools."
    assert played.events("impact") == []


def test_te_11_four_eyes_stand_on_it(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_2")
    also_is(played, MABEL, "commander")
    played.answer("Task_WriteImpactAssessment", IMPACT, by=MABEL)
    assert "Stallholders and families" in played.evidence("te_impact_assessment", "Task_ApproveImpactAssessment")
    with pytest.raises(NotYours):
        played.answer("Task_ApproveImpactAssessment", YES, by=MABEL)
    assert played.states("te_first_cia") == ["running"]


# -- the media


def test_te_16_both_communications_officers_are_asked_for_one_strategy(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_2")
    (asked,) = played.rounds("L-TE-03")
    assert played.told_by(asked) == {"Rafferty Quill", "Juno Faraday"}
    assert asked.sent_at == played.now
    assert "Tell the public nothing until the police and the council have both approved it." in asked.text


def test_te_16_nothing_is_released_before_both_have_approved(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_2")
    played.answer("Task_DraftMediaStrategy", MEDIA, by=JUNO)
    assert played.tension.spokesperson == "Superintendent Oyelaran"
    played.answer("Task_ApproveForCouncil", YES, by=NELL)
    assert "Task_ReleaseStatement" not in played.duties()
    assert played.tension.council_approved_at == played.now
    played.wait(minutes=5)
    played.answer("Task_ApproveForPolice", YES, by=BRAM)
    assert played.tension.police_approved_at == played.now
    played.answer("Task_ReleaseStatement", RELEASE, by=JUNO)
    assert played.tension.released_at == played.now
    assert played.tension.public_lines == "The hall is safe. We are looking into the fire."


@pytest.mark.parametrize("refuser", ["Task_ApproveForPolice", "Task_ApproveForCouncil"])
def test_te_16_refused_once_it_is_drafted_and_approved_by_both_again(at_stage: AtStage, refuser: str) -> None:
    # given one side approves and the other refuses
    played = TensionPlay.at(at_stage, "level_2")
    played.answer("Task_DraftMediaStrategy", MEDIA, by=JUNO)
    by = {"Task_ApproveForPolice": BRAM, "Task_ApproveForCouncil": NELL}
    other = next(one for one in by if one != refuser)
    played.answer(other, YES, by=by[other])
    played.answer(refuser, {"approved": False, "change": "Do not say that the hall is safe."}, by=by[refuser])
    # then nothing is released, the officers are asked anew, and the earlier approval does not count for the new words
    assert "Task_ReleaseStatement" not in played.duties()
    assert len(played.rounds("L-TE-03")) == 2
    played.answer("Task_DraftMediaStrategy", MEDIA | {"public_lines": "We look into the fire."}, by=JUNO)
    assert (played.tension.police_approved_at, played.tension.council_approved_at) == (None, None)
    played.answer(refuser, YES, by=by[refuser])
    assert "Task_ReleaseStatement" not in played.duties()
    played.answer(other, YES, by=by[other])
    played.answer("Task_ReleaseStatement", RELEASE, by=JUNO)
    assert played.tension.public_lines == "We look into the fire."


def test_te_16_held_ready_is_not_released(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_2")
    played.approve_media()
    played.answer("Task_ReleaseStatement", {"release": "hold", "hold_why": "If the press asks."}, by=JUNO)
    assert played.tension.released_at is None


def test_te_16_who_drafts_does_not_approve(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_2")
    also_is(played, JUNO, "council_officer")
    played.answer("Task_DraftMediaStrategy", MEDIA, by=JUNO)
    with pytest.raises(NotYours):
        played.answer("Task_ApproveForCouncil", YES, by=JUNO)
    assert played.tension.council_approved_at is None


@ON_SQLITE
@pytest.mark.parametrize(
    ("element_id", "answers", "who"),
    [
        ("Task_StartMeeting", STARTED, JUNO),
        ("Task_WriteImpactAssessment", IMPACT, DELPHINE),
        ("Task_DraftMediaStrategy", MEDIA, MABEL),
    ],
)
def test_each_task_is_done_by_those_whose_it_is(
    at_stage: AtStage, element_id: str, answers: dict[str, object], who: str
) -> None:
    played = TensionPlay.at(at_stage, "level_2")
    task = played.driver.task(played.reference, element_id).task_id
    with pytest.raises(NotYours):
        played.do(CompleteTask(actor=played.by(who), task_id=task, posted=posted(answers)))
    assert element_id in played.duties()
    rows = select(TaskAnswer).where(TaskAnswer.case_id == played.case_id, TaskAnswer.element_id == element_id)
    assert played.all(rows) == []
