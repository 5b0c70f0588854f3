"""CM-01 to CM-05, CM-07 to CM-11: days, limits, warnings, breaches and new dates, as rows of a case."""

from datetime import datetime, time

import pytest
from sqlalchemy import select

from service.cases import FireDueTimers, RecomputeClocks, TellNewDate
from service.cases.errors import AnswersRefused
from service.cases.holiday_commands import ApproveHoliday, ProposeHoliday
from service.demo import answers as said
from service.demo.cases import AMARA, a_form
from service.store.record import ActionItem
from service.store.work import Deadline, Timer
from service.timers.poller import fire_all_due
from tests.frozen_clock import LONDON, day
from tests.service.played import Played
from tests.service.threshold_cases import with_rules
from tests.stages import ON_SQLITE, AtStage
from workflows import AreaRules

HONOR, ADA = "honor.lacey@ashmoor.example", "ada.crane@ashmoor.example"


def add_holiday(played: Played, on: str, *, change: str = "add", name: str = "A day of thanks") -> None:
    """Have a bank holiday proposed and approved, and the open clocks of the case counted again."""
    command = ProposeHoliday(actor=played.by(HONOR), on=day(on), change=change, name=name, reason="Proclaimed today")
    wish = played.do(command).where
    played.do(ApproveHoliday(actor=played.by(ADA), change_id=int(wish)))
    played.do(RecomputeClocks(actor=played.by(HONOR), case_id=played.case_id, reason=f"{name} was proclaimed."))


def test_cm_01_bank_holidays_are_not_counted(at_stage: AtStage) -> None:
    # given a plan of Thursday 19 March / then the 20 working days to the next update pass over both Easter days
    row = at_stage("planned").clock("ct_victim_update")
    assert row.limit_on == day("Mon 20 Apr 2026")
    why = {line[0]: line[2] for line in row.count}
    assert why["2026-04-03"] == "Good Friday"
    assert why["2026-04-06"] == "Easter Monday"
    assert "England" in row.calendar_edition or "ENG" in row.calendar_edition


def test_cm_01_a_proclaimed_holiday_is_added_as_data(at_stage: AtStage) -> None:
    # given a chair to be appointed by Thursday 12 March / when 10 March becomes a holiday
    played = at_stage("met")
    add_holiday(played, "Tue 10 Mar 2026")
    # then the clock that nothing promised moves by a day, and names the holiday
    row = played.clock("ct_chair")
    assert row.limit_on == day("Fri 13 Mar 2026")
    assert ["2026-03-10", None, "A day of thanks"] in row.count


@pytest.mark.parametrize("at", [time(0, 1), time(23, 58)])
def test_cm_02_the_day_is_day_zero_whatever_the_hour(at_stage: AtStage, at: time) -> None:
    # given forms that came in the first and the last minutes of Monday 2 March / then day 0 is that Monday
    played = at_stage("empty")
    played.driver.clock.set(datetime.combine(day("Mon 2 Mar 2026"), at, LONDON))
    played.reference = played.driver.apply(a_form(AMARA, played.driver.today))
    row = played.clock("ct_ask_missing")
    assert (row.trigger_on, row.limit_on) == (day("Mon 2 Mar 2026"), day("Thu 5 Mar 2026"))


def test_cm_02_done_on_the_last_day_is_in_time_and_midnight_is_too_late(at_stage: AtStage) -> None:
    # given an acknowledgement due on Monday 9 March
    played = at_stage("checked")
    played.driver.go_to(day("Mon 9 Mar 2026"), time(23, 59))
    assert played.clock("ct_acknowledge").breached_at is None
    # when it is done in the last minute / then it is in time
    played.acknowledge()
    assert (played.clock("ct_acknowledge").state, played.clock("ct_acknowledge").breached_at) == ("done", None)
    # given another that nobody does / when midnight has come / then it is breached at that instant
    other = at_stage("checked")
    other.driver.go_to(day("Tue 10 Mar 2026"), time(0, 0, 1))
    breached_at = other.clock("ct_acknowledge").breached_at
    assert breached_at is not None
    assert breached_at.astimezone(LONDON).replace(microsecond=0) == datetime(2026, 3, 10, tzinfo=LONDON)


