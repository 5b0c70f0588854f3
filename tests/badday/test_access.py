"""Every route for every role, the own area and the other, open and closed cases. Source: domain C.2, SEC-001 ff."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, update
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from service.store.cases import Case
from service.store.people import Person, RoleMembership
from service.store.work import OpenTask
from tests.badday.access_table import (
    AFTER_A_REASON,
    APPOINTED,
    BUTTONS,
    CASE_PAGES,
    ELSEWHERE,
    FOR_ANYBODY,
    OF_THE_OTHER_AREA,
    PLAIN_PAGES,
    TASK_BUTTONS,
)
from tests.badday.demo_world import NOBODY, OTHER_SPOC, World, open_world
from tests.badday.fingerprint import fingerprint
from tests.browser import Browser

pytestmark = [pytest.mark.timeout(240), pytest.mark.xdist_group("access")]
LETTER_OF = {
    "spoc": "S",
    "spoc_deputy": "D",
    "csp_manager": "M",
    "process_owner": "O",
    "director": "R",
    "nominated_officer": "N",
    "review_chair": "C",
    "minute_taker": "T",
    "lead_officer": "L",
    "auditor": "A",
    "administrator": "X",
}
OFFICERS = {"iris.tolland": "police", "gareth.pell": "council", "lena.osei": "health", "dev.marsh": "housing"}
ASKED_NOBODY = ("ASH-CT-2026-0007", "ASH-CT-2026-0008")  # waits for consent, just received: no agency knows of it
GOOD = (200, 302, 303)
WISH = {"on-day": "5", "on-month": "6", "on-year": "2027", "change": "add", "name": "A day", "reason": "I want to"}


@pytest.fixture(scope="module")
def world(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The demonstration, read by all tests of this file; those that write take a person of their own."""
    with open_world(sqlite_template, tmp_path_factory.mktemp("world")) as opened:
        yield opened


def people(world: World) -> dict[str, str]:
    """Give the letter of the table for everybody who signs in."""
    return {email: "Z" if email == OTHER_SPOC else LETTER_OF[role] for email, role in world.people().items()}


def open_page(world: World, email: str, path: str) -> TestResponse:
    return world.browser(email).client.get(path)


def appointed(world: World, case_id: int, letter: str, email: str) -> bool:
    """Tell whether this person holds the role of the letter for this case."""
    role = next(role for role, known in LETTER_OF.items() if known == letter)
    who = world.driver("ASH").actor(email).signed_in
    return who is not None and who.is_appointed(case_id, role)


def address_of(world: World, rule: Rule, case: Case) -> str:
    fill = world.places(case) | {"process_id": "community_trigger", "act": "notes", "kind": "new-report", "row_id": 0}
    built = rule.build({name: fill[name] for name in rule.arguments})
    assert built is not None
    return str(built[1])


def rules(world: World, method: str) -> list[Rule]:
    return [rule for rule in world.app.url_map.iter_rules() if method in (rule.methods or ())]


def test_every_route_has_its_row(world: World) -> None:
    """A new page or button without a row in access_table.py fails here."""
    pages = {*CASE_PAGES, *PLAIN_PAGES, *ELSEWHERE, *FOR_ANYBODY}
    buttons = {*BUTTONS, *TASK_BUTTONS}
    asked = {rule.endpoint for rule in rules(world, "GET")} - pages
    pressed = {rule.endpoint for rule in rules(world, "POST")} - buttons
    assert {name for name in asked | pressed if not name.startswith("public.")} == set()


def test_a_page_about_no_case_opens_for_its_roles_only(world: World) -> None:
    wrong = []
    for row in PLAIN_PAGES.values():
        for email, letter in people(world).items():
            status = open_page(world, email, row.address).status_code
            if (status in GOOD) is not (letter in row.may) or (status not in GOOD and status != row.refusal):
                wrong.append((row.address, letter, status))
    assert wrong == []


def test_what_lies_in_the_other_area_is_not_there_for_anybody_of_this_one(world: World) -> None:
    wrong = []
    for path in OF_THE_OTHER_AREA:
        for email in people(world):
            status = open_page(world, email, path).status_code
            if status != 404 and not (email == OTHER_SPOC and path.startswith("/forms")):
                wrong.append((path, email, status))
    assert wrong == []


