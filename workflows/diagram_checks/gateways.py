"""Gateways always know which way to go: a default, one kind of work, one timer at most."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from workflows.diagram_checks.diagram import GATEWAYS, Flow, Node, Process
from workflows.diagram_checks.findings import Finding, Words, look, put_right
from workflows.diagram_checks.language import try_parse


def check_gateways(process: Process) -> Iterator[Finding]:
    """Find gateways that may not know where to go. Source: STYLE 48, engine.md 0 item 2."""
    for node in process.of_kind(*GATEWAYS):
        if len(process.flows_from(node)) > 1 and len(process.flows_to(node)) > 1:
            yield _both(node)
        if len(process.flows_from(node)) == 1 and len(process.flows_to(node)) == 1:
            yield _neither(node)
        if node.kind == "exclusiveGateway":
            yield from _check_exclusive(process, node)
        if node.kind == "eventBasedGateway":
            yield from _check_event_gateway(process, node)


def _both(node: Node) -> Finding:
    return look(
        node,
        "STYLE 48",
        Words(
            what="The gateway both merges and splits.",
            why="Readers take it for one of the two.",
            how="Draw two gateways: one that merges, one that splits.",
        ),
    )


def _neither(node: Node) -> Finding:
    return look(
        node,
        "STYLE 48",
        Words(
            what="The gateway neither splits nor merges.",
            why="It decides nothing.",
            how="Delete it and join the two arrows.",
        ),
    )


def _check_exclusive(process: Process, node: Node) -> Iterator[Finding]:
    flows = process.flows_from(node)
    if len(flows) == 1 and flows[0].condition is not None:
        yield _lonely_condition(flows[0])
    if len(flows) < 2:
        return
    default = next((flow for flow in flows if flow.id == node.default_flow), None)
    if default is None and not _is_exhaustive(flows):
        yield _no_default(node)
    for flow in flows:
        if flow is not default and not flow.condition:
            yield _no_condition(node, flow)
        elif flow is default and flow.condition:
            yield _condition_on_default(flow)


def _is_exhaustive(flows: tuple[Flow, ...]) -> bool:
    """Whether two conditions are plainly each other's opposite."""
    parsed = [try_parse(flow.condition or "") for flow in flows]
    trees = [expression.body for expression in parsed if expression is not None]
    return len(flows) == len(trees) == 2 and (_is_not(trees[0], trees[1]) or _is_not(trees[1], trees[0]))


def _is_not(one: ast.expr, other: ast.expr) -> bool:
    return isinstance(one, ast.UnaryOp) and isinstance(one.op, ast.Not) and ast.dump(one.operand) == ast.dump(other)


def _no_default(node: Node) -> Finding:
    return put_right(
        node,
        "STYLE 48",
        Words(
            what="The gateway has no default arrow.",
            why="When no condition is true the case stops and a person has to repair it.",
            how='Make the most cautious answer the default arrow (in the editor: "Change element, default flow").',
        ),
    )


def _no_condition(node: Node, flow: Flow) -> Finding:
    return put_right(
        flow,
        "STYLE 48",
        Words(
            what=f'The arrow out of "{node.name or node.id}" has neither a condition nor the default mark.',
            why="The engine cannot tell when to take it.",
            how="Write its condition, or make it the default arrow.",
        ),
    )


def _condition_on_default(flow: Flow) -> Finding:
    return put_right(
        flow,
        "STYLE 48",
        Words(
            what="The default arrow has a condition.",
            why="The default is taken when nothing else fits; its own condition is never read.",
            how="Delete the condition, or make another arrow the default.",
        ),
    )


def _lonely_condition(flow: Flow) -> Finding:
    return put_right(
        flow,
        "STYLE 48",
        Words(
            what="The only arrow out of the gateway has a condition.",
            why="When it is not true the case stops and a person has to repair it.",
            how="Delete the condition, or draw the other answer as the default arrow.",
        ),
    )


def _check_event_gateway(process: Process, node: Node) -> Iterator[Finding]:
    targets = [target for flow in process.flows_from(node) if (target := process.node(flow.target))]
    if sum(target.has_trigger("timer") for target in targets) > 1:
        yield put_right(
            node,
            "D-003",
            Words(
                what="More than one timer waits behind the event gateway.",
                why="The engine keeps one date for all of them: the wrong one would fire.",
                how="Keep one timer here; put the other on the border of a call activity around the wait.",
            ),
        )
    for target in targets:
        if target.kind != "intermediateCatchEvent" or len(process.flows_to(target)) > 1:
            yield _not_an_event(target)


def _not_an_event(node: Node) -> Finding:
    return put_right(
        node,
        "D-003",
        Words(
            what="An event gateway leads to something other than a catching event of its own.",
            why="The gateway waits for whichever event comes first; it cannot wait for anything else.",
            how="Put a catching message or timer event directly behind the gateway.",
        ),
    )
