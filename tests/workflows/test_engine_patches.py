"""What we change in SpiffWorkflow: each test fails when upstream changes the thing we lean on, or mends it."""

from __future__ import annotations

import inspect
import logging
import subprocess
import sys
import textwrap
import warnings
from importlib.metadata import version
from uuid import UUID

import pytest
import SpiffWorkflow.task as task_module
from SpiffWorkflow.bpmn.specs.mixins.unstructured_join import UnstructuredJoin
from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.deep_merge import DeepMerge
from SpiffWorkflow.util.task import TaskState
from SpiffWorkflow.workflow import Workflow

from tests.workflows.journey import DIAGRAMS, MONDAY, Desk, definition_of
from workflows import BadExpression, CaseStalled, Engine, StateError, TaskNotOpen, WrongVersion, load_definition
from workflows.joins import merge_values
from workflows.numbering import CURRENT, Numbering, StepBudget, number_of
from workflows.task_rows import _bare_task, read_tasks


def stock(script: str) -> str:
    """Run a script in a Python of its own, where nothing of Spiff has been touched."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.strip()


def test_the_version_is_the_one_the_patches_were_made_for() -> None:
    assert version("SpiffWorkflow") == "3.2.0"


# 1 deep copies, whole values


def test_stock_merge_still_shares_nested_values_and_spoils_lists() -> None:
    shown = stock(
        """
        from SpiffWorkflow.util.deep_merge import DeepMerge
        nested = {"n": 1}
        merged = DeepMerge.merge({}, {"case": {"a": nested}})
        nested["n"] = 2
        print(merged["case"]["a"]["n"], DeepMerge.merge({"list": [1, 2]}, {"list": [3]})["list"])
        """
    )
    assert shown == "2 [1]", "upstream has mended the merge: look at patch 1 again"


def test_our_merge_copies_deeply_and_takes_whole_values() -> None:
    assert DeepMerge.merge is merge_values
    source = {"case": {"a": {"n": 1}}, "list": [3]}
    merged = merge_values({"list": [1, 2], "kept": True}, source)
    source["case"]["a"]["n"] = 2  # type: ignore[call-overload, index]
    assert merged == {"case": {"a": {"n": 1}}, "list": [3], "kept": True}


# 2 joins


def test_the_join_we_replace_is_still_there() -> None:
    source = stock(
        """
        import inspect
        from SpiffWorkflow.bpmn.specs.mixins.unstructured_join import UnstructuredJoin
        print(inspect.getsource(UnstructuredJoin._run_hook))
        """
    )
    assert "sorted(other_tasks, key=lambda t: t.last_state_change)" in source
    assert "DeepMerge.merge(my_task.data, task.parent.data)" in source
    assert UnstructuredJoin._run_hook.__name__ == "_join_branches"


def test_stock_joins_still_go_on_too_early_in_a_second_round() -> None:
    shown = stock(
        f"""
        from SpiffWorkflow.spiff.parser.process import SpiffBpmnParser
        from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
        from SpiffWorkflow.util.task import TaskState
        parser = SpiffBpmnParser()
        parser.add_bpmn_file({str(DIAGRAMS / "arrow_rounds.bpmn")!r})
        workflow = BpmnWorkflow(parser.get_spec("arrow_rounds"))
        def do(name):
            ready = workflow.get_tasks(state=TaskState.READY, manual=True)
            task = next(task for task in ready if task.task_spec.bpmn_id == name)
            task.data[name] = {{"again": True}}
            task.run()
            workflow.do_engine_steps()
        workflow.do_engine_steps()
        for name in ("Task_Two", "Task_One", "Task_Look", "Task_One"):
            do(name)
        print(sorted(t.task_spec.bpmn_id for t in workflow.get_tasks(state=TaskState.READY, manual=True)))
        """
    )
    assert shown == "['Task_Look', 'Task_Two']", "upstream has mended its join: look at joins.py again"


def test_outside_our_runs_spiff_joins_as_ever() -> None:
    # given  Spiff's own workflow and script engine on a diagram of ours
    workflow = BpmnWorkflow(definition_of("parallel_work").spec)
    workflow.do_engine_steps()
    # when   its three branches are done by hand
    for task in workflow.get_tasks(state=TaskState.READY, manual=True):
        task.data["shared"] = task.task_spec.bpmn_id
        task.run()
    workflow.do_engine_steps()
    # then   the last finisher's copy has won
    (after,) = workflow.get_tasks(state=TaskState.READY, manual=True)
    assert after.data["shared"] == "Task_CollectPapers"


# 3 numbers instead of random ids and the wall clock


def test_task_ids_and_change_numbers_come_from_the_run_and_only_inside_it() -> None:
    numbering = Numbering(seed=7)
    token = CURRENT.set(numbering)
    try:
        assert number_of(task_module.uuid4()) == 1
        assert task_module.time.time() == 1
        assert task_module.time.time() == 2
    finally:
        CURRENT.reset(token)
    assert task_module.uuid4().version == 4
    assert task_module.time.time() > 1_000_000_000


def test_the_same_acts_give_the_same_state() -> None:
    definition = definition_of("sequence_case")
    run = Engine().start(definition, facts={}, due={}, perform=Desk(), now=MONDAY)
    state = run.close().state
    results = []
    for _ in range(2):
        again = Engine().resume(definition, state, due={}, perform=Desk(), now=MONDAY)
        again.complete_task(again.open_tasks[0].task_id, {"complete": False})
        results.append(again.close().state)
    assert results[0] == results[1]


def test_spiff_still_makes_ids_and_times_where_we_replace_them() -> None:
    source = inspect.getsource(task_module)
    assert "self.id = id or uuid4()" in source
    assert "self.last_state_change = time.time()" in source


# 4 quiet loggers


def test_spiff_does_not_write_facts_into_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    Engine().start(definition_of("sequence_case"), facts={"kind": "canary"}, due={}, perform=Desk(), now=MONDAY)
    assert [record for record in caplog.records if record.name.startswith("spiff")] == []


# our own task rows


def test_a_task_made_by_us_has_exactly_the_attributes_of_one_made_by_spiff() -> None:
    run = Engine().start(definition_of("sequence_case"), facts={}, due={}, perform=Desk(), now=MONDAY)
    theirs = run._workflow.task_tree
    ours = _bare_task(run._workflow, theirs.task_spec, theirs.state, UUID(int=1))
    assert vars(ours).keys() == vars(theirs).keys()
    assert isinstance(ours, Task)


def test_rows_in_the_wrong_order_or_of_another_version_are_told_apart() -> None:
    run = Engine().start(definition_of("sequence_case"), facts={}, due={}, perform=Desk(), now=MONDAY)
    with pytest.raises(StateError, match="out of order"):
        read_tasks(run._workflow, [[2, 1, 1, 64, "Task_CheckForm"]], Numbering(seed=1))
    with pytest.raises(WrongVersion):
        read_tasks(run._workflow, [[1, 0, 1, 64, "Task_OfAnotherVersion"]], Numbering(seed=1))


# scanning the task table


def test_spiff_still_walks_the_tree_where_our_subclasses_scan() -> None:
    assert "TaskIterator(self.task_tree, state=TaskState.WAITING)" in inspect.getsource(Workflow.update_waiting_tasks)
    assert "self.update_waiting_tasks()" in inspect.getsource(Workflow._task_completed_notify)
    assert "parent_task_id=my_task.id" in inspect.getsource(BpmnWorkflow.create_subprocess)
    assert "current.parent_workflow" in inspect.getsource(BpmnSubWorkflow._calculate_depth)


def test_a_loop_drawn_as_an_arrow_back_is_not_lost_below_depth_a_thousand() -> None:
    # given  a task that an arrow leads back to, as an old diagram might have it
    text = (DIAGRAMS / "hold_meeting.bpmn").read_text(encoding="utf-8")
    arrows = (
        '<bpmn:exclusiveGateway id="Gateway_Again" default="Flow_Out" />'
        '<bpmn:sequenceFlow id="Flow_In" sourceRef="Task_HoldMeeting" targetRef="Gateway_Again" />'
        '<bpmn:sequenceFlow id="Flow_Out" sourceRef="Gateway_Again" targetRef="Task_SetMeetingOutcome" />'
        '<bpmn:sequenceFlow id="Flow_Back" sourceRef="Gateway_Again" targetRef="Task_HoldMeeting">'
        "<bpmn:conditionExpression>Task_HoldMeeting[&quot;adjourned&quot;]</bpmn:conditionExpression></bpmn:sequenceFlow>"
        "</bpmn:process>"
    )
    cut = '<bpmn:sequenceFlow id="Flow_2" sourceRef="Task_HoldMeeting" targetRef="Task_SetMeetingOutcome" />'
    assert cut in text
    files = {"hold_meeting.bpmn": text.replace(cut, "").replace("</bpmn:process>", arrows)}
    definition = load_definition(files, process_id="hold_meeting")
    run = Engine().start(definition, facts={}, due={}, perform=Desk(), now=MONDAY)
    # when   it goes round until its tree is deeper than Spiff can see
    depth = 0
    for number in range(520):
        (task,) = run.open_tasks
        run.complete_task(task.task_id, {"adjourned": number < 519})
        depth += 2
    # then   it still ends
    assert depth > 1_000
    assert run.is_finished


def test_a_case_that_nothing_can_move_is_an_error() -> None:
    run = Engine().start(definition_of("dead_join"), facts={"left": True}, due={}, perform=Desk(), now=MONDAY)
    with pytest.raises(CaseStalled):
        run.complete_task(run.open_tasks[0].task_id, {})


def test_spiff_still_has_no_guard_of_its_own_against_doing_a_task_twice() -> None:
    run = Engine().start(definition_of("parallel_work"), facts={}, due={}, perform=Desk(), now=MONDAY)
    first = run.open_tasks[0].task_id
    run.complete_task(first, {})
    with pytest.raises(TaskNotOpen):
        run.complete_task(first, {})
    assert "READY" not in inspect.getsource(Task.run)


def test_the_interpreter_runs_no_scripts_however_spiff_calls_it() -> None:
    run = Engine().start(definition_of("sequence_case"), facts={}, due={}, perform=Desk(), now=MONDAY)
    interpreter = run._workflow.script_engine
    with pytest.raises(BadExpression, match="may not hold a script"):
        interpreter.execute(run._workflow.task_tree, "x = 1")
    with pytest.raises(BadExpression):
        interpreter.validate("x = 1")
    interpreter.validate("x == 1")


def test_nothing_in_our_use_of_spiff_is_deprecated() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        definition = definition_of("level_bands", "one_band", "band_work")
        run = Engine().start(definition, facts={"code": "x"}, due={}, perform=Desk(), now=MONDAY)
        run.complete_task(run.open_tasks[0].task_id, {"level": 0})
    assert run.is_finished


def test_a_budget_begins_afresh_with_every_act() -> None:
    budget = StepBudget(max_steps=2)
    budget.spend(None)
    budget.begin()
    budget.spend(None)
    budget.spend(None)
    assert budget.steps == 2
