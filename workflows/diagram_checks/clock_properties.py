"""Steps start and stop clocks by property: the clocks exist, and a clock that is waited for is started."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.diagram_checks.bundle import Bundle
from workflows.diagram_checks.certain_facts import FactBook
from workflows.diagram_checks.diagram import Node, Process
from workflows.diagram_checks.findings import Finding, Words, put_right
from workflows.diagram_checks.graph import reached_from
from workflows.diagram_checks.timers import clocks_waited_for
from workflows.diagram_checks.vocabulary import Vocabulary

_PROPERTIES = ("starts_clock", "stops_clock", "clock")
_BEFORE_THE_CASE = frozenset({"received", "phone_call", "concern_raised"})


def check_clock_properties(process: Process, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Find properties that name unknown clocks. Source: D-016."""
    for node in process.nodes:
        named = [(name, clock) for name in _PROPERTIES for clock in node.properties.get(name, "").split()]
        for name, clock in named:
            if clock not in vocabulary.clocks:
                yield _unknown(node, name, clock)


def check_clock_starts(process: Process, book: FactBook) -> Iterator[Finding]:
    """Find timers whose clock nothing on the way has started. Source: patterns 1, 18."""
    for node in process.nodes:
        for clock in clocks_waited_for(node):
            known = book.vocabulary.clocks.get(clock)
            if known is None or known.counted_from in _BEFORE_THE_CASE:
                continue
            if not _is_started(book.bundle, process, node, clock):
                yield _never_started(node, clock)


def _unknown(node: Node, name: str, clock: str) -> Finding:
    return put_right(
        node,
        "D-016",
        Words(
            what=f"The property {name} names the clock {clock[:80]}, which the clock register does not have.",
            why="Nothing would be counted, and nobody would be warned.",
            how="Use a clock of clocks.json, or add the clock there with its limit and source.",
        ),
    )


def _never_started(node: Node, clock: str) -> Finding:
    return put_right(
        node,
        "D-016",
        Words(
            what=f"The timer waits for the clock {clock}, but no step on the way here starts it.",
            why="The timer would wait for ever, and nobody would hear that the limit has passed.",
            how=f'Give the step that starts it the property starts_clock = "{clock}".',
        ),
    )


def _is_started(bundle: Bundle, process: Process, node: Node, clock: str) -> bool:
    """Whether a step that does not come only after the node starts the clock, here or in a caller."""
    places, seen = [(process, node)], {process.id}
    for place, event in places:
        after = reached_from(place, [event])
        if any(_starts(bundle, each, clock) for each in place.nodes if each.id not in after or each is event):
            return True
        for site in bundle.sites_of(place):
            if site.process.id not in seen:
                seen.add(site.process.id)
                places.append((site.process, site.node))
    return False


def _starts(bundle: Bundle, node: Node, clock: str) -> bool:
    if clock in node.properties.get("starts_clock", "").split():
        return True
    callee = bundle.processes.get(node.calls) if node.kind == "callActivity" else None
    family = bundle.family_of(callee) if callee is not None else []
    return any(clock in each.properties.get("starts_clock", "").split() for member in family for each in member.nodes)
