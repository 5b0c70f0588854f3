"""What Spiff asks when it meets an expression or a service task: our evaluator and our closed list, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from workflows.errors import BadExpression, ExpressionFailed, OperationFailed, UnusableFacts
from workflows.events import CaseEvent, OperationPerformed
from workflows.expressions import parse_expression
from workflows.facts import Json, check_value
from workflows.operations import OperationRequest, Perform, perform_request
from workflows.places import element_of, item_of, process_of
from workflows.timers import ClockReader


class Interpreter:
    """Stands where Spiff expects its script engine and that engine's environment; runs no scripts."""

    def __init__(self, *, clocks: ClockReader, perform: Perform) -> None:
        self.clocks = clocks
        self.wakes_at: datetime | None = None
        self.events: list[CaseEvent] = []
        self._perform = perform
        self.environment = _Environment(clocks.functions)

    def evaluate(self, task: Any, expression: str, external_context: Mapping[str, Json] | None = None) -> Json:
        """Give the value of an expression over the task's facts. Raises BadExpression, ExpressionFailed."""
        try:
            return self.environment.evaluate(expression, task.data, external_context)
        except (BadExpression, ExpressionFailed) as err:
            raise type(err)(err.reason, element_id=element_of(task)) from err

    def execute(self, task: Any, script: str, external_context: object = None) -> bool:  # noqa: ARG002
        """Refuse: diagrams hold no scripts (D-010)."""
        raise BadExpression("A diagram may not hold a script", element_id=element_of(task))

    def validate(self, expression: str) -> None:
        """Raise BadExpression if the text is not an expression."""
        parse_expression(expression)

    def call_service(self, task: Any, *, operation_name: str, operation_params: Mapping[str, Json]) -> Json:
        """Give what the diagram is told about an operation. Raises OperationFailed."""
        request = OperationRequest(
            name=operation_name,
            parameters=operation_params,
            element_id=element_of(task) or "",
            process_id=process_of(task),
            item=item_of(task),
        )
        try:
            result = check_value(perform_request(request, perform=self._perform), where=request.name)
        except UnusableFacts as err:
            raise OperationFailed(str(err), element_id=request.element_id) from err
        self.events.append(
            OperationPerformed(
                name=request.name,
                parameters=dict(request.parameters),
                element_id=request.element_id,
                process_id=request.process_id,
                item=request.item,
                result=result,
            )
        )
        return result


class _Environment:
    """The part Spiff sometimes calls directly."""

    def __init__(self, functions: Mapping[str, Callable[..., Json]]) -> None:
        self._functions = functions

    def evaluate(self, expression: str, context: Mapping[str, Json], external_context: object = None) -> Json:  # noqa: ARG002
        return parse_expression(expression or "").evaluate(context, functions=self._functions)
