"""Following an application by reference and code: what we promised, and what one may ask for. Source: brief page 5e."""

import re
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from service.cases import PUBLIC, SubmitApplication, handle
from service.cases.application_form import (
    ApplicationForm,
    Basis,
    ConsentForm,
    IncidentDetails,
    PersonDetails,
    ReportDetails,
    VictimDetails,
)
from service.store.cases import Case, CaseEvent
from service.store.people import SignInAttempt
from service.store.record import Application, ContactNote, Party, ReportedIncident
from service.store.work import Deadline, OpenTask
from service.toolbox import Toolbox
from tests.browser import Browser
from tests.frozen_clock import FrozenClock, at
from tests.ready_area import a_ready_area, publish_procedure
from tests.web.applicant import on

SECRET_WORDS = "Bottles thrown at the blue door"
FORM = ApplicationForm(
    basis=Basis.OWN,
    applicant=PersonDetails(
        name="Amara Lindqvist-Bell",
        address=("14 Tanners Row", "AS3 7DN"),
        phone="07700 900 417",
        safe_contact="No calls",
    ),
    incidents=(
        IncidentDetails(
            key="1",
            what=SECRET_WORDS,
            happened_on=date(2026, 2, 10),
            reports=(ReportDetails(body_code="police", reported_on=date(2026, 2, 12), channel="phone"),),
        ),
    ),
    behaviour="Noise",
    suspected_source="The Harkers at number 16",
    effect="No sleep",
    outcome_wanted="Quiet",
    is_declared=True,
)
NOT_FOUND = "We cannot find an application with those details."


class Follower:
    """An applicant with a reference and a code."""

    def __init__(self, browser: Browser, toolbox: Toolbox, form: ApplicationForm = FORM) -> None:
        """Send an application."""
        with toolbox.sessions.write() as session, session.begin():
            area = a_ready_area(session)
            publish_procedure(session)
        now = toolbox.clock.now()
        command = SubmitApplication(actor=PUBLIC, area_id=area.id, channel="online", received_at=now, form=form)
        result = handle(toolbox, command)
        self.browser, self.toolbox = browser, toolbox
        self.reference, self.code = result.reference, result.said["tracking_code"]
        self.case_id = int(result.where)

    def follow(self, *, reference: str = "", code: str = "") -> Browser:
        """Enter reference and code."""
        fields = {"reference": reference or self.reference, "code": code or self.code}
        return self.browser.post("/follow", seen="/follow", **fields)

    def look(self) -> str:
        """Open the tracking page and give its words."""
        page = self.browser.get("/follow/application").page
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))

    def wish(self, name: str, **fields: object) -> Browser:
        """Send one of the small forms."""
        path = f"/follow/application/{name}"
        return self.browser.post(path, seen=path, **fields)


@pytest.fixture
def follower(browser: Browser, toolbox: Toolbox) -> Follower:
    return Follower(browser, toolbox)


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


def test_ct_17_a_new_incident_is_added_and_marked_as_later(follower: Follower, clock: FrozenClock) -> None:
    # given an application that was sent on Monday
    follower.follow()
    clock.pass_time(minutes=10)
    # when a new incident is told
    told = {"what": "Eggs thrown", "told": "police", "channel": "online", "reference": "NP-9"}
    follower.wish("new-incident", **on("happened_on", "2026-03-01"), **on("reported_on", "2026-03-02"), **told)
    assert follower.browser.location == "/follow/application?done=new-incident"
    # then it stands in the record with its own time and occasion, and someone is asked to look
    with follower.toolbox.sessions.read() as session:
        first, second = session.scalars(select(ReportedIncident).order_by(ReportedIncident.number)).all()
        task = session.scalars(select(OpenTask).where(OpenTask.kind == "follow_up")).one()
        event = session.scalars(select(CaseEvent).where(CaseEvent.kind == "further_incident")).one()
    assert (second.number, second.what, second.body_code, second.channel) == (2, "Eggs thrown", "police", "online")
    assert second.added_at > first.added_at
    assert second.occasion != first.occasion
    assert (task.role, task.state) == ("spoc", "open")
    assert "Eggs" not in event.sentence


def test_a_second_press_adds_nothing(follower: Follower) -> None:
    follower.follow()
    follower.browser.get("/follow/application/call")
    form = follower.browser.page
    for _ in range(2):
        follower.browser.page = form
        follower.browser.post("/follow/application/call", phone="07700 900 417", best_time="after 4pm")
        assert follower.browser.status == 303
    with follower.toolbox.sessions.read() as session:
        assert session.scalar(select(func.count()).select_from(ContactNote)) == 1
        assert session.scalar(select(func.count()).where(OpenTask.kind == "follow_up")) == 1


def test_asking_for_a_call_leaves_a_note_and_a_task(follower: Follower) -> None:
    follower.follow()
    assert 'value="07700 900 417"' in follower.browser.get("/follow/application/call").page
    follower.wish("call", phone="07700 900 418", best_time="after 4pm", about="The date")
    with follower.toolbox.sessions.read() as session:
        note = session.scalars(select(ContactNote)).one()
        task = session.scalars(select(OpenTask).where(OpenTask.kind == "follow_up")).one()
    assert note.words == "Asked for a call. Call 07700 900 418. Best time: after 4pm. The date"
    assert task.name == "Call the applicant back"


def test_ct_59_the_wish_to_stop_is_written_down_and_the_review_goes_on_until_confirmed(follower: Follower) -> None:
    follower.follow()
    follower.wish("stop", sure="no")
    assert "Your application goes on." in follower.browser.get(follower.browser.location).page
    follower.wish("stop", sure="yes", words="We have moved.")
    with follower.toolbox.sessions.read() as session:
        note = session.scalars(select(ContactNote)).one()
        assert session.get_one(Case, follower.case_id).is_open
        assert session.scalars(select(CaseEvent.kind).order_by(CaseEvent.number.desc())).first() == "withdrawal_asked"
    assert note.words == "Asked in writing, online, to stop the application. We have moved."


@pytest.mark.parametrize(
    ("wish", "fields", "words"),
    [
        ("call", {"phone": "abc", "best_time": ""}, "Enter a telephone number"),
        ("call", {"phone": "07700 900 417", "best_time": ""}, "Enter when it is safe to call"),
        ("stop", {}, "Select yes if you want to stop your application"),
        ("new-incident", {"what": "x"}, "Enter the date it happened"),
        (
            "new-incident",
            {**on("happened_on", "2026-03-01"), **on("reported_on", "2026-02-01"), "what": "x", "told": "police"},
            "The date you told them cannot be before it happened",
        ),
    ],
)
def test_wrong_answers_are_told_and_kept(follower: Follower, wish: str, fields: dict[str, object], words: str) -> None:
    follower.follow()
    follower.wish(wish, **fields)
    assert follower.browser.status == 422
    assert words in follower.browser.page
    assert "<title>Error: Your application</title>" in follower.browser.page


def test_nothing_can_be_asked_of_a_closed_case(follower: Follower) -> None:
    follower.follow()
    with follower.toolbox.sessions.write() as session, session.begin():
        case = session.get_one(Case, follower.case_id)
        case.is_open, case.closed_at, case.closing_reason = False, follower.toolbox.clock.now(), "withdrawn"
    page = follower.look()
    assert "Stop my application" not in page
    assert "You asked us to stop, and we closed it on Monday 2 March 2026" in page
    assert follower.browser.get("/follow/application/call").status == 404
