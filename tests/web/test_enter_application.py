"""Staff enter a form that came on paper, by phone or by email, with the time it truly came. Source: CT-04 to CT-08."""

import pytest
from sqlalchemy import func, select

from service.store.cases import Case
from service.store.database import Sessions
from service.store.people import Person
from service.store.record import Application, Consent, Party, RefusedApplication, ReportedIncident
from service.store.work import Deadline
from tests.browser import Browser
from tests.builders import a_person
from tests.databases import ON_BOTH
from tests.frozen_clock import FrozenClock, at, day
from tests.ready_area import a_ready_area, publish_procedure
from tests.web.applicant import on

PAGE = "/applications/new"
WHEN = {"channel": "paper", **on("received_on", "2026-02-27"), "received_time": "4:45pm"}
FORM = {
    **WHEN,
    "basis": "own",
    "name": "Amara Lindqvist-Bell",
    "address_1": "14 Tanners Row",
    "postcode": "AS3 7DN",
    "behaviour": "Noise",
    "effect": "No sleep",
    "outcome_wanted": "Quiet",
    "is_declared": "yes",
}
POLICE = {
    "incidents-1-what": "Fire",
    **on("incidents-1-happened_on", "2026-02-10"),
    "incidents-1-body": "police",
    **on("incidents-1-reported_on", "2026-02-11"),
    "incidents-1-channel": "on_site",
    "incidents-1-officer_kind": "police_on_duty",
}


@pytest.fixture
def jo(browser: Browser, sessions: Sessions) -> Person:
    with sessions.write() as session, session.begin():
        area = a_ready_area(session)
        a_ready_area(session, code="CAR", name="Carr Dale")
        publish_procedure(session)
        a_person(session, name="Marian Holt", email="marian@example.org", role="csp_manager", area=area)
        person = session.scalars(select(Person).where(Person.email == "jo.ash@example.org")).one()
    browser.sign_in(person.email)
    return person


def count(sessions: Sessions, table: type) -> int:
    with sessions.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_ct_04_the_clocks_run_from_the_time_it_truly_came(browser: Browser, jo: Person, sessions: Sessions) -> None:
    # given a paper form that came on Friday afternoon and is entered on Monday
    browser.post(PAGE, seen=PAGE, **FORM, **POLICE)
    assert browser.location == "/cases/ASH-CT-2026-0001", browser.page
    # then the record says when and how it came and who entered it, and the clocks count from Friday
    with sessions.read() as session:
        case = session.scalars(select(Case)).one()
        application = session.scalars(select(Application)).one()
        ask = session.scalars(select(Deadline).where(Deadline.clock == "ct_ask_missing")).one()
        incident = session.scalars(select(ReportedIncident)).one()
    assert (application.channel, application.entered_by_id) == ("paper", jo.id)
    assert application.received_at == at("Fri 27 Feb 2026 16:45")
    assert (case.received_on, case.opened_at) == (day("Fri 27 Feb 2026"), at("Mon 2 Mar 2026 09:00"))
    assert (ask.trigger_on, ask.limit_on) == (day("Fri 27 Feb 2026"), day("Wed 4 Mar 2026"))
    assert (incident.channel, incident.officer_kind) == ("on_site", "police_on_duty")
    assert application.missing == []


def test_ct_10_the_form_is_entered_as_it_came_and_gaps_are_noted(
    browser: Browser, jo: Person, sessions: Sessions
) -> None:
    # given a form with a report before its incident, no body and no signature
    wrong = {
        "incidents-2-what": "Shouting",
        **on("incidents-2-happened_on", "2026-02-20"),
        **on("incidents-2-reported_on", "2026-02-19"),
    }
    browser.post(PAGE, seen=PAGE, **FORM | {"is_declared": "no"}, **wrong)
    # then it is taken, the dates are as written, and what is wrong is to be asked
    with sessions.read() as session:
        row = session.scalars(select(ReportedIncident)).one()
        codes = [item["code"] for item in session.scalars(select(Application)).one().missing]
    assert (row.happened_on, row.reported_on) == (day("Fri 20 Feb 2026"), day("Thu 19 Feb 2026"))
    assert codes == ["declaration", "incident:1:body", "incident:1:reported_before", "incident:1:channel"]


