"""What service tasks of a diagram may ask for, carried out in the step's own transaction. The list is closed."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from service.cases.between_cases import send_between
from service.cases.hooks import HOOKS
from service.cases.operations.asked import list_of
from service.cases.operations.counted import decide
from service.cases.operations.written import draft_letter, notify, open_case, record
from service.store.cases import CaseRun
from workflows import Json, OperationRequest

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

Operation = Callable[["CaseWork", OperationRequest], Mapping[str, Json]]

_OPERATIONS: Mapping[str, Operation] = {
    "between": send_between,
    "decide": decide,
    "draft_letter": draft_letter,
    "list": list_of,
    "notify": notify,
    "open_case": open_case,
    "record": record,
}


def perform(work: "CaseWork", row: CaseRun, request: OperationRequest) -> Mapping[str, Json]:
    """Carry out one operation and give its facts back to the diagram. Source: patterns 14."""
    del row
    return _OPERATIONS[request.name](work, request)


HOOKS.perform = perform
