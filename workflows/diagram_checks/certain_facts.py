"""Which facts are certain to be there: before each step, and when a called diagram has ended.

Facts are names: a user task gives one named like itself, a service task its result, a message its variable,
a call what the called diagram gives out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from workflows.diagram_checks.bundle import Bundle, CallSite
from workflows.diagram_checks.diagram import CATCHING, Node, Process
from workflows.diagram_checks.graph import Order, nodes_before, order_of
from workflows.diagram_checks.vocabulary import Vocabulary

Facts = frozenset[str]
Gives = Callable[[Process, Node], Facts]
_NONE: Facts = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOut:
    """What is certain at the end: by running out of tokens, by a terminate end; None if it never ends so."""

    natural: Facts | None = None
    terminated: Facts | None = None

    @property
    def facts(self) -> Facts | None:
        """What is certain however it ends; None if it never ends by itself."""
        return _common([self.natural, self.terminated])

    def plus(self, facts: Facts) -> WayOut:
        """Give the same with these facts added on every way."""
        return WayOut(natural=_added(self.natural, facts), terminated=_added(self.terminated, facts))


@dataclass(slots=True)
class FactBook:
    """The facts of every process of a bundle, worked out once. `before` by process and node id."""

    bundle: Bundle
    vocabulary: Vocabulary
    given_out: dict[str, Facts | None] = field(default_factory=dict)
    entry: dict[str, Facts] = field(default_factory=dict)
    before: dict[str, dict[str, Facts]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        settled = self.bundle.callers_first
        orders = {process.id: order_of(process) for process in settled}
        for process in reversed(settled):
            out = _way_out(process, orders[process.id], self.gives).facts
            listed = process.border.listed_outputs if process.border else _NONE
            self.given_out[process.id] = out & listed if out is not None and listed else out
        for process in settled:
            sites = [self._at_call(site) for site in self.bundle.sites_of(process)]
            arriving = frozenset[str].intersection(*sites) if sites else self.vocabulary.facts
            self.entry[process.id] = arriving
            self.before[process.id] = _before(process, orders[process.id], arriving | declared(process), self.gives)

    def gives(self, process: Process, node: Node) -> Facts:
        """Give the names that exist after the node has been done."""
        return own_facts(process, node) | self._given_by_call(node)

    def _given_by_call(self, node: Node) -> Facts:
        if node.kind != "callActivity" or (node.repeat and node.repeat.kind != "standard"):
            return _NONE  # a list may be empty, so nothing is certain after a call for each item
        if node.repeat and node.repeat.is_tested_before:
            return _NONE
        return self.given_out.get(node.calls) or _NONE

    def _at_call(self, site: CallSite) -> Facts:
        item = site.node.repeat.item_name if site.node.repeat else ""
        found = self.before.get(site.process.id, {}).get(site.node.id, _NONE)
        return found | {item} if item else found


def declared(process: Process) -> Facts:
    """Give the facts that the start event says the process begins with (property `facts`)."""
    starts = process.of_kind("startEvent")
    return frozenset(" ".join(start.properties.get("facts", "") for start in starts).split())


def own_facts(process: Process, node: Node) -> Facts:
    """Give the names that the node itself sets."""
    if node.kind == "userTask":
        return frozenset({node.id})
    if node.kind == "serviceTask" and node.operator and node.operator.result:
        return frozenset({node.operator.result})
    message = process.message_of(node) if node.kind in CATCHING else None
    return frozenset({message.variable}) if message and message.variable else _NONE


def _before(process: Process, order: Order, entry: Facts, gives: Gives) -> dict[str, Facts]:
    before: dict[str, Facts] = {}
    after: dict[str, Facts] = {}
    for node in order.nodes:
        arriving = [
            before[each.id] if node.host == each.id else after[each.id]
            for each in nodes_before(process, node)
            if each.id in after
        ]
        before[node.id] = entry if not arriving else _merged(process, node, arriving)
        after[node.id] = before[node.id] | gives(process, node)
    return before


def _merged(process: Process, node: Node, arriving: list[Facts]) -> Facts:
    if node.kind == "parallelGateway" and len(process.flows_to(node)) > 1:
        return _NONE.union(*arriving)
    return arriving[0].intersection(*arriving)


def _way_out(process: Process, order: Order, gives: Gives) -> WayOut:
    ways: dict[str, WayOut] = {}
    for node in reversed(order.nodes):
        ways[node.id] = _way_from(process, node, ways, gives)
    starts = [ways[start.id] for start in process.of_kind("startEvent") if start.id in ways]
    return _either(starts)


def _way_from(process: Process, node: Node, ways: dict[str, WayOut], gives: Gives) -> WayOut:
    if node.kind == "endEvent":
        is_hard = node.has_trigger("terminate")
        return WayOut(terminated=_NONE) if is_hard else WayOut(natural=_NONE)
    onward = [ways.get(flow.target, WayOut()) for flow in process.flows_from(node)]
    if node.repeat is not None and node.repeat.is_endless:
        main = WayOut()
    elif node.kind in ("exclusiveGateway", "eventBasedGateway"):
        main = _either(onward)
    else:
        main = _together(onward)
    return _either([main.plus(gives(process, node)), *_by_boundary(process, node, ways)])


def _by_boundary(process: Process, node: Node, ways: dict[str, WayOut]) -> list[WayOut]:
    events = [(event, ways.get(event.id, WayOut())) for event in process.boundaries_of(node)]
    return [way if event.is_interrupting else WayOut(terminated=way.terminated) for event, way in events]


def _either(ways: list[WayOut]) -> WayOut:
    return WayOut(natural=_common(way.natural for way in ways), terminated=_common(way.terminated for way in ways))


def _together(ways: list[WayOut]) -> WayOut:
    naturals = [way.natural for way in ways if way.natural is not None]
    natural = _NONE.union(*naturals) if ways and len(naturals) == len(ways) else None
    return WayOut(natural=natural, terminated=_common(way.terminated for way in ways))


def _common(facts: Iterable[Facts | None]) -> Facts | None:
    known = [each for each in facts if each is not None]
    return known[0].intersection(*known) if known else None


def _added(facts: Facts | None, more: Facts) -> Facts | None:
    return None if facts is None else facts | more