def expected(world: World, endpoint: str, case: Case, email: str, letter: str) -> int:
    """Give what the table says: 200, 403, 404, or 303 where an auditor must first say why."""
    row = CASE_PAGES[endpoint]
    is_of_car = case.reference.startswith("CAR")
    if is_of_car or letter == "Z":
        return 200 if is_of_car and letter == "Z" and "S" in row.may else 404
    if letter == "A":
        return 303
    if letter in APPOINTED and not appointed(world, case.id, letter, email):
        return 404
    if letter == "N" and case.reference in ASKED_NOBODY:
        return 404
    if letter in row.may and row.only_open and not case.is_open:
        return 404
    return 200 if letter in row.may else 403 if letter in row.known else 404


def test_a_page_of_a_case_opens_for_its_roles_only(world: World) -> None:
    wrong, seen = [], 0
    cases = world.rows(select(Case).order_by(Case.id))
    for rule in rules(world, "GET"):
        if rule.endpoint not in CASE_PAGES:
            continue
        for case in cases:
            path = address_of(world, rule, case)
            for email, letter in people(world).items():
                status = open_page(world, email, path).status_code
                wanted = expected(world, rule.endpoint, case, email, letter)
                seen += 1
                if status != wanted:
                    wrong.append((path, letter, status, wanted))
    assert wrong == []
    assert seen == len(CASE_PAGES) * len(cases) * len(people(world))


def test_an_auditor_reads_a_case_of_the_own_area_after_giving_a_reason(world: World) -> None:
    auditor = "wyn.prosser@ashmoor.example"
    browser = world.browser(auditor)
    case, other = case_of(world, "ASH-CT-2026-0002"), case_of(world, "CAR-CT-2026-0001")
    page = f"/cases/{case.reference}/audit-reason"
    assert browser.post(page, seen=page, reason="Sampling of reviews held in spring").status == 303
    for rule in rules(world, "GET"):
        if rule.endpoint in CASE_PAGES:
            wanted = 200 if rule.endpoint in AFTER_A_REASON else 403
            assert open_page(world, auditor, address_of(world, rule, case)).status_code == wanted, rule
            assert open_page(world, auditor, address_of(world, rule, other)).status_code == 404, rule
    assert open_page(world, auditor, f"/cases/{other.reference}/audit-reason").status_code == 404
    world.forget(auditor)  # the reason lies in this browser


def case_of(world: World, reference: str) -> Case:
    return world.rows(select(Case).where(Case.reference == reference))[0]


def test_nobody_who_is_not_signed_in_sees_anything_but_the_public_pages(world: World) -> None:
    wrong = []
    case = case_of(world, "ASH-CT-2026-0002")
    for rule in rules(world, "GET"):
        if rule.endpoint in CASE_PAGES | PLAIN_PAGES.keys():
            path = PLAIN_PAGES[rule.endpoint].address if rule.endpoint in PLAIN_PAGES else address_of(world, rule, case)
            answer = open_page(world, NOBODY, path)
            if answer.status_code != 303 or not answer.headers["Location"].startswith("/sign-in?next="):
                wrong.append((path, answer.status_code))
    assert wrong == []


# -- tasks ------------------------------------------------------------------------------------------


def is_for(world: World, task: OpenTask, email: str, letter: str) -> bool:
    """Tell by the table of roles whether a task is for somebody, whoever holds it."""
    if task.claimed_by_id == world.driver("ASH")._people[email]:
        return True
    if (letter == "Z") is not (task.area_id != world.driver("ASH").area_id):
        return False
    if task.role == "spoc":
        return letter in "SDZ"
    if task.role == "nominated_officer":
        return OFFICERS.get(email.partition("@")[0]) == task.body_code
    wanted = LETTER_OF[task.role]
    return letter == wanted and (letter not in APPOINTED or appointed(world, task.case_id, letter, email))


def tasks(world: World) -> list[OpenTask]:
    return world.rows(select(OpenTask).order_by(OpenTask.case_id, OpenTask.id))


