"""Work side by side never sets the same fact: at the join the slower branch would silently win."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations

from workflows.diagram_checks.certain_facts import FactBook, Facts
from workflows.diagram_checks.diagram import Node, Process
from workflows.diagram_checks.findings import Finding, Words, put_right
from workflows.diagram_checks.graph import reached_from

_MOST_NODES = 150  # a diagram beyond is refused for its size anyway


def check_shared_facts(process: Process, book: FactBook) -> Iterator[Finding]:
    """Find facts set in two branches of a parallel gateway. Source: engine.md 0 item 0."""
    pairs = _pairs(process, book) if len(process.nodes) <= _MOST_NODES else []
    for split in process.of_kind("parallelGateway") if pairs else ():
        for ids, others in permutations(_branches(process, split), 2):
            yield from _set_in_both(ids - others, others - ids, pairs)


def _set_in_both(ids: Facts, others: Facts, pairs: list[tuple[str, Node, Node]]) -> Iterator[Finding]:
    for name, node, other in pairs:
        if node.id in ids and other.id in others:
            yield _set_twice(node, other, name)


def _branches(process: Process, split: Node) -> list[Facts]:
    targets = [process.node(flow.target) for flow in process.flows_from(split)]
    return [reached_from(process, [target]) for target in targets if target is not None]


def _pairs(process: Process, book: FactBook) -> list[tuple[str, Node, Node]]:
    makers = [(node, given) for node in process.nodes if (given := book.gives(process, node))]
    return [(name, a, b) for (a, one), (b, two) in combinations(makers, 2) for name in sorted(one & two)]


def _set_twice(node: Node, other: Node, name: str) -> Finding:
    return put_right(
        node,
        "D-003",
        Words(
            what=f'The fact {name[:80]} is also set by "{other.name or other.id}", which runs side by side.',
            why="When the branches join, the one that ended last silently overwrites the other.",
            how="Give the two results different names.",
        ),
    )
