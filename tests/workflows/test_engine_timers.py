"""Timers name clocks and follow the deadline rows: they fire at their instant, oldest first, and when moved, then."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.workflows.journey import MONDAY, Desk, Journey, both_modes, definition_of
from workflows import (
    FAR_DATE,
    ClockStarted,
    ClockStopped,
    Engine,
    OperationPerformed,
    RunEnded,
    TaskCancelled,
    TaskNotOpen,
    TimerFired,
)

LAPSE = ("ct_missing_lapse", None)
REMINDER = ("remind:ct_missing_lapse", None)
REMINDER_AT = MONDAY + timedelta(days=10)
LAPSE_AT = MONDAY + timedelta(days=20)
ROWS = {LAPSE: LAPSE_AT, REMINDER: REMINDER_AT}


def waiting_case(mode: str, due: dict[tuple[str, str | None], datetime] | None = None) -> Journey:
    return Journey(definition_of("wait_for_items"), mode=mode, due=ROWS if due is None else due)


def fired(journey: Journey) -> list[str]:
    return [event.element_id for event in journey.of(TimerFired)]


@both_modes
def test_a_reminder_leaves_the_task_open_and_a_lapse_takes_it_away(mode: str) -> None:
    journey = waiting_case(mode)
    journey.sync(REMINDER_AT)
    assert fired(journey) == ["Timer_Reminder"]
    assert journey.open() == ["Task_RecordItems"]
    journey.sync(LAPSE_AT)
    assert fired(journey) == ["Timer_Reminder", "Timer_Lapsed"]
    assert [event.element_id for event in journey.of(TaskCancelled)] == ["Task_RecordItems"]
    assert journey.of(RunEnded)[0].outcome == "lapsed"


@both_modes
def test_a_timer_fires_at_its_instant_and_not_before(mode: str) -> None:
    journey = waiting_case(mode)
    journey.sync(REMINDER_AT - timedelta(microseconds=1))
    assert fired(journey) == []
    journey.sync(REMINDER_AT)
    assert fired(journey) == ["Timer_Reminder"]
    journey.sync(REMINDER_AT)
    assert fired(journey) == ["Timer_Reminder"], "a timer fires once"


@both_modes
def test_after_a_long_outage_everything_overdue_fires_once_oldest_first(mode: str) -> None:
    journey = waiting_case(mode)
    journey.sync(MONDAY + timedelta(days=400))
    assert fired(journey) == ["Timer_Reminder", "Timer_Lapsed"]
    letters = [event.parameters["letter"] for event in journey.of(OperationPerformed) if event.name == "draft_letter"]
    assert letters == ["L-CT-04", "L-CT-06"]
    assert [event.due_at for event in journey.of(TimerFired)] == [REMINDER_AT, LAPSE_AT]


@both_modes
def test_an_interrupting_timer_that_came_first_leaves_the_later_ones_unfired(mode: str) -> None:
    # given  a lapse before its reminder, both long past (P-04)
    journey = waiting_case(mode, {LAPSE: REMINDER_AT, REMINDER: LAPSE_AT})
    journey.sync(MONDAY + timedelta(days=400))
    assert fired(journey) == ["Timer_Lapsed"]


@both_modes
def test_timers_that_are_overdue_when_their_task_opens_fire_oldest_first_too(mode: str) -> None:
    journey = waiting_case(mode, {LAPSE: MONDAY - timedelta(days=2), REMINDER: MONDAY - timedelta(days=1)})
    assert fired(journey) == ["Timer_Lapsed"]
    assert journey.is_finished()


@both_modes
def test_a_moved_deadline_moves_its_timer(mode: str) -> None:
    journey = waiting_case(mode)
    journey.due[LAPSE] = LAPSE_AT + timedelta(days=30)
    journey.sync(LAPSE_AT + timedelta(days=1))
    assert fired(journey) == ["Timer_Reminder"]
    journey.due[LAPSE] = MONDAY + timedelta(days=1)
    journey.sync()
    assert fired(journey) == ["Timer_Reminder", "Timer_Lapsed"]


@both_modes
def test_a_clock_that_does_not_run_gives_the_far_date_until_it_does(mode: str) -> None:
    journey = waiting_case(mode, {})
    assert [timer.fires_at for timer in journey.timers()] == [None, None]
    journey.sync(MONDAY + timedelta(days=4000))
    assert journey.open() == ["Task_RecordItems"]
    journey.due.update(ROWS)
    journey.sync(REMINDER_AT)
    assert fired(journey) == ["Timer_Reminder"]
    assert FAR_DATE.year == 9999


@both_modes
def test_waiting_timers_say_which_rows_they_follow(mode: str) -> None:
    timers = {timer.element_id: timer for timer in waiting_case(mode).timers()}
    assert timers["Timer_Reminder"].asks == (REMINDER,)
    assert timers["Timer_Lapsed"].asks == (LAPSE,)
    assert timers["Timer_Lapsed"].fires_at == LAPSE_AT
    assert timers["Timer_Lapsed"].process_id == "wait_for_items"


def test_what_is_due_fires_before_a_task_is_completed() -> None:
    # given  a saved case whose lapse has passed, but the poller has not come by yet
    definition, desk, engine = definition_of("wait_for_items"), Desk(), Engine()
    state = engine.start(definition, facts={}, due=ROWS, perform=desk, now=MONDAY).close().state
    run = engine.resume(definition, state, due=ROWS, perform=desk, now=LAPSE_AT + timedelta(seconds=1))
    # when   somebody completes the task
    with pytest.raises(TaskNotOpen):
        run.complete_task(run.open_tasks[0].task_id, {})
    # then   the lapse has won, whatever the poller's lag (P-05)
    assert run.close().is_finished


def test_a_row_moved_while_the_case_was_saved_counts_from_the_first_act_on() -> None:
    definition, desk, engine = definition_of("wait_for_items"), Desk(), Engine()
    state = engine.start(definition, facts={}, due=ROWS, perform=desk, now=MONDAY).close().state
    moved = {LAPSE: LAPSE_AT + timedelta(days=30)}
    run = engine.resume(definition, state, due=moved, perform=desk, now=LAPSE_AT + timedelta(days=1))
    run.complete_task(run.open_tasks[0].task_id, {})
    outcomes = [event.outcome for event in run.close().events if isinstance(event, RunEnded)]
    assert outcomes == ["complete"]


@both_modes
def test_a_clock_stopped_and_started_in_one_act_does_not_fire_at_once(mode: str) -> None:
    # given  an update that is due, in a loop beside the work
    key = ("ct_victim_update", None)
    journey = Journey(definition_of("updates", "one_update"), mode=mode, due={key: MONDAY + timedelta(days=5)})
    journey.sync(MONDAY + timedelta(days=6))
    assert journey.open() == ["Task_DoTheWork", "Task_SendUpdate"]
    # when   it is sent, with the old row still in place (P-21)
    journey.due.clear() if mode == "saved" else None
    journey.complete("Task_SendUpdate")
    # then   the next round waits for its own row
    assert journey.open() == ["Task_DoTheWork"]
    assert [type(e) for e in journey.events if isinstance(e, (ClockStopped, ClockStarted))] == [
        ClockStopped,
        ClockStarted,
    ]
    assert [timer.fires_at for timer in journey.timers()] == [None]
    # and    gets it from the row opened by that act
    journey.due[key] = MONDAY + timedelta(days=20)
    journey.sync()
    assert [timer.fires_at for timer in journey.timers()] == [MONDAY + timedelta(days=20)]
    journey.sync(MONDAY + timedelta(days=21))
    assert journey.open() == ["Task_DoTheWork", "Task_SendUpdate"]
    journey.complete("Task_DoTheWork")
    assert journey.is_finished()


def test_stopping_a_clock_silences_its_row_inside_the_same_run() -> None:
    key = ("ct_victim_update", None)
    journey = Journey(definition_of("updates", "one_update"), mode="live", due={key: MONDAY - timedelta(days=1)})
    journey.complete("Task_SendUpdate")
    assert journey.open() == ["Task_DoTheWork"], "the old row is still there, but it was stopped"
