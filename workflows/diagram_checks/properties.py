"""Properties of steps are spelled as the service reads them: a wrong letter would be passed over in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflows.diagram_checks.certain_facts import FactBook
from workflows.diagram_checks.diagram import Node, Process
from workflows.diagram_checks.findings import Finding, Words, put_right

_KNOWN = frozenset(
    {
        "starts_clock",
        "stops_clock",
        "clock",
        "letters",
        "rule",
        "not_same_person_as",
        "second_signature",
        "facts",
    }
)
_RULES = re.compile(r"[A-Z]{2}-[0-9]{2}[a-z]?(?:[ ,]+[A-Z]{2}-[0-9]{2}[a-z]?)*")


def check_properties(process: Process, book: FactBook) -> Iterator[Finding]:
    """Find unknown properties, rules that are no requirement numbers, persons compared with nobody."""
    before = book.before.get(process.id, {})
    for node in process.nodes:
        for name in node.properties:
            if name not in _KNOWN:
                yield _unknown(node, name)
        rule = node.properties.get("rule")
        if rule is not None and not _RULES.fullmatch(rule):
            yield _no_rule(node, rule)
        other = node.properties.get("not_same_person_as")
        if other is not None and node.id in before and other not in before[node.id]:
            yield _nobody_before(node, other)


def _unknown(node: Node, name: str) -> Finding:
    return put_right(
        node,
        "D-003",
        Words(
            what=f"The property {name[:80]} is not one the service reads.",
            why="It would be passed over in silence.",
            how=f"Use one of: {', '.join(sorted(_KNOWN))}.",
        ),
    )


def _no_rule(node: Node, rule: str) -> Finding:
    return put_right(
        node,
        "STYLE 53",
        Words(
            what=f"The property rule says {rule[:80]!r}, which is not a requirement number.",
            why="The number leads readers to the paragraph of statute or guidance the step rests on.",
            how="Write it like CT-23.",
        ),
    )


def _nobody_before(node: Node, other: str) -> Finding:
    return put_right(
        node,
        "patterns 12",
        Words(
            what=f"The step may not be done by the person who did {other[:80]}, but that step is not certain "
            "to have been done before.",
            why="There would be nobody to compare with, and the four-eyes rule would not hold.",
            how="Name a user task that lies before this one on every way.",
        ),
    )
