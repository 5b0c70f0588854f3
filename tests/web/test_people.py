"""The administrator's pages: adding people, giving and ending roles, shutting out; and one's own account."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from service.store.audit import AuditEvent
from service.store.database import Sessions
from service.store.people import Area, Person, RoleMembership
from tests.browser import Browser
from tests.builders import PASSWORD, a_person, an_area
from tests.databases import ON_BOTH
from tests.frozen_clock import FrozenClock

NEW = {"name": "Sam Okafor", "email": "sam@example.org", "job_title": "Officer", "phone": ""}


@pytest.fixture
def area(sessions: Sessions) -> Area:
    with sessions.write() as session, session.begin():
        area = an_area(session)
        a_person(session, name="Ada Minster", email="ada@example.org", role="administrator")
        a_person(session, name="Jo Whitlock", email="jo@example.org", role="spoc", area=area)
    return area


@pytest.fixture
def ada(browser: Browser, area: Area) -> Browser:
    return browser.be("ada@example.org")


def person(sessions: Sessions, email: str) -> Person:
    with sessions.read() as session:
        return session.scalars(select(Person).where(Person.email == email)).one()


def roles(sessions: Sessions, email: str) -> list[tuple[str, str]]:
    with sessions.read() as session:
        found = session.execute(
            select(RoleMembership.role, RoleMembership.body_code)
            .join(Person, Person.id == RoleMembership.person_id)
            .where(Person.email == email, RoleMembership.until_on.is_(None))
            .order_by(RoleMembership.id)
        )
        return [tuple(row) for row in found]


def told_password(browser: Browser) -> str:
    return browser.page.split('<p class="fm-summary"><strong>')[1].split("<")[0]


@ON_BOTH
def test_a_new_person_signs_in_with_the_password_that_was_told(
    ada: Browser, area: Area, sessions: Sessions, new_browser: Callable[[], Browser]
) -> None:
    # given a person added as nominated officer of the police
    ada.post("/people/new", seen="/people/new", **NEW, role="nominated_officer", body=f"{area.id}:police")
    assert ada.status == 200
    password = told_password(ada)
    # then the person may sign in, and holds that role
    assert new_browser().sign_in("sam@example.org", password).status == 303
    assert roles(sessions, "sam@example.org") == [("nominated_officer", "police")]
    assert password not in person(sessions, "sam@example.org").password_hash


def test_a_second_press_adds_nobody_twice_and_tells_the_same_password(ada: Browser, sessions: Sessions) -> None:
    ada.get("/people/new")
    form = ada.page
    first = told_password(ada.post("/people/new", **NEW))
    ada.page = form
    assert told_password(ada.post("/people/new", **NEW)) == first
    with sessions.read() as session:
        assert len(session.scalars(select(Person)).all()) == 3


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": " "}, "Enter the person’s name"),
        ({"email": "sam"}, "Enter an email address, like name@example.org"),
        ({"email": f"sam@{'a.' * 124}example.org"}, "Enter an email address of 254 characters or fewer"),
        ({"phone": "01632 960001 and " * 3}, "Enter a telephone number of 40 characters or fewer"),
        ({"phone": "01632\x00960001"}, "Enter a telephone number, like 01632 960 001"),
        ({"email": "JO@example.org"}, "Somebody has this email address already"),
        ({"role": "spoc"}, "Select an area"),
        ({"role": "spoc", "area": "999999999999"}, "Select an area"),
        ({"role": "review_chair", "area": "all"}, "Select a role"),
        ({"role": "king", "area": "all"}, "Select a role"),
        ({"role": "nominated_officer", "area": "1"}, "Select the agency"),
        ({"role": "nominated_officer", "body": "1:nobody"}, "Select the agency"),
        ({"role": "spoc", "body": "1:police"}, "Only an agency’s officer or manager has an agency"),
    ],
)
def test_a_fault_is_said_and_what_was_typed_is_kept(
    ada: Browser, sessions: Sessions, change: dict[str, str], words: str
) -> None:
    ada.post("/people/new", seen="/people/new", **NEW | change)
    assert ada.status == 422
    assert words in ada.page
    assert 'value="Officer"' in ada.page
    with sessions.read() as session:
        assert len(session.scalars(select(Person)).all()) == 2


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("phone", "01632 960001 or 01632 960002 after five pm", "Enter a telephone number of 40 characters or fewer"),
        ("job_title", "Officer for " + "streets and " * 12, "Enter a job title of 120 characters or fewer"),
        ("job_title", "Officer\rfor streets", "Enter the job title on one line, in letters and ordinary marks"),
        ("email", f"sam@{'a.' * 124}example.org", "Enter an email address of 254 characters or fewer"),
    ],
)
def test_what_is_too_long_is_refused_at_its_field_and_never_cut(
    ada: Browser, name: str, typed: str, words: str
) -> None:
    ada.post("/people/new", seen="/people/new", **NEW | {name: typed})
    assert ada.status == 422
    assert f'<a href="#{name}">{words}</a>' in ada.page
    assert f'name="{name}"' in ada.page
    assert f'value="{typed.strip()}' in ada.page.replace("&#13;", "\r")


@ON_BOTH
def test_the_longest_phone_and_job_title_are_kept_whole(ada: Browser, sessions: Sessions) -> None:
    longest = {"phone": "0" * 40, "job_title": "é" * 120}
    ada.post("/people/new", seen="/people/new", **NEW | longest)
    assert ada.status == 200
    row = person(sessions, "sam@example.org")
    assert {"phone": row.phone, "job_title": row.job_title} == longest


@ON_BOTH
def test_sec_058_an_ended_role_counts_no_more_at_once(
    ada: Browser, area: Area, sessions: Sessions, new_browser: Callable[[], Browser]
) -> None:
    # given Jo, signed in as SPOC
    jo = new_browser().sign_in("jo@example.org").get("/account")
    assert "Single point of contact" in jo.page
    # when the administrator ends that role
    row = person(sessions, "jo@example.org")
    ada.get(f"/people/{row.id}")
    address = ada.page.split(f'action="/people/{row.id}/roles/')[1].split('"')[0]
    ada.post(f"/people/{row.id}/roles/{address}")
    # then the next page of Jo knows it
    assert "You have no role yet" in jo.get("/account").page


@ON_BOTH
def test_a_role_is_given_once(ada: Browser, area: Area, sessions: Sessions) -> None:
    row = person(sessions, "jo@example.org")
    page = f"/people/{row.id}"
    ada.post(f"{page}/roles", seen=page, role="csp_manager", area=str(area.id))
    assert roles(sessions, "jo@example.org") == [("spoc", ""), ("csp_manager", "")]
    ada.post(f"{page}/roles", seen=page, role="csp_manager", area=str(area.id))
    assert "has this role already" in ada.page


@ON_BOTH
def test_sec_087_a_closed_account_is_out_everywhere(
    ada: Browser, sessions: Sessions, new_browser: Callable[[], Browser]
) -> None:
    jo = new_browser().sign_in("jo@example.org")
    row = person(sessions, "jo@example.org")
    ada.post(f"/people/{row.id}/closure", seen=f"/people/{row.id}")
    assert jo.get("/account").status == 303
    assert jo.sign_in("jo@example.org").status == 422


@ON_BOTH
def test_sec_073_a_new_first_password_ends_the_old_one_and_its_sessions(
    ada: Browser, sessions: Sessions, new_browser: Callable[[], Browser]
) -> None:
    jo = new_browser().sign_in("jo@example.org")
    row = person(sessions, "jo@example.org")
    password = told_password(ada.post(f"/people/{row.id}/first-password", seen=f"/people/{row.id}"))
    assert jo.get("/account").status == 303
    assert jo.sign_in("jo@example.org").status == 422
    assert jo.sign_in("jo@example.org", password).status == 303


def test_nobody_shuts_out_or_demotes_oneself(ada: Browser, sessions: Sessions) -> None:
    row = person(sessions, "ada@example.org")
    ada.post(f"/people/{row.id}/closure", seen=f"/people/{row.id}")
    assert ada.status == 422
    assert "Another administrator must close your own account" in ada.page
    assert person(sessions, "ada@example.org").is_active


def test_sec_088_after_two_hours_the_own_password_is_asked_again(
    ada: Browser, area: Area, sessions: Sessions, clock: FrozenClock
) -> None:
    # given an administrator who signed in more than two hours ago
    for _ in range(5):
        clock.pass_time(minutes=25)
        ada.get("/people")
    row = person(sessions, "jo@example.org")
    page, wish = f"/people/{row.id}", {"role": "csp_manager", "area": str(area.id)}
    # then a role is not given without the own password
    assert ada.post(f"{page}/roles", seen=page, **wish).status == 422
    assert ada.post(f"{page}/roles", seen=page, **wish, your_password="wrong").status == 422
    assert ada.post(f"{page}/roles", seen=page, **wish, your_password=PASSWORD).status == 303
    assert ("csp_manager", "") in roles(sessions, "jo@example.org")


def test_sec_050_only_administrators_see_people(
    area: Area, sessions: Sessions, new_browser: Callable[[], Browser]
) -> None:
    jo = new_browser().sign_in("jo@example.org").get("/account")
    row = person(sessions, "jo@example.org")
    for path in ("/people", "/people/new", f"/people/{row.id}", "/people/99"):
        assert jo.get(path).status == 403
    jo.get("/account")
    for path in ("/people/new", f"/people/{row.id}/roles", f"/people/{row.id}/closure"):
        assert jo.post(path, role="administrator", area="all", seen="/account").status == 403
    assert roles(sessions, "jo@example.org") == [("spoc", "")]


def test_sec_054_a_role_of_another_person_is_not_ended_through_this_one(ada: Browser, sessions: Sessions) -> None:
    mine, other = person(sessions, "ada@example.org"), person(sessions, "jo@example.org")
    with sessions.read() as session:
        of_other = session.scalars(select(RoleMembership.id).where(RoleMembership.person_id == other.id)).one()
    ada.post(f"/people/{mine.id}/roles/{of_other}/ending", seen=f"/people/{mine.id}")
    assert ada.status == 404
    assert roles(sessions, "jo@example.org") == [("spoc", "")]


def test_sec_122_role_changes_are_in_the_audit(ada: Browser, sessions: Sessions) -> None:
    ada.post("/people/new", seen="/people/new", **NEW, role="auditor", area="all")
    with sessions.read() as session:
        actions = session.scalars(select(AuditEvent.action).order_by(AuditEvent.number)).all()
        told = session.scalars(select(AuditEvent).where(AuditEvent.action == "role_given")).one()
    assert actions == ["signed_in", "person_added", "role_given"]
    assert told.detail == {"role": "auditor", "area": None, "agency": ""}