def test_cm_03_a_cut_off_hour_makes_late_forms_count_from_the_next_day(at_stage: AtStage) -> None:
    # given an area with a cut-off at 17:00 and a form of 17:01
    played = at_stage("empty")
    with_rules(played, AreaRules(cut_off=time(17)))
    played.driver.clock.set(datetime.combine(day("Mon 2 Mar 2026"), time(17, 1), LONDON))
    played.reference = played.driver.apply(a_form(AMARA, played.driver.today))
    # then its clock counts from Tuesday, and the case is still one received on Monday
    assert played.clock("ct_ask_missing").trigger_on == day("Tue 3 Mar 2026")
    assert played.case.received_on == day("Mon 2 Mar 2026")


def test_cm_03_without_a_cut_off_the_evening_counts(at_stage: AtStage) -> None:
    # given the default settings and a form of 17:01 / then Monday is day 0
    played = at_stage("empty")
    played.driver.clock.set(datetime.combine(day("Mon 2 Mar 2026"), time(17, 1), LONDON))
    played.reference = played.driver.apply(a_form(AMARA, played.driver.today))
    assert played.clock("ct_ask_missing").trigger_on == day("Mon 2 Mar 2026")


def test_cm_04_three_months_begin_with_the_day_of_the_plan(at_stage: AtStage) -> None:
    # given a plan of 19 March / then its three months end on 18 June
    row = at_stage("planned").clock("ct_plan_review")
    assert (row.trigger_on, row.limit_on) == (day("Thu 19 Mar 2026"), day("Thu 18 Jun 2026"))


def test_cm_05_a_plain_date_does_not_roll_forward(at_stage: AtStage) -> None:
    # given a plan whose action is due on Saturday 18 April
    played = at_stage("told")
    answers = said.plan(played.keys("recommendations"), played.driver.person_id(said.TOM), played.driver.today)
    for row in answers["items"].values():
        row["due_on"] = day("Sat 18 Apr 2026")
    played.answer("Task_AgreePlan", answers, by=said.JO)
    # when the plan is sent / then the limit is that Saturday, and it is late on Sunday
    played.send("Task_SendPlan", by=said.JO)
    first = played.rows(ActionItem)[0]
    clock = played.clock("ct_action", f"action-{first.id}")
    assert clock.limit_on == day("Sat 18 Apr 2026")
    played.driver.go_to(day("Sun 19 Apr 2026"))
    assert played.clock("ct_action", f"action-{first.id}").breached_at is not None


def test_cm_07_only_the_limit_can_be_breached(at_stage: AtStage) -> None:
    # given an acknowledgement with target Thursday 5 and limit Monday 9 March / when the target has passed
    played = at_stage("checked")
    played.driver.go_to(day("Fri 6 Mar 2026"))
    # then nobody is told of a breach
    assert played.clock("ct_acknowledge").breached_at is None
    assert played.notices("breach") == []


WARNED = {
    "ct_acknowledge": ("Thu 5 Mar 2026", "Fri 6 Mar 2026"),  # 5 working days: 2 and 1 before Mon 9
    "ct_threshold_decision": ("Wed 11 Mar 2026", "Fri 13 Mar 2026"),  # 10: 3 and 1 before Mon 16
}


@pytest.mark.parametrize("clock", WARNED)
def test_cm_08_amber_and_red_come_on_their_days_at_nine(at_stage: AtStage, clock: str) -> None:
    # given a running clock / then its warnings stand at 9am of the days of the table, and one on the day itself
    played = at_stage("checked")
    row = played.clock(clock)
    found = {t.kind: t.due_at.astimezone(LONDON) for t in played.waiting_timers() if t.deadline_id == row.id}
    amber, red = WARNED[clock]
    assert found["amber0"] == datetime.combine(day(amber), time(9), LONDON)
    assert found["red0"] == datetime.combine(day(red), time(9), LONDON)
    assert found["due_today"] == datetime.combine(row.limit_on, time(9), LONDON)


