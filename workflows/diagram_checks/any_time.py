"""What may happen at any time is answered at once: no person is waited for while other news may come."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.diagram_checks.certain_facts import FactBook
from workflows.diagram_checks.diagram import Process
from workflows.diagram_checks.findings import Finding, Words, put_right


def check_any_time(process: Process, book: FactBook) -> Iterator[Finding]:
    """Find tasks of people and calls in a diagram that listens for news in an endless loop. Source: patterns 4."""
    sites = book.bundle.sites_of(process)
    is_endless = any(site.node.repeat is not None and site.node.repeat.is_endless for site in sites)
    listens = is_endless or process.id.endswith("_at_any_time")
    if not listens or not process.of_kind("eventBasedGateway"):
        return
    for node in process.of_kind("userTask", "callActivity"):
        yield put_right(
            node,
            "patterns 4",
            Words(
                what="A person is asked to act on a branch that listens for news.",
                why="While the branch waits for a person it is deaf: the next message would be refused.",
                how="Let a service task draft the letter, or open a process of its own for the work.",
            ),
        )
