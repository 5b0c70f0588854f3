"""One case from the public form to the accepted plan: every human act goes through a page."""

from datetime import date

import pytest

from service.demo import answers as said
from service.demo.answers import CAL, IRIS, JO, MARIAN, NADIA, OFFICERS, TOM
from service.store.work import Deadline
from tests.journeys import office_pages as office
from tests.journeys import public_pages as public
from tests.journeys import review_tasks as review
from tests.journeys import staff_tasks as staff
from tests.journeys.post_office import pdf_of, words_of
from tests.journeys.public_pages import RESIDENT, Incident, Receipt
from tests.journeys.town import Town

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.timeout(240)]
INCIDENTS = [
    Incident(happened_on=date(2026, 1, 5), reported_on=date(2026, 1, 6)),
    Incident(happened_on=date(2026, 1, 20), reported_on=date(2026, 1, 20), body="council"),
    Incident(happened_on=date(2026, 2, 10), reported_on=date(2026, 2, 12), body="housing"),
]


def test_an_application_becomes_an_accepted_plan(town: Town) -> None:
    """The whole way of issue 2, in one piece."""
    receipt = public.apply(town.resident(), town.address, INCIDENTS)
    town.send_post()
    assert "We will tell you if something is missing by Thursday 5 March 2026" in promise_of(town, receipt)

    town.wait(working_days=1)
    decide_that_the_threshold_is_met(town, receipt)
    print(promise_of(town, receipt))
    hold_the_review(town)
    tell_the_outcome(town)
    print(promise_of(town, receipt))
    agree_the_plan(town)
    print(promise_of(town, receipt))
    for mail in town.post.mails: print(mail["To"], mail["Subject"])
    from service.store.work import Deadline
    for d in town.rows(Deadline, receipt.reference): print(d.clock, d.key, d.state, d.limit_on)
    c=town.case(receipt.reference); print(vars(c))


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
    office.approve_letters(town, MARIAN, "outcome")
    town.send_post()


def agree_the_plan(town: Town) -> None:
    """Agreed item by item, written, handed over, accepted."""
    town.wait(working_days=2)
    review.agree_plan(town, JO)
    review.send_plan(town, JO)
    review.hand_over_plan(town, JO)
    town.send_post()
    review.accept_plan(town, TOM)


def promise_of(town: Town, receipt: Receipt) -> str:
    """Give what the tracking page promises the applicant today."""
    return public.follow(town.resident(), town.address, receipt)
