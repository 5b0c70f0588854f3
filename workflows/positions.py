"""Where a saved case stands on its diagrams: for the drawing with its tokens, and for the same in words.

Reads the saved rows; restores nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from SpiffWorkflow.util.task import TaskState

from workflows.definition import ProcessDefinition
from workflows.errors import WrongVersion
from workflows.state import CaseState, read_document

_ROUND: Final = " [child]"
_WAITS: Final = TaskState.WAITING | TaskState.READY | TaskState.STARTED


class Where(StrEnum):
    """Whether a token has left the element or stands on it."""

    DONE = "done"
    NOW = "now"


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One element of one diagram that is done, or on which the case now stands."""

    process_id: str
    element_id: str
    where: Where


def positions(definition: ProcessDefinition, state: CaseState) -> tuple[Position, ...]:
    """Give every element the case has passed or stands on, in the order of the diagrams.

    An element of a loop that is passed and entered again stands on "now". Waiting boundary events are not told:
    their token is on the task. Raises WrongVersion, StateError.
    """
    if state.definition_hash != definition.content_hash:
        raise WrongVersion
    document = read_document(state)
    found: dict[tuple[str, str], Where] = {}
    for process_id, element_id, where in [*_passed(document), *_standing(document, definition)]:
        if definition.element(process_id, element_id) is not None and found.get((process_id, element_id)) != Where.NOW:
            found[process_id, element_id] = where
    return tuple(
        Position(process_id=process_id, element_id=element_id, where=found[process_id, element_id])
        for process_id, elements in definition.elements.items()
        for element_id in elements
        if (process_id, element_id) in found
    )


def _passed(document: dict[str, Any]) -> Iterator[tuple[str, str, Where]]:
    for process_id, elements in document["passed"].items():
        for element_id in elements:
            yield process_id, element_id, Where.DONE


def _standing(document: dict[str, Any], definition: ProcessDefinition) -> Iterator[tuple[str, str, Where]]:
    for part in document["parts"]:
        for row in part["tasks"]:
            state, element_id = row[3], row[4].removesuffix(_ROUND)
            element = definition.element(part["spec"], element_id)
            if state == TaskState.COMPLETED:
                yield part["spec"], element_id, Where.DONE
            elif state & _WAITS and element is not None and element.type != "boundaryEvent":
                yield part["spec"], element_id, Where.NOW