def test_a_task_opens_only_for_those_it_is_for(world: World) -> None:
    wrong = []
    for task in tasks(world):
        for email, letter in people(world).items():
            status = open_page(world, email, f"/tasks/{task.id}").status_code
            if (status in GOOD) is not is_for(world, task, email, letter) or status not in (*GOOD, 403, 404):
                wrong.append((task.element_id or task.kind, task.state, task.role, task.body_code, letter, status))
            if status == 403 and letter in "XZ":
                wrong.append((task.id, letter, "must not know it is there"))
    assert wrong == []
    assert len(tasks(world)) > 40


def test_no_button_of_a_task_works_for_anybody_else(world: World) -> None:
    """Direct posts to tasks of other lanes, agencies and areas, open and ended: refused, nothing changed."""
    before = fingerprint(world.toolbox)
    wrong = []
    for task in one_of_each(tasks(world)):
        for email, letter in people(world).items():
            if is_for(world, task, email, letter):
                continue
            for endpoint, button in TASK_BUTTONS.items() if task.state == "open" else [("casework.answer_task", "")]:
                if endpoint == "casework.hand_over" and letter in "SD":
                    continue  # a single point of contact hands over anything of the own area
                if letter == "M" and button.startswith("/letters"):
                    continue  # a manager approves letters: a test of its own
                status = press(world, email, f"/tasks/{task.id}{button}")
                if status not in (403, 404, 409):
                    wrong.append((endpoint, task.element_id or task.kind, task.state, letter, status))
    assert wrong == []
    assert fingerprint(world.toolbox) == before


def one_of_each(found: list[OpenTask]) -> list[OpenTask]:
    """Give one task for each role, agency, kind and state."""
    return list({(t.role, t.body_code, t.kind, t.state, t.area_id): t for t in found}.values())


def press(world: World, email: str, path: str, **fields: object) -> int:
    browser = with_token(world.browser(email))
    return browser.post(path, **fields).status


def with_token(browser: Browser) -> Browser:
    """Show a page that carries a token, so that only the right to press is asked."""
    if 'name="csrf_token"' not in browser.page:
        browser.get("/account")
    return browser


def test_answering_a_finished_task_changes_nothing(world: World) -> None:
    before = fingerprint(world.toolbox)
    ended = [task for task in tasks(world) if task.state != "open" and task.run_id is not None]
    assert len(ended) > 20
    for task in one_of_each(ended):
        for email, letter in people(world).items():
            if is_for(world, task, email, letter):
                for button in ("", "/taking", "/putting-back", "/hand-over"):
                    status = press(world, email, f"/tasks/{task.id}{button}", words="late", person="1")
                    assert status in (403, 404, 409), (task.name, button, letter, status)
    assert fingerprint(world.toolbox) == before


# -- buttons ----------------------------------------------------------------------------------------


def button_addresses(world: World, case: Case) -> dict[str, str]:
    """Give an address for each button that is not of a task and not public."""
    fill = world.places(case) | {
        "area_code": "ASH",
        "slug": "names",
        "clock_id": "ct_threshold",
        "rules_id": 1,
        "change_id": 1,
        "act": "notes",
        "kind": "new-report",
        "row_id": 0,
        "person_id": 1,
        "membership_id": 1,
        "refused_id": 1,
    }
    found = {}
    for rule in rules(world, "POST"):
        if rule.endpoint in BUTTONS:
            built = rule.build({name: fill[name] for name in rule.arguments})
            assert built is not None
            found[rule.endpoint] = str(built[1])
    return found


def test_no_button_works_for_a_role_that_has_it_not(world: World) -> None:
    before = fingerprint(world.toolbox)
    wrong = []
    for endpoint, path in button_addresses(world, case_of(world, "ASH-CT-2026-0006")).items():
        for email, letter in people(world).items():
            if letter not in BUTTONS[endpoint]:
                status = press(world, email, path, **WISH)
                is_sent_to_reason = letter == "A" and status == 303
                decides = (
                    endpoint in ("owners.approve", "owners.refuse") and letter in "AX"
                )  # there is nothing to decide
                if status not in (403, 404) and not is_sent_to_reason and not (decides and status == 409):
                    wrong.append((endpoint, letter, status))
    assert wrong == []
    assert fingerprint(world.toolbox) == before


