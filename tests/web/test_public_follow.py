"""Following an application by reference and code: what we promised, and who may look. Source: brief page 5e."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from service.cases.application_form import Basis, ConsentForm, PersonDetails, VictimDetails
from service.cases.tracking import change_code
from service.store.people import SignInAttempt
from service.store.record import Application, Party
from service.store.work import Deadline
from service.toolbox import Toolbox
from tests.browser import Browser
from tests.databases import ON_BOTH
from tests.frozen_clock import FrozenClock, at
from tests.web.follower import FORM, SECRET_WORDS, Follower

NOT_FOUND = "We cannot find an application with those details."


def test_ct_05_reference_and_code_open_the_page(follower: Follower) -> None:
    assert follower.follow().location == "/follow/application"
    page = follower.look()
    assert follower.reference in page
    assert "What we have promised you" in page
    assert "We will tell you if something is missing by Thursday 5 March 2026" in page
    assert "Why Thursday 5 March?" in page
    assert "Our promise is 3 working days after we received your form." in page
    assert "You do not need to do anything now." in page
    assert "Done You applied on Monday 2 March 2026" in page
    assert "Now We are checking that we have everything" in page
    assert "Jo Whitlock, 01632 960 142" in page


@pytest.mark.parametrize("typed", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code} "])
def test_the_code_may_be_typed_as_people_type(follower: Follower, typed: "type[str]") -> None:
    assert follower.follow(reference=follower.reference.lower(), code=typed(follower.code)).status == 303


def test_the_page_never_shows_what_anybody_wrote(follower: Follower) -> None:
    follower.follow()
    page = follower.browser.get("/follow/application").page
    for hidden in (SECRET_WORDS, "Harkers", "Amara", "Tanners Row", "No sleep", "07700"):
        assert hidden not in page
    assert "<title>Your application</title>" in page, "neutral: safe contact is flagged"


def test_sec_078_wrong_and_unknown_get_the_same_words(follower: Follower) -> None:
    follower.follow(code="AAAAA-AAAAA")
    wrong = (follower.browser.status, NOT_FOUND in follower.browser.page)
    follower.follow(reference="ASH-CT-2026-9999")
    assert wrong == (follower.browser.status, NOT_FOUND in follower.browser.page) == (422, True)


@pytest.mark.parametrize("reference", ["known", "ASH-CT-2026-9999"])
def test_sec_077_five_wrong_tries_then_an_hour(follower: Follower, clock: FrozenClock, reference: str) -> None:
    wanted = follower.reference if reference == "known" else reference
    # given five wrong codes
    for _ in range(5):
        assert follower.follow(reference=wanted, code="AAAAA-AAAAA").status == 422
    # then even the right code is not heard, for a known reference and an unknown one alike
    assert follower.follow(reference=wanted).status == 429
    assert "You have tried 5 times. Try again after 10am, or call us" in follower.browser.page
    # when an hour has passed
    clock.pass_time(minutes=60)
    assert follower.follow(reference=wanted).status == (303 if reference == "known" else 422)


def test_tries_are_kept_without_the_reference(follower: Follower) -> None:
    follower.follow(code="AAAAA-AAAAA")
    with follower.toolbox.sessions.read() as session:
        row = session.scalars(select(SignInAttempt)).one()
    assert (row.purpose, len(row.key_hash)) == ("track", 32)


@ON_BOTH
@pytest.mark.parametrize("typed", ["", "\x00", "x" * 5000, "' or 1=1 --", "<script>alert(1)</script>"])
def test_odd_references_are_simply_not_found(follower: Follower, typed: str) -> None:
    follower.browser.post("/follow", seen="/follow", reference=typed, code=typed)
    assert follower.browser.status == 422
    assert "<script>alert" not in follower.browser.page


def test_the_page_ends_after_30_quiet_minutes_and_on_sign_out(follower: Follower, clock: FrozenClock) -> None:
    follower.follow()
    clock.pass_time(minutes=29)
    follower.look()
    clock.pass_time(minutes=29)
    follower.look()
    assert follower.browser.status == 200, "looking keeps it open"
    clock.pass_time(minutes=31)
    follower.look()
    assert follower.browser.location == "/follow"
    follower.follow()
    follower.browser.post("/follow/end", seen="/follow/application")
    assert follower.browser.get("/follow/application").location == "/follow"


def test_ct_58_an_advocate_whose_role_ended_can_no_longer_look(browser: Browser, toolbox: Toolbox) -> None:
    # given an advocate who follows the application
    victim = VictimDetails(
        key="1",
        person=PersonDetails(name="Ravi", address=("2 Mill Parade",)),
        consent=ConsentForm.PAPER,
        consent_on=date(2026, 3, 2),
    )
    follower = Follower(browser, toolbox, replace(FORM, basis=Basis.ADVOCATE, victims=(victim,)))
    assert follower.follow().status == 303
    # when the victim withdraws consent
    with toolbox.sessions.write() as session, session.begin():
        session.scalars(select(Party).where(Party.is_advocate.is_(True))).one().withdrawn_at = toolbox.clock.now()
        change_code(session, case_id=follower.case_id)
    # then neither the open page nor the code works any more
    assert follower.browser.get("/follow/application").location == "/follow"
    assert follower.follow().status == 422


def test_ct_09_what_we_asked_for_is_the_first_thing_to_do(follower: Follower) -> None:
    # given that we asked for a date
    with follower.toolbox.sessions.write() as session, session.begin():
        session.get_one(Application, follower.case_id).missing = [
            {
                "code": "incident:1:happened_on",
                "words": "the date it happened",
                "asked_on": "2026-03-03",
                "came_on": None,
            }
        ]
    follower.follow()
    page = follower.look()
    assert "We need this from you the date it happened" in page
    assert "You do not need to do anything now." not in page


def test_cm_11_a_missed_promise_is_said_and_regretted(follower: Follower) -> None:
    with follower.toolbox.sessions.write() as session, session.begin():
        row = session.scalars(select(Deadline).where(Deadline.clock == "ct_ask_missing")).one()
        row.breached_at = at("Fri 6 Mar 2026 00:00")
    follower.follow()
    assert "We have not. We are sorry. We will tell you our new date." in follower.look()
