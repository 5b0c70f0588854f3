"""Double submits, two people on one task, a step that fails: one effect, or none. Source: D-006, REL-37."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time
from threading import Barrier

import pytest
from sqlalchemy import select

from service.cases import (
    CompleteTask,
    FireDueTimers,
    HandOverTask,
    PutBackTask,
    SubmitApplication,
    TakeTask,
    handle,
)
from service.cases.errors import CaseError, CaseIsStuck, FormChanged, NotYours, TaskNotOpen, TaskTakenByOther
from service.cases.retry_case import RetryCase
from service.cases.stuck_cases import note_stuck
from service.cases.unit import PUBLIC
from service.demo import answers as said
from service.demo.cases import AMARA, a_form
from service.demo.driver import posted
from service.store.cases import Case, CaseRun, StuckCase
from service.store.diagrams import ProcessVersion
from service.store.record import RiskCheck
from service.store.work import TaskAnswer, Timer
from service.timers.poller import fire_all_due
from tests.frozen_clock import LONDON, day
from tests.service.played import Played
from tests.stages import AtStage
from workflows import WorkflowError, content_hash_of


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do all acts at the same moment, each in its thread; give results or the sentences of refusals."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        gate.wait(timeout=20)
        try:
            return act()
        except CaseError as err:
            return err

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def risk(played: Played, *, by: str, form_key: str | None = None, **more: object) -> CompleteTask:
    """Give the command that answers the risk check."""
    task_id = played.driver.task(played.reference, "Task_CheckImmediateRisk").task_id
    return CompleteTask(actor=played.by(by), task_id=task_id, posted=posted({**said.RISK, **more}), form_key=form_key)


def an_application(played: Played, form_key: str) -> SubmitApplication:
    """Give the command that an application form becomes."""
    return SubmitApplication(
        actor=PUBLIC,
        area_id=played.driver.area_id,
        channel="online",
        received_at=played.driver.clock.now(),
        form=a_form(AMARA, played.driver.today),
        form_key=form_key,
    )


def test_the_same_form_twice_has_one_effect_and_one_answer(at_stage: AtStage) -> None:
    # given an application form with its key / when it is sent twice, as a double click does
    played = at_stage("empty")
    command = an_application(played, "k1")
    first, second = played.do(command), played.do(command)
    # then there is one case, and the second answer is the first again, tracking code and all
    assert first == second
    assert len(played.all(select(Case.id))) == 1


def test_the_same_key_with_other_answers_is_refused(at_stage: AtStage) -> None:
    # given a task answered under a key
    played = at_stage("applied")
    command = risk(played, by=said.JO, form_key="k2")
    other = risk(played, by=said.JO, form_key="k2", risk_level="high")
    played.do(command)
    # when the same page is sent back with other answers / then a plain sentence, and one record
    with pytest.raises(FormChanged):
        played.do(other)
    assert played.row(RiskCheck).level == "medium"


def test_the_same_key_from_another_person_is_refused(at_stage: AtStage) -> None:
    # given a task answered by Jo under a key
    played = at_stage("applied")
    mine = risk(played, by=said.JO, form_key="k2b")
    same = risk(played, by=said.PRIYA, form_key="k2b")
    first = played.do(mine)
    # when Priya sends the very same answers under Jo's key / then she is not shown Jo's answer, and nothing changes
    with pytest.raises(FormChanged):
        played.do(same)
    assert len(played.rows(RiskCheck)) == 1
    # and Jo's own second press still gives the first answer
    assert played.do(mine) == first


def test_one_form_from_two_threads_has_one_effect(at_stage: AtStage) -> None:
    # given one application sent twice in the same instant / then one case, and both got the same answer
    played = at_stage("empty")
    command = an_application(played, "k3")
    tools = played.driver.toolbox
    first, second = at_once(lambda: handle(tools, command), lambda: handle(tools, command))
    assert first == second
    assert len(played.all(select(Case.id))) == 1


def test_two_applications_at_once_get_two_references(at_stage: AtStage) -> None:
    # given six people who press Send at once / then six cases with six numbers
    played = at_stage("empty")
    on, tools = played.driver.today, played.driver.toolbox
    commands = [
        SubmitApplication(
            actor=PUBLIC,
            area_id=played.driver.area_id,
            channel="online",
            received_at=played.driver.clock.now(),
            form=a_form(AMARA, on),
        )
        for _ in range(6)
    ]
    at_once(*(lambda command=command: handle(tools, command) for command in commands))  # type: ignore[misc]
    references = played.all(select(Case.reference).order_by(Case.reference))
    assert references == [f"ASH-CT-2026-000{number}" for number in range(1, 7)]


def test_two_people_answer_one_task_and_one_effect_comes_of_it(at_stage: AtStage) -> None:
    # given one task and two people with its page open
    played = at_stage("applied")
    jo, priya = risk(played, by=said.JO), risk(played, by=said.PRIYA, risk_level="high")
    tools = played.driver.toolbox
    # when both send at the same moment
    outcomes = at_once(lambda: handle(tools, jo), lambda: handle(tools, priya))
    # then one was taken and the other hears who was faster
    (lost,) = [one for one in outcomes if isinstance(one, CaseError)]
    assert isinstance(lost, TaskNotOpen)
    assert "answered this at" in str(lost)
    assert len(played.rows(RiskCheck)) == 1
    assert len(played.rows(TaskAnswer)) == 1
    assert played.task_ids() == ["Task_CheckApplication"]


def test_a_task_done_at_the_moment_it_lapses_has_one_end(at_stage: AtStage) -> None:
    # given consent asked for, and the instant of the lapse
    played = at_stage("consent_asked")
    victim = played.keys("represented_victims")[0]
    on = day("Tue 31 Mar 2026")
    held = {"consent": "held", "consent_on": on, "scope": ["act_for_me"]}
    answers = {"consents": {victim: held}, "result": "complete", "completed_on": on}
    task_id = played.driver.task(played.reference, "Task_RecordMissingItems").task_id
    command = CompleteTask(actor=played.by(said.JO), task_id=task_id, posted=posted(answers))
    played.driver.clock.set(datetime.combine(on, time(9, 0, 0, 2), LONDON))
    tools, case_id = played.driver.toolbox, played.case_id
    # when the SPOC presses Continue in the very moment in which the clock fires
    outcomes = at_once(lambda: handle(tools, command), lambda: handle(tools, FireDueTimers(case_id=case_id)))
    # then the lapse, which was due first, has won whoever came first; nothing is half done
    assert [type(one) for one in outcomes if isinstance(one, CaseError)] == [TaskNotOpen]
    played.do(FireDueTimers(case_id=case_id))
    assert (played.case.is_open, played.case.closing_reason) == (False, "lapsed")
    assert played.rows(TaskAnswer)[-1].element_id != "Task_RecordMissingItems"


def test_ten_people_take_one_task_and_one_has_it(at_stage: AtStage) -> None:
    # given a task for the SPOC's office and ten browsers of two people
    played = at_stage("applied")
    task_id = played.driver.task(played.reference, "Task_CheckImmediateRisk").task_id
    actors = [played.by(said.JO if number % 2 else said.PRIYA) for number in range(10)]
    tools = played.driver.toolbox
    # when all take it at once
    outcomes = at_once(*(lambda a=actor: handle(tools, TakeTask(actor=a, task_id=task_id)) for actor in actors))  # type: ignore[misc]
    # then one person has it; the other was told each time
    holder = played.task_row("Task_CheckImmediateRisk").claimed_by_id
    losers = [one for one in outcomes if isinstance(one, CaseError)]
    assert {type(one) for one in losers} == {TaskTakenByOther}
    assert len(losers) == 5
    assert holder in {actor.person_id for actor in actors}


def test_a_taken_task_is_put_back_or_handed_over(at_stage: AtStage) -> None:
    # given a task that Jo has taken
    played = at_stage("applied")
    task_id = played.driver.task(played.reference, "Task_CheckImmediateRisk").task_id
    played.do(TakeTask(actor=played.by(said.JO), task_id=task_id))
    # when Priya would answer it / then refused
    with pytest.raises(CaseError):
        played.do(risk(played, by=said.PRIYA))
    # when Jo hands it over / then Priya has it, and may put it back for anyone
    to = played.driver.person_id(said.PRIYA)
    played.do(HandOverTask(actor=played.by(said.JO), task_id=task_id, to_person_id=to, reason="On leave"))
    assert played.task_row("Task_CheckImmediateRisk").claimed_by_id == to
    played.do(PutBackTask(actor=played.by(said.PRIYA), task_id=task_id))
    assert played.task_row("Task_CheckImmediateRisk").claimed_by_id is None


def break_the_next_step(played: Played) -> None:
    """Change the stored diagrams so that the step after the risk check cannot be taken."""
    with played.driver.toolbox.sessions.write() as session, session.begin():
        row = session.scalars(select(ProcessVersion).where(ProcessVersion.process_id == "community_trigger")).one()
        name = "ct_complete_application.bpmn"
        broken = row.files[name].replace('"consent_missing"', '"no_such_fact"')
        assert broken != row.files[name]
        row.files = {**row.files, name: broken}
        row.content_hash = content_hash_of(row.files)


def test_a_step_that_fails_leaves_nothing_half_written(at_stage: AtStage) -> None:
    # given a procedure whose next decision reads a fact that nobody gives
    played = at_stage("empty")
    break_the_next_step(played)
    played.reference = played.driver.apply(a_form(AMARA, played.driver.today))
    played.answer("Task_CheckImmediateRisk", said.RISK, by=said.JO)
    before = (played.case.version, len(played.rows(TaskAnswer)), played.task_ids(), played.running())
    # when the task before it is answered, twice
    for _ in range(2):
        with pytest.raises(CaseIsStuck) as stuck:
            played.answer("Task_CheckApplication", said.COMPLETE, by=said.JO)
    # then nothing was written, the caseworker has a sentence, and one record tells the process owner
    assert (played.case.version, len(played.rows(TaskAnswer)), played.task_ids(), played.running()) == before
    assert "Nothing was changed" in str(stuck.value)
    assert isinstance(stuck.value.__cause__, WorkflowError)
    record = played.row(StuckCase)
    assert (record.attempts, record.resolved_at) == (2, None)
    assert record.reason
    assert AMARA.name not in record.reason


def test_a_case_that_is_tried_again_is_no_longer_stuck(at_stage: AtStage) -> None:
    # given a case with an open record of having been stuck, whose fault was mended
    played = at_stage("applied")
    with played.driver.toolbox.sessions.write() as session, session.begin():
        note_stuck(session, case_id=played.case_id, reason="UnusableFacts", at=played.driver.clock.now())
    # when an agency's officer tries it again / then refused; the process owner may, and the record is closed
    with pytest.raises(NotYours):
        played.do(RetryCase(actor=played.by(said.IRIS), case_id=played.case_id))
    played.do(RetryCase(actor=played.by("honor.lacey@ashmoor.example"), case_id=played.case_id))
    assert played.row(StuckCase).resolved_at == played.driver.clock.now()


def test_one_case_that_fails_never_stops_the_others(at_stage: AtStage) -> None:
    # given two cases with overdue clocks, of which one cannot be read any more
    played = at_stage("checked")
    second = Played(played.driver, played.driver.apply(a_form(AMARA, played.driver.today)))
    with played.driver.toolbox.sessions.write() as session, session.begin():
        session.scalars(select(CaseRun).where(CaseRun.case_id == played.case_id)).one().state = b"not a state"
    # when the loop fires what is due / then the second case has its breach, the first is recorded as stuck
    played.driver.clock.set(datetime.combine(day("Mon 16 Mar 2026"), time(10), LONDON))
    fire_all_due(played.driver.toolbox)
    assert second.clock("ct_risk_check").breached_at is not None
    assert played.row(StuckCase).attempts >= 1
    assert any(timer.fired_at is None for timer in played.rows(Timer))
