"""The set-up checklist of an area: thirteen lines, what a "no" needs, what is missing before it goes live. TE-01."""

import pytest
from sqlalchemy import select

from service.store.audit import AuditEvent
from service.store.database import Sessions
from service.store.people import Area
from service.store.queries.tension_area import SetUpState, set_up_state
from service.store.record import SetUpAnswer
from service.store.set_up_steps import FOUNDATIONS, STEPS, SetUpStep
from service.web.tension.set_up_words import STEP_WORDS
from tests.frozen_clock import FrozenClock
from tests.web.tension_desk import EVERYBODY, Desk
from tests.web.text_of import text_of

PAGE = "/tension/set-up/ASH"
STEP = f"{PAGE}/governance"
READERS = EVERYBODY - {"spoc_deputy", "administrator", "senior_officer", "police_coordinator", "elsewhere"}
KEEPERS = {"coordinator", "risk_lead", "csp_manager", "process_owner"}
YES = {"in_place": "yes"}
NO = {
    "in_place": "no",
    "action": "Agree who decides at levels 1 and 2",
    "owner": "Edwin Sark",
    "due_on-day": "6",
    "due_on-month": "3",
    "due_on-year": "2026",
}


def answer(desk: Desk, step: str, fields: dict[str, str]) -> int:
    return desk.at("coordinator").post(f"{PAGE}/{step}", seen=f"{PAGE}/{step}", **fields).status


def page_of(desk: Desk) -> str:
    return text_of(desk.at("coordinator").get(PAGE).page)


def state_of(sessions: Sessions) -> SetUpState:
    with sessions.read() as session:
        return set_up_state(session, session.scalars(select(Area.id).where(Area.code == "ASH")).one())


def test_te_01_the_checklist_has_six_foundations_and_seven_steps_each_in_words() -> None:
    assert (len(FOUNDATIONS), len(STEPS)) == (6, 7)
    assert set(STEP_WORDS) == set(SetUpStep)


def test_te_01_an_area_goes_live_when_every_no_has_an_action_an_owner_and_a_date(
    desk: Desk, sessions: Sessions, clock: FrozenClock
) -> None:
    # given an area in which nothing is answered
    assert "13 of 13 are not in place. 13 have no answer yet: the area cannot go live before that." in page_of(desk)
    assert (state_of(sessions).missing, state_of(sessions).may_go_live) == (13, False)
    # when twelve are in place and one is not, with an action by Friday
    for step in SetUpStep:
        assert answer(desk, step, NO if step == "governance" else YES) == 303
    # then one is missing, and the area may go live
    shown = page_of(desk)
    assert "1 of 13 is not in place. Each has an owner and a date, so the area may go live." in shown
    assert "Agree who decides at levels 1 and 2 Edwin Sark 4 working days left" in shown
    assert state_of(sessions).may_go_live
    # and when Friday has passed, the action is late
    clock.set("Mon 9 Mar 2026 09:00")
    desk.seats.clear()
    assert "1 action is late." in page_of(desk)
    assert "1 working day late" in page_of(desk)
    # and when that is done too, all are in place and what was to be done is gone
    assert answer(desk, "governance", YES) == 303
    assert "All 13 are in place." in page_of(desk)
    assert "Edwin Sark" not in page_of(desk)


def test_what_was_answered_before_stays_in_the_audit_without_the_owner(desk: Desk, sessions: Sessions) -> None:
    answer(desk, "eep", NO)
    answer(desk, "eep", YES)
    with sessions.read() as session:
        told = session.scalars(
            select(AuditEvent.detail).where(AuditEvent.action == "set_up_answered").order_by(AuditEvent.number)
        ).all()
        assert session.scalars(select(SetUpAnswer.step)).all() == ["eep"]
    assert [(row["before"], row["after"]) for row in told] == [
        ("not answered", "no, by 2026-03-06"),
        ("no, by 2026-03-06", "yes"),
    ]


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"in_place": ""}, "in_place", "Select yes if it is in place"),
        ({"in_place": "perhaps"}, "in_place", "Select one of the answers listed"),
        ({"action": " "}, "action", "Enter what will be done"),
        ({"action": "x" * 501}, "action", "What will be done must be 500 characters or fewer"),
        ({"owner": ""}, "owner", "Enter who sees to it"),
        ({"due_on-day": ""}, "due_on-day", "The day by which it is done must include a day"),
        ({"due_on-day": "1"}, "due_on-day", "The day by which it is done must be today or in the future"),
    ],
)
def test_a_fault_is_said_at_its_field_and_what_was_typed_stays(
    desk: Desk, sessions: Sessions, change: dict[str, str], field: str, words: str
) -> None:
    browser = desk.at("coordinator").post(STEP, seen=STEP, **NO | change)
    assert (browser.status, words in browser.page, f'href="#{field}"' in browser.page) == (422, True, True)
    assert "Agree who decides" in browser.page or field == "action"
    assert state_of(sessions).unanswered == 13


def test_c_2_who_works_on_tension_reads_the_checklist_and_its_keepers_answer_it(desk: Desk) -> None:
    found, form = desk.statuses(PAGE), desk.statuses(STEP)
    assert {role for role, status in found.items() if status == 200} == READERS
    assert {found[role] for role in EVERYBODY - READERS} == {404}
    assert {role for role, status in form.items() if status == 200} == KEEPERS
    assert {form[role] for role in READERS - KEEPERS} == {403}
    for role in READERS - KEEPERS:
        assert desk.at(role).post(STEP, seen="/account", **YES).status == 403
        assert STEP not in desk.at(role).get(PAGE).page
    for step in ("nothing", "Governance"):
        assert desk.at("coordinator").get(f"{PAGE}/{step}").status == 404
    assert desk.at("coordinator").post(f"{PAGE}/nothing", seen=STEP, **YES).status == 404
    assert desk.at("coordinator").get("/tension/set-up").location == PAGE
    assert desk.at("administrator").get("/tension/set-up").status == 403


def test_the_checklist_is_downloaded(desk: Desk) -> None:
    answer(desk, "governance", NO)
    page = desk.at("director").get(f"{PAGE}?as=table").page
    assert '"Not in place","Agree who decides at levels 1 and 2","Edwin Sark","2026-03-06"' in page
    assert page.count('"Not answered"') == 12
