"""A diagram as plain values: processes, nodes, flows, lanes, messages, so that every check speaks of them.

Holds what is there, however wrong; judges nothing. The XML is read in reading.py, the picture in drawing.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from lxml import etree

_V = TypeVar("_V")

TASKS = frozenset({"userTask", "serviceTask", "callActivity"})
GATEWAYS = frozenset({"exclusiveGateway", "parallelGateway", "eventBasedGateway"})
CATCHING = frozenset({"intermediateCatchEvent", "boundaryEvent"})
EVENTS = frozenset({"startEvent", "endEvent", "intermediateThrowEvent", "intermediateCatchEvent", "boundaryEvent"})


@dataclass(frozen=True, kw_only=True, eq=False)
class Trigger:
    """What an event waits for or throws: kind `timer`, `message`, `terminate` or another of BPMN."""

    kind: str
    text_kind: str = ""
    text: str = ""
    message_id: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class Repeat:
    """The marker of a repeated activity: kind `standard`, `parallel` or `sequential`."""

    kind: str
    condition: str = ""
    is_tested_before: bool = False
    list_name: str = ""
    item_name: str = ""
    cardinality: str = ""
    stop_condition: str = ""
    has_output_list: bool = False

    @property
    def is_endless(self) -> bool:
        """Whether the activity goes round until something outside ends it."""
        return self.kind == "standard" and self.condition == "True"


@dataclass(frozen=True, kw_only=True, eq=False)
class Operator:
    """What a service task asks for: operation, parameters as written, name of the result."""

    id: str
    result: str
    parameters: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, eq=False)
class Node:
    """A task, call, gateway or event."""

    id: str
    name: str
    kind: str
    line: int | None
    element: etree._Element
    lanes: tuple[str, ...] = ()
    host: str = ""
    is_interrupting: bool = True
    triggers: tuple[Trigger, ...] = ()
    default_flow: str = ""
    calls: str = ""
    repeat: Repeat | None = None
    operator: Operator | None = None
    properties: Mapping[str, str] = field(default_factory=dict)
    documentation: str = ""

    def has_trigger(self, kind: str) -> bool:
        """Whether one of the event's triggers is of this kind."""
        return any(trigger.kind == kind for trigger in self.triggers)


@dataclass(frozen=True, kw_only=True, eq=False)
class Flow:
    """An arrow from node to node; condition is None when there is none."""

    id: str
    name: str
    line: int | None
    source: str
    target: str
    condition: str | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Lane:
    """A lane with the ids it lists."""

    id: str
    name: str
    line: int | None
    node_ids: tuple[str, ...]
    is_innermost: bool = True


@dataclass(frozen=True, kw_only=True, eq=False)
class Message:
    """A message of the file, with the payload expression and the fact it becomes."""

    id: str
    name: str
    line: int | None
    payload: str = ""
    variable: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class Border:
    """What a called diagram says it takes in and gives out (ioSpecification)."""

    outputs: frozenset[str]
    has_inputs: bool
    has_both_sets: bool
    listed_outputs: frozenset[str]


@dataclass(frozen=True, kw_only=True, eq=False)
class Process:
    """One process of a file."""

    id: str
    name: str
    line: int | None
    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]
    lanes: tuple[Lane, ...]
    messages: Mapping[str, Message]
    border: Border | None

    @cached_property
    def _by_id(self) -> dict[str, Node]:
        return {node.id: node for node in reversed(self.nodes)}

    @cached_property
    def _leaving(self) -> dict[str, list[Flow]]:
        return _grouped((flow.source, flow) for flow in self.flows)

    @cached_property
    def _arriving(self) -> dict[str, list[Flow]]:
        return _grouped((flow.target, flow) for flow in self.flows)

    @cached_property
    def _on_border(self) -> dict[str, list[Node]]:
        return _grouped((node.host, node) for node in self.of_kind("boundaryEvent"))

    def node(self, node_id: str) -> Node | None:
        """Give the first node of this id, if any."""
        return self._by_id.get(node_id)

    def of_kind(self, *kinds: str) -> tuple[Node, ...]:
        """Give the nodes of these kinds in the order of the file."""
        return tuple(node for node in self.nodes if node.kind in kinds)

    def flows_from(self, node: Node) -> tuple[Flow, ...]:
        """Give the arrows that leave the node."""
        return tuple(self._leaving.get(node.id, ()))

    def flows_to(self, node: Node) -> tuple[Flow, ...]:
        """Give the arrows that reach the node."""
        return tuple(self._arriving.get(node.id, ()))

    def boundaries_of(self, node: Node) -> tuple[Node, ...]:
        """Give the boundary events that sit on the node."""
        return tuple(self._on_border.get(node.id, ()))

    def message_of(self, node: Node) -> Message | None:
        """Give the message that the event waits for or throws, if it names a known one."""
        ids = [trigger.message_id for trigger in node.triggers if trigger.kind == "message"]
        return self.messages.get(ids[0]) if ids else None


def _grouped(pairs: Iterable[tuple[str, _V]]) -> dict[str, list[_V]]:
    groups: dict[str, list[_V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups
