"""The demonstration as every signed-in person meets it, and what the table of roles says. Source: domain C.2."""

from collections.abc import Collection, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from service.store.cases import Case
from service.store.work import OpenTask
from tests.badday.access_table import (
    APPOINTED,
)
from tests.badday.demo_world import OTHER_SPOC, World, open_world

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
    "appeals_officer": "P",
    "opcc_head": "H",
    "risk_lead": "K",
    "commander": "B",
    "asb_manager": "Y",
    "council_officer": "E",
    "comms_officer": "J",
    "coordinator": "G",
    "senior_officer": "V",
    "crro": "W",
    "police_coordinator": "Q",
}
OFFICERS = {"iris.tolland": "police", "gareth.pell": "council", "lena.osei": "health", "dev.marsh": "housing"}
ASKED_NOBODY = ("ASH-CT-2026-0007", "ASH-CT-2026-0008")  # waits for consent, just received: no agency knows of it
GOOD = (200, 302, 303)


@pytest.fixture(scope="session")
def world(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The demonstration, read by all tests of access, which leave it as it was."""
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
    return (case_id, role, world.person_ids[email]) in world.appointments


def by_standing(world: World, cases: Collection[Case], email: str) -> list[list[Case]]:
    """Group cases that are alike for somebody in all that rights can be about: the tables say what that is."""
    person_id = world.person_ids[email]
    alike: dict[object, list[Case]] = {}
    for case in cases:
        agencies = frozenset(body for case_id, body in world.asked if case_id == case.id)
        appealed = frozenset(decided_on for case_id, decided_on in world.appeals if case_id == case.id)
        held = frozenset(role for case_id, role, who in world.appointments if (case_id, who) == (case.id, person_id))
        alike.setdefault((case.area_id, case.is_open, agencies, appealed, held), []).append(case)
    return list(alike.values())


def address_of(world: World, rule: Rule, case: Case) -> str:
    correction = "report" if ":row_id>" in rule.rule else "new-report"  # the second is about no row yet
    fill = world.places(case) | {"process_id": "community_trigger", "act": "notes", "kind": correction}
    built = rule.build({name: fill[name] for name in rule.arguments})
    assert built is not None
    return str(built[1])


def rules(world: World, method: str) -> list[Rule]:
    return [rule for rule in world.app.url_map.iter_rules() if method in (rule.methods or ())]


def case_of(world: World, reference: str) -> Case:
    return world.rows(select(Case).where(Case.reference == reference))[0]


def is_for(world: World, task: OpenTask, email: str, letter: str) -> bool:
    """Tell by the table of roles whether a task is for somebody, whoever holds it."""
    if task.claimed_by_id == world.person_ids[email]:
        return True
    if (letter == "Z") is not (task.area_id != world.ashmoor_id):
        return False
    if task.role == "spoc":
        return letter in "SDZ"
    if task.role == "nominated_officer":
        return OFFICERS.get(email.partition("@")[0]) == task.body_code
    wanted = LETTER_OF[task.role]
    return letter == wanted and (letter not in APPOINTED or appointed(world, task.case_id, letter, email))


def tasks(world: World) -> list[OpenTask]:
    return world.rows(select(OpenTask).order_by(OpenTask.case_id, OpenTask.id))


def one_of_each(found: list[OpenTask]) -> list[OpenTask]:
    """Give one task for each role, agency, kind and state."""
    return list({(t.role, t.body_code, t.kind, t.state, t.area_id): t for t in found}.values())


def press(world: World, email: str, path: str, **fields: object) -> int:
    """Press a button from a page that carries a token and is still open, so that only the right to press is asked."""
    browser = world.browser(email)
    browser.page = world.open_pages.get(email, "") or browser.get("/account").page
    world.open_pages[email] = browser.page
    return browser.post(path, **fields).status
