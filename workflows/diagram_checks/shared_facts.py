"""Work side by side never sets the same fact: at the join the slower branch would silently win."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from workflows.diagram_checks.certain_facts import FactBook, Facts
from workflows.diagram_checks.diagram import Node, Process
from workflows.diagram_checks.findings import Finding, Words, put_right
from workflows.diagram_checks.graph import reached_from


def check_shared_facts(process: Process, book: FactBook) -> Iterator[Finding]:
    """Find facts set in two branches of a parallel gateway. Source: engine.md 0 item 0."""
    for split in process.of_kind("parallelGateway"):
        branches = _branches(process, split)
        for (ids, others_ids), (name, node, other) in _doubles(process, branches, book):
            if node.id in ids - others_ids and other.id in others_ids - ids:
                yield _set_twice(node, other, name)


def _branches(process: Process, split: Node) -> list[Facts]:
    targets = [process.node(flow.target) for flow in process.flows_from(split)]
    return [reached_from(process, [target]) for target in targets if target is not None]


def _doubles(
    process: Process, branches: list[Facts], book: FactBook
) -> Iterator[tuple[tuple[Facts, Facts], tuple[str, Node, Node]]]:
    makers = [(node, given) for node in process.nodes if (given := book.gives(process, node))]
    pairs = [(name, a, b) for (a, one), (b, two) in combinations(makers, 2) for name in sorted(one & two)]
    for ids, others in combinations(branches, 2):
        for name, a, b in pairs:
            yield (ids, others), (name, a, b)
            yield (others, ids), (name, a, b)


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
