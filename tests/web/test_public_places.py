"""What surrounds the public form: areas, saved answers, forms to print, what titles and addresses give away."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from service.store.database import Sessions
from service.store.people import AreaRulesVersion
from tests.frozen_clock import FrozenClock
from tests.web.applicant import ABOUT_YOU, AREA, FORM, TROUBLE, Applicant, text_of


def test_areas_without_settings_take_no_applications(applicant: Applicant) -> None:
    assert "Carr Dale" in applicant.browser.get("/ask").page
    for code in ("nowhere", "%00", "ash%00", "a" * 500, "%2e%2e"):
        assert applicant.browser.get(f"/ask/{code}").status == 404, code


def test_cm_12_the_former_name_is_the_areas_own_and_may_be_none(applicant: Applicant, sessions: Sessions) -> None:
    # given  an area with the usual settings / then  its pages say how it was called before
    assert "Formerly called the Community Trigger." in text_of(applicant.browser.get(AREA).page)
    # when   the area names another, or none / then  they say that, or nothing
    for name, is_said in (("Neighbour Trigger", True), ("", False)):
        with sessions.write() as session, session.begin():
            for version in session.scalars(select(AreaRulesVersion)):
                version.settings = {**version.settings, "formerly": name}
        page = text_of(applicant.browser.get(AREA).page)
        assert (f"Formerly called the {name}." in page, "Formerly called" in page) == (is_said, is_said)


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