def test_sec_084_no_button_at_all_works_without_its_token(world: World) -> None:
    before = fingerprint(world.toolbox)
    case = case_of(world, "ASH-CT-2026-0002")
    fill: dict[str, object] = {
        "area_code": "ASH",
        "name": "incidents",
        "number": 1,
        "slug": "where",
        "body": "police",
        "wish": "stop",
    }
    wrong = []
    for rule in rules(world, "POST"):
        path = button_addresses(world, case).get(rule.endpoint) or with_places(world, rule, case, fill)
        for email in ("jo.whitlock@ashmoor.example", "ada.crane@ashmoor.example", NOBODY):
            client = world.browser(email).client
            for data in ({}, {"csrf_token": "forged"}):
                status = client.post(path, data=data, headers={"Referer": "https://folkmoot.example.org/"}).status_code
                if status != 400:
                    wrong.append((path, email, status))
    assert wrong == []
    assert fingerprint(world.toolbox) == before


def with_places(world: World, rule: Rule, case: Case, fill: dict[str, object]) -> str:
    known = fill | world.places(case)
    built = rule.build({name: known[name] for name in rule.arguments})
    assert built is not None
    return str(built[1])


# -- ends -------------------------------------------------------------------------------------------


def test_an_ended_role_opens_nothing_at_the_next_request(world: World) -> None:
    # given a health officer who is signed in and has a task
    officer = "lena.osei@ashmoor.example"
    task = next(t for t in tasks(world) if t.body_code == "health")
    assert open_page(world, officer, f"/tasks/{task.id}").status_code in GOOD
    # when the role ends
    person_id = world.driver("ASH").person_id(officer)
    ended = update(RoleMembership).where(RoleMembership.person_id == person_id)
    write(world, ended.values(until_on=date(2026, 3, 1)))
    # then the next request finds nothing
    assert open_page(world, officer, f"/tasks/{task.id}").status_code == 404
    assert open_page(world, officer, "/cases").status_code == 403
    assert press(world, officer, f"/tasks/{task.id}") == 404
    write(world, ended.values(until_on=None))


def test_a_closed_account_is_signed_out_at_the_next_request(world: World) -> None:
    deputy = "priya.raman@ashmoor.example"
    assert open_page(world, deputy, "/work").status_code == 200
    closed = update(Person).where(Person.email == deputy)
    write(world, closed.values(is_active=False))
    answer = open_page(world, deputy, "/work")
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/sign-in")
    write(world, closed.values(is_active=True))


def write(world: World, statement: object) -> None:
    with world.toolbox.sessions.write() as session, session.begin():
        session.execute(statement)  # type: ignore[call-overload]


def test_sec_074_every_answer_carries_the_headers(world: World) -> None:
    case = case_of(world, "ASH-CT-2026-0002")
    wrong = []
    for rule in rules(world, "GET"):
        if rule.endpoint not in CASE_PAGES | PLAIN_PAGES.keys():
            continue
        path = PLAIN_PAGES[rule.endpoint].address if rule.endpoint in PLAIN_PAGES else address_of(world, rule, case)
        for email in ("jo.whitlock@ashmoor.example", "ada.crane@ashmoor.example", NOBODY):
            wrong += [(path, email, name) for name in missing_headers(open_page(world, email, path))]
    assert wrong == []


def missing_headers(answer: TestResponse) -> list[str]:
    policy, missing = answer.headers.get("Content-Security-Policy", ""), []
    is_sheet = policy.startswith("sandbox")  # a sealed letter, shown inside our own page and nowhere else
    if "default-src 'none'" not in policy or "'unsafe-inline'" in policy.partition("script-src")[2].partition(";")[0]:
        missing.append("Content-Security-Policy")
    if ("frame-ancestors 'self'" if is_sheet else "frame-ancestors 'none'") not in policy:
        missing.append("frame-ancestors")
    wanted = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Referrer-Policy": "same-origin"}
    return missing + [name for name, value in wanted.items() if answer.headers.get(name) != value]
