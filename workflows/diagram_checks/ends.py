"""A process has one plain start, named ends, and no step that is never reached or never left."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.diagram_checks.diagram import Node, Process
from workflows.diagram_checks.findings import Finding, Words, put_right
from workflows.diagram_checks.graph import reached_from

_RULE = "STYLE 47"


def check_ends(process: Process) -> Iterator[Finding]:
    """Find missing or extra starts, missing ends, dead ends and steps out of reach. Source: STYLE 47."""
    starts = process.of_kind("startEvent")
    if not starts:
        yield _no_start(process)
    for extra in starts[1:]:
        yield _extra_start(extra)
    for start in starts:
        if start.triggers:
            yield _start_with_trigger(start)
    if not process.of_kind("endEvent") and not any(_is_endless(node) for node in process.nodes):
        yield _no_end(process)
    yield from _check_ways(process)


def _check_ways(process: Process) -> Iterator[Finding]:
    reached = reached_from(process, process.of_kind("startEvent"))
    for node in process.nodes:
        if node.id not in reached:
            yield _out_of_reach(node)
        if node.kind != "endEvent" and not process.flows_from(node) and not _is_endless(node):
            yield _dead_end(node)
        if node.kind == "endEvent" and process.flows_from(node):
            yield _way_out_of_end(node)
        if node.kind in ("startEvent", "boundaryEvent") and process.flows_to(node):
            yield _way_into_start(node)


def _is_endless(node: Node) -> bool:
    return node.repeat is not None and node.repeat.is_endless


def _no_start(process: Process) -> Finding:
    return put_right(
        process,
        _RULE,
        Words(
            what="The process has no start event.",
            why="No case could ever begin.",
            how="Begin with a start event, labelled with what has happened.",
        ),
    )


def _extra_start(node: Node) -> Finding:
    return put_right(
        node,
        _RULE,
        Words(
            what="The process has more than one start event.",
            why="The engine would start both at once, or drop one.",
            how="Keep one start; put a gateway behind it, or draw the other way in as a process of its own.",
        ),
    )


def _start_with_trigger(node: Node) -> Finding:
    return put_right(
        node,
        "STYLE 49",
        Words(
            what=f"The start event waits for a {node.triggers[0].kind}.",
            why="Cases are started by the service, never by an event inside the diagram.",
            how="Make it a plain start event.",
        ),
    )


def _no_end(process: Process) -> Finding:
    return put_right(
        process,
        _RULE,
        Words(
            what="The process has no end event.",
            why="Nobody could tell how it can finish.",
            how="End every way with an end event, labelled with what has been reached.",
        ),
    )


def _out_of_reach(node: Node) -> Finding:
    return put_right(
        node,
        "D-003",
        Words(
            what="No way leads from the start to this step.",
            why="The engine leaves it out without a word.",
            how="Connect it, or delete it.",
        ),
    )


def _dead_end(node: Node) -> Finding:
    return put_right(
        node,
        "D-003",
        Words(
            what="No arrow leads on from this step.",
            why="The case would stop here without having ended.",
            how="Draw an arrow to the next step or to an end event.",
        ),
    )


def _way_out_of_end(node: Node) -> Finding:
    return put_right(
        node,
        "D-003",
        Words(
            what="An arrow leads out of an end event.",
            why="Nothing happens after an end.",
            how="Delete the arrow, or replace the end by a step.",
        ),
    )


def _way_into_start(node: Node) -> Finding:
    return put_right(
        node,
        "D-003",
        Words(
            what="An arrow leads into a start or boundary event.",
            why="Such an event happens by itself; an arrow into it cannot be run.",
            how="Lead the arrow to the step behind the event.",
        ),
    )
