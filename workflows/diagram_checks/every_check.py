"""Runs every check on one file that has been read; which checks there are is written down here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from workflows.diagram_checks.any_time import check_any_time
from workflows.diagram_checks.arrows import check_arrows
from workflows.diagram_checks.borders import check_borders
from workflows.diagram_checks.boundaries import check_boundaries
from workflows.diagram_checks.calls import check_calls
from workflows.diagram_checks.certain_facts import FactBook
from workflows.diagram_checks.clock_properties import check_clock_properties, check_clock_starts
from workflows.diagram_checks.diagram import Process
from workflows.diagram_checks.documentation import check_documentation
from workflows.diagram_checks.drawing import read_drawing
from workflows.diagram_checks.elements import check_elements
from workflows.diagram_checks.ends import check_ends
from workflows.diagram_checks.expressions import check_expressions
from workflows.diagram_checks.fact_names import check_fact_names
from workflows.diagram_checks.findings import Finding
from workflows.diagram_checks.forms import check_forms
from workflows.diagram_checks.gateways import check_gateways
from workflows.diagram_checks.ids import check_ids, check_unique_ids
from workflows.diagram_checks.labels import check_labels
from workflows.diagram_checks.lanes import check_lanes
from workflows.diagram_checks.layout_flows import check_flows
from workflows.diagram_checks.layout_labels import check_label_places
from workflows.diagram_checks.layout_nodes import check_nodes
from workflows.diagram_checks.layout_presence import check_presence
from workflows.diagram_checks.letters import check_letters
from workflows.diagram_checks.operations import check_operations
from workflows.diagram_checks.outcomes import check_outcomes
from workflows.diagram_checks.properties import check_properties
from workflows.diagram_checks.repeats import check_repeats
from workflows.diagram_checks.shared_facts import check_shared_facts
from workflows.diagram_checks.size import check_size
from workflows.diagram_checks.timers import check_timers
from workflows.diagram_checks.triggers import check_triggers
from workflows.diagram_checks.walk import check_walk

_OF_ITSELF = (
    check_ids,
    check_ends,
    check_arrows,
    check_gateways,
    check_triggers,
    check_expressions,
    check_walk,
    check_size,
    check_labels,
    check_documentation,
)
_OF_WORDS = (
    check_lanes,
    check_timers,
    check_clock_properties,
    check_forms,
    check_letters,
    check_operations,
)
_OF_NEIGHBOURS = (
    check_calls,
    check_outcomes,
    check_fact_names,
    check_shared_facts,
    check_clock_starts,
    check_boundaries,
    check_repeats,
    check_borders,
    check_properties,
    check_any_time,
)
_OF_PICTURE = (
    check_presence,
    check_nodes,
    check_flows,
    check_label_places,
)


@dataclass(frozen=True, kw_only=True, eq=False)
class ReadFile:
    """A file that could be read: its XML and its processes."""

    root: etree._Element
    processes: tuple[Process, ...]


def check_file(file: ReadFile, book: FactBook) -> list[Finding]:
    """Give everything there is to say about one file, among the neighbours in the book."""
    found = [*check_elements(file.root), *check_unique_ids(file.root)]
    drawing = read_drawing(file.root)
    for process in file.processes:
        found += _check_process(process, book)
        for check in _OF_PICTURE:
            found += check(process, drawing)
    return found


def _check_process(process: Process, book: FactBook) -> Iterator[Finding]:
    for check in _OF_ITSELF:
        yield from check(process)
    for check_words in _OF_WORDS:
        yield from check_words(process, book.vocabulary)
    for check_neighbours in _OF_NEIGHBOURS:
        yield from check_neighbours(process, book)
