"""The public form from its first page to the receipt: checked, sent once. Source: CT-01 to CT-11, brief page 5."""

import re

from sqlalchemy import func, select

from service.store.cases import Case
from service.store.database import Sessions
from service.store.record import Application, Party, ReportedIncident
from tests.frozen_clock import FrozenClock, day
from tests.web.applicant import AREA, FORM, Applicant, text_of


def test_ct_01_the_first_page_says_what_a_review_is_and_who_may_ask(applicant: Applicant) -> None:
    page = text_of(applicant.browser.get(AREA).page)
    assert "harassed, alarmed or distressed" in page
    assert "a person, a business or a community group" in page
    assert page.index("Call 999") < page.index("What this is")


def test_ct_02_the_first_page_offers_the_exits(applicant: Applicant) -> None:
    page = text_of(applicant.browser.get(AREA).page)
    for exit_words in (
        "To complain about an officer or a service",
        "Ombudsman",
        "Independent Office for Police Conduct",
        "Crown Prosecution Service",
        "Victims’ Right to Review",
        "A review blames no one",
    ):
        assert exit_words in page


def test_ct_05_a_form_becomes_a_case_with_every_row(applicant: Applicant, sessions: Sessions) -> None:
    # given a whole form with three incidents
    applicant.fill_in()
    # when it is sent
    applicant.send()
    # then there is one case, received now and online, with the applicant's words
    with sessions.read() as session:
        case = session.scalars(select(Case)).one()
        application = session.get_one(Application, case.id)
        party = session.scalars(select(Party)).one()
        incidents = session.scalars(select(ReportedIncident).order_by(ReportedIncident.number)).all()
    assert (case.reference, case.received_on) == ("ASH-CT-2026-0001", day("Mon 2 Mar 2026"))
    assert case.label == "Amara Lindqvist-Bell at Tanners Row"
    assert (application.channel, application.basis, application.missing) == ("online", "own", [])
    assert application.behaviour == "Noise, Bins set alight"
    assert application.declared_by == "Amara Lindqvist-Bell"
    assert (party.is_applicant, party.is_victim, party.is_advocate) == (True, True, False)
    assert party.address == ["14 Tanners Row", "Ashmoor", "AS3 7DN"]
    assert (party.postcode, party.street, party.tenant_of) == ("AS3 7DN", "Tanners Row", "housing")
    assert party.safe_contact == "Do not leave a message. Best time to call: after 4pm."
    assert (party.preferred_channel, party.formats) == ("email", "large_print")
    first = incidents[0]
    assert (first.happened_on, first.reported_on, first.body_code, first.channel) == (
        day("Mon 5 Jan 2026"),
        day("Tue 6 Jan 2026"),
        "police",
        "phone",
    )
    assert len({row.occasion for row in incidents}) == 3


def test_ct_05_the_receipt_gives_reference_code_and_dated_steps(applicant: Applicant) -> None:
    applicant.fill_in().send()
    page = text_of(applicant.browser.get(f"{FORM}/sent").page)
    assert "Application sent" in page
    assert "ASH-CT-2026-0001" in page
    assert re.search(r"Your code to follow it: [3479A-Y]{5}-[3479A-Y]{5}", page)
    assert "Monday 2 March 2026, 9am. We have sent a receipt to your email." in page
    assert "We check today whether anyone is at risk." in page
    assert "If something is missing, we ask you for it by Thursday 5 March 2026." in page
    assert "we write within 5 working days to say so" in page
    assert "Jo Whitlock, 01632 960 142, Monday to Friday, 9am to 5pm." in page
    assert "Report it as before and tell us too." in page


def test_ct_11_at_night_the_risk_check_is_promised_by_its_limit(applicant: Applicant, clock: FrozenClock) -> None:
    clock.set("Fri 27 Feb 2026 22:15")
    applicant.fill_in().send()
    page = text_of(applicant.browser.get(f"{FORM}/sent").page)
    assert "We check by Monday 2 March 2026 whether anyone is at risk." in page


def test_ct_05_sending_twice_gives_one_application(applicant: Applicant, sessions: Sessions) -> None:
    # given a form that was sent
    applicant.fill_in()
    applicant.browser.get(f"{FORM}/check")
    check_page = applicant.page
    applicant.browser.post(f"{FORM}/check")
    # when the button is pressed again from the same page, and the answers are posted once more
    applicant.browser.page = check_page
    applicant.browser.post(f"{FORM}/check")
    again = applicant.browser.location
    applicant.browser.page = check_page
    applicant.browser.post(f"{FORM}/where", location="Elsewhere")
    # then there is one case, unchanged, and both presses show the receipt
    assert (again, applicant.browser.location) == (f"{FORM}/sent", f"{FORM}/sent")
    with sessions.read() as session:
        assert session.scalar(select(func.count()).select_from(Case)) == 1
        assert session.scalars(select(Application)).one().location == "On the stairs of our block"


def test_the_answers_can_be_printed_for_an_hour(applicant: Applicant, clock: FrozenClock) -> None:
    applicant.fill_in().send()
    page = text_of(applicant.browser.get(f"{FORM}/answers").page)
    assert "Bottles thrown at the front door" in page
    assert "We sleep in the back room." in page
    assert "Change" not in page
    clock.pass_time(minutes=61)
    assert applicant.browser.get(f"{FORM}/answers").status == 404
    assert applicant.browser.get(f"{FORM}/sent").status == 404


def test_check_shows_every_answer_and_change_returns_to_it(applicant: Applicant) -> None:
    applicant.fill_in()
    page = applicant.browser.get(f"{FORM}/check").page
    assert "Still to do" not in page
    for words in ("Amara Lindqvist-Bell", "14 Tanners Row", "07700 900 417", "Tuesday 10 February 2026", "Large print"):
        assert words in page
    assert "Ashmoor Borough Council, Northmoor Police, Northmoor Integrated Care Board and Ashmoor Homes" in page
    change = f"{FORM}/effect?change=1"
    assert f'href="{change}"' in page
    applicant.browser.post(change, seen=change, effect="We moved out.")
    assert applicant.browser.location == f"{FORM}/check"
    assert "We moved out." in applicant.browser.get(f"{FORM}/check").page


def test_a_change_that_needs_more_leads_to_what_is_needed(applicant: Applicant) -> None:
    # given a form for oneself
    applicant.fill_in()
    # when it becomes one for several people
    change = f"{FORM}/for-whom?change=1"
    applicant.browser.post(change, seen=change, basis="one_of_several")
    # then the people are asked for, and the form cannot be sent before
    assert applicant.browser.location == f"{FORM}/victims"
    applicant.send()
    assert applicant.browser.status == 422
    assert "<title>Error: " in applicant.page
    assert "The people you ask for" in applicant.page


def test_a_form_without_any_way_to_write_back_cannot_be_sent(applicant: Applicant) -> None:
    applicant.fill_in()
    applicant.answer("your-address", {"address_1": ""}).answer("phone-and-email", {"phone": "", "email": ""})
    assert applicant.send().browser.status == 422
    assert "An address or an email address" in applicant.page
