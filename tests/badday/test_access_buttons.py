"""Every button for every role, the own area and the other, tasks open and ended. Source: domain C.2, SEC-001 ff."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import update
from werkzeug.routing import Rule

from service.access import OF_THE_COMMISSIONER
from service.store.cases import Case
from service.store.people import Person, RoleMembership
from service.store.work import OpenTask
from tests.badday.access_table import (
    BUTTONS,
    TASK_BUTTONS,
)
from tests.badday.access_world import (
    GOOD,
    case_of,
    is_for,
    one_of_each,
    open_page,
    people,
    press,
    rules,
    tasks,
)
from tests.badday.demo_world import NOBODY, World
from tests.badday.fingerprint import fingerprint

WISH = {"on-day": "5", "on-month": "6", "on-year": "2027", "change": "add", "name": "A day", "reason": "I want to"}
KEEP_AN_OFFICE = "SDMPH"


def test_no_button_of_a_task_works_for_anybody_else(world: World) -> None:
    """Direct posts to tasks of other lanes, agencies and areas, open and ended: refused, nothing changed."""
    before = fingerprint(world.toolbox)
    wrong, pressed = [], set()
    for task, email, letter, endpoint in pressed_by_others(world):
        status = press(world, email, f"/tasks/{task.id}{TASK_BUTTONS[endpoint]}")
        pressed.add((endpoint, letter))
        if status not in (403, 404, 409):
            wrong.append((endpoint, task.element_id or task.kind, task.state, letter, status))
    assert not wrong, wrong[:12]
    assert fingerprint(world.toolbox) == before
    assert pressed == {(endpoint, letter) for endpoint in TASK_BUTTONS for letter in people(world).values()}


def pressed_by_others(world: World) -> Iterator[tuple[OpenTask, str, str, str]]:
    """Give who presses what of whose task: all buttons where role, office or area is near, else a third in turn."""
    roles = world.people()
    for number, task in enumerate(one_of_each(tasks(world))):
        for turn, (email, letter) in enumerate(people(world).items(), start=number):
            if is_for(world, task, email, letter):
                continue
            is_near = roles[email] == task.role or letter in KEEP_AN_OFFICE or task.area_id != world.ashmoor_id
            for place, endpoint in enumerate(TASK_BUTTONS if task.state == "open" else ("casework.answer_task",)):
                is_its_turn = is_near or task.state != "open" or (turn + place) % 3 == 0
                if is_its_turn and not is_of_keepers(task, endpoint, letter):
                    yield task, email, letter, endpoint


def is_of_keepers(task: OpenTask, endpoint: str, letter: str) -> bool:
    """Tell whether somebody may press this by keeping the office, though the task is for others."""
    is_of_commissioner = task.role in OF_THE_COMMISSIONER
    if endpoint == "casework.hand_over":
        return letter in ("PH" if is_of_commissioner else "SD")  # they hand over anything of their office
    # a manager approves letters: a test of its own
    return letter == ("H" if is_of_commissioner else "M") and TASK_BUTTONS[endpoint].startswith("/letters")


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


def button_addresses(world: World, case: Case) -> dict[str, str]:
    """Give an address for each button that is not of a task and not public."""
    fill = world.places(case) | {
        "area_code": "ASH",
        "slug": "names",
        "clock_id": "ct_threshold",
        "rules_id": 1,
        "change_id": 1,
        "act": "notes",
        "kind": "report",
        "person_id": 1,
        "membership_id": 1,
        "refused_id": 1,
        "contact_id": 1,
        "option_id": 1,
        "report_id": 1,
        "step": "governance",
        "year": 2025,
        "ends_on": "2025-12-31",
        "notice_id": 1,
        "key": "a.b",
        "case_id": case.id,
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
    assert not wrong, wrong[:12]
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
    assert not wrong, wrong[:12]
    assert fingerprint(world.toolbox) == before


def with_places(world: World, rule: Rule, case: Case, fill: dict[str, object]) -> str:
    known = fill | world.places(case)
    built = rule.build({name: known[name] for name in rule.arguments})
    assert built is not None
    return str(built[1])


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
