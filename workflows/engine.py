"""The engine's front door: start a process, or take up a saved one. Everything else happens on the Run."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from workflows.case_workflow import CaseWorkflow
from workflows.definition import ProcessDefinition
from workflows.errors import StateError, WrongVersion
from workflows.facts import Json, check_facts
from workflows.interpreter import Interpreter
from workflows.numbering import Numbering, StepBudget
from workflows.operations import Perform
from workflows.run import Run, engine_at_work
from workflows.state import CaseState, numbering_of, read_document, restore_workflow
from workflows.timers import ClockReader, DueKey

CASE_FACTS: Final = "case"
"""The name under which a diagram reads the facts a process was started with."""


class Engine:
    """Starts and resumes processes; keeps nothing between calls."""

    def __init__(self, *, max_steps: int = 1_000, max_seconds: float = 10.0) -> None:
        self._max_steps = max_steps
        self._max_seconds = max_seconds

    def start(
        self,
        definition: ProcessDefinition,
        *,
        facts: Mapping[str, Json],
        due: Mapping[DueKey, datetime],
        perform: Perform,
        now: datetime,
        item: str | None = None,
    ) -> Run:
        """Give a live run of a new process, already gone on to its first place of rest.

        The facts (codes only, D-005) are read as `case["name"]`. `item`: of several runs beside one case, the one it
        is for (a report); its tasks and clocks carry it. If the process is elsewhere called once for each item of a
        list, the fact named like that item does the same (a late agency). Raises UnusableFacts, StuckCase.
        """
        stored = check_facts(facts)
        numbering = self._with_budget(Numbering.fresh())
        interpreter = Interpreter(clocks=ClockReader(due), perform=perform)
        with engine_at_work(numbering):
            workflow = CaseWorkflow(definition.spec, dict(definition.called_specs), interpreter)
        workflow.task_tree.data[CASE_FACTS] = stored
        workflow.item = item
        variable = definition.item_variable
        if variable is not None and variable in stored:
            workflow.task_tree.data[variable] = stored[variable]
            workflow.item = str(stored[variable])
        run = Run(definition=definition, workflow=workflow, interpreter=interpreter, numbering=numbering, now=now)
        run.advance()
        return run

    def resume(
        self,
        definition: ProcessDefinition,
        state: CaseState,
        *,
        due: Mapping[DueKey, datetime],
        perform: Perform,
        now: datetime,
    ) -> Run:
        """Give a live run of a saved process, exactly where it stood. Raises WrongVersion, StateError."""
        if state.definition_hash != definition.content_hash:
            raise WrongVersion
        document = read_document(state)
        interpreter = Interpreter(clocks=ClockReader(due), perform=perform)
        try:
            numbering = self._with_budget(numbering_of(document))
            workflow = restore_workflow(document, definition=definition, numbering=numbering, interpreter=interpreter)
            return Run(definition=definition, workflow=workflow, interpreter=interpreter, numbering=numbering, now=now)
        except (KeyError, TypeError, ValueError, IndexError, AttributeError) as err:
            raise StateError from err

    def _with_budget(self, numbering: Numbering) -> Numbering:
        numbering.budget = StepBudget(max_steps=self._max_steps, max_seconds=self._max_seconds)
        return numbering
