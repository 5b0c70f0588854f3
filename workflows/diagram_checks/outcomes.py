"""A called diagram says how it ended: every way out sets `<process>_outcome`."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.diagram_checks.certain_facts import FactBook, own_facts
from workflows.diagram_checks.diagram import Node, Process
from workflows.diagram_checks.findings import Finding, Words, put_right
from workflows.diagram_checks.graph import reached_from


def check_outcomes(process: Process, book: FactBook) -> Iterator[Finding]:
    """Find ends of a called diagram without its outcome fact, where anyone sets or reads it. Source: P-16."""
    outcome = f"{process.id}_outcome"
    given = book.given_out.get(process.id)
    if given is None or outcome in given or not book.bundle.sites_of(process):
        return
    if not _is_meant(process, outcome, book):
        return
    bare = [end for end in _ways_out(process) if outcome not in book.before[process.id].get(end.id, {outcome})]
    for end in bare or process.of_kind("endEvent")[:1]:
        yield put_right(
            end,
            "P-16",
            Words(
                what=f"The diagram can end here without {outcome}.",
                why="The diagram that called it reads that fact to choose its way, and would stop.",
                how=f"Put a service task with the operation set_fact and the result {outcome} before this end.",
            ),
        )


def _is_meant(process: Process, outcome: str, book: FactBook) -> bool:
    if any(outcome in own_facts(process, node) for node in process.nodes):
        return True
    texts = [flow.condition or "" for site in book.bundle.sites_of(process) for flow in site.process.flows]
    loops = [site.node.repeat.condition for site in book.bundle.sites_of(process) if site.node.repeat]
    return any(outcome in text for text in (*texts, *loops))


def _ways_out(process: Process) -> list[Node]:
    """Give the ends that the work itself reaches, not those of branches that only run beside it."""
    beside = reached_from(process, [e for e in process.of_kind("boundaryEvent") if not e.is_interrupting])
    ends = [end for end in process.of_kind("endEvent") if end.id not in beside]
    hard = [end for end in ends if end.has_trigger("terminate")]
    return hard or ends
