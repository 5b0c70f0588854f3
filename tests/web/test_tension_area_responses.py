"""The matrix of possible responses: by band, kept by a few, offered to forms at the level of the case. TE-04."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from service.store.audit import AuditEvent
from service.store.cases import TENSION, Case
from service.store.database import Sessions
from service.store.diagrams import ProcessVersion
from service.store.notices import ProtocolContact
from service.store.people import Area, AreaRulesVersion
from service.store.queries.record_lists import LISTS, Asked
from service.store.record import ResponseOption, Tension
from tests.builders import LONG_AGO
from tests.databases import ON_BOTH
from tests.web.tension_desk import EVERYBODY, Desk
from tests.web.text_of import text_of

PAGE = "/tension/responses/ASH"
NEW = f"{PAGE}/new"
READERS = EVERYBODY - {"spoc_deputy", "administrator", "senior_officer", "police_coordinator", "elsewhere"}
KEEPERS = {"coordinator", "risk_lead", "csp_manager", "process_owner"}
PATROL = {"what": "More officers on foot", "who": "Neighbourhood team", "band": "conflict"}


def add(desk: Desk, **other: str) -> int:
    return desk.at("coordinator").post(NEW, seen=NEW, **PATROL | other).status


def page_of(desk: Desk, role: str = "coordinator") -> str:
    return text_of(desk.at(role).get(PAGE).page)


def test_te_04_responses_stand_under_their_levels_the_worst_first(desk: Desk, sessions: Sessions) -> None:
    assert add(desk, what="Talk to traders", band="normal") == 303
    assert add(desk) == 303
    shown = page_of(desk, "commander")
    places = [
        shown.index(words)
        for words in (
            "Levels 1 and 2: conflict happening or happened",
            "More officers on foot",
            "Levels 3 and 4: heightened tension, more risk",
            "Nothing is listed for these levels.",
            "Levels 5 and 6: normal range",
            "Talk to traders",
        )
    ]
    assert places == sorted(places)
    assert "Level 1 is the most serious" in shown
    with sessions.read() as session:
        told = session.scalars(select(AuditEvent).where(AuditEvent.action == "response_added")).all()
    assert {row.detail["band"] for row in told} == {"conflict", "normal"}


@ON_BOTH
def test_a_response_is_offered_no_more_and_its_row_stays(desk: Desk, sessions: Sessions) -> None:
    add(desk)
    with sessions.read() as session:
        row_id = session.scalars(select(ResponseOption.id)).one()
    for _ in range(2):  # the second press changes nothing
        assert desk.at("risk_lead").post(f"{PAGE}/{row_id}/ending", seen=NEW).status == 303
    assert "“More officers on foot” is offered no more." in page_of(desk, "risk_lead")
    assert "Neighbourhood team" not in page_of(desk)
    with sessions.read() as session:
        assert session.get_one(ResponseOption, row_id).ended_on is not None
        ended = session.scalars(select(AuditEvent).where(AuditEvent.action == "response_ended")).all()
    assert len(ended) == 1
    assert add(desk) == 303  # and it may be offered again


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"what": " "}, "what", "Enter what can be done"),
        ({"what": "x" * 301}, "what", "What can be done must be 300 characters or fewer"),
        ({"who": "x" * 161}, "who", "Who does it must be 160 characters or fewer"),
        ({"band": ""}, "band", "Select the levels it is for"),
        ({"band": "7"}, "band", "Select one of the answers listed"),
        ({"what": "more OFFICERS on foot"}, "what", "This is listed for these levels already"),
    ],
)
def test_a_fault_is_said_at_its_field_and_what_was_typed_stays(
    desk: Desk, change: dict[str, str], field: str, words: str
) -> None:
    add(desk)
    browser = desk.at("coordinator").post(NEW, seen=NEW, **PATROL | change)
    assert (browser.status, words in browser.page, f'href="#{field}"' in browser.page) == (422, True, True)
    assert 'value="Neighbourhood team"' in browser.page or field == "who"


def test_c_2_who_works_on_tension_reads_the_responses_and_its_keepers_change_them(desk: Desk) -> None:
    add(desk)
    found = desk.statuses(PAGE)
    assert {role for role, status in found.items() if status == 200} == READERS
    assert {found[role] for role in EVERYBODY - READERS} == {404}
    form = desk.statuses(NEW)
    assert {role for role, status in form.items() if status == 200} == KEEPERS
    assert {form[role] for role in READERS - KEEPERS} == {403}
    for role in READERS - KEEPERS:
        assert desk.at(role).post(NEW, seen="/account", **PATROL).status == 403
        assert desk.at(role).post(f"{PAGE}/1/ending", seen="/account").status == 403
        assert "Offer no more" not in desk.at(role).get(PAGE).page
    assert desk.at("elsewhere").post("/tension/responses/CAR/1/ending", seen="/account").status == 404
    assert desk.at("coordinator").get("/tension/responses").location == PAGE
    assert desk.at("spoc_deputy").get("/tension/responses").status == 403


def test_the_matrix_is_downloaded(desk: Desk) -> None:
    add(desk)
    page = desk.at("auditor").get(f"{PAGE}?as=table").page
    assert '"Levels 1 and 2: conflict happening or happened","More officers on foot","Neighbourhood team"' in page


def test_te_04_a_form_offers_the_responses_at_the_level_of_its_case(desk: Desk, sessions: Sessions) -> None:
    # given responses for conflict and for heightened tension, a community leader and staff of a ward
    add(desk)
    add(desk, what="Meet the traders", who="", band="heightened")
    with sessions.write() as session, session.begin():
        case = a_tension_case(session)
        area_id = case.area_id
        for role, name, places in (
            ("community_leader", "Imam Tariq Sel", []),
            ("mediator", "Ottoline Fray", []),
            ("staff", "Warden Pole", ["Ferry"]),
        ):
            session.add(ProtocolContact(area_id=area_id, role=role, name=name, localities=places))
    with sessions.write() as session, session.begin():
        asked = Asked(session=session, case=session.scalars(select(Case)).one(), item="")
        tension = session.scalars(select(Tension)).one()
        offered = {}
        # when the level is agreed, then changed
        for level in (0, 2, 3, 6):
            tension.level = level
            session.flush()
            offered[level] = [item.label for item in LISTS["responses"](asked)]
        # then the form offers what fits; before a level is agreed, everything
        patrol, meet = "More officers on foot, Neighbourhood team", "Meet the traders"
        assert offered == {0: [patrol, meet], 2: [patrol], 3: [meet], 6: []}
        assert [item.label for item in LISTS["contacts_leaders"](asked)] == ["Imam Tariq Sel", "Ottoline Fray"]
        assert [item.label for item in LISTS["contacts_staff"](asked)] == ["Warden Pole, Ferry"]


def a_tension_case(session: Session) -> Case:
    """Add a case of tension as rows only."""
    area = session.scalars(select(Area).where(Area.code == "ASH")).one()
    rules_id = session.scalars(select(AreaRulesVersion.id).where(AreaRulesVersion.area_id == area.id)).one()
    case = Case(
        reference="ASH-TE-2026-0001",
        area_id=area.id,
        process_id=TENSION,
        process_version_id=session.scalars(select(ProcessVersion.id)).one(),
        area_rules_id=rules_id,
        stage="Assessing",
        opened_at=LONG_AGO,
        received_on=LONG_AGO.date(),
        label="Ferry",
    )
    session.add(case)
    session.flush()
    session.add(Tension(case_id=case.id, what="after a fire"))
    return case
