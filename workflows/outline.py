"""A procedure in words: its steps in the order of the arrows, what is done, where the case stands, what may come.

The text alternative of the drawing. Where a case stands: positions.py. Who did a step and when is the service's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from workflows.definition import ProcessDefinition
from workflows.diagram_checks.diagram import TASKS, Flow, Node, Process
from workflows.diagram_checks.graph import order_of
from workflows.diagram_checks.reading import read_processes
from workflows.diagram_xml import read_diagram_xml
from workflows.positions import Position, Where

_TOLD: Final = TASKS | {"startEvent", "endEvent"}
_KEPT: Final = 64


class Stand(StrEnum):
    """How a step stands: passed, with a token on it, or perhaps still to come."""

    DONE = "done"
    NOW = "now"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineStep:
    """One step of one diagram.

    `question` and `answer` are the fork just before it: taken that way if the step is done or now, else the
    answer that would lead there. `inner` are the steps of the diagram it calls, where a token is inside.
    """

    process_id: str
    element_id: str
    name: str
    kind: str
    stand: Stand
    question: str = ""
    answer: str = ""
    calls: str = ""
    is_repeated: bool = False
    inner: tuple[OutlineStep, ...] = ()

    def standing(self) -> Iterator[OutlineStep]:
        """Give the tasks of people on which a token stands, this one and those inside it."""
        if self.stand is Stand.NOW and self.kind == "userTask":
            yield self
        for step in self.inner:
            yield from step.standing()


def outline(definition: ProcessDefinition, places: Sequence[Position], *, process_id: str = "") -> list[OutlineStep]:
    """Give the steps of a process in the order of its arrows; called diagrams are told where a token is inside.

    Of a diagram that is called once for each item of a list only the present steps are told: its items stand at
    different steps. What no arrow from a present step leads to any more is left out. Source: design brief page 2.
    """
    found = {(place.process_id, place.element_id): place.where for place in places}
    return _Teller(_processes(definition), found).tell(process_id or definition.process_id, seen=())


class _Teller:
    """Walks the diagrams of one bundle for one case."""

    def __init__(self, processes: Mapping[str, Process], found: Mapping[tuple[str, str], Where]) -> None:
        self._processes = processes
        self._found = found

    def tell(self, process_id: str, *, seen: tuple[str, ...]) -> list[OutlineStep]:
        process = self._processes.get(process_id)
        if process is None or process_id in seen:
            return []
        ahead = self._ahead(process)
        steps = [self._step(process, node, ahead, seen) for node in order_of(process).nodes if node.kind in _TOLD]
        return sorted((step for step in steps if step is not None), key=_place)

    def _step(self, process: Process, node: Node, ahead: frozenset[str], seen: tuple[str, ...]) -> OutlineStep | None:
        where = self._found.get((process.id, node.id))
        if where is None and node.id not in ahead:
            return None
        stand = Stand(where.value) if where else Stand.NOT_YET
        question, answer = self._fork_before(process, node, stand)
        return OutlineStep(
            process_id=process.id,
            element_id=node.id,
            name=node.name,
            kind=node.kind,
            stand=stand,
            question=question,
            answer=answer,
            calls=node.calls,
            is_repeated=node.repeat is not None,
            inner=tuple(self._inner(process, node, seen)) if stand is Stand.NOW and node.calls else (),
        )

    def _inner(self, process: Process, node: Node, seen: tuple[str, ...]) -> Iterable[OutlineStep]:
        steps = self.tell(node.calls, seen=(*seen, process.id))
        if node.repeat is None:
            return steps
        return [step for step in steps if step.stand is Stand.NOW]

    def _ahead(self, process: Process) -> frozenset[str]:
        """Give what the arrows lead to from where the case stands; boundary events only once they have fired."""
        waiting = [node for node in process.nodes if self._found.get((process.id, node.id)) is Where.NOW]
        if not waiting and not any((process.id, node.id) in self._found for node in process.nodes):
            waiting = list(process.of_kind("startEvent"))
        seen = {node.id for node in waiting}
        while waiting:
            for flow in process.flows_from(waiting.pop()):
                target = process.node(flow.target)
                if target is not None and target.id not in seen:
                    seen.add(target.id)
                    waiting.append(target)
        return frozenset(seen)

    def _fork_before(self, process: Process, node: Node, stand: Stand) -> tuple[str, str]:
        """Give question and answer of the exclusive gateway right before a step, unless the step was not yet asked."""
        for flow in process.flows_to(node):
            fork = self._fork(process, flow)
            if fork is not None and (stand is not Stand.NOT_YET) == ((process.id, fork.id) in self._found):
                return fork.name, flow.name
        return "", ""

    def _fork(self, process: Process, flow: Flow) -> Node | None:
        source = process.node(flow.source)
        splits = source is not None and source.kind == "exclusiveGateway" and len(process.flows_from(source)) > 1
        return source if splits and source is not None and source.name and flow.name else None


def _place(step: OutlineStep) -> tuple[int, bool]:
    """Done first, then now, then not yet; a call that only listens stands behind the steps people work on."""
    return list(Stand).index(step.stand), step.stand is Stand.NOW and not any(step.standing())


_cache: dict[str, Mapping[str, Process]] = {}


def _processes(definition: ProcessDefinition) -> Mapping[str, Process]:
    found = _cache.get(definition.content_hash)
    if found is None:
        roots = [read_diagram_xml(text) for text in definition.files.values()]
        found = {process.id: process for root in roots for process in read_processes(root)}
        if len(_cache) >= _KEPT:
            _cache.pop(next(iter(_cache)), None)
        _cache[definition.content_hash] = found
    return found
