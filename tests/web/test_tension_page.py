"""The page of one tension: duty, who was alerted, scores, duties at the level, what is restricted. TE-07 to TE-31."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from sqlalchemy import select

from service.store.audit import AuditEvent
from service.store.cases import Case
from service.store.database import Sessions
from service.store.record import Tension
from service.web.tension.score_chart import NARROW, WIDE, draw
from service.web.tension.score_words import ScoreRow, ShownScores
from tests.browser import Browser
from tests.frozen_clock import FrozenClock, at
from tests.web.tension_town import SAID, Town, open_town
from tests.web.text_of import text_of

SEES = {"risk_lead", "asb_manager", "commander", "council_officer", "comms_officer", "coordinator", "director", "crro"}
NAMES = {"risk_lead", "coordinator", "asb_manager", "council_officer", "commander"}
RESTRICTED = {"risk_lead", "commander"}


@pytest.fixture
def town(sessions: Sessions, new_browser: Callable[[], Browser], clock: FrozenClock) -> Town:
    """The case of the picture."""
    return open_town(sessions, new_browser, clock)


def test_te_14_the_next_duty_stands_with_its_time_and_the_task_of_whoever_looks(town: Town) -> None:
    shown = text_of(town.at("coordinator").get(town.page).page)
    for words in (
        f"Community tension · {town.reference} · Ashmoor · It is now 11:48am",
        "Kestrel after the market-hall fire",
        "Level 2 Significant Conflict happening or happened Rising, from 3 Moderate.",
        "Agreed today at 11:40am by Risk Lead and Nell Ashdown, council.",
        "Next duty Meet by 3:40pm today, Tuesday 22 December 2026 3 hours 52 minutes left. Target 1:40pm. "
        "This clock runs day and night. Why this time Start the meeting",
        "Level 1 is the most serious and level 6 the mildest.",
    ):
        assert words in shown, words
    # somebody who reviews the level has that beside the own task; somebody without a task has no button
    assert "Change the level" not in shown
    lead = text_of(town.at("risk_lead").get(town.page).page)
    assert "Write the impact assessment Change the level All 2 of your tasks here" in lead
    assert "Start the meeting" not in lead
    director = text_of(town.at("director").get(town.page).page)
    assert "Change the level" not in director
    # the time is explained
    why = town.at("coordinator").get(town.page).page.split("/clocks/")[1].split('"')[0]
    reason = text_of(town.at("coordinator").get(f"/cases/{town.reference}/clocks/{why}").page)
    assert "Why 3:40pm, Tuesday 22 December 2026?" in reason
    assert "This clock runs day and night" in reason


def test_te_12_who_was_alerted_says_who_has_not_answered_and_when_the_deputy_is_told(town: Town) -> None:
    shown = text_of(town.at("commander").get(town.page).page)
    assert "Who was alerted 3 of 4 have answered" in shown
    assert "Supt Bram Oyelaran Divisional Commander 11:41am, email 11:41am —" in shown
    assert "Yusuf Carrow Inter-agency team: Anti-social behaviour (ASB) team 11:42am, email 11:46am —" in shown
    assert "No answer yet Deputy Piers Amadi is told at 12:12pm. Record a call to Honor Lacey" in shown
    assert "Record a call" not in text_of(town.at("asb_manager").get(town.page).page)
    # communications officers see the level and the agreed lines only
    narrow = text_of(town.at("comms_officer").get(town.page).page)
    assert "Who was alerted" not in narrow
    assert "Experienced" not in narrow
    assert "Not approved. Nothing can be released until police and council both approve." in narrow


def test_te_07_the_scores_stand_as_a_finding_a_drawing_and_a_table(town: Town) -> None:
    page = town.at("crro").get(town.page).page
    shown = text_of(page)
    assert "Since Monday 14 December: all three got worse. Evidenced went from 5 to 2. Level 1 is the worst" in shown
    assert (
        "Score Mon 14 Wed 16 Fri 18 Mon 21 Tue 22 Experienced 4 4 4 3 2 Evidenced 5 5 4 4 2 Potential 4 3 3 2 1"
        in shown
    )
    assert f"The scores suggest level 1. Police and ASB team agreed level 2: “{SAID}”" in shown
    # every value stands in the words of the drawing, and the lines differ by dash, mark and label
    assert "Tuesday 22 December 2026: experienced 2, evidenced 2, potential 1." in shown
    assert page.count("<svg") == 2
    for mark in ("<circle", "<rect", "<path", 'stroke-dasharray="8 5"', 'stroke-dasharray="2 4"', "Evidenced 2</text>"):
        assert mark in page, mark
    assert "style=" not in page.partition("<svg")[2].rpartition("</svg>")[0]


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_te_07_equal_scores_keep_their_labels_apart_and_inside_the_drawing(size: object) -> None:
    scores = ShownScores(
        finding="", days=("Mon 14", "Tue 15"), numbers=("14", "15"), months="", told="", suggestion="", quote="",
        held="", rows=tuple(ScoreRow(name=name, scores=(1, 6)) for name in ("Experienced", "Evidenced", "Potential")),
    )  # fmt: skip
    chart = draw(scores, WIDE if size is WIDE else NARROW)
    places = sorted(line.label.y for line in chart.series)
    assert all(later - earlier >= 19 for earlier, later in pairwise(places))
    assert max(places) < chart.size.height
    assert len({(line.mark, line.dash) for line in chart.series}) == 3


def test_te_11_to_te_16_the_duties_of_the_level_say_done_now_and_next(town: Town) -> None:
    shown = text_of(town.at("risk_lead").get(town.page).page)
    assert (
        "Duties at level 2 Done Alert 4 people at once Now Meet: target 1:40pm, limit 3:40pm "
        "Now Write the community impact assessment by 3:40pm. "
        "Write it: Write the community impact assessment by 3:40pm "
        "Next Responses authorised by police and council Now One media line, approved by police and council "
        "Next Review the level by 11:40am, Wednesday 23 December. Score it"
    ) in shown
    # when the limit to meet has passed / then that is late, in the list and above it
    town.clock.set("Tue 22 Dec 2026 16:10")
    town.desk.seats.clear()
    late = text_of(town.at("risk_lead").get(town.page).page)
    assert "Meet: it was due by 3:40pm today, Tuesday 22 December 2026 30 minutes late." in late
    assert "Late Meet by 3:40pm" in late


def test_te_31_restricted_reports_open_with_a_reason_and_leave_a_mark(town: Town) -> None:
    address = f"{town.page}/restricted"
    # given somebody who sees the level only
    assert "2 reports are held in a closed part of this case. You see the level only." in text_of(
        town.at("council_officer").get(town.page).page
    )
    statuses = town.desk.statuses(address)
    assert {role for role, status in statuses.items() if status == 200} == RESTRICTED
    assert statuses["council_officer"] == 403
    assert statuses["elsewhere"] == 404
    # when the commander gives no reason / then nothing is shown
    seat = town.at("commander")
    assert seat.post(address, seen=address, reason=" ").status == 422
    assert "Enter why you need to see this" in text_of(seat.page)
    # when there is one / then they are shown, and the audit has it
    shown = text_of(seat.post(address, seen=address, reason="Planning tonight’s patrols").page)
    assert "A source says who will come." in shown
    assert "Do not share outside the police." in shown
    assert "About forty looked on." not in shown
    with town.sessions.read() as session:
        rows = session.scalars(select(AuditEvent).where(AuditEvent.action == "restricted_read")).all()
    assert [(row.object, row.purpose) for row in rows] == [(town.reference, "Planning tonight’s patrols")]


def test_te_05_who_reported_is_named_to_those_who_reply_and_to_nobody_else(town: Town) -> None:
    address = f"{town.page}/reports"
    statuses = town.desk.statuses(address)
    assert {role for role, status in statuses.items() if status == 200} == SEES - {"comms_officer"}
    for role in sorted(SEES - {"comms_officer"}):
        shown = text_of(town.at(role).get(address).page)
        assert "About forty looked on." in shown
        assert "Violence was reported" in shown
        assert ("Tamsin Vale" in shown) is (role in NAMES), role
        assert ("A name was given" in shown) is (role not in NAMES), role
        assert "A source says who will come." not in shown
    # the generic pages do not name them either
    for path in ("", "/history"):
        assert "Tamsin Vale" not in town.at("crro").get(f"/cases/{town.reference}{path}").page


def test_c_2_a_tension_is_not_there_for_people_of_case_reviews_or_of_another_area(town: Town) -> None:
    statuses = town.desk.statuses(town.page)
    assert {role for role, status in statuses.items() if status == 200} == SEES
    assert statuses["auditor"] == 303
    assert {statuses[role] for role in ("spoc_deputy", "administrator", "elsewhere", "senior_officer")} == {404}
    assert {statuses[role] for role in ("csp_manager", "process_owner")} == {403}


def test_the_pages_of_every_case_speak_right_of_a_tension(town: Town) -> None:
    shown = text_of(town.at("risk_lead").get(f"/cases/{town.reference}").page)
    for words in ("Kestrel after the market-hall fire", "Now Clocks Reports History Where it is", "Next duty Meet by"):
        assert words in shown, words
    assert "3:40pm, Tuesday 22 December 2026 Why?" in shown
    assert "applicant" not in shown.lower()
    assert "SPOC" not in shown
    # figures without the situation for those who keep the rules
    figures = text_of(town.at("csp_manager").get(f"/cases/{town.reference}").page)
    assert f"Community tension {town.reference}" in figures
    assert "Kestrel" not in figures
    # what only a case review has is not there
    for path in ("/reports", "/restricted", "/corrections"):
        assert town.at("risk_lead").get(f"/cases/{town.reference}{path}").status == 404


def test_my_work_names_the_situation_and_its_level_and_counts_minutes(town: Town) -> None:
    shown = text_of(town.at("coordinator").get("/work").page)
    assert "3 hours 52 minutes left by 3:40pm today" in shown
    assert f"{town.reference} · Kestrel: after the market-hall fire · level 2 Significant" in shown
    # when the last minute has passed / then the task is overdue, though its day is not over
    town.clock.set("Tue 22 Dec 2026 16:10")
    town.desk.seats.clear()
    late = text_of(town.at("coordinator").get("/work").page)
    assert "My work 1 overdue." in late
    assert "Overdue 1 task 30 minutes late was due by 3:40pm today" in late
    assert "Due today" not in late


def test_the_line_above_the_menu_is_for_those_on_the_list_alone(town: Town) -> None:
    line = "Ashmoor is at level 2, Significant. Meet by 3:40pm. Open"
    assert line in text_of(town.at("commander").get("/work").page)
    assert line not in text_of(town.at("coordinator").get("/work").page)
    # when the level falls / then it is gone
    with town.sessions.write() as session, session.begin():
        case_id = session.scalars(select(Case.id).where(Case.reference == town.reference)).one()
        session.get_one(Tension, case_id).level = 3
    assert line not in text_of(town.at("commander").get("/work").page)


def test_te_16_public_words_are_shown_once_both_have_approved_them(town: Town) -> None:
    with town.sessions.write() as session, session.begin():
        case_id = session.scalars(select(Case.id).where(Case.reference == town.reference)).one()
        tension = session.get_one(Tension, case_id)
        tension.public_lines, tension.spokesperson = "The hall stays closed.", "Nell Ashdown"
        tension.police_approved_at = at("Tue 22 Dec 2026 11:45")
    half = text_of(town.at("comms_officer").get(town.page).page)
    assert "Police approved them. Nothing can be released until the council approves too." in half
    assert "The hall stays closed." not in half
    with town.sessions.write() as session, session.begin():
        session.get_one(Tension, case_id).council_approved_at = at("Tue 22 Dec 2026 11:46")
    both = text_of(town.at("comms_officer").get(town.page).page)
    assert "Approved by police and council, not released yet. Nell Ashdown speaks for both." in both
    assert "“The hall stays closed.”" in both


def test_a_page_that_asks_by_itself_is_one_look_and_keeps_nobody_signed_in(town: Town) -> None:
    seat, by_itself = town.at("commander"), {"X-Folkmoot-By-Itself": "yes"}
    assert seat.get(town.page).status == 200
    looks = count_looks(town)
    # when it asks anew for half an hour / then no look is added, and the session ends as if nothing had happened
    for _ in range(29):
        town.clock.pass_time(minutes=1)
        assert seat.client.get(town.page, headers=by_itself).status_code == 200
    assert count_looks(town) == looks
    town.clock.pass_time(minutes=2)
    assert seat.client.get(town.page, headers=by_itself).status_code == 303
    # when a page is asked for in this way that nobody looked at before / then the look is noted
    other = town.at("crro")
    assert other.client.get(town.page, headers=by_itself).status_code == 200
    assert count_looks(town) == looks + 1


def count_looks(town: Town) -> int:
    with town.sessions.read() as session:
        return len(session.scalars(select(AuditEvent.number).where(AuditEvent.object == town.reference)).all())
