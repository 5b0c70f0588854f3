"""The library of procedures: versions, drawings, the same in words, and who may read them."""

from collections.abc import Callable

import pytest

from service.store.database import Sessions
from tests.browser import Browser
from tests.builders import a_person
from tests.ready_area import a_ready_area, publish_procedure

VERSION = "/procedures/community_trigger/1"


@pytest.fixture
def as_role(new_browser: Callable[[], Browser], sessions: Sessions) -> Callable[[str], Browser]:
    with sessions.write() as session, session.begin():
        publish_procedure(session)
        area = a_ready_area(session)
        for role in ("csp_manager", "nominated_officer", "lead_officer"):
            body = "police" if role == "nominated_officer" else ""
            a_person(session, name=role.title(), email=f"{role}@example.org", role=role, area=area, body_code=body)
    return lambda role: new_browser().be(f"{role}@example.org")


def test_the_library_lists_procedures_with_version_cases_and_checks(as_role: Callable[[str], Browser]) -> None:
    page = as_role("csp_manager").get("/procedures").page
    assert "ASB case review" in page
    assert "Version 1, since Thursday 1 January 2026" in page
    assert "0 on version 1" in page
    assert "Passed" in page


def test_a_version_lists_its_drawings_and_each_opens(as_role: Callable[[str], Browser]) -> None:
    # given the page of version 1
    browser = as_role("csp_manager").get(VERSION)
    parts = {link.split('"')[0] for link in browser.page.split(f'href="{VERSION}/')[1:]}
    # then it lists all drawings of the procedure, and each opens with drawing and words
    assert len(parts) >= 20
    for part in parts:
        browser.get(f"{VERSION}/{part}")
        assert browser.status == 200
        assert f'data-xml-url="{VERSION}/{part}.bpmn"' in browser.page
        assert "The same in words" in browser.page


def test_the_words_hold_who_by_when_which_letter_and_why(as_role: Callable[[str], Browser]) -> None:
    page = as_role("csp_manager").get(f"{VERSION}/ct_threshold").page
    assert "Acknowledge the application" in page
    assert "5 working days, counted from: application complete" in page
    assert "L-CT-01: we have your application" in page
    assert "Threshold met? Yes" in page
    assert "5 working days from completed application: By itself" in page  # what follows when it is late


def test_the_drawing_is_given_as_it_was_published(as_role: Callable[[str], Browser]) -> None:
    browser = as_role("csp_manager").get(f"{VERSION}/ct_threshold.bpmn")
    assert browser.response.mimetype == "application/xml"
    assert 'id="ct_threshold"' in browser.page


@pytest.mark.parametrize(
    "path", ["/procedures/none", "/procedures/community_trigger/2", f"{VERSION}/none", f"{VERSION}/none.bpmn"]
)
def test_what_is_not_there_is_not_found(as_role: Callable[[str], Browser], path: str) -> None:
    assert as_role("csp_manager").get(path).status == 404


@pytest.mark.parametrize("role", ["nominated_officer", "lead_officer"])
@pytest.mark.parametrize("path", ["/procedures", VERSION, f"{VERSION}/ct_threshold", f"{VERSION}/ct_threshold.bpmn"])
def test_sec_050_partners_do_not_read_the_library(as_role: Callable[[str], Browser], role: str, path: str) -> None:
    assert as_role(role).get(path).status == 403


def test_a_stranger_is_sent_to_sign_in(as_role: Callable[[str], Browser], browser: Browser) -> None:
    assert browser.get(VERSION).location == f"/sign-in?next={VERSION}"
