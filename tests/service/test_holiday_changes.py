"""A one-off bank holiday: proposed, looked at, approved by another person; open limits move, promises stand."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from service import create_app
from service.cases.holiday_commands import ApproveHoliday, ProposeHoliday, RefuseHoliday
from service.cases.holiday_effect import HolidayWish, limits_that_move
from service.cases.holiday_recount import recount_open_cases
from service.demo.people import PASSWORD
from service.errors import NotAllowed, PutRight, SettingsChanged
from service.store.people import ExtraHoliday
from service.store.work import Deadline
from tests.browser import Browser, HttpsClient
from tests.service.played import Played

AtStage = Callable[[str], Played]
MARIAN, HONOR, JO, ADA = (
    f"{name}@ashmoor.example" for name in ("marian.holt", "honor.lacey", "jo.whitlock", "ada.crane")
)
THANKS = date(2026, 3, 10)  # a Tuesday inside the threshold limit of a case that came in on Monday 2 March


def propose(played: Played, *, by: str = MARIAN, on: date = THANKS, change: str = "add", reason: str = "Law.") -> int:
    command = ProposeHoliday(actor=played.by(by), on=on, change=change, name="Day of thanks", reason=reason)
    return int(played.do(command).where)


def moved(played: Played, change: str = "add") -> dict[str, tuple[date, date, bool]]:
    wish = HolidayWish(on=THANKS, change=change, name="Day of thanks")
    now = played.driver.clock.now()
    found = played.read(lambda session: limits_that_move(session, wish, now=now))
    return {each.title: (each.before, each.after, each.stays) for each in found}


def approve_and_recount(played: Played, change_id: int, *, by: str = HONOR, change: str = "add") -> int:
    played.do(ApproveHoliday(actor=played.by(by), change_id=change_id))
    wish = HolidayWish(on=THANKS, change=change, name="Day of thanks")
    return recount_open_cases(played.driver.toolbox, wish, actor=played.by(by))


def test_cm_10_every_open_limit_that_would_move_is_listed_before_anything_moves(at_stage: AtStage) -> None:
    # given a case whose threshold limit is Monday 16 March
    played = at_stage("checked")
    before = played.clock("ct_threshold_decision").limit_on
    assert before == date(2026, 3, 16)
    # when a holiday on Tuesday 10 March is looked at
    found = moved(played)
    # then the limit would be a day later, and nothing has moved yet
    assert found["Decide the threshold"] == (before, date(2026, 3, 17), False)
    assert played.clock("ct_threshold_decision").limit_on == before


def test_cm_10_an_approved_holiday_moves_open_limits_and_keeps_the_old_rows(at_stage: AtStage) -> None:
    played = at_stage("checked")
    old = played.clock("ct_threshold_decision")
    approve_and_recount(played, propose(played))
    new = played.clock("ct_threshold_decision")
    assert (new.limit_on, new.replaces_id, new.state) == (date(2026, 3, 17), old.id, "running")
    assert any(day == ["2026-03-10", None, "Day of thanks"] for day in new.count)


def test_cm_10_a_promised_date_is_not_moved_to_a_later_day(at_stage: AtStage) -> None:
    # given a threshold limit that the acknowledgement letter has promised
    played = at_stage("acknowledged")
    row = played.clock("ct_threshold_decision")
    assert row.promised_on == row.limit_on
    # when the holiday is approved
    assert moved(played)["Decide the threshold"][2]
    approve_and_recount(played, propose(played))
    # then the promise stands
    assert played.clock("ct_threshold_decision").limit_on == row.limit_on


def test_a_holiday_taken_back_moves_the_limits_back(at_stage: AtStage) -> None:
    # given a holiday that was approved
    played = at_stage("checked")
    before = played.clock("ct_threshold_decision").limit_on
    approve_and_recount(played, propose(played))
    # when it is taken away again
    approve_and_recount(played, propose(played, change="remove"), change="remove")
    # then the limit is what it was, and no row is left of the addition
    assert played.clock("ct_threshold_decision").limit_on == before
    assert played.all(select(ExtraHoliday)) == []


def test_counting_again_after_a_crash_moves_only_what_had_not_moved(at_stage: AtStage) -> None:
    # given a holiday approved by a process that died before it counted the cases again
    played = at_stage("checked")
    played.do(ApproveHoliday(actor=played.by(HONOR), change_id=propose(played)))
    assert played.clock("ct_threshold_decision").limit_on == date(2026, 3, 16)
    # when the cases are counted twice
    wish = HolidayWish(on=THANKS, change="add", name="Day of thanks")
    for _ in range(2):
        assert recount_open_cases(played.driver.toolbox, wish, actor=played.by(HONOR)) == 0
    # then the limit moved once
    rows = [row for row in played.rows(Deadline) if row.clock == "ct_threshold_decision"]
    assert [(row.limit_on, row.state) for row in rows] == [
        (date(2026, 3, 16), "replaced"),
        (date(2026, 3, 17), "running"),
    ]


def test_the_person_who_proposed_does_not_approve(at_stage: AtStage) -> None:
    played = at_stage("empty")
    change_id = propose(played)
    with pytest.raises(NotAllowed):
        played.do(ApproveHoliday(actor=played.by(MARIAN), change_id=change_id))
    with pytest.raises(NotAllowed):
        played.do(ApproveHoliday(actor=played.by(JO), change_id=change_id))
    played.do(ApproveHoliday(actor=played.by(ADA), change_id=change_id))
    with pytest.raises(SettingsChanged):
        played.do(ApproveHoliday(actor=played.by(HONOR), change_id=change_id))


@pytest.mark.parametrize(
    ("fields", "name", "words"),
    [
        ({"on": date(2026, 4, 3)}, "on", "This day is a bank holiday already"),
        ({"on": date(2026, 3, 1)}, "on", "Enter today or a later day"),
        ({"change": "remove"}, "on", "This day is not a bank holiday"),
        ({"change": "swap"}, "change", "Select whether the day is added or taken away"),
        ({"reason": " "}, "reason", "Enter why"),
    ],
)
def test_a_proposal_with_a_fault_is_refused_in_words(
    at_stage: AtStage, fields: dict[str, object], name: str, words: str
) -> None:
    played = at_stage("empty")
    with pytest.raises(PutRight) as refused:
        propose(played, **fields)  # type: ignore[arg-type]
    assert words in refused.value.problems[name]


def test_a_day_waits_only_once_and_a_refused_one_may_be_proposed_again(at_stage: AtStage) -> None:
    played = at_stage("empty")
    first = propose(played)
    with pytest.raises(PutRight):
        propose(played, by=HONOR)
    played.do(RefuseHoliday(actor=played.by(HONOR), change_id=first, reason="Not proclaimed."))
    assert propose(played) != first


def test_the_pages_lead_from_the_proposal_to_the_moved_limit(at_stage: AtStage) -> None:
    # given the manager's proposal, typed on the page
    played = at_stage("checked")
    app = create_app(played.driver.toolbox)
    app.test_client_class = HttpsClient
    manager = Browser(app.test_client()).sign_in(MARIAN, PASSWORD)
    day = {"on-day": "10", "on-month": "3", "on-year": "2026"}
    manager.post(
        "/settings/holidays", seen="/settings/holidays", **day, change="add", name="Day of thanks", reason="Proclaimed."
    )
    page = manager.location
    assert "Approve all" not in manager.get(page).page
    # when the process owner sees what moves and approves all
    owner = Browser(app.test_client()).sign_in(HONOR, PASSWORD).get(page)
    assert "Tuesday 17 March 2026" in owner.page
    assert played.reference in owner.page
    owner.post(f"{page}/approval")
    # then the limit has moved and the list shows the new day
    assert played.clock("ct_threshold_decision").limit_on == date(2026, 3, 17)
    assert "Day of thanks" in owner.get("/settings/holidays").page


def test_sec_062_an_administrator_sees_dates_but_no_case(at_stage: AtStage) -> None:
    played = at_stage("checked")
    change_id = propose(played)
    app = create_app(played.driver.toolbox)
    app.test_client_class = HttpsClient
    page = Browser(app.test_client()).sign_in(ADA, PASSWORD).get(f"/settings/holidays/{change_id}").page
    assert "Decide the threshold" in page
    assert played.reference not in page
