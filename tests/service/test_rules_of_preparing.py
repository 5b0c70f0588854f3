"""CT-28 to CT-36: personal contact, information, the independent chair, who comes, how the victim is heard."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from service.cases.errors import AnswersRefused, NotYours
from service.demo import answers as said
from service.store.people import RoleMembership
from service.store.record import Attendee, BodyReturn, ContactNote, Meeting, Party, WithheldItem
from tests.frozen_clock import day
from tests.service.played import Played
from tests.stages import AtStage


def attempt(on: Any, *, reached: bool = False) -> dict[str, Any]:
    """Give one call."""
    return {"on": on, "at": "10:00", "how": "phone", "reached": reached, "note": "Rang out"}


def test_ct_28_contact_is_due_three_to_five_working_days_after_the_letter(at_stage: AtStage) -> None:
    # given a letter of Thursday 5 March
    played = at_stage("met")
    row = played.clock("ct_contact")
    assert (row.target_on, row.limit_on) == (day("Tue 10 Mar 2026"), day("Thu 12 Mar 2026"))
    # when the SPOC reaches the applicant / then call and wishes are on file and the clock has stopped
    played.answer("Task_ContactApplicant", said.contacted(played.driver.today), by=said.JO)
    (call,) = [note for note in played.rows(ContactNote) if note.kind == "call"]
    assert call.words == "Spoke for 20 minutes"
    assert "Quiet after 11pm" in played.decision("contact").reasons
    assert played.clock("ct_contact").state == "done"


def test_ct_28_giving_up_takes_three_tries_on_different_days(at_stage: AtStage) -> None:
    # given three tries of which two are on one day
    played = at_stage("met")
    played.driver.go_to(day("Tue 10 Mar 2026"))
    on = played.driver.today
    given_up = {"attempts": [attempt(on), attempt(on), attempt(on - timedelta(days=1))], "outcome": "not_reached"}
    # when the SPOC gives up / then that is refused
    with pytest.raises(AnswersRefused) as refused:
        played.answer("Task_ContactApplicant", given_up, by=said.JO)
    assert "three different days" in refused.value.problems["outcome"]
    # when the tries are on three days / then each is on file
    given_up["attempts"] = [attempt(on - timedelta(days=days)) for days in (0, 1, 4)]
    played.answer("Task_ContactApplicant", given_up, by=said.JO)
    assert [note.kind for note in played.rows(ContactNote)] == ["attempt"] * 3


def test_ct_29_agencies_are_asked_with_the_letter_and_have_ten_working_days(at_stage: AtStage) -> None:
    # given / when the letter that says met has gone on 5 March
    played = at_stage("met")
    # then every agency, the SPOC's own too, has its request for the six months before 2 March
    assert len(played.letters("L-CT-09")) == 4
    row = played.clock("ct_information_return", "council")
    assert (row.target_on, row.limit_on) == (day("Thu 12 Mar 2026"), day("Thu 19 Mar 2026"))
    text = played.letters("L-CT-09")[0].text
    assert "3 September 2025" in text
    assert "2 March 2026" in text


def test_ct_29_a_return_keeps_incidents_effect_and_action(at_stage: AtStage) -> None:
    # given the request to the police / when they answer
    played = at_stage("met")
    played.give_returns("police")
    # then all four parts are on file
    row = next(r for r in played.rows(BodyReturn) if (r.round, r.body_code) == ("information", "police"))
    assert "NP-1182" in row.incidents_words
    assert row.effect == "The caller was frightened to use the stairs."
    assert (row.action_considered, row.action_taken) == (
        "A community protection notice.",
        "Words of advice and a visit.",
    )
    assert played.clock("ct_information_return", "police").state == "done"


def test_ct_29_a_late_agency_is_chased_at_the_target_and_given_up_at_the_limit(at_stage: AtStage) -> None:
    # given requests of 5 March of which three were answered
    played = at_stage("met")
    played.contact_and_appoint()
    played.give_returns("police", "council", "housing")
    # when the target of 12 March has come / then the fourth is reminded
    played.driver.go_to(day("Thu 12 Mar 2026"))
    assert played.readers("L-CT-11") == ["Lena Osei, Northmoor Integrated Care Board"]
    # and the letter says that the answer is due today and that the limit is still to come: it is not late yet
    text = played.letters("L-CT-11")[0].text
    assert "It is due today, Thursday 12 March 2026." in text
    assert "The last day for it is Thursday 19 March 2026." in text
    assert "overdue" not in text
    # when the limit of 19 March has passed / then its silence is on file and the review is prepared without it
    played.driver.go_to(day("Fri 20 Mar 2026"))
    row = next(r for r in played.rows(BodyReturn) if (r.round, r.body_code) == ("information", "health"))
    assert row.state == "silent"
    assert "not given its information" in played.told("csp_manager")
    assert played.task_ids() == ["Task_FixMeeting"]


@pytest.mark.parametrize("ground", ["data_protection", "interception", "confidence_claimed"])
def test_ct_30_a_refusal_is_kept_item_by_item_with_its_ground(at_stage: AtStage, ground: str) -> None:
    # given the SPOC's own agency, which withholds one item
    played = at_stage("met")
    item = {
        "item": "A witness statement",
        "ground": ground,
        "reason": "It names a child",
        "signed_off_by": "Head of law",
    }
    answers = {**said.information(played.driver.today), "withholds": True, "withheld": [item]}
    # when it answers / then ground, reason and senior sign-off are kept
    played.answer("Task_GiveReturn", answers, by=said.GARETH, item="council")
    (kept,) = played.all(select(WithheldItem))
    assert (kept.ground, kept.reason, kept.signed_off_by) == (ground, "It names a child", "Head of law")
    # and only confidence, which the law does not list, is escalated at once
    assert ("claims confidence" in played.told("csp_manager")) is (ground == "confidence_claimed")
    # when the SPOC has checked it / then the finding is kept and the CSP manager told
    checked = {"checked_result": "stands", "reasons": "The ground is in the law"}
    played.answer("Task_CheckRefusal", checked, by=said.JO, item="council")
    assert played.all(select(WithheldItem))[0].checked_result == "stands"
    assert "withheld information" in played.told("csp_manager")


def test_ct_30_nobody_checks_their_own_refusal(at_stage: AtStage) -> None:
    # given a SPOC who also answers for her own agency
    played = at_stage("met")
    with played.driver.toolbox.sessions.write() as session, session.begin():
        jo = played.driver.person_id(said.JO)
        role = RoleMembership(
            person_id=jo, area_id=played.driver.area_id, role="nominated_officer", body_code="council"
        )
        session.add(role)
    item = {"item": "A note", "ground": "data_protection", "reason": "Third party", "signed_off_by": "Head of law"}
    answers = {**said.information(played.driver.today), "withholds": True, "withheld": [item]}
    played.answer("Task_GiveReturn", answers, by=said.JO, item="council")
    checked = {"checked_result": "stands", "reasons": "I say so"}
    # when she checks her own refusal / then that is refused; the deputy checks it
    with pytest.raises(NotYours):
        played.answer("Task_CheckRefusal", checked, by=said.JO, item="council")
    played.answer("Task_CheckRefusal", checked, by=said.PRIYA, item="council")
    assert played.decision("refusal").by_id == played.driver.person_id(said.PRIYA)


def fix(played: Played, **more: Any) -> None:
    """Fix the meeting five working days from now."""
    on = played.driver.calendar.add_working_days(played.driver.today, working_days=5)
    played.answer("Task_FixMeeting", {**said.meeting_on(on), **more}, by=said.JO)


def must_come(played: Played) -> dict[str, str]:
    """Give who must be at the meeting, and by which rule."""
    meeting = played.rows(Meeting)[-1]
    rows = played.all(select(Attendee).where(Attendee.meeting_id == meeting.id))
    return {row.body_code: row.required_by for row in rows}


@pytest.mark.parametrize(
    ("tenant", "under_18", "expected"),
    [
        ("yes", "no", {"council", "police", "health", "housing"}),
        ("no", "yes", {"council", "police", "health", "housing", "youth"}),  # the victim is the landlord's tenant
        ("yes", "unknown", {"council", "police", "health", "housing"}),
    ],
)
def test_ct_32_who_must_come_is_decided_by_rule(
    at_stage: AtStage, tenant: str, under_18: str, expected: set[str]
) -> None:
    # given what is known of tenancy and age / when the meeting is fixed
    played = at_stage("prepared")
    fix(played, tenant=tenant, under_18=under_18)
    # then the bodies that must come are listed with the rule
    assert set(must_come(played)) == expected
    assert "tenant" in must_come(played)["housing"]


def test_ct_32_without_a_tenant_the_landlord_need_not_come(at_stage: AtStage) -> None:
    # given a victim who is nobody's tenant
    played = at_stage("prepared")
    with played.driver.toolbox.sessions.write() as session, session.begin():
        for party in session.scalars(select(Party).where(Party.case_id == played.case_id)):
            party.tenant_of = ""
    # when the meeting is fixed / then the housing provider is not required
    fix(played, tenant="no")
    assert set(must_come(played)) == {"council", "police", "health"}


def test_ct_32_chair_and_all_who_must_come_are_invited(at_stage: AtStage) -> None:
    # given a review with somebody under 18
    played = at_stage("prepared")
    fix(played, under_18="yes")
    played.answer("Task_DecideVictimPart", said.VICTIM_PART, by=said.NADIA)
    # when the invitations go / then the chair has one too, and so has the youth service
    played.send("Task_SendInvitations", by=said.JO)
    readers = " ".join(played.readers("L-CT-10"))
    for name in ("Nadia Farrow", "Northmoor Police", "Ashmoor Council", "Care Board", "Carr Valley", "Youth Justice"):
        assert name in readers, name


def test_ct_33_who_cannot_come_is_reminded_of_the_written_report(at_stage: AtStage) -> None:
    # given a meeting on Monday 16 March whose papers have not gone
    played = at_stage("prepared")
    fix(played)
    played.answer("Task_DecideVictimPart", said.VICTIM_PART, by=said.NADIA)
    played.send("Task_SendInvitations", by=said.JO)
    assert played.clock("ct_papers").limit_on == day("Thu 12 Mar 2026")
    # when three working days are left / then partners are reminded to send their report
    played.driver.go_to(day("Wed 11 Mar 2026"))
    assert played.letters("L-CT-11")
    # when fewer than two are left / then the chair hears that the papers are late
    played.driver.go_to(day("Fri 13 Mar 2026"))
    assert "papers" in played.told("review_chair")


def test_ct_34_the_meeting_lies_inside_the_twenty_days(at_stage: AtStage) -> None:
    # given a limit of Thursday 2 April and a target of Thursday 26 March
    played = at_stage("prepared")
    row = played.clock("ct_review_meeting")
    assert (row.target_on, row.limit_on) == (day("Thu 26 Mar 2026"), day("Thu 2 Apr 2026"))
    # when the SPOC fixes the day after / then that is refused; the limit itself is taken
    late = said.meeting_on(day("Tue 7 Apr 2026"))
    with pytest.raises(AnswersRefused) as refused:
        played.answer("Task_FixMeeting", late, by=said.JO)
    assert "Thursday 2 April 2026" in refused.value.problems["planned_on"]
    played.answer("Task_FixMeeting", said.meeting_on(day("Thu 2 Apr 2026")), by=said.JO)
    assert played.row(Meeting).planned_on == day("Thu 2 Apr 2026")


@pytest.mark.parametrize("form_of_meeting", ["inside_existing", "after_existing", "separate", "virtual"])
def test_ct_35_the_meeting_has_one_of_four_formats(at_stage: AtStage, form_of_meeting: str) -> None:
    # given / when the meeting is fixed in one of the formats
    played = at_stage("prepared")
    fix(played, format=form_of_meeting)
    # then the format is on file and the papers are due three working days before
    assert played.row(Meeting).format == form_of_meeting
    assert played.clock("ct_papers").target_on == day("Wed 11 Mar 2026")
    # and the invitation can be written for it
    played.answer("Task_DecideVictimPart", said.VICTIM_PART, by=said.NADIA)
    played.send("Task_SendInvitations", by=said.JO)
    assert played.letters("L-CT-10")


def test_ct_36_an_invited_victim_needs_no_letter(at_stage: AtStage) -> None:
    # given a meeting / when the chair invites the victim to part of it
    played = at_stage("prepared")
    fix(played)
    played.answer("Task_DecideVictimPart", said.VICTIM_PART, by=said.NADIA)
    # then the notice clock stops, and the invitations are next
    assert played.clock("ct_not_invited").state == "done"
    assert played.task_ids() == ["Task_SendInvitations"]


@pytest.mark.parametrize("mode", ["none", "statement", "represented"])
def test_ct_36_a_victim_who_is_not_invited_is_told_why(at_stage: AtStage, mode: str) -> None:
    # given a meeting on 16 March: the notice is due two working days before
    played = at_stage("prepared")
    fix(played)
    assert played.clock("ct_not_invited").limit_on == day("Thu 12 Mar 2026")
    answers = {"victim_mode": mode, "not_invited_reason": "The person said to cause it works in the building."}
    if mode == "represented":
        answers["represented_by"] = "Ashmoor Victim Care"
    # when the chair does not invite the victim and the letter goes
    played.answer("Task_DecideVictimPart", answers, by=said.NADIA)
    played.send("Task_TellNotInvited", by=said.JO, approve=said.MARIAN)
    # then the letter gives reason and date, and the reason is a decision on file
    text = played.letters("L-CT-24")[0].text
    assert "works in the building" in text
    assert "16 March 2026" in text
    assert played.decision("victim_part").answer == mode
    assert played.clock("ct_not_invited").state == "done"


def test_ct_36_only_the_chair_decides_on_the_victims_part(at_stage: AtStage) -> None:
    # given a meeting / when the SPOC decides on the victim's part / then that is refused
    played = at_stage("prepared")
    fix(played)
    with pytest.raises(NotYours):
        played.answer("Task_DecideVictimPart", said.VICTIM_PART, by=said.JO)