def test_cm_08_twenty_days_warn_five_and_two_before(at_stage: AtStage) -> None:
    # given the outcome due on Thursday 2 April / then amber is Thursday 26 and red Tuesday 31 March
    played = at_stage("met")
    row = played.clock("ct_review_outcome")
    found = {t.kind: t.due_at.astimezone(LONDON).date() for t in played.waiting_timers() if t.deadline_id == row.id}
    assert (found["amber0"], found["red0"]) == (day("Thu 26 Mar 2026"), day("Tue 31 Mar 2026"))


def test_cm_09_no_clock_pauses(at_stage: AtStage) -> None:
    # given a decision that waits for a body's reply / when days pass / then the limit has not moved
    played = at_stage("grouped")
    waits = {"met": "not_yet", "wait_reason": "The police", "bodies_disagree": False}
    played.answer("Task_DecideThreshold", waits, by=said.JO)
    played.pass_days(3)
    assert played.running()["ct_threshold_decision"] == day("Mon 16 Mar 2026")
    assert {row.state for row in played.rows(Deadline)} <= {"running", "done"}


def test_cm_10_a_promised_date_never_moves_later_by_itself(at_stage: AtStage) -> None:
    # given the outcome promised for 2 April by letter, and the meeting for the same day by nobody
    played = at_stage("met")
    # when a holiday before it is proclaimed
    add_holiday(played, "Tue 24 Mar 2026")
    # then the promised date stands, with a sentence; the other moved and kept its old row
    assert played.clock("ct_review_outcome").limit_on == day("Thu 2 Apr 2026")
    assert any("promised" in sentence for sentence in played.events("promise_stands"))
    moved = played.clock("ct_review_meeting")
    assert moved.limit_on == day("Tue 7 Apr 2026")
    old = next(row for row in played.rows(Deadline) if row.id == moved.replaces_id)
    assert (old.state, old.limit_on) == ("replaced", day("Thu 2 Apr 2026"))
    # when it is counted again / then nothing moves twice
    again = played.do(RecomputeClocks(actor=played.by(HONOR), case_id=played.case_id, reason="Again"))
    assert again.said["moved"] == "0"


def test_cm_11_amber_red_and_breach_are_told_to_the_right_people(at_stage: AtStage) -> None:
    # given an acknowledgement due on 9 March that nobody writes
    played = at_stage("checked")
    title = played.clock("ct_acknowledge").title

    def told(kind: str) -> set[str]:
        return {role for role, sentence in played.notices(kind) if title in sentence}

    # when amber comes / then its owner hears; at red and on the day, the deputy too
    played.driver.go_to(day("Thu 5 Mar 2026"))
    assert told("amber") == {"spoc"}
    played.driver.go_to(day("Fri 6 Mar 2026"))
    assert told("red") == {"spoc", "spoc_deputy"}
    played.driver.go_to(day("Mon 9 Mar 2026"))
    assert told("due_today") == {"spoc", "spoc_deputy"}
    # when the limit has passed / then process owner and CSP manager hear
    played.driver.go_to(day("Tue 10 Mar 2026"))
    assert told("breach") == {"spoc", "spoc_deputy", "process_owner", "csp_manager"}
    assert told("uncleared") == set()
    # when two more working days have passed uncleared / then the director hears, once
    played.driver.go_to(day("Wed 11 Mar 2026"))
    played.driver.go_to(day("Thu 12 Mar 2026"))
    assert told("uncleared") == {"director"}
    assert sum(title in sentence for _, sentence in played.notices("breach")) == 4


@ON_SQLITE
def test_cm_11_after_a_downtime_the_breach_is_told_and_no_warning_of_a_day_gone_by(at_stage: AtStage) -> None:
    # given an acknowledgement due on Monday 9 March, and a service that stood still until Tuesday
    played = at_stage("checked")
    title = played.clock("ct_acknowledge").title
    played.driver.go_to(day("Tue 10 Mar 2026"))
    # then those near it hear that it is late, and nobody that it is due today
    warned = [words for kind in ("amber", "red", "due_today") for _, words in played.notices(kind) if title in words]
    assert warned == []
    assert len([words for _, words in played.notices("breach") if title in words]) == 4


