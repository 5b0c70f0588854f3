"""TE-02, TE-03, TE-12 to TE-14: the alert at levels 1 and 2, deputies, calls, and the urgent meeting."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from service.cases import Delivery
from service.cases.complete_task import CompleteTask, SaveTaskDraft
from service.cases.errors import AnswersRefused, TaskNotOpen
from service.cases.rounds.sending import LINK
from service.cases.tension_area.contacts import ChangeProtocolContact, ContactDetails
from service.demo.contacts import HONOR
from service.demo.driver import posted
from service.demo.tension import BRAM, DELPHINE, MABEL, agreed
from service.store.notices import ContactNotice, ProtocolContact
from service.store.outbox import OutboxItem
from tests.frozen_clock import at
from tests.service.tension_answers import STARTED
from tests.service.tension_play import TensionPlay
from tests.stages import ON_SQLITE, AtStage

OFFICERS = {"Bram Oyelaran", "Nell Ashdown", "Edwin Sark"}
TEAM = {"Yusuf Carrow", "Wendell Sharpe", "Carr Valley duty line"}

# -- the alert


def test_te_12_level_and_alert_are_written_in_one_commit(at_stage: AtStage) -> None:
    # given a scored case / when level 2 is agreed
    played = TensionPlay.at(at_stage, "tension")
    played.score(3, 2, 2)
    commits = []
    bind = played.driver.toolbox.sessions.write.kw["bind"]
    event.listen(bind, "commit", lambda connection: commits.append(connection))
    played.answer("Task_AgreeLevel", agreed(2), by=MABEL)
    # then there was one commit, and with it everything is there
    assert len(commits) == 1
    assert played.tension.level == 2
    (alert,) = played.rounds("L-TE-01")
    assert (alert.sent_at, alert.by_id) == (played.now, played.driver.person_id(MABEL))
    assert played.told_by(alert) == OFFICERS | TEAM
    assert {item.state for item in played.rows(OutboxItem)} == {"queued"}
    assert "Task_AgreeLevel" not in played.duties()


def test_te_12_the_alert_carries_level_words_scores_and_a_link_of_each_ones_own(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_2")
    (alert,) = played.rounds("L-TE-01")
    for words in (
        "Ashmoor is at level 2, Significant: conflict happening or happened",
        "Where: Kestrel ward.",
        "What happened: Two groups clashed after the market-hall fire. Nobody is hurt.",
        "experienced 3, evidenced 2, potential 2",
        "Meet by 2pm today, Monday 2 March 2026.",
        "Answer by 10:30am today, Monday 2 March 2026.",
    ):
        assert words in alert.text
    assert LINK in alert.text
    mails = {row.to_address: row.body for row in played.rows(OutboxItem) if "Meet by 2pm" in row.body}
    assert len(mails) == 5  # the duty line of the housing provider has no email
    assert LINK not in "".join(mails.values())
    codes = {row.link_code for row in played.rows(ContactNotice) if row.round_id == alert.id}
    assert len(codes) == 6
    assert sum(code in mails["bram.oyelaran@ashmoor.example"] for code in codes) == 1


def test_te_12_who_has_no_email_is_rung_at_once(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_2")
    assert played.calls() == ["Ring Carr Valley duty line: an alert at level 1 or 2"]
    (call,) = played.rows_by_kind("call")
    assert (call.role, call.due_at) == ("risk_lead", played.now)


def test_te_12_each_answer_is_recorded_and_the_last_one_ends_the_alert(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_2")
    assert played.limits()["te_alert"] == played.now + timedelta(minutes=15)
    for number, name in enumerate(sorted(OFFICERS | TEAM), start=1):
        played.wait(minutes=1)
        played.reply_to(name)
        assert played.notice(name, "L-TE-01").answered_at == played.now
        assert ("te_alert" in played.running()) is (number < 6)
    assert played.clock("te_alert").breached_at is None
    assert played.calls() == []
    assert "Bram Oyelaran answered at 10:01am: I have this." in played.events("answered")


def test_te_12_after_15_minutes_the_silent_are_rung_and_the_director_hears(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_2")
    for name in ("Nell Ashdown", "Edwin Sark", *TEAM):
        played.reply_to(name)
    played.wait(minutes=14)
    assert played.calls() == []
    played.wait(minutes=1)
    assert played.calls() == ["Ring Bram Oyelaran: an alert at level 1 or 2"]
    late = [role for role, words in played.notices("breach") if "Answer to the alert" in words]
    assert late == ["risk_lead", "process_owner", "director"]


def test_te_12_and_te_03_after_30_minutes_the_deputies_are_told_and_then_the_director(at_stage: AtStage) -> None:
    # given nobody of the officers answers
    played = TensionPlay.at(at_stage, "level_2")
    for name in TEAM:
        played.reply_to(name)
    played.wait(minutes=29)
    assert len(played.rounds("L-TE-01")) == 1
    played.wait(minutes=1)
    # then their deputies have the same alert
    second = played.rounds("L-TE-01")[-1]
    assert played.told_by(second) == {"Isolde Carrick", "Perrin Lowe", "Hester Vane"}
    assert "Ashmoor is at level 2" in second.text
    assert "Answer by 11am today" in second.text
    assert "Ring Edwin Sark: an alert at level 1 or 2" in played.calls()
    # when one deputy answers / then that line is done; in the place of the other the director is told after 30 more
    played.reply_to("Isolde Carrick")
    assert played.notice("Bram Oyelaran", "L-TE-01").answer == "deputy"
    played.wait(minutes=30)
    assert played.told_by(played.rounds("L-TE-01")[-1]) == {"Edwin Sark"}
    assert "te_alert" in played.running()
    # when the director answers once / then nobody is waited for, rung or told any more
    played.reply_to("Edwin Sark")
    assert played.states("te_alert") == ["done"]
    assert played.calls() == []
    played.wait(hours=1)
    assert len(played.rounds("L-TE-01")) == 3


def test_te_12_a_draft_of_the_next_review_does_not_stop_the_deputies_alert(at_stage: AtStage) -> None:
    # given somebody has begun to write the next review
    played = TensionPlay.at(at_stage, "level_2")
    played.score(2, 2, 2)
    task = played.driver.task(played.reference, "Task_AgreeLevel").task_id
    played.do(SaveTaskDraft(actor=played.by(MABEL), task_id=task, posted=posted({"reasons": "We think"})))
    # when the deputies' time comes / then they get the alert as it was agreed
    played.wait(minutes=30)
    assert "Two groups clashed after the market-hall fire." in played.rounds("L-TE-01")[-1].text
    assert {"Isolde Carrick", "Perrin Lowe"} <= played.told_by(played.rounds("L-TE-01")[-1])


def test_te_12_a_mail_that_does_not_leave_makes_a_call(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_2")
    played.mail_leaves(Delivery.FAILED)
    rung = {words.removeprefix("Ring ").partition(":")[0] for words in played.calls()}
    assert OFFICERS | TEAM | {"Rafferty Quill", "Juno Faraday"} == rung


def test_te_12_an_office_that_nobody_is_listed_for_is_a_task(at_stage: AtStage) -> None:
    # given an area where nothing was prepared
    bare = TensionPlay.another(at_stage("empty"))
    bare.level(2)
    # then people with an account are told, and somebody is found for the others
    assert bare.told_by(bare.rounds("L-TE-01")[0]) == OFFICERS
    assert len([words for words in bare.calls() if words.startswith("Nobody is listed as")]) == 2  # for the media


def test_te_03_the_officer_of_now_is_told_with_the_deputy_of_now(at_stage: AtStage) -> None:
    # given the commander's deputy has changed and was trained since
    played = TensionPlay.at(at_stage, "tension")
    contacts = {row.name: row for row in played.all(select(ProtocolContact))}
    deputy = ContactDetails(
        role="deputy", name="Sid Marlin", email="sid@contacts.example", trained_on=played.driver.today
    )
    played.do(ChangeProtocolContact(actor=played.by(HONOR), contact_id=contacts["Isolde Carrick"].id, details=deputy))
    # when the commander does not answer / then the new deputy is told
    played.level(2)
    played.wait(minutes=30)
    assert "Sid Marlin" in played.told_by(played.rounds("L-TE-01")[-1])
    assert {row.name: row.trained_on for row in played.all(select(ProtocolContact))}[
        "Sid Marlin"
    ] == played.driver.today


# -- the urgent meeting


@pytest.mark.parametrize(
    ("agreed_at", "target", "limit"),
    [
        ("Mon 2 Mar 2026 10:00", "Mon 2 Mar 2026 12:00", "Mon 2 Mar 2026 14:00"),
        ("Mon 2 Mar 2026 23:10", "Tue 3 Mar 2026 01:10", "Tue 3 Mar 2026 03:10"),  # through a night
        ("Sat 7 Mar 2026 21:00", "Sat 7 Mar 2026 23:00", "Sun 8 Mar 2026 01:00"),  # over a weekend
        ("Fri 3 Apr 2026 11:00", "Fri 3 Apr 2026 13:00", "Fri 3 Apr 2026 15:00"),  # on Good Friday
        ("Sat 28 Mar 2026 23:30", "Sun 29 Mar 2026 02:30", "Sun 29 Mar 2026 04:30"),  # 1am becomes 2am
        ("Sat 24 Oct 2026 23:30", "Sun 25 Oct 2026 01:30", "Sun 25 Oct 2026 02:30"),  # 2am becomes 1am
    ],
)
def test_te_14_the_team_meets_in_four_hours_day_and_night(
    at_stage: AtStage, agreed_at: str, target: str, limit: str
) -> None:
    played = TensionPlay.at(at_stage, "tension")
    played.be_at(agreed_at)
    played.level(2)
    row = played.clock("te_meet_urgent")
    assert row.limit_at - played.now == timedelta(hours=4)
    assert (row.remind_at, row.limit_at) == (at(target), at(limit))
    # and after four hours commander and director hear that it is late
    played.driver.clock.set(row.limit_at + timedelta(minutes=1))
    played.fire()
    late = [role for role, words in played.notices("breach") if "Meet, levels 1 and 2" in words]
    assert {"commander", "director"} <= set(late)
    assert len(late) == len(set(late))


def test_te_13_the_meeting_is_called_with_the_alert_and_begun_by_the_co_ordinator(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_2")
    assert "How to join: Police station, room 2." in played.rounds("L-TE-01")[0].text
    assert played.told_by(played.rounds("L-TE-01")[0]) >= TEAM
    played.wait(minutes=80)
    played.answer("Task_StartMeeting", STARTED, by=DELPHINE)
    row = played.clock("te_meet_urgent")
    assert (row.state, row.ended_at, row.breached_at) == ("done", played.now, None)
    assert "Task_RecordMeeting" in played.duties()


def test_te_14_a_meeting_typed_late_counts_from_when_it_began(at_stage: AtStage) -> None:
    # given a meeting that began at 1.50pm, within the four hours, and is typed at 2.20pm
    played = TensionPlay.at(at_stage, "level_2")
    played.wait_until("Mon 2 Mar 2026 14:20")
    earlier = {"began": "earlier", "began_on": played.driver.today, "began_at": "13:50"}
    played.answer("Task_StartMeeting", STARTED | earlier, by=DELPHINE)
    row = played.clock("te_meet_urgent")
    assert (row.state, row.ended_at) == ("done", at("Mon 2 Mar 2026 13:50"))
    assert row.ended_at < row.limit_at


def test_te_14_a_meeting_in_the_minute_of_the_level_is_believed(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "tension")
    played.wait(seconds=40)
    played.level(2)
    played.wait(minutes=5)
    earlier = {"began": "earlier", "began_on": played.driver.today, "began_at": "09:40"}
    played.answer("Task_StartMeeting", STARTED | earlier, by=DELPHINE)
    assert played.states("te_meet_urgent") == ["done"]


def test_te_14_a_meeting_in_the_hour_that_comes_twice_is_the_one_after_the_level(at_stage: AtStage) -> None:
    # given the night in which 1.30am comes twice, and a level of 1.45am, the first time
    played = TensionPlay.at(at_stage, "tension")
    played.driver.clock.set(at("Sun 25 Oct 2026 00:45") + timedelta(hours=1))
    played.level(2)
    level_at = played.now
    played.wait(hours=2)
    earlier = {"began": "earlier", "began_on": played.driver.today, "began_at": "01:30"}
    played.answer("Task_StartMeeting", STARTED | earlier, by=DELPHINE)
    assert played.clock("te_meet_urgent").ended_at == level_at + timedelta(minutes=45)


@ON_SQLITE
@pytest.mark.parametrize(("on", "hour"), [("Mon 2 Mar 2026", "09:30"), ("Mon 2 Mar 2026", "11:30")])
def test_te_14_a_meeting_before_the_level_or_still_to_come_is_refused(at_stage: AtStage, on: str, hour: str) -> None:
    played = TensionPlay.at(at_stage, "level_2")
    played.wait(hours=1)
    earlier = {"began": "earlier", "began_on": at(f"{on} 12:00").date(), "began_at": hour}
    with pytest.raises(AnswersRefused) as refused:
        played.answer("Task_StartMeeting", STARTED | earlier, by=DELPHINE)
    assert set(refused.value.problems) == {"began_at"}
    assert played.states("te_meet_urgent") == ["running"]


@pytest.mark.parametrize(
    ("present", "said"),
    [
        (["police", "council", "asb"], []),
        (["police", "partnership"], ["the council must be there"]),
        (["council", "youth", "housing"], ["the police and the community safety partnership or the ASB team must"]),
    ],
)
def test_te_02_an_urgent_meeting_begins_and_says_who_of_the_core_team_is_missing(
    at_stage: AtStage, present: list[str], said: list[str]
) -> None:
    played = TensionPlay.at(at_stage, "level_2")
    played.answer("Task_StartMeeting", STARTED | {"present": present}, by=DELPHINE)
    assert played.states("te_meet_urgent") == ["done"]
    words = "\n".join(played.events("quorum"))
    assert bool(words) is bool(said)
    assert all(one in words for one in said), words


def test_a_second_press_starts_no_second_meeting(at_stage: AtStage) -> None:
    played = TensionPlay.at(at_stage, "level_2")
    task = played.driver.task(played.reference, "Task_StartMeeting").task_id
    played.answer("Task_StartMeeting", STARTED, by=DELPHINE)
    again = CompleteTask(actor=played.by(BRAM), task_id=task, posted=posted(STARTED))
    with pytest.raises(TaskNotOpen, match="Delphine Okoro answered this at 10am"):
        played.do(again)
    assert played.duties().count("Task_RecordMeeting") == 1
