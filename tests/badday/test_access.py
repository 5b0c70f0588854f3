"""Every route for every role, the own area and the other, open and closed cases. Source: domain C.2, SEC-001 ff."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from service.store.cases import Case
from service.store.work import Deadline, OpenTask
from tests.badday.access_table import (
    AFTER_A_REASON,
    APPEAL_PAGES,
    APPEALED,
    APPOINTED,
    BUTTONS,
    CASE_PAGES,
    COMMISSIONERS,
    ELSEWHERE,
    FOR_ANYBODY,
    OF_THE_OTHER_AREA,
    PLAIN_PAGES,
    SHUT_TO_COMMISSIONERS,
    TASK_BUTTONS,
)
from tests.badday.access_world import (
    ASKED_NOBODY,
    GOOD,
    address_of,
    appointed,
    by_standing,
    case_of,
    is_for,
    open_page,
    people,
    rules,
    tasks,
)
from tests.badday.demo_world import NOBODY, OTHER_SPOC, World


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
    assert not wrong, wrong[:12]


def test_what_lies_in_the_other_area_is_not_there_for_anybody_of_this_one(world: World) -> None:
    wrong = []
    for path in OF_THE_OTHER_AREA:
        for email in people(world):
            status = open_page(world, email, path).status_code
            if status != 404 and not (email == OTHER_SPOC and path.startswith("/forms")):
                wrong.append((path, email, status))
    assert not wrong, wrong[:12]


LETTER_FILE = "casework.sealed_letter_file"


def expected(world: World, endpoint: str, case: Case, email: str, letter: str) -> int:
    """Give what the table says: 200, 403, 404, or 303 where an auditor must first say why."""
    row = CASE_PAGES[endpoint]
    is_of_car = case.reference.startswith("CAR")
    if is_of_car or letter == "Z":
        return 200 if is_of_car and letter == "Z" and "S" in row.may else 404
    if letter == "A":
        return 303
    if letter in COMMISSIONERS:
        is_open = case.reference == APPEALED
        return (403 if endpoint in SHUT_TO_COMMISSIONERS else 200) if is_open else 404
    if letter in APPOINTED and not appointed(world, case.id, letter, email):
        return 404
    if letter == "N" and case.reference in ASKED_NOBODY:
        return 404
    if letter in row.may and row.only_open and not case.is_open:
        return 404
    return 200 if letter in row.may else 403 if letter in row.known else 404


def test_a_page_of_a_case_opens_for_its_roles_only(world: World) -> None:
    """Everybody asks every page of a case of each standing; who sees most asks those of every stage."""
    wrong, seen = [], Counter[str]()
    paths: dict[tuple[str, int], str] = {}
    for rule, case, email, letter in asked_of_cases(world):
        place = rule.rule, case.id
        path = paths.get(place) or paths.setdefault(place, address_of(world, rule, case))
        status = open_page(world, email, path).status_code
        wanted = expected(world, rule.endpoint, case, email, letter)
        if wanted == 200 and rule.endpoint == LETTER_FILE and world.has_only_a_receipt(case):
            wanted = 403  # nobody gets the applicant's code: D-042
        seen[letter] += 1
        if status != wanted:
            wrong.append((path, letter, status, wanted))
    assert not wrong, wrong[:12]
    assert set(seen) == set(people(world).values())
    assert min(seen.values()) >= len(CASE_PAGES) * len(("own, open", "own, closed", "asked nobody", "other area"))
    assert seen["S"] >= len(CASE_PAGES) * 7


def asked_of_cases(world: World) -> Iterator[tuple[Rule, Case, str, str]]:
    """Give who asks which page of which case."""
    reviews = select(Case).where(Case.process_id == "community_trigger").order_by(Case.id)
    cases = list({case.stage: case for case in world.rows(reviews)}.values())
    cases.append(case_of(world, "ASH-CT-2026-0008"))
    pages = [rule for rule in rules(world, "GET") if rule.endpoint in CASE_PAGES]
    for number, (email, letter) in enumerate(people(world).items()):
        alike = list(by_standing(world, cases, email))
        for turn, rule in enumerate(pages, start=number):
            for case in cases if letter == "S" else [some[turn % len(some)] for some in alike]:
                yield rule, case, email, letter


def test_ap_20_an_appeal_is_the_offices_and_others_see_that_it_runs(world: World) -> None:
    (appeal,) = world.rows(select(Case).where(Case.process_id == "opcc_appeal"))
    wrong = []
    for rule in rules(world, "GET"):
        may = APPEAL_PAGES.get(rule.endpoint)
        if may is None:
            continue
        path = address_of(world, rule, appeal)
        for email, letter in people(world).items():
            status = open_page(world, email, path).status_code
            wanted = 200 if letter in may else 303 if letter == "A" else 403 if letter in "PHSDMOR" else 404
            if status != wanted:
                wrong.append((path, letter, status, wanted))
    assert not wrong, wrong[:12]


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


def test_nobody_who_is_not_signed_in_sees_anything_but_the_public_pages(world: World) -> None:
    wrong = []
    case = case_of(world, "ASH-CT-2026-0002")
    for rule in rules(world, "GET"):
        if rule.endpoint in CASE_PAGES | PLAIN_PAGES.keys():
            path = PLAIN_PAGES[rule.endpoint].address if rule.endpoint in PLAIN_PAGES else address_of(world, rule, case)
            answer = open_page(world, NOBODY, path)
            if answer.status_code != 303 or not answer.headers["Location"].startswith("/sign-in?next="):
                wrong.append((path, answer.status_code))
    assert not wrong, wrong[:12]


def test_a_task_opens_only_for_those_it_is_for(world: World) -> None:
    """Who may opens every one; who may not is refused one of each role, agency, kind, state and area."""
    wrong, refused, opened = [], set(), set()
    for task, email, letter in asked_of_tasks(world):
        status = open_page(world, email, f"/tasks/{task.id}").status_code
        (opened if status in GOOD else refused).add((task.id, letter))
        if (status in GOOD) is not is_for(world, task, email, letter) or status not in (*GOOD, 403, 404):
            wrong.append((task.element_id or task.kind, task.state, task.role, task.body_code, letter, status))
        if status == 403 and letter in "XZ":
            wrong.append((task.id, letter, "must not know it is there"))
    assert not wrong, wrong[:12]
    assert len({task_id for task_id, _ in opened}) > 40
    assert len({task_id for task_id, _ in refused}) > 40


def asked_of_tasks(world: World) -> Iterator[tuple[OpenTask, str, str]]:
    """Give who asks for which task: each task is refused to some people, all people are refused one of each group."""
    alike = {(t.element_id, t.kind, t.role, t.body_code, t.state, t.area_id): t for t in tasks(world)}
    assert len(alike) > 40
    groups: dict[object, list[OpenTask]] = {}
    for (_, *group), task in alike.items():
        groups.setdefault(tuple(group), []).append(task)
    for some in groups.values():
        for turn, (email, letter) in enumerate(people(world).items()):
            for number, task in enumerate(some):
                if turn % len(some) == number or is_for(world, task, email, letter):
                    yield task, email, letter


def test_sec_074_every_answer_carries_the_headers(world: World) -> None:
    case = case_of(world, "ASH-CT-2026-0002")
    wrong = []
    for rule in rules(world, "GET"):
        if rule.endpoint not in CASE_PAGES | PLAIN_PAGES.keys():
            continue
        path = PLAIN_PAGES[rule.endpoint].address if rule.endpoint in PLAIN_PAGES else address_of(world, rule, case)
        for email in ("jo.whitlock@ashmoor.example", "ada.crane@ashmoor.example", NOBODY):
            wrong += [(path, email, name) for name in missing_headers(open_page(world, email, path))]
    assert not wrong, wrong[:12]


def missing_headers(answer: TestResponse) -> list[str]:
    policy, missing = answer.headers.get("Content-Security-Policy", ""), []
    is_sheet = policy.startswith("sandbox")  # a sealed letter, shown inside our own page and nowhere else
    if "default-src 'none'" not in policy or "'unsafe-inline'" in policy.partition("script-src")[2].partition(";")[0]:
        missing.append("Content-Security-Policy")
    if ("frame-ancestors 'self'" if is_sheet else "frame-ancestors 'none'") not in policy:
        missing.append("frame-ancestors")
    wanted = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Referrer-Policy": "same-origin"}
    return missing + [name for name, value in wanted.items() if answer.headers.get(name) != value]


def test_an_officer_is_told_only_the_dates_of_the_own_agency(world: World) -> None:
    of_police = world.rows(select(Deadline).where(Deadline.key == "police"))[0]
    reference = next(case.reference for case in world.rows(select(Case)) if case.id == of_police.case_id)
    path = f"/cases/{reference}/clocks/{of_police.id}"
    assert open_page(world, "iris.tolland@ashmoor.example", path).status_code == 200
    for other in ("gareth.pell", "lena.osei", "dev.marsh"):
        assert open_page(world, f"{other}@ashmoor.example", path).status_code == 404
