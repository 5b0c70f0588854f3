"""Until when one may appeal, on the page by which an applicant follows the case: as our letter says. CT-26, AP-06."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import delete

from service.cases import WithdrawAppeal
from service.cases.tracking import change_code
from service.demo import answers as said
from service.demo.appeals import ODILE, SUNNIVA, submit
from service.store.diagrams import ProcessVersion
from service.store.letters import SealedLetter
from tests.browser import Browser
from tests.frozen_clock import day
from tests.service.played import Played
from tests.service.test_rules_of_appeal_routes import MISSING, NOT_OURS
from tests.stages import AtStage
from tests.web.office import open_office
from tests.web.text_of import text_of
from workflows import long_date

CAME = {"what_came": "A letter", "came_on": day("Fri 6 Mar 2026"), "consent": "not_needed", "all_here": ["all_here"]}
HEADING = "If you think the decision was wrong"
LINK = 'href="/follow/application/appeal"'


def page_of(played: Played) -> Callable[[], str]:
    """Give how an applicant with a new code reads the tracking page; they enter it again each time."""
    browser = Browser(open_office(played).app.test_client())

    def read() -> str:
        with played.driver.toolbox.sessions.write() as session, session.begin():
            code = change_code(session, case_id=played.case_id)
        assert browser.post("/follow", seen="/follow", reference=played.reference, code=code).status == 303
        return browser.get("/follow/application").page

    return read


def day_in_letter(played: Played, code: str) -> date:
    """Give the last day to appeal as the sealed letter promises it."""
    letter = [row for row in played.rows(SealedLetter) if row.code == code][-1]
    return next(date.fromisoformat(one["on"]) for one in letter.promises if one["field"] == "appeal_last_day")


def test_ct_26_the_last_day_to_appeal_is_shown_once_the_letter_has_told_it(at_stage: AtStage) -> None:
    # given a decision that the threshold is not met, whose letter is not sent yet
    played = at_stage("two_grouped")
    played.answer("Task_DecideThreshold", said.THRESHOLD_NOT_MET, by=said.JO)
    played.answer("Task_HandOverCase", said.hand_over(played.driver.today), by=said.JO)
    read = page_of(played)
    # then the page knows of no appeal
    before = read()
    assert HEADING not in text_of(before)
    assert "appeal" not in text_of(before).lower()
    # when the letter has gone, on Thursday 5 March / then its last day stands there, with what to do
    played.send("Task_SendThresholdNotMet", by=said.JO, approve=said.MARIAN)
    last_on = day_in_letter(played, "L-CT-08")
    page = read()
    assert f"{HEADING} You can appeal until {long_date(last_on)}. An appeal on that day is in time." in text_of(page)
    assert LINK in page


def test_ap_06_after_the_last_day_the_page_says_that_it_has_passed(at_stage: AtStage) -> None:
    played = at_stage("refused")
    read = page_of(played)
    played.driver.go_to(day("Thu 2 Apr 2026"))
    assert "You can appeal until Thursday 2 April 2026. An appeal on that day is in time." in text_of(read())
    played.driver.go_to(day("Tue 7 Apr 2026"))
    assert (
        "The last day to appeal was Thursday 2 April 2026. If you have a good reason for being late, say what it is."
        in text_of(read())
    )


def test_ct_26_the_outcome_of_a_review_has_its_own_last_day(at_stage: AtStage) -> None:
    # given a review whose outcome letter was sent
    played = at_stage("told")
    last_on = day_in_letter(played, "L-CT-13")
    page = page_of(played)()
    assert f"You can appeal until {long_date(last_on)}." in text_of(page)
    assert LINK in page


def test_ap_15_while_an_appeal_runs_and_after_it_the_last_day_is_not_offered_again(at_stage: AtStage) -> None:
    # given an appeal against a refusal
    played = at_stage("refused")
    played.driver.go_to(day("Fri 6 Mar 2026"))
    read = page_of(played)
    appeal = Played(played.driver, submit(played.driver, played.reference))
    assert "Your appeal" in text_of(read())
    assert HEADING not in text_of(read())
    # when it is withdrawn / then that decision is not offered again from here
    appeal.do(WithdrawAppeal(actor=appeal.by(SUNNIVA), case_id=appeal.case_id, words="Please stop."))
    gone = {"withdrawn_on": appeal.driver.today, "channel": "email", "conceded": False}
    appeal.send("Task_ConfirmAppealWithdrawn", by=SUNNIVA, answers=gone)
    assert HEADING not in text_of(read())


def test_ap_03_whoever_appealed_too_early_is_told_the_last_day_once_it_is_decided(at_stage: AtStage) -> None:
    # given an appeal before there was a decision, sent back as too early
    played = at_stage("two_grouped")
    early = {**NOT_OURS, "grounds": ["threshold"], "route": "premature", "route_reason": "There is no decision yet."}
    appeal = Played(played.driver, submit(played.driver, played.reference))
    appeal.answer("Task_RegisterAppeal", early, by=SUNNIVA)
    appeal.send("Task_SendWrongRoute", by=SUNNIVA, approve=ODILE)
    # when it is decided / then the new decision can be appealed against
    played.decide_not_met()
    page = page_of(played)()
    assert f"You can appeal until {long_date(day_in_letter(played, 'L-CT-08'))}." in text_of(page)
    assert LINK in page


def test_ct_26_where_appeals_are_not_heard_with_folkmoot_the_page_points_to_the_letter(at_stage: AtStage) -> None:
    # given a place that has not published the procedure of appeals
    played = at_stage("refused")
    read = page_of(played)
    with played.driver.toolbox.sessions.write() as session, session.begin():
        session.execute(delete(ProcessVersion).where(ProcessVersion.process_id == "opcc_appeal"))
    # then the last day is there, and no link to a form that cannot be sent
    page = read()
    assert "You can appeal until Thursday 2 April 2026. An appeal on that day is in time. Our letter says" in text_of(
        page
    )
    assert LINK not in page


def test_ap_08_while_an_appeal_runs_the_page_says_what_was_promised_and_by_when(at_stage: AtStage) -> None:
    # given an appeal of Friday 6 March that nobody has answered yet / then nothing is promised yet
    played = at_stage("refused")
    played.driver.go_to(day("Fri 6 Mar 2026"))
    appeal = Played(played.driver, submit(played.driver, played.reference))
    read = page_of(played)
    assert "promised" not in text_of(read())
    # when something is missing / then the day on which it closes
    appeal.answer("Task_RegisterAppeal", MISSING, by=SUNNIVA)
    appeal.send("Task_SendHolding", by=SUNNIVA)
    assert "The appeal closes if it has not come by Tuesday 7 April 2026." in text_of(read())
    # when it is acknowledged / then the day of the decision
    appeal.answer("Task_NoteMissing", CAME, by=SUNNIVA)
    appeal.send("Task_Acknowledge", by=SUNNIVA)
    assert "A decision is promised by Tuesday 7 April 2026." in text_of(read())
