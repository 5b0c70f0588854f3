"""Arrows join two steps, split and merge only at gateways, never lead back."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.diagram_checks.diagram import GATEWAYS, TASKS, Flow, Node, Process
from workflows.diagram_checks.findings import Finding, Words, look, put_right
from workflows.diagram_checks.graph import order_of


def check_arrows(process: Process) -> Iterator[Finding]:
    """Find loose arrows, circles, hidden splits, hidden merges, conditions nobody reads. Source: P-09, D-003."""
    for flow in process.flows:
        yield from _check_arrow(process, flow)
    for node in process.nodes:
        if node.kind not in GATEWAYS:
            yield from _check_splits(process, node)
    for flow in order_of(process).arrows_back:
        yield _leads_back(flow)


def _check_arrow(process: Process, flow: Flow) -> Iterator[Finding]:
    source = process.node(flow.source)
    if source is None or process.node(flow.target) is None:
        yield put_right(
            flow,
            "D-003",
            Words(
                what="The arrow does not join two steps of this process.",
                why="The case could not follow it.",
                how="Draw it again from step to step, within one pool.",
            ),
        )
    elif flow.condition is not None and source.kind != "exclusiveGateway":
        yield put_right(
            flow,
            "D-003",
            Words(
                what="The arrow has a condition but does not leave an exclusive gateway.",
                why="The engine passes over the condition and always takes the arrow.",
                how="Put an exclusive gateway before it, or delete the condition.",
            ),
        )


def _check_splits(process: Process, node: Node) -> Iterator[Finding]:
    if len(process.flows_from(node)) > 1:
        yield put_right(
            node,
            "STYLE 48",
            Words(
                what="More than one arrow leaves the step.",
                why="It does not say whether all of them are taken or one; the engine refuses it.",
                how="Draw one arrow to a gateway, exclusive or parallel, and split there.",
            ),
        )
    if len(process.flows_to(node)) > 1:
        yield _hidden_merge(node)


def _hidden_merge(node: Node) -> Finding:
    words = Words(
        what="More than one arrow reaches the step.",
        why="After a split the step would be done once for every arrow.",
        how="Bring the arrows together in a gateway of the same kind as the split, then go on to the step.",
    )
    return put_right(node, "STYLE 48", words) if node.kind in TASKS else look(node, "STYLE 48", words)


def _leads_back(flow: Flow) -> Finding:
    return put_right(
        flow,
        "P-09",
        Words(
            what="The arrow leads back to an earlier step.",
            why="A case that goes round by arrows dies silently after a few hundred rounds.",
            how="Put what is repeated into a diagram of its own and call it with the loop marker.",
        ),
    )
