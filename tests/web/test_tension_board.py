"""The tension board: the worst area first, the duty of whoever looks, the cases of an area. TE-10, TE-33, brief 7."""

from collections.abc import Callable

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from service.store.cases import TENSION
from service.store.database import Sessions
from service.store.people import Area
from service.store.queries.tension_board import list_area_tensions, list_tensions
from tests.browser import Browser
from tests.databases import ON_BOTH
from tests.frozen_clock import FrozenClock, at
from tests.ready_area import a_ready_area, publish_procedure
from tests.tension_rows import a_clock, a_tension
from tests.web.tension_town import Town, open_town
from tests.web.text_of import text_of

SEES = {"risk_lead", "asb_manager", "commander", "council_officer", "comms_officer", "coordinator", "director", "crro"}
AUDITS = {"auditor"}


@pytest.fixture
def town(sessions: Sessions, new_browser: Callable[[], Browser], clock: FrozenClock) -> Town:
    """Three open cases in Ashmoor, none in Carr Dale."""
    return open_town(sessions, new_browser, clock)


@ON_BOTH
def test_te_10_the_board_says_the_worst_area_its_level_direction_and_the_readers_duty(town: Town) -> None:
    # when the commander looks
    shown = text_of(town.at("commander").get("/tension").page)
    # then the first sentence answers where it is worst and what to do
    assert "Tuesday 22 December 2026, 11:48am" in shown
    assert "Ashmoor is at level 2, Significant, and rising. You must meet by 3:40pm today." in shown
    assert "Level 1 is the most serious and level 6 the mildest." in shown
    assert (
        "Ashmoor Level 2 Significant Conflict happening or happened Rising, from 3 today Meet by 3:40pm today "
        "3 hours 52 minutes left; target 1:40pm 3 1 other is late"
    ) in shown
    # then somebody who has no part in the meeting reads of it, not of a duty of theirs
    assert "Next they must meet by 3:40pm today." in text_of(town.at("comms_officer").get("/tension").page)


@ON_BOTH
def test_te_33_a_missed_review_is_late_in_the_list_of_the_area(town: Town) -> None:
    shown = text_of(town.at("asb_manager").get("/tension").page)
    # the one area of this person has its cases below, the worst first, the one without a level last
    places = [shown.index(words) for words in ("Kestrel after the market-hall fire", "Tanners over the new hostel")]
    assert places == sorted(places)
    assert "Steady since Monday 2 November Review the level 2 working days late, was due Friday 18 December" in shown
    assert "No level yet — Agree the first level by Wednesday 23 December 1 working day left" in shown
    assert "Mill after a march" not in shown
    # when the closed ones are asked for / then they say how they ended
    closed = text_of(town.at("asb_manager").get("/tension?area=ASH&show=closed").page)
    assert "Mill after a march" in closed
    assert "Closed: settled on Monday 30 November" in closed


def test_c_2_the_board_opens_for_the_people_of_tension_and_shows_their_areas_only(town: Town) -> None:
    statuses = town.desk.statuses("/tension")
    assert {role for role, status in statuses.items() if status == 200} == SEES | AUDITS | {"elsewhere"}
    assert set(statuses.values()) == {200, 403}
    # the co-ordinator of Carr Dale sees no word of Ashmoor
    shown = text_of(town.at("elsewhere").get("/tension?area=ASH").page)
    assert "No tension case is open." in shown
    assert "Carr Dale No open case — Nothing due 0" in shown
    assert "Ashmoor" not in shown


@ON_BOTH
def test_the_board_can_be_taken_away_as_a_table(town: Town) -> None:
    sheet = town.at("risk_lead").get("/tension?as=table").page
    assert '"Case","Ward","What","Level"' in sheet
    assert (
        f'"{town.reference}","Kestrel","after the market-hall fire","2","Significant","Rising, from 3 today"' in sheet
    )
    assert "Meet by 3:40pm today" in sheet


@ON_BOTH
def test_find_a_case_leads_to_a_situation_by_its_words_and_never_by_who_reported(town: Town) -> None:
    seat = town.at("director")
    for words in (town.reference.lower(), "market-hall"):
        assert seat.get(f"/cases/find?q={words}").location == town.page
    assert "4 cases match “ASH-TE”." in text_of(seat.get("/cases/find?q=ASH-TE").page)
    for words in ("Tamsin", "07700 900417"):
        assert "No case you may see matches" in text_of(town.at("crro").get(f"/cases/find?q={words}").page)
    # somebody of case reviews, or of another area, finds none
    for role in ("spoc_deputy", "elsewhere", "senior_officer"):
        assert "No case you may see matches" in text_of(town.at(role).get("/cases/find?q=market-hall").page), role


