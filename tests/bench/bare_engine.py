"""The same case done by hand: Spiff with its specification kept in memory, one table, one commit. The yardstick.

Restore from orjson and zstd, complete the task, let the engine go on, dump, UPDATE, commit. No record, no clocks,
no history, no audit, no second reader: a floor for any product on this engine.
"""

import sqlite3
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import orjson
import zstandard
from lxml import etree
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine, TaskDataEnvironment
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.serializer.default.workflow import BpmnWorkflowConverter, WorkflowConverter
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.spiff.parser.process import SpiffBpmnParser
from SpiffWorkflow.spiff.serializer.config import SPIFF_CONFIG
from SpiffWorkflow.util.task import TaskState

FAR = "9999-01-01T00:00:00+00:00"


class Answers(TaskDataEnvironment):
    """Gives the operations of the diagrams fixed answers."""

    def __init__(self, bodies: list[str]) -> None:
        super().__init__({name: lambda *_: FAR for name in ("due", "due_for", "remind", "remind_for")})
        self._bodies = bodies

    def call_service(self, context: Any, operation_name: str, operation_params: Mapping[str, Any]) -> str:
        """Answer one service task as JSON text."""
        del context
        if operation_name == "list":
            return orjson.dumps(self._bodies).decode()
        if operation_name == "set_fact":
            return orjson.dumps(operation_params["value"]["value"]).decode()
        return orjson.dumps({"met": True}).decode()


class LeanConverter(BpmnWorkflowConverter):
    """Stores a workflow without its specification, as a careful hand would; the specification stays in memory."""

    spec: Any = None
    parts: Any = None

    def to_dict(self, workflow: BpmnWorkflow) -> dict[str, Any]:
        """Give the stored form: tasks, parts that run, events."""
        stored: dict[str, Any] = WorkflowConverter.to_dict(self, workflow)
        stored["subprocesses"] = self.mapping_to_dict(workflow.subprocesses)
        stored["bpmn_events"] = self.registry.convert(workflow.bpmn_events)
        return stored

    def from_dict(self, stored: dict[str, Any]) -> BpmnWorkflow:
        """Give the workflow back on the specification in memory."""
        return super().from_dict({**stored, "spec": type(self).spec, "subprocess_specs": type(self).parts})


class BareEngine:
    """One case on stock Spiff with one SQLite row, durable as ours is."""

    def __init__(self, diagrams: Mapping[str, str], bodies: list[str], database: Path) -> None:
        parser = SpiffBpmnParser()
        for name, text in diagrams.items():
            parser.add_bpmn_xml(etree.parse(BytesIO(text.encode())), filename=name)
        self._spec = parser.get_spec("community_trigger")
        self._parts = parser.get_subprocess_specs("community_trigger")
        self._script_engine = PythonScriptEngine(environment=Answers(bodies))
        LeanConverter.spec, LeanConverter.parts = self._spec, self._parts
        config = {**SPIFF_CONFIG, BpmnWorkflow: LeanConverter}
        self._serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure(config))
        self._pack = zstandard.ZstdCompressor(level=3)
        self._unpack = zstandard.ZstdDecompressor()
        self._rows = sqlite3.connect(database, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            self._rows.execute(f"PRAGMA {pragma}")
        self._rows.execute("CREATE TABLE cases (id INTEGER PRIMARY KEY, state BLOB, version INTEGER)")

    def start(self, case_id: int) -> None:
        """Start a case and store it."""
        workflow = BpmnWorkflow(self._spec, self._parts, script_engine=self._script_engine)
        workflow.do_engine_steps()
        self._rows.execute("INSERT INTO cases VALUES (?, ?, 1)", (case_id, self._dump(workflow)))

    def complete(self, case_id: int, element_id: str, facts: Mapping[str, Any], item: str = "") -> None:
        """Complete one open task by hand, from stored state to commit."""
        self._rows.execute("BEGIN IMMEDIATE")
        blob, version = self._rows.execute("SELECT state, version FROM cases WHERE id = ?", (case_id,)).fetchone()
        workflow = self._serializer.from_dict(orjson.loads(self._unpack.decompress(blob)))
        workflow.script_engine = self._script_engine
        task = next(
            task
            for task in workflow.get_tasks(state=TaskState.READY, manual=True)
            if task.task_spec.bpmn_id == element_id and (not item or task.data.get("agency") == item)
        )
        task.data[element_id] = dict(facts)
        task.run()
        workflow.do_engine_steps()
        self._rows.execute(
            "UPDATE cases SET state = ?, version = version + 1 WHERE id = ? AND version = ?",
            (self._dump(workflow), case_id, version),
        )
        self._rows.execute("COMMIT")

    def _dump(self, workflow: BpmnWorkflow) -> bytes:
        return self._pack.compress(orjson.dumps(self._serializer.to_dict(workflow), default=str))
