"""The same case by hand on our own engine: saved position, no record, no clocks, no history. The floor of a step."""

import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from workflows import CaseState, Engine, OperationRequest, load_definition

NOW = datetime(2026, 9, 1, 9, tzinfo=UTC)


class LeanEngine:
    """One case on `workflows.Engine` with one SQLite row."""

    def __init__(self, diagrams: Mapping[str, str], bodies: list[str], database: Path) -> None:
        self._definition = load_definition(diagrams, process_id="community_trigger")
        self._bodies = bodies
        self._engine = Engine()
        self._rows = sqlite3.connect(database, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            self._rows.execute(f"PRAGMA {pragma}")
        self._rows.execute("CREATE TABLE cases (id INTEGER PRIMARY KEY, state BLOB, version INTEGER)")

    def _perform(self, request: OperationRequest) -> Mapping[str, Any]:
        return {"items": self._bodies} if request.name == "list" else {"met": True}

    def start(self, case_id: int) -> None:
        """Start a case and store it."""
        run = self._engine.start(self._definition, facts={}, due={}, perform=self._perform, now=NOW)
        self._rows.execute("INSERT INTO cases VALUES (?, ?, 1)", (case_id, run.close().state.data))

    def complete(self, case_id: int, element_id: str, facts: Mapping[str, Any], item: str = "") -> None:
        """Complete one open task, from stored state to commit."""
        self._rows.execute("BEGIN IMMEDIATE")
        blob, version = self._rows.execute("SELECT state, version FROM cases WHERE id = ?", (case_id,)).fetchone()
        state = CaseState(data=blob, definition_hash=self._definition.content_hash, schema=1)
        run = self._engine.resume(self._definition, state, due={}, perform=self._perform, now=NOW)
        task = next(t for t in run.open_tasks if t.element_id == element_id and (not item or t.item == item))
        run.complete_task(task.task_id, facts)
        self._rows.execute(
            "UPDATE cases SET state = ?, version = version + 1 WHERE id = ? AND version = ?",
            (run.close().state.data, case_id, version),
        )
        self._rows.execute("COMMIT")
