"""One case from the public form to the refusal with its reasons, and closed: every act through a page."""

from datetime import date

from service.demo.answers import JO, MARIAN, OFFICERS
from service.store.work import Deadline
from tests.journeys import office_pages as office
from tests.journeys import public_pages as public
from tests.journeys import staff_tasks as staff
from tests.journeys.post_office import pdf_of, words_of
from tests.journeys.public_pages import RESIDENT, Incident
from tests.journeys.town import Town

TWO_INCIDENTS = [
    Incident(happened_on=date(2026, 1, 20), reported_on=date(2026, 1, 20)),
    Incident(happened_on=date(2026, 2, 10), reported_on=date(2026, 2, 12), body="council"),
]


def test_an_application_ends_with_a_refusal_and_its_reasons(town: Town) -> None:
    """Two reports where three are needed: reasons, the right to appeal, a named officer for what goes on."""
    receipt = public.apply(town.resident(), town.address, TWO_INCIDENTS)
    town.wait(working_days=1)
    staff.check_risk(town, JO)
    staff.check_application(town, JO)
    staff.acknowledge(town, JO)
    town.wait(working_days=2)
    for officer in OFFICERS.values():
        staff.confirm_reports(town, officer, view="not_met")
    staff.group_reports(town, JO)
    staff.decide_threshold_not_met(town, JO)
    staff.hand_over_what_goes_on(town, JO)
    staff.ask_approval_of_not_met(town, JO)
    letter = office.approve_letters(town, MARIAN, "not hold a review")
    town.send_post()

    assert "We found 2 reports that count, from 1 person." in letter
    assert "No lasting harm was reported." in letter
    assert "appeal" in letter
    mail = town.post.sent_to(RESIDENT)[-1]
    assert pdf_of(mail).startswith(b"%PDF-")
    assert "threshold" not in words_of(mail)  # others may see a mail: only the letter in it says what it is about
    case = town.case(receipt.reference)
    assert (case.is_open, case.stage) == (False, "Closed: threshold not met")
    assert (case.received_on, case.refusal_letter_on) == (date(2026, 3, 2), date(2026, 3, 5))
    assert (case.review_held_on, case.recommendations_on) == (None, None)
    assert not [row.clock for row in town.rows(Deadline, receipt.reference) if row.state == "running"]
    followed = public.follow(town.resident(), town.address, receipt)
    assert "You do not need to do anything now." not in followed