def test_cm_11_the_applicant_is_told_a_new_date_for_a_missed_promise(at_stage: AtStage) -> None:
    # given a decision promised for 16 March and missed
    played = at_stage("grouped")
    played.driver.go_to(day("Tue 17 Mar 2026"))
    command = {
        "actor": played.by(said.JO),
        "case_id": played.case_id,
        "clock": "ct_threshold_decision",
        "reason": "I was ill.",
    }
    # when a date in the past is promised / then refused; a later one is drafted as a letter
    with pytest.raises(AnswersRefused):
        played.do(TellNewDate(**command, new_date=day("Mon 16 Mar 2026")))  # type: ignore[arg-type]
    played.do(TellNewDate(**command, new_date=day("Fri 20 Mar 2026")))  # type: ignore[arg-type]
    (draft,) = played.drafts("L-CT-23")
    assert played.clock("ct_threshold_decision").promised_on == day("Mon 16 Mar 2026")
    # when it is asked for again before the letter left / then refused: one letter is enough
    with pytest.raises(AnswersRefused) as refused:
        played.do(TellNewDate(**command, new_date=day("Mon 23 Mar 2026")))  # type: ignore[arg-type]
    assert "waits to be checked" in refused.value.problems["clock"]
    # when it is sent
    played.driver.send_task(str(draft.task_id), by=said.JO)
    # then the letter says what was promised, what is new, and that we are sorry; the limit stays missed
    text = played.letters("L-CT-23")[0].text
    for words in ("16 March 2026", "20 March 2026", "I am sorry", "I was ill."):
        assert words in text, words
    row = played.clock("ct_threshold_decision")
    assert (row.limit_on, row.promised_on) == (day("Mon 16 Mar 2026"), day("Fri 20 Mar 2026"))
    assert row.breached_at is not None


def test_cm_11_nothing_is_told_of_a_promise_that_was_kept(at_stage: AtStage) -> None:
    # given a running promise / when a new date is told / then it is refused: nothing is late
    played = at_stage("grouped")
    with pytest.raises(AnswersRefused) as refused:
        played.do(
            TellNewDate(
                actor=played.by(said.JO),
                case_id=played.case_id,
                clock="ct_threshold_decision",
                new_date=day("Fri 20 Mar 2026"),
                reason="Busy",
            )
        )
    assert "clock" in refused.value.problems


def test_after_downtime_everything_overdue_happens_once_oldest_first(at_stage: AtStage) -> None:
    # given a case that nobody and nothing looked at for five weeks
    played = at_stage("met")
    played.driver.clock.set(datetime.combine(day("Fri 10 Apr 2026"), time(3), LONDON))
    # when the loop wakes
    assert fire_all_due(played.driver.toolbox) == 1
    # then each overdue instant has fired once, in the order in which it was due
    sentences = played.events("late")
    due = [row for row in played.rows(Timer) if row.fired_at is not None]
    assert len({(row.deadline_id, row.kind) for row in due}) == len(due)
    contact, outcome = (next(i for i, s in enumerate(sentences) if w in s) for w in ("12 March", "2 April"))
    assert contact < outcome
    assert len(played.letters("L-CT-11")) == 4
    assert all("Your answer is overdue" in letter.text for letter in played.letters("L-CT-11"))
    # when it wakes again, and a worker fires the case by hand / then nothing happens twice
    before = (len(played.notices("breach")), len(played.letters()))
    assert fire_all_due(played.driver.toolbox) == 0
    played.do(FireDueTimers(case_id=played.case_id))
    assert (len(played.notices("breach")), len(played.letters())) == before


@ON_SQLITE
def test_after_downtime_a_breach_keeps_its_own_instant(at_stage: AtStage) -> None:
    # given a limit of 12 March looked at four weeks late / then the breach stands at that midnight
    played = at_stage("met")
    played.driver.go_to(day("Fri 10 Apr 2026"))
    row = next(r for r in played.all(select(Deadline)) if r.clock == "ct_contact")
    assert row.breached_at is not None
    assert row.breached_at.astimezone(LONDON).date() == day("Fri 13 Mar 2026")
