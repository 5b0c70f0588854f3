"""One case from the public form to the accepted plan: every human act goes through a page."""

from datetime import date

from service.demo.answers import CAL, JO, MARIAN, NADIA, OFFICERS, TOM
from service.store.work import Deadline
from tests.journeys import office_pages as office
from tests.journeys import public_pages as public
from tests.journeys import review_tasks as review
from tests.journeys import staff_tasks as staff
from tests.journeys.post_office import pdf_of, words_of
from tests.journeys.public_pages import RESIDENT, Incident, Receipt
from tests.journeys.town import Town

INCIDENTS = [
    Incident(happened_on=date(2026, 1, 5), reported_on=date(2026, 1, 6)),
    Incident(happened_on=date(2026, 1, 20), reported_on=date(2026, 1, 20), body="council"),
    Incident(happened_on=date(2026, 2, 10), reported_on=date(2026, 2, 12), body="housing"),
]

CLOSED = {
    (clock, "")
    for clock in (
        *("ct_risk_check", "ct_acknowledge", "ct_threshold_decision", "ct_contact", "ct_chair"),
        *("ct_papers", "ct_review_meeting", "ct_review_outcome", "ct_minutes", "ct_plan", "ct_lead_accepts"),
    )
}


def test_an_application_becomes_an_accepted_plan(town: Town) -> None:
    """The whole way of issue 2, in one piece: no act but through a page."""
    receipt = public.apply(town.resident(), town.address, INCIDENTS)
    town.send_post()
    assert "We will tell you if something is missing by Thursday 5 March 2026" in promise_of(town, receipt)

    town.wait(working_days=1)
    decide_that_the_threshold_is_met(town, receipt)
    assert "We will call you about the review by Thursday 12 March 2026" in promise_of(town, receipt)

    hold_the_review(town)
    tell_the_outcome(town)
    assert "We will agree a plan with you by Tuesday 31 March 2026" in promise_of(town, receipt)

    agree_the_plan(town)
    assert "We will tell you how the plan is going by" in promise_of(town, receipt)
    check_mails(town)
    check_record(town, receipt.reference)


def check_mails(town: Town) -> None:
    """Every letter came as a mail with a PDF; none to the applicant says in its subject what it is about."""
    assert all(pdf_of(mail).startswith(b"%PDF-") for mail in town.post.mails)
    to_resident = town.post.sent_to(RESIDENT)
    assert [mail["Subject"] for mail in to_resident] == ["A letter for you"] * 5  # CT-05, 12, 27, 38, 44
    assert not [mail for mail in to_resident if "review" in words_of(mail)]
    for officer in OFFICERS.values():
        subjects = [str(mail["Subject"]).split(",")[0] for mail in town.post.sent_to(officer)]
        assert "Please confirm reports of anti-social behaviour" in subjects
        assert "Invitation to a case review meeting" in subjects
    assert len(town.post.sent_to(TOM)) == 1  # the plan he leads


def check_record(town: Town, reference: str) -> None:
    """The statutory dates stand in their columns; clocks of finished work are closed, those of the plan run."""
    case = town.case(reference)
    assert (case.stage, case.is_open) == ("Following the plan", True)
    assert case.received_on == date(2026, 3, 2)
    assert case.refusal_letter_on is None
    assert case.review_held_on == date(2026, 3, 16)
    assert case.recommendations_on == date(2026, 3, 17)  # the day the minutes were approved
    clocks = {(row.clock, row.key): row.state for row in town.rows(Deadline, reference)}
    running = {clock for clock, state in clocks.items() if state == "running"}
    assert running == {
        ("ct_recommendation_response", "housing"),
        ("ct_recommendation_response", "council"),
        ("ct_action", "action-1"),
        ("ct_action", "action-2"),
        ("ct_plan_review", ""),
        ("ct_victim_update", ""),
    }
    assert {clock for clock, state in clocks.items() if state == "done"} >= CLOSED


def decide_that_the_threshold_is_met(town: Town, receipt: Receipt) -> None:
    """Risk, completeness, acknowledgement, the bodies' answers, grouping, decision, letter by two people."""
    staff.check_risk(town, JO)
    staff.check_application(town, JO)
    staff.acknowledge(town, JO)
    town.wait(working_days=2)
    assert "We will tell you if there will be a review by" in promise_of(town, receipt)
    for officer in OFFICERS.values():
        staff.confirm_reports(town, officer)
    staff.group_reports(town, JO)
    staff.decide_threshold_met(town, JO)
    staff.ask_approval_of_met(town, JO)
    office.approve_letters(town, MARIAN, "we will hold a review")
    town.send_post()


def hold_the_review(town: Town) -> None:
    """Contact, chair, the agencies' information, invitations, papers, the meeting."""
    town.wait(working_days=2)
    review.contact_applicant(town, JO)
    review.appoint_chair(town, JO)
    for officer in OFFICERS.values():
        review.give_information(town, officer)
    meeting_on = town.calendar.add_working_days(town.clock.today(), working_days=5)
    review.fix_meeting(town, JO, meeting_on)
    review.decide_victim_part(town, NADIA)
    review.send_invitations(town, JO)
    town.wait(working_days=1)
    review.send_papers(town, JO)
    town.wait(working_days=4)
    assert town.clock.today() == meeting_on
    review.hold_meeting(town, NADIA)


def tell_the_outcome(town: Town) -> None:
    """The chair approves, the minutes are agreed, the applicant is called and written to."""
    review.approve_outcome(town, NADIA)
    review.draft_minutes(town, CAL)
    town.wait(working_days=1)
    review.approve_minutes(town, NADIA)
    review.circulate_minutes(town, JO)
    review.call_applicant(town, JO)
    review.ask_approval_of_outcome(town, JO)
    letter = office.approve_letters(town, MARIAN, "outcome")
    assert "visit the flat and agree quiet hours in writing" in letter.lower()
    town.send_post()


def agree_the_plan(town: Town) -> None:
    """Agreed item by item, written, handed over, accepted."""
    town.wait(working_days=2)
    review.agree_plan(town, JO)
    assert "done as recommended" in review.send_plan(town, JO).lower()
    review.hand_over_plan(town, JO)
    town.send_post()
    review.accept_plan(town, TOM)


def promise_of(town: Town, receipt: Receipt) -> str:
    """Give what the tracking page promises the applicant today."""
    return public.follow(town.resident(), town.address, receipt)
