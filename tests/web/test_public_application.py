"""The public form: asked one question a page, checked, sent once, receipted. Source: CT-01 to CT-13, brief page 5."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from service.store.cases import Case
from service.store.database import Sessions
from service.store.record import Application, Consent, Party, ReportedIncident
from tests.browser import Browser
from tests.frozen_clock import FrozenClock, day
from tests.ready_area import a_ready_area, publish_procedure
from tests.web.applicant import ABOUT_YOU, AREA, FORM, TROUBLE, Applicant, on


@pytest.fixture
def applicant(browser: Browser, sessions: Sessions) -> Applicant:
    with sessions.write() as session, session.begin():
        a_ready_area(session)
        a_ready_area(session, code="CAR", name="Carr Dale")
        publish_procedure(session)
    return Applicant(browser)


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


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


def test_areas_without_settings_take_no_applications(applicant: Applicant) -> None:
    assert "Carr Dale" in applicant.browser.get("/ask").page
    for code in ("nowhere", "%00", "ash%00", "a" * 500, "%2e%2e"):
        assert applicant.browser.get(f"/ask/{code}").status == 404, code


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


def test_ct_07_one_applicant_speaks_for_several_and_each_report_has_its_reporter(
    applicant: Applicant, sessions: Sessions
) -> None:
    # given a neighbour who applies for herself and two others
    applicant.begin().answer("for-whom", {"basis": "one_of_several"})
    for slug in ("your-name", "your-address", "your-landlord", "phone-and-email", "safe-message", "safe-contact"):
        applicant.answer(slug, ABOUT_YOU[slug])
    applicant.answer("how-to-write", {"preferred_channel": "post"})
    add_victim(applicant, 1, "Ravi Lindqvist-Bell", consent="signed_here", consent_name="ravi lindqvist-bell")
    add_victim(applicant, 2, "Dilys Penhallow", consent="paper_later")
    applicant.answer("victims", {"another": "no"})
    # and an incident that she and one of the others reported
    applicant.answer("incidents/1/when", on("happened_on", "2026-02-10")).answer("incidents/1/what", {"what": "Fire"})
    applicant.answer("incidents/1/told", {"told": ["police", "council"]})
    for body, who in (("police", "applicant"), ("council", "2")):
        applicant.answer(f"incidents/1/{body}/reporter", {"reported_by": who})
        applicant.answer(f"incidents/1/{body}/reported", on("reported_on", "2026-02-11"))
        applicant.answer(f"incidents/1/{body}/how", {"channel": "online"}).answer(f"incidents/1/{body}/reference", {})
    applicant.answer("incidents", {"another": "no"}).tell_the_rest()
    # when it is sent
    applicant.send()
    # then there are three victims, consents for two, and one occasion with two reports by two people
    with sessions.read() as session:
        people = {party.name: party for party in session.scalars(select(Party))}
        rows = session.scalars(select(ReportedIncident).order_by(ReportedIncident.number)).all()
        consents = session.scalars(select(Consent).order_by(Consent.id)).all()
        application = session.scalars(select(Application)).one()
    assert all(party.is_victim for party in people.values())
    assert people["Amara Lindqvist-Bell"].is_advocate
    assert [row.reported_by_id for row in rows] == [people["Amara Lindqvist-Bell"].id, people["Dilys Penhallow"].id]
    assert len({row.occasion for row in rows}) == 1
    assert [(row.form, row.received_on) for row in consents] == [("online", day("Mon 2 Mar 2026")), ("", None)]
    assert [item["code"] for item in application.missing] == ["consent:2"]


def add_victim(applicant: Applicant, number: int, name: str, **consent: str) -> None:
    here = f"victims/{number}"
    applicant.answer(f"{here}/name", {"name": name}).answer(f"{here}/asking-as", {"kind": "individual"})
    applicant.answer(f"{here}/address", {"address_1": f"{number} Mill Parade"})
    applicant.answer(f"{here}/landlord", {"landlord": "none"}).answer(f"{here}/reach", {})
    applicant.answer(f"{here}/consent", consent)


def test_ct_08_an_advocate_is_told_what_consent_is_before_naming_anyone(applicant: Applicant) -> None:
    applicant.begin().answer("for-whom", {"basis": "advocate"})
    for slug in ("your-name", "your-address", "phone-and-email", "safe-message", "safe-contact"):
        applicant.answer(slug, ABOUT_YOU[slug])
    applicant.answer("relation", {"relation": "councillor", "organisation": "Ashmoor Council"})
    applicant.answer("how-to-write", {"preferred_channel": "email"})
    assert applicant.browser.location == f"{FORM}/about-consent"
    page = text_of(applicant.browser.get(f"{FORM}/about-consent").page)
    assert "It is your job to get it. We cannot start before we have it." in page
    assert "It is not what lets us use their information" in page
    assert 'href="/ask/ash/consent-form"' in applicant.page


def test_ct_08_consent_on_the_screen_needs_the_victims_own_name(applicant: Applicant) -> None:
    applicant.begin().answer("for-whom", {"basis": "advocate"}).answer("victims/1/name", {"name": "Ravi"})
    applicant.answer("victims/1/asking-as", {"kind": "individual"})
    applicant.try_answer("victims/1/consent", {"consent": "signed_here", "consent_name": "Dana"})
    assert applicant.browser.status == 422
    assert "Ask Ravi to type their full name as you gave it" in text_of(applicant.page)
    applicant.try_answer("victims/1/consent", {"consent": "signed_here"})
    assert "Ask them to type their full name" in applicant.page


def test_ct_10_what_is_not_known_is_noted_as_missing(applicant: Applicant, sessions: Sessions) -> None:
    # given an incident whose day the applicant does not know
    applicant.begin().tell_about()
    applicant.answer("incidents/1/when", {"happened_words": "a Friday in January"})
    applicant.answer("incidents/1/what", {"what": "Fire"}).answer("incidents/1/told", {"told": "nobody"})
    applicant.answer("incidents", {"another": "no"}).tell_the_rest()
    # when the form is sent
    applicant.send()
    # then the date is what is missing, and what was said is kept
    with sessions.read() as session:
        missing = session.scalars(select(Application)).one().missing
        row = session.scalars(select(ReportedIncident)).one()
    assert [(item["code"], item["words"]) for item in missing] == [
        ("incident:1:happened_on", "incident 1: the date it happened")
    ]
    assert (row.happened_words, row.body_code) == ("a Friday in January", "nobody")


@pytest.mark.parametrize(
    ("slug", "fields", "words"),
    [
        ("when", {}, "Enter the date it happened"),
        ("when", on("happened_on", "-2-10"), "The date it happened must include a year"),
        ("when", on("happened_on", "2026-3-3"), "The date it happened must be today or in the past"),
        ("when", on("happened_on", "2026-2-30"), "The date it happened must be a real date"),
        ("when", on("happened_on", "1899-2-1"), "must have a year with 4 numbers, from 1900"),
        ("police/reported", on("reported_on", "2026-2-9"), "You told us it happened on Tuesday 10 February 2026."),
        ("police/reported", {}, "Enter the date they were told"),
        ("when", on("happened_on", "2026-2-13"), "You told us you reported it on Thursday 12 February 2026."),
        ("told", {}, "Select whom you told"),
        ("told", {"told": ["police", "nobody"]}, "not both"),
        ("police/how", {}, "Select how Northmoor Police was told"),
        ("police/how", {"channel": "on_site"}, "Select who it was"),
        ("what", {"what": " "}, "Enter what happened"),
    ],
)
def test_ct_13_a_wrong_answer_about_an_incident_is_told_at_the_field(
    applicant: Applicant, slug: str, fields: dict[str, object], words: str
) -> None:
    applicant.begin().add_incident(1)
    applicant.try_answer(f"incidents/1/{slug}", fields)
    assert applicant.browser.status == 422
    assert "<title>Error: " in applicant.page
    assert text_of(applicant.page).count(words) == 2, "once in the summary, once at the field"
    for name, typed in fields.items():
        assert f'name="{name}"' in applicant.page
        if isinstance(typed, str) and typed.strip() and slug != "told" and name != "channel":
            assert f'value="{typed}"' in applicant.page


def test_the_incident_list_adds_changes_and_removes(applicant: Applicant) -> None:
    applicant.begin()
    assert "You have not told us about an incident yet" in applicant.browser.get(f"{FORM}/incidents").page
    applicant.add_incident(1).add_incident(2, happened="2026-02-20", reported="2026-02-20", body="council")
    page = text_of(applicant.browser.get(f"{FORM}/incidents").page)
    assert "You have told us about 2 incidents" in page
    assert "Bottles thrown at the front door. Reported to Northmoor Police." in page
    applicant.try_answer("incidents", {})
    assert "Select yes if you want to add another incident" in applicant.page
    applicant.answer("incidents", {"another": "yes"})
    assert applicant.browser.location == f"{FORM}/incidents/3/when"
    # when one is removed, after a question
    remove = f"{FORM}/incidents/1/remove"
    assert "Are you sure you want to remove this incident?" in applicant.browser.get(remove).page
    applicant.browser.post(remove)
    assert "Select yes if you want to remove this incident" in applicant.page
    applicant.browser.post(remove, sure="yes")
    # then the other keeps its number, and the removed one cannot be answered again
    page = text_of(applicant.browser.get(f"{FORM}/incidents").page)
    assert "You have told us about 1 incident " in page
    assert "Friday 20 February 2026" in page
    assert applicant.browser.get(f"{FORM}/incidents/1/when").status == 404
    assert applicant.browser.get(remove).location == f"{FORM}/incidents"


def test_an_unfinished_incident_must_be_finished_or_removed(applicant: Applicant) -> None:
    applicant.begin().answer("incidents/1/when", on("happened_on", "2026-02-10"))
    applicant.try_answer("incidents", {"another": "no"})
    assert applicant.browser.status == 422
    assert "Not finished" in applicant.page
    page = text_of(applicant.browser.get(f"{FORM}/incidents/1").page)
    assert "Check this incident" in page


def test_we_do_not_say_mid_form_that_a_report_will_not_count(applicant: Applicant) -> None:
    applicant.begin().add_incident(1, happened="2020-01-01", reported="2024-01-01")
    page = text_of(applicant.browser.get(f"{FORM}/incidents").page)
    assert "even if you are not sure it counts" in page
    assert "does not count" not in page
    assert "too late" not in page.lower()


def test_saved_answers_open_again_by_their_code_for_20_working_days(
    applicant: Applicant, client: FlaskClient, clock: FrozenClock
) -> None:
    # given answers saved half way, with a page that was only partly typed
    applicant.begin().answer("for-whom", {"basis": "own"})
    applicant.try_answer("your-name", {"name": "Amara", "save_later": "1"})
    page = text_of(applicant.browser.get(f"{AREA}/saved").page)
    found = re.search(r"[3479A-Y]{4}(-[3479A-Y]{4}){3}", page)
    assert found is not None
    code = found.group()
    assert "We keep them until Monday 30 March 2026" in page
    # when they are hidden here and the code is typed in small letters on another day
    applicant.browser.post(f"{AREA}/saved/hidden")
    assert applicant.browser.get(f"{FORM}/your-name").status == 404
    clock.set("Mon 30 Mar 2026 17:00")
    applicant.browser.post(f"{AREA}/come-back", seen=f"{AREA}/come-back", code=code.lower().replace("-", " "))
    # then they are all there
    assert applicant.browser.location == f"{FORM}/check"
    assert 'value="Amara"' in applicant.browser.get(f"{FORM}/your-name").page
    # but not after the last day
    clock.set("Tue 31 Mar 2026 09:00")
    assert applicant.browser.get(f"{FORM}/your-name").status == 404


@pytest.mark.parametrize("code", ["", "AAAA-AAAA-AAAA-AAAA", "x" * 5000, "\x00"])
def test_a_wrong_code_gives_a_sentence(applicant: Applicant, code: str) -> None:
    applicant.browser.post(f"{AREA}/come-back", seen=f"{AREA}/come-back", code=code)
    assert applicant.browser.status == 422
    assert "There is a problem" in applicant.page


def test_a_draft_belongs_to_its_area(applicant: Applicant) -> None:
    applicant.begin()
    assert applicant.browser.get("/ask/car/application/for-whom").status == 404


def test_pages_that_these_answers_do_not_call_for_are_not_there(applicant: Applicant) -> None:
    applicant.begin().answer("for-whom", {"basis": "own"})
    for slug in (
        "relation",
        "victims",
        "victims/1/name",
        "about-consent",
        "incidents/2/when",
        "incidents/1/police/how",
    ):
        assert applicant.browser.get(f"{FORM}/{slug}").status == 404, slug


def test_dp_12_titles_are_neutral_where_contact_must_be_safe(applicant: Applicant) -> None:
    applicant.begin().tell_about()
    assert "<title>Your application</title>" in applicant.browser.get(f"{FORM}/where").page
    applicant.fill_in().send()
    assert "<title>Your application</title>" in applicant.browser.get(f"{FORM}/sent").page


def test_ct_06_no_personal_data_in_addresses_or_logs(applicant: Applicant, caplog: pytest.LogCaptureFixture) -> None:
    # given everything that was typed in a whole form
    typed = {
        str(value)
        for fields in (*ABOUT_YOU.values(), *TROUBLE.values())
        for value in fields.values()
        if isinstance(value, str) and len(value) > 11
    }
    # when the form is filled in, checked and sent
    addresses: set[str] = set()
    with caplog.at_level("DEBUG"):
        applicant.fill_in().send()
        for path in ("check", "sent", "answers", "incidents"):
            addresses |= set(re.findall(r'(?:href|action)="([^"]+)"', applicant.browser.get(f"{FORM}/{path}").page))
    # then no address and no log line holds any of it
    said = " ".join(addresses) + caplog.text
    assert typed
    assert [words for words in typed if words in said] == []


@pytest.mark.parametrize("page", ["application-form", "consent-form"])
def test_ct_04_blank_forms_print_without_menus(applicant: Applicant, page: str) -> None:
    shown = applicant.browser.get(f"{AREA}/{page}").page
    assert applicant.browser.status == 200
    for absent in ("<nav", "<button", "<form", "Leave this page now"):
        assert absent not in shown
    assert "Signature" in shown
    assert "Moot Hall" in shown


def test_ct_08_the_consent_form_gives_authority_and_is_not_the_basis_for_data(applicant: Applicant) -> None:
    page = text_of(applicant.browser.get(f"{AREA}/consent-form").page)
    assert "act for me" in page
    assert "It is not what lets you use my information" in page
    assert "I can change my mind at any time" in page


@pytest.mark.parametrize("page", ["privacy", "formats", "accessibility"])
def test_the_pages_below_every_page_exist(applicant: Applicant, page: str) -> None:
    assert applicant.browser.get(f"/{page}").status == 200
    assert applicant.browser.get(f"{AREA}/{page}").status == 200