@ON_BOTH
def test_ct_07_ct_17_several_people_and_one_incident_told_to_two_bodies(
    browser: Browser, jo: Person, sessions: Sessions
) -> None:
    people = {
        "basis": "one_of_several",
        "victims-1-name": "Ravi Lindqvist-Bell",
        "victims-1-address_1": "16 Tanners Row",
        "victims-1-consent": "paper_here",
        "victims-2-name": "Dilys Penhallow",
        "victims-2-consent": "not_yet",
    }
    council = {
        "incidents-5-is_same_incident": "yes",
        "incidents-5-body": "council",
        **on("incidents-5-reported_on", "2026-02-12"),
        "incidents-5-channel": "phone",
        "incidents-5-reporter": "dilys penhallow",
    }
    browser.post(PAGE, seen=PAGE, **FORM | people, **POLICE, **council)
    assert browser.status == 303, browser.page
    with sessions.read() as session:
        names = {party.id: party.name for party in session.scalars(select(Party))}
        first, second = session.scalars(select(ReportedIncident).order_by(ReportedIncident.number)).all()
        consents = session.scalars(select(Consent).order_by(Consent.id)).all()
    assert first.occasion == second.occasion
    assert [names[row.reported_by_id or 0] for row in (first, second)] == ["Amara Lindqvist-Bell", "Dilys Penhallow"]
    assert [(row.form, row.received_on) for row in consents] == [("paper", day("Fri 27 Feb 2026")), ("", None)]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"channel": ""}, "Select how it came"),
        ({"received_time": ""}, "Enter the time it came"),
        ({**on("received_on", "2026-3-2"), "received_time": "9:01am"}, "The time it came must be now or in the past"),
        (on("received_on", "2026-3-3"), "The day it came must be today or in the past"),
        ({"basis": ""}, "Select for whom it is"),
        ({"name": " "}, "Enter the name, or answer yes if the form comes without one"),
        ({"has_no_name": "yes"}, "You entered a name. Answer no, or take the name out"),
        ({"incidents-1-reporter": "Nobody We Know"}, "Enter a name from this form"),
    ],
)
def test_ct_05_wrong_answers_are_told_and_everything_typed_is_kept(
    browser: Browser, jo: Person, sessions: Sessions, changes: dict[str, object], words: str
) -> None:
    browser.post(PAGE, seen=PAGE, **FORM | POLICE | changes)
    assert browser.status == 422
    assert words in browser.page
    assert 'value="14 Tanners Row"' in browser.page
    assert ">Fire</textarea>" in browser.page
    assert count(sessions, Case) == 0


def test_rows_are_added_without_script_and_nothing_is_judged_yet(browser: Browser, jo: Person) -> None:
    browser.post(PAGE, seen=PAGE, **POLICE, add_row="incidents")
    assert browser.status == 200
    assert 'name="incidents-2-what"' in browser.page
    assert ">Fire</textarea>" in browser.page
    assert "There is a problem" not in browser.page


def test_a_second_press_opens_one_case(browser: Browser, jo: Person, sessions: Sessions, clock: FrozenClock) -> None:
    browser.get(PAGE)
    form = browser.page
    for _ in range(2):
        browser.page = form
        browser.post(PAGE, **FORM)
        assert browser.location == "/cases/ASH-CT-2026-0001"
        clock.pass_time(minutes=2)
    assert count(sessions, Case) == 1


def test_ct_06_a_paper_form_without_a_name_is_refused_and_may_be_passed_on(
    browser: Browser, jo: Person, sessions: Sessions
) -> None:
    # given a paper form that nobody signed
    browser.post(PAGE, seen=PAGE, **FORM | {"name": "", "has_no_name": "yes"}, **POLICE)
    # then no case is opened, and the words can be read and passed on
    assert (count(sessions, Case), count(sessions, RefusedApplication)) == (0, 1)
    page = browser.location
    browser.get(page)
    assert "No case was opened." in browser.page
    assert "Fire" in browser.page
    browser.post(page, words="")
    assert (browser.status, "Enter to whom you passed it" in browser.page) == (422, True)
    browser.post(page, words="Children’s services, by phone")
    assert "Children’s services, by phone" in browser.get(page).page
    assert "Passed on by Jo Whitlock" in browser.get("/forms-without-a-name").page


def test_ct_04_only_the_contact_and_deputy_of_the_area_may_enter(browser: Browser, jo: Person) -> None:
    refused = f"/forms-without-a-name/{1}"
    browser.post(PAGE, seen=PAGE, **FORM | {"name": "", "has_no_name": "yes"})
    assert browser.get(refused).status == 200
    for email, page, status in (
        ("marian@example.org", PAGE, 403),
        ("marian@example.org", refused, 404),
        ("jo.car@example.org", refused, 404),
    ):
        browser.post("/sign-out", seen="/account")
        browser.sign_in(email)
        assert browser.get(page).status == status, (email, page)


def test_the_list_of_cases_leads_here_for_those_who_may(browser: Browser, jo: Person) -> None:
    assert f'href="{PAGE}"' in browser.get("/cases").page
    browser.post("/sign-out", seen="/account")
    browser.sign_in("marian@example.org")
    assert f'href="{PAGE}"' not in browser.get("/cases").page


def test_nobody_signed_in_is_sent_to_sign_in(browser: Browser, jo: Person) -> None:
    browser.post("/sign-out", seen="/account")
    for page in (PAGE, "/forms-without-a-name", "/forms-without-a-name/1"):
        assert browser.get(page).location.startswith("/sign-in"), page