def test_c_2_everybody_lands_on_their_own_page_with_their_own_menu(town: Town) -> None:
    lands = {
        role: town.at(role).get("/").location for role in ("commander", "comms_officer", "coordinator", "director")
    }
    assert lands == {
        "commander": "/tension",
        "comms_officer": "/tension",
        "coordinator": "/work",
        "director": "/cases",
    }
    menu = town.at("risk_lead").get("/tension/contacts/ASH").page.partition("</nav>")[0]
    assert [words in menu for words in ("My work", ">Tension", ">Contacts", ">Cases", ">Letters")] == [
        *(True, True, True),
        *(False, False),
    ]
    assert menu.count('aria-current="page"') == 1
    assert 'href="/tension/contacts" aria-current="page"' in menu


def test_the_board_asks_the_database_as_often_for_many_cases_as_for_few(sessions: Sessions) -> None:
    with sessions.write() as session, session.begin():
        publish_procedure(session, TENSION)
        area = a_ready_area(session)
        a_tension(session, area, at=at("Mon 14 Dec 2026 09:00"), level=3)
    few = statements_of_the_board(sessions)
    with sessions.write() as session, session.begin():
        for number, code in enumerate(("BBB", "CCC", "DDD"), start=2):
            for level in (number, number + 1):
                a_tension(session, a_ready_area_once(session, code), at=at("Mon 14 Dec 2026 09:00"), level=level)
    assert statements_of_the_board(sessions) == few


def statements_of_the_board(sessions: Sessions) -> int:
    asked: list[str] = []
    with sessions.read() as session:
        engine = session.get_bind().engine
        listen = lambda *told: asked.append(told[2])  # noqa: E731
        event.listen(engine, "before_cursor_execute", listen)
        list_area_tensions(session, None, now=at("Tue 22 Dec 2026 11:48"))
        event.remove(engine, "before_cursor_execute", listen)
    return len(asked)


def a_ready_area_once(session: Session, code: str) -> Area:
    found = session.scalars(select(Area).where(Area.code == code)).one_or_none()
    return found or a_ready_area(session, code=code, name=code)


@ON_BOTH
def test_areas_stand_the_worst_first_then_the_nearest_duty_and_those_without_a_case_last(sessions: Sessions) -> None:
    # given four areas: level 3 due later, level 3 due sooner, level 5, and none
    now = at("Tue 22 Dec 2026 11:48")
    with sessions.write() as session, session.begin():
        publish_procedure(session, TENSION)
        areas = {code: a_ready_area(session, code=code, name=code) for code in ("AAA", "BBB", "CCC", "DDD")}
        for code, level, due in (
            ("AAA", 5, "Wed 23"),
            ("BBB", 3, "Thu 31"),
            ("CCC", 3, "Wed 30"),
            ("CCC", 6, "Tue 22"),
        ):
            case = a_tension(session, areas[code], at=at("Mon 14 Dec 2026 09:00"), level=level)
            a_clock(session, case, "te_review_heightened", limit_at=at(f"{due} Dec 2026 00:00"))
    # when the board is read / then that is the order, and a late milder case is counted
    with sessions.read() as session:
        rows = list_area_tensions(session, None, now=now)
    assert [row.name for row in rows] == ["CCC", "BBB", "AAA", "DDD"]
    assert [(row.open_cases, row.late_cases) for row in rows] == [(2, 1), (1, 0), (1, 0), (0, 0)]
    assert rows[0].worst is not None
    assert rows[0].worst.level == 3
    assert rows[3].worst is None


@ON_BOTH
def test_a_long_list_of_an_area_has_pages(sessions: Sessions) -> None:
    with sessions.write() as session, session.begin():
        publish_procedure(session, TENSION)
        area = a_ready_area(session)
        for level in (6, 5, 4, 3):
            a_tension(session, area, at=at("Mon 14 Dec 2026 09:00"), level=level)
    with sessions.read() as session:
        area_id = session.scalars(select(Area.id)).one()
        pages = [list_tensions(session, area_id, is_open=True, page=page, size=3) for page in (1, 2)]
    assert [[row.level for row in page] for page in pages] == [[3, 4, 5], [6]]
