"""A process definition: the files of one bundle, what its elements say, and the parsed specification behind them.

Knows nothing of versions in the database; a bundle is named by the hash of its content.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Final

from lxml import etree

from workflows.diagram_xml import BPMN, SPIFF, UnreadableDiagram, read_diagram_xml
from workflows.parser import parse_specs

MAX_CACHED: Final = 64

_B: Final = f"{{{BPMN}}}"
_NODES: Final = frozenset(
    {
        "startEvent", "endEvent", "boundaryEvent", "intermediateCatchEvent", "intermediateThrowEvent", "userTask",
        "serviceTask", "callActivity", "exclusiveGateway", "parallelGateway", "eventBasedGateway",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """What a diagram says about one of its elements; `type` is the BPMN tag, such as userTask."""

    id: str
    name: str
    type: str
    lane: str | None
    documentation: str | None
    properties: Mapping[str, str]
    timer: str | None = None
    message: str | None = None
    operation: str | None = None
    calls: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessInfo:
    """What a diagram says about itself."""

    process_id: str
    name: str
    documentation: str | None
    lanes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessDefinition:
    """One parsed process with all it calls. `elements` is by process id, then by element id.

    `item_variable` is set if the bundle also calls this process once for each item of a list.
    """

    process_id: str
    content_hash: str
    files: Mapping[str, str]
    processes: Mapping[str, ProcessInfo]
    elements: Mapping[str, Mapping[str, Element]]
    item_variable: str | None
    spec: Any = field(repr=False, compare=False)
    called_specs: Mapping[str, Any] = field(repr=False, compare=False)

    def element(self, process_id: str, element_id: str) -> Element | None:
        """Give one element, or None if the bundle has none of that id."""
        return self.elements.get(process_id, {}).get(element_id)


_cache: OrderedDict[tuple[str, str], ProcessDefinition] = OrderedDict()
_cache_lock = Lock()


def content_hash_of(files: Mapping[str, str]) -> str:
    """Give the name of a bundle: a hash over the names and texts of its files."""
    digest = hashlib.sha256()
    for name in sorted(files):
        for part in (name, files[name]):
            encoded = part.encode("utf-8", "surrogatepass")
            digest.update(len(encoded).to_bytes(8, "big") + encoded)
    return digest.hexdigest()


def load_definition(files: Mapping[str, str], *, process_id: str) -> ProcessDefinition:
    """Give the definition of a process in a bundle (file name -> XML), parsed once and kept in memory.

    Raises UnreadableDiagram. Source: rec, D-004, D-018.
    """
    key = (content_hash_of(files), process_id)
    with _cache_lock:
        if key in _cache:
            _cache.move_to_end(key)
            return _cache[key]
    definition = _parse(files, key)
    with _cache_lock:
        _cache[key] = definition
        while len(_cache) > MAX_CACHED:
            _cache.popitem(last=False)
    return definition


def _parse(files: Mapping[str, str], key: tuple[str, str]) -> ProcessDefinition:
    content_hash, process_id = key
    roots = {name: read_diagram_xml(text) for name, text in files.items()}
    processes = [process for root in roots.values() for process in root.iterfind(f"{_B}process")]
    if process_id not in {process.get("id") for process in processes}:
        raise UnreadableDiagram(f"There is no process {process_id} in these files.")
    spec, called = parse_specs(roots, process_id=process_id)
    messages = {
        message.get("id", ""): message.get("name", "")
        for root in roots.values()
        for message in root.iterfind(f"{_B}message")
    }
    return ProcessDefinition(
        process_id=process_id,
        content_hash=content_hash,
        files=dict(files),
        processes={process.get("id", ""): _read_info(process) for process in processes},
        elements={process.get("id", ""): _read_elements(process, messages) for process in processes},
        item_variable=_item_variable(processes, process_id),
        spec=spec,
        called_specs=called,
    )


def _read_info(process: etree._Element) -> ProcessInfo:
    return ProcessInfo(
        process_id=process.get("id", ""),
        name=process.get("name", ""),
        documentation=_text_of(process, "documentation"),
        lanes=tuple(lane.get("name", "") for lane in process.iter(f"{_B}lane")),
    )


def _read_elements(process: etree._Element, messages: Mapping[str, str]) -> dict[str, Element]:
    lanes = {
        (ref.text or "").strip(): lane.get("name")
        for lane in process.iter(f"{_B}lane")
        for ref in lane.iterfind(f"{_B}flowNodeRef")
    }
    return {node.get("id", ""): _read_element(node, lanes, messages) for node in _nodes_of(process)}


def _item_variable(processes: list[etree._Element], process_id: str) -> str | None:
    for process in processes:
        for call in process.iterfind(f"{_B}callActivity[@calledElement]"):
            item = call.find(f"{_B}multiInstanceLoopCharacteristics/{_B}inputDataItem")
            if item is not None and call.get("calledElement") == process_id:
                return item.get("id")
    return None


def _nodes_of(process: etree._Element) -> Iterator[etree._Element]:
    for node in process:
        if isinstance(node.tag, str) and etree.QName(node).localname in _NODES and node.get("id"):
            yield node


def _read_element(node: etree._Element, lanes: Mapping[str, str | None], messages: Mapping[str, str]) -> Element:
    message = node.find(f"{_B}messageEventDefinition")
    operator = node.find(f"{_B}extensionElements/{{{SPIFF}}}serviceTaskOperator")
    return Element(
        id=node.get("id", ""),
        name=" ".join(node.get("name", "").split()),
        type=etree.QName(node).localname,
        lane=lanes.get(node.get("id", "")),
        documentation=_text_of(node, "documentation"),
        properties=_read_properties(node),
        timer=_text_of(node, "timerEventDefinition", "timeDate"),
        message=None if message is None else messages.get(message.get("messageRef", "")),
        operation=None if operator is None else operator.get("id"),
        calls=node.get("calledElement"),
    )


def _read_properties(node: etree._Element) -> dict[str, str]:
    path = f"{_B}extensionElements/{{{SPIFF}}}properties/{{{SPIFF}}}property"
    return {prop.get("name", ""): prop.get("value", "") for prop in node.iterfind(path)}


def _text_of(node: etree._Element, *path: str) -> str | None:
    found = node.find("/".join(f"{_B}{step}" for step in path))
    return None if found is None or not (found.text or "").strip() else (found.text or "").strip()
