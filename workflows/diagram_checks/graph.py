"""Walking a process along its arrows: what is reached, in what order, which arrows lead back.

A boundary event counts as a step on from the activity it sits on. No recursion: a stranger's diagram may be
a chain of a thousand nodes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workflows.diagram_checks.diagram import Flow, Node, Process


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The reached nodes, each after all that lead to it, and the arrows that close a circle."""

    nodes: tuple[Node, ...]
    arrows_back: tuple[Flow, ...]


def steps_on(process: Process, node: Node) -> list[tuple[Flow | None, Node]]:
    """Give the next nodes with the arrow that leads there; None for a boundary event."""
    found = [(flow, process.node(flow.target)) for flow in process.flows_from(node)]
    onward: list[tuple[Flow | None, Node]] = [(flow, target) for flow, target in found if target is not None]
    return onward + [(None, event) for event in process.boundaries_of(node) if event is not node]


def nodes_before(process: Process, node: Node) -> list[Node]:
    """Give the nodes from which a token comes: sources of arrows, and the host of a boundary event."""
    sources = [process.node(flow.source) for flow in process.flows_to(node)]
    host = process.node(node.host) if node.kind == "boundaryEvent" else None
    return [each for each in [*sources, host] if each is not None and each is not node]


def reached_from(process: Process, starts: Iterable[Node]) -> frozenset[str]:
    """Give the ids of the nodes that a token can reach from these, themselves included."""
    waiting = list(starts)
    seen = {node.id for node in waiting}
    while waiting:
        for _, following in steps_on(process, waiting.pop()):
            if following.id not in seen:
                seen.add(following.id)
                waiting.append(following)
    return frozenset(seen)


def order_of(process: Process) -> Order:
    """Give the nodes that the start reaches in an order of walking, and the arrows that lead back."""
    finished: list[Node] = []
    back: list[Flow] = []
    state: dict[str, str] = {}
    for start in process.of_kind("startEvent"):
        _walk(process, start, state, finished, back)
    return Order(nodes=tuple(reversed(finished)), arrows_back=tuple(back))


def _walk(process: Process, start: Node, state: dict[str, str], finished: list[Node], back: list[Flow]) -> None:
    if start.id in state:
        return
    state[start.id] = "open"
    path = [(start, iter(steps_on(process, start)))]
    while path:
        node, onward = path[-1]
        flow, following = next(onward, (None, None))
        if following is None:
            state[node.id] = "closed"
            finished.append(node)
            path.pop()
        elif following.id not in state:
            state[following.id] = "open"
            path.append((following, iter(steps_on(process, following))))
        elif state[following.id] == "open" and flow is not None:
            back.append(flow)
