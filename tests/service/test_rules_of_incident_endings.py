"""MI-22, MI-24 to MI-26: stand-down at any moment, further incidents, closing."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from service.cases import DowngradeIncident
from service.cases.errors import CaseIsClosed, NotYours
from service.cases.rounds.answering import CaseOver
from service.demo.incident import DELPHINE, INGRID
from service.store.notices import NoticeReply
from service.store.record import FurtherIncident
from service.store.work import Deadline
from tests.frozen_clock import at, day
from tests.service.incident_desk import (
    MEMBERS,
    OFFICES,
    act,
    answer_all,
    calls,
    later,
    limits,
    newest_readers,
    readers,
    record,
    refused,
    rounds,
    told_everybody,
)
from tests.service.played import Played
from tests.stages import AtStage


def to_the_end(played: Played) -> Played:
    """Play a declared incident up to its closing task, on Thursday 5 March."""
    told_everybody(played)
    act(played, "fix_debrief", day("Thu 5 Mar 2026"))
    played.driver.go_to(day("Thu 5 Mar 2026"), at("Thu 5 Mar 2026 16:00").time())
    for step in ("hold_debrief", "inform_members", "send_mail", "follow_up"):
        act(played, step)
    return played


DONE: dict[str, tuple[Callable[[Played], object], ...]] = {
    "nobody told": (),
    "officer and partners told": (
        lambda played: act(played, "tell_crro"),
        lambda played: act(played, "tell_partners"),
    ),
    "all told, debrief fixed": (told_everybody, lambda played: act(played, "fix_debrief", day("Mon 9 Mar 2026"))),
    "members told": (told_everybody, lambda played: act(played, "inform_members")),
}


@pytest.mark.parametrize("keeps_debrief", [True, False])
@pytest.mark.parametrize("done", DONE)
def test_mi_24_a_stand_down_reaches_all_who_were_told_and_members_still_hear(
    at_stage: AtStage, done: str, keeps_debrief: bool
) -> None:
    # given an incident declared on Monday 2 March, some way on
    played = at_stage("declared")
    for step in DONE[done]:
        step(played)
    told = {
        name
        for code in ("L-MI-01", "L-MI-02", "L-MI-03", "L-MI-04", "L-MI-05", "L-MI-06")
        for name in readers(played, code)
    }
    before = played.clock("mi_members")
    later(played, 5)
    # when it is downgraded, the debrief wanted all the same or not
    act(played, "stand_down", wants_debrief=keeps_debrief)
    # then each of them has the stand-down with its reason, once
    assert set(newest_readers(played)) == told if told else not rounds(played, "L-MI-07")
    for row in rounds(played, "L-MI-07"):
        assert "Why: The inquiry found no racial motive." in row.text
        assert ("still get a report, by Monday 16 March 2026" in row.text) is (before.state == "running")
    # and the clock for members is the same row as before; nothing else of the declaration runs on
    assert (played.clock("mi_members").id, played.clock("mi_members").state) == (before.id, before.state)
    debrief = {"mi_debrief", "mi_debrief_held"} if keeps_debrief else set()
    assert set(limits(played)) <= {"mi_members"} | debrief
    assert not [name for name in played.running() if ":" in name]  # neither deputies nor reminders
    assert "mi_debrief_held" in played.running() or not keeps_debrief
    assert ("Task_FixDebrief" in played.task_ids()) is keeps_debrief
    assert ("Task_InformMembers" in played.task_ids()) is (before.state == "running")
    assert not [task for task in played.task_ids() if task.startswith("Task_Tell")]
    assert all("the stand-down" in name for name in calls(played))


@pytest.mark.parametrize(("kind", "heading"), [("downgraded", "is no longer seen"), ("withdrawn", "was not")])
def test_mi_24_members_learn_the_true_outcome_by_the_day_that_stood_before(
    at_stage: AtStage, kind: str, heading: str
) -> None:
    played = at_stage("declared")
    told_everybody(played)
    act(played, "stand_down", kind)
    act(played, "inform_members")
    assert heading in rounds(played, "L-MI-06")[0].text.splitlines()[0]
    act(played, "follow_up")
    act(played, "close")
    assert (played.case.is_open, played.case.stage) == (False, "Closed: downgraded")
    assert played.running() == {}


def test_mi_24_what_is_corrected_after_a_stand_down_is_told_as_a_correction(at_stage: AtStage) -> None:
    played = at_stage("declared")
    told_everybody(played)
    act(played, "stand_down")
    later(played, 5)
    act(played, "correct")
    assert [row.text.partition(" ")[0] for row in rounds(played, "L-MI-07")] == ["Stand", "Correction"]


def test_mi_24_only_the_police_lead_stands_down_what_is_declared_once_and_with_a_reason(at_stage: AtStage) -> None:
    played = at_stage("enquired")
    assert set(refused(act, played, "stand_down")) == {"kind"}
    act(played, "decide")
    by_coordinator = DowngradeIncident(
        actor=played.by(DELPHINE), case_id=played.case_id, kind="withdrawn", reason="No."
    )
    with pytest.raises(NotYours):
        played.do(by_coordinator)
    for kind, reason, field in (("other", "Yes.", "kind"), ("withdrawn", " ", "reason")):
        command = DowngradeIncident(actor=played.by(INGRID), case_id=played.case_id, kind=kind, reason=reason)
        assert set(refused(played.do, command)) == {field}
    act(played, "stand_down")
    assert set(refused(act, played, "stand_down")) == {"kind"}


def test_mi_24_a_debrief_that_was_held_is_not_wanted_again(at_stage: AtStage) -> None:
    played = to_the_end(at_stage("declared"))
    assert set(refused(act, played, "stand_down", wants_debrief=True)) == {"wants_debrief"}
    act(played, "stand_down")
    assert record(played).lessons
    assert played.events("debrief") == []


@pytest.mark.parametrize(
    ("happened", "is_attached"), [("Mon 16 Mar 2026 23:50", True), ("Tue 17 Mar 2026 00:10", False)]
)
def test_mi_25_a_further_incident_within_14_days_is_attached_without_new_clocks(
    at_stage: AtStage, happened: str, is_attached: bool
) -> None:
    # given an incident declared on Monday 2 March of which all know / when another happens about 14 days later
    played = at_stage("declared")
    told_everybody(played)
    played.driver.go_to(day("Tue 17 Mar 2026"))
    clocks = {row.id for row in played.rows(Deadline)}
    add = partial(act, played, "add_further", happened_at=at(happened))
    if not is_attached:
        assert "report it as a new one" in refused(add)["what"]
        assert played.rows(FurtherIncident) == []
        return
    add()
    # then it belongs to this one, all who were told hear of it, and no clock began
    assert played.row(FurtherIncident).where == "Quay Street"
    assert {*OFFICES, "Philippa Strode", "Street Cleansing"} <= set(newest_readers(played))
    assert rounds(played, "L-MI-07")[0].text.startswith("A further incident: ")
    assert {row.id for row in played.rows(Deadline)} == clocks


def test_mi_25_a_further_incident_needs_a_declaration_and_lies_in_the_past(at_stage: AtStage) -> None:
    played = at_stage("enquired")
    assert "Nothing is declared yet" in refused(act, played, "add_further")["what"]
    act(played, "decide")
    soon = played.driver.clock.now() + timedelta(minutes=1)
    assert set(refused(act, played, "add_further", happened_at=soon)) == {"happened_time"}


def test_mi_22_mi_26_an_incident_is_closed_with_outcome_and_lessons_for_the_strategy_group(at_stage: AtStage) -> None:
    # given all is done but the closing / when the log is not confirmed / then it is refused
    played = to_the_end(at_stage("declared"))
    assert played.task_ids() == ["Task_CloseIncident", "call"]
    assert set(refused(act, played, "close", all_answered=[])) == {"all_answered"}
    assert set(refused(act, played, "close", outcome=" ", lessons=" ")) == {"outcome", "lessons"}
    act(played, "close")
    # then outcome and lessons are kept, all who were told hear how it ended, and nothing runs
    row = record(played)
    assert (row.status, row.outcome) == ("closed", "Two people were charged. The windows are mended.")
    assert (played.case.is_open, played.case.stage, played.running()) == (False, "Closed", {})
    assert {*OFFICES, *MEMBERS, "Kit Marlowe", "Street Cleansing"} <= set(newest_readers(played))
    end = rounds(played, "L-MI-07")[-1].text
    assert "What came of it: Two people were charged." in end
    assert "[[link]]" not in end  # nothing is asked any more
    assert "Strategy Group, with its lessons" in played.told("director")
    assert row.tension_case_id is not None


def test_mi_26_after_the_closing_nothing_is_taken_in(at_stage: AtStage) -> None:
    played = to_the_end(at_stage("declared"))
    act(played, "close")
    replies = len(played.rows(NoticeReply))
    for name in ("Amos Redfern", "Ashmoor Fire and Rescue"):
        with pytest.raises(CaseOver) as found:
            answer_all(played, name)
        assert str(found.value) == "This matter is closed. Nothing was changed."
    assert len(played.rows(NoticeReply)) == replies
    for step in ("correct", "add_further", "stand_down"):
        with pytest.raises(CaseIsClosed):
            act(played, step)
