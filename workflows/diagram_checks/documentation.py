"""Each step quotes the source it rests on, so that a reader can check the law behind the box."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.diagram_checks.diagram import TASKS, Process
from workflows.diagram_checks.findings import Finding, Words, look


def check_documentation(process: Process) -> Iterator[Finding]:
    """Find tasks without documentation. Source: STYLE 53."""
    for node in process.of_kind(*TASKS):
        if not node.documentation:
            yield look(
                node,
                "STYLE 53",
                Words(
                    what="The step has no documentation.",
                    why="People ask why they must do this, and in which paragraph it stands.",
                    how="Quote the statute or guidance in its documentation field, or say that it is our rule.",
                ),
            )
