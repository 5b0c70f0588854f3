"""The annual plan of an area: one a year, written for this year and the next, kept by year, printed whole. TE-24."""

import pytest
from sqlalchemy import select

from service.store.audit import AuditEvent
from service.store.database import Sessions
from service.store.people import Area, AreaRulesVersion
from service.store.record import AnnualPlan
from tests.frozen_clock import FrozenClock
from tests.web.tension_desk import EVERYBODY, Desk
from tests.web.text_of import text_of

PAGE = "/tension/plan/ASH"
THIS = f"{PAGE}/2025/change"  # on 2 March 2026 the reporting year 2025/26 still runs
READERS = EVERYBODY - {"spoc_deputy", "administrator", "senior_officer", "police_coordinator", "elsewhere"}
KEEPERS = {"coordinator", "risk_lead", "csp_manager", "process_owner"}
PLAN = {
    "review": "A calm year.\r\n\r\nThe market-hall fire taught us to call sooner.",
    "training": "Two wardens in May",
    "events": "Election, 7 May\r\nFair, 22 August",
    "members": "Insp Marlowe\r\nNell Ashdown",
}


def write(desk: Desk, address: str = THIS, **other: str) -> int:
    return desk.at("coordinator").post(address, seen=address, **PLAN | other).status


def page_of(desk: Desk, address: str = PAGE, role: str = "commander") -> str:
    return text_of(desk.at(role).get(address).page)


def test_te_24_a_plan_is_written_and_printed_with_the_responses(desk: Desk, sessions: Sessions) -> None:
    # given no plan yet, and one response in the matrix
    assert "Annual plan 2025/26" in page_of(desk)
    assert "There is no plan of this year yet." in page_of(desk)
    new = "/tension/responses/ASH/new"
    desk.at("coordinator").post(new, seen=new, what="More officers on foot", band="conflict")
    # when it is written
    assert write(desk) == 303
    # then everybody who works on tension reads it, line by line
    page = desk.at("commander").get(PAGE).page
    assert "Election, 7 May<br>Fair, 22 August" in page
    assert '<p class="fm-text">A calm year.</p>' in page
    shown = page_of(desk)
    assert "Written by Coordinator, 9am, Monday 2 March 2026" in shown
    assert "Levels 1 and 2: conflict happening or happened" in shown
    assert "More officers on foot" in shown


def test_te_24_each_year_keeps_its_plan_and_a_past_one_is_changed_no_more(
    desk: Desk, sessions: Sessions, clock: FrozenClock
) -> None:
    # given the plan of this year, written twice, and that of the next
    write(desk)
    assert "Fair, 22 August" in desk.at("coordinator").get(THIS).page
    write(desk, events="Election, 8 May")
    write(desk, f"{PAGE}/2026/change", review="Next year’s look back")
    # when the next year has begun
    clock.set("Wed 1 Apr 2026 09:00")
    desk.seats.clear()
    # then its plan is the one shown, the earlier one can be read, and is written no more
    assert "Annual plan 2026/27" in page_of(desk)
    assert "Next year’s look back" in page_of(desk)
    earlier = page_of(desk, f"{PAGE}/2025")
    assert "Election, 8 May" in earlier
    assert "Level 1 is the most serious" not in earlier  # today's responses are not that year's
    assert desk.at("coordinator").get(THIS).status == 404
    assert desk.at("coordinator").post(THIS, seen="/account", **PLAN).status == 404
    with sessions.read() as session:
        assert session.scalars(select(AnnualPlan.year).order_by(AnnualPlan.year)).all() == [2025, 2026]
        told = session.execute(
            select(AuditEvent.action, AuditEvent.detail)
            .where(AuditEvent.action.in_(("plan_written", "plan_changed")))
            .order_by(AuditEvent.number)
        ).all()
    assert [(action, detail["year"]) for action, detail in told] == [
        ("plan_written", 2025),
        ("plan_changed", 2025),
        ("plan_written", 2026),
    ]


def test_a_new_plan_begins_with_the_team_and_says_who_was_trained(desk: Desk) -> None:
    new = "/tension/contacts/ASH/new"
    trained = {"trained_on-day": "5", "trained_on-month": "1", "trained_on-year": "2026"}
    desk.at("coordinator").post(
        new, seen=new, role="team", agency="housing", name="Dev Marsh", deputy="nobody", account="nobody", **trained
    )
    page = desk.at("coordinator").get(THIS).page
    assert "Dev Marsh, Inter-agency team: Housing</textarea>" in page
    assert "Trained in risk assessment so far: Dev Marsh, Monday 5 January 2026." in text_of(page)


def test_a_year_that_begins_elsewhere_is_the_areas_own(desk: Desk, sessions: Sessions) -> None:
    with sessions.write() as session, session.begin():
        area_id = session.scalars(select(Area.id).where(Area.code == "ASH")).one()
        rules = session.scalars(select(AreaRulesVersion).where(AreaRulesVersion.area_id == area_id)).one()
        rules.settings = rules.settings | {"report_year_starts": "01-01"}
    assert "Annual plan 2026 " in page_of(desk)


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"review": " "}, "review", "Enter how the year before went"),
        ({"training": ""}, "training", "Enter the training of the year"),
        ({"events": "\u200b"}, "events", "Enter the events of the year"),
        ({"members": "x" * 10_001}, "members", "Members must be 10,000 characters or fewer"),
    ],
)
def test_a_fault_is_said_at_its_field_and_what_was_typed_stays(
    desk: Desk, sessions: Sessions, change: dict[str, str], field: str, words: str
) -> None:
    browser = desk.at("coordinator").post(THIS, seen=THIS, **PLAN | change)
    assert (browser.status, words in browser.page, f'href="#{field}"' in browser.page) == (422, True, True)
    assert "Two wardens in May" in browser.page or field == "training"
    with sessions.read() as session:
        assert session.scalars(select(AnnualPlan)).all() == []


def test_c_2_who_works_on_tension_reads_the_plan_and_its_keepers_write_it(desk: Desk) -> None:
    write(desk)
    for path in (PAGE, f"{PAGE}/2025", f"{PAGE}/2026"):
        found = desk.statuses(path)
        assert {role for role, status in found.items() if status == 200} == READERS
        assert {found[role] for role in EVERYBODY - READERS} == {404}
    form = desk.statuses(THIS)
    assert {role for role, status in form.items() if status == 200} == KEEPERS
    assert {form[role] for role in READERS - KEEPERS} == {403}
    for role in READERS - KEEPERS:
        assert desk.at(role).post(THIS, seen="/account", **PLAN).status == 403
        assert "Change this plan" not in desk.at(role).get(PAGE).page
    for year in ("2024", "2027", "0", "99999"):
        assert desk.at("coordinator").get(f"{PAGE}/{year}").status == 404
        assert desk.at("coordinator").get(f"{PAGE}/{year}/change").status == 404
    assert desk.at("coordinator").get("/tension/plan").location == PAGE
    assert desk.at("administrator").get("/tension/plan").status == 403
