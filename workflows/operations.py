"""The closed list of what a service task may ask for, and the shape of the request.

The engine only asks; the service answers in the same transaction. `set_fact` alone is answered here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from workflows.errors import OperationFailed
from workflows.facts import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationKind:
    """One operation: the parameters a diagram must and may give, and what it is for in a few words."""

    name: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationRequest:
    """What a service task asks for now. `item` is the agency or person it is about, inside a multi-instance."""

    name: str
    parameters: Mapping[str, Json]
    element_id: str
    process_id: str
    item: str | None


class Perform(Protocol):
    """Answers operations: called at once, inside the step's transaction."""

    def __call__(self, request: OperationRequest) -> Mapping[str, Json]:
        """Give the facts the diagram is told; an operation `list` answers {"items": [...]}."""
        ...


OPERATIONS: Final[Mapping[str, OperationKind]] = {
    kind.name: kind
    for kind in (
        OperationKind(name="draft_letter", required=("letter", "to"), purpose="write a letter for approval"),
        OperationKind(name="set_fact", required=("value",), purpose="tell the caller how this part ended"),
        OperationKind(name="decide", required=("table",), purpose="work out a rule table"),
        OperationKind(name="notify", required=("who", "text"), purpose="tell a role something"),
        OperationKind(
            name="open_case",
            required=("process",),
            optional=("facts", "item"),
            purpose="start another process on the case",
        ),
        OperationKind(name="record", required=("what",), purpose="write something into the record"),
        OperationKind(name="list", required=("what",), purpose="give the codes to go through one by one"),
        OperationKind(
            name="between",
            required=("to", "message"),
            optional=("dated", "facts"),
            purpose="send news to another case, with the clock it runs there",
        ),
    )
}
"""Every operation by name (patterns.md 14)."""


def check_request(request: OperationRequest) -> OperationKind:
    """Give the kind of operation asked for. Raises OperationFailed for an unknown one or missing parameters."""
    kind = OPERATIONS.get(request.name)
    if kind is None:
        raise OperationFailed(f"There is no operation called {request.name[:40]!r}", element_id=request.element_id)
    missing = [name for name in kind.required if name not in request.parameters]
    if missing:
        raise OperationFailed(f"{kind.name} is not told: {', '.join(missing)}", element_id=request.element_id)
    return kind


def perform_request(request: OperationRequest, *, perform: Perform) -> Json:
    """Give what the diagram is told. `set_fact` gives its value, `list` the bare list.

    Raises OperationFailed, with what went wrong in the service as its cause.
    """
    kind = check_request(request)
    if kind.name == "set_fact":
        return request.parameters["value"]
    try:
        answer = dict(perform(request))
    except Exception as err:
        reason = str(err) or type(err).__name__
        raise OperationFailed(f"{kind.name} failed: {reason[:200]}", element_id=request.element_id) from err
    if kind.name != "list":
        return answer
    items = answer.get("items")
    if not isinstance(items, list):
        raise OperationFailed("list did not give a list of items", element_id=request.element_id)
    return items
