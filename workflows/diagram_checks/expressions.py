"""Every condition, timer and value is written in the small language we run, and calls only what fits there."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.diagram_checks.diagram import Process
from workflows.diagram_checks.findings import Finding, Words, put_right
from workflows.diagram_checks.language import Spoken, Use, spoken_in
from workflows.errors import BadExpression
from workflows.expressions import Expression, parse_expression

_CLOCKS = frozenset({"due", "due_for", "remind", "remind_for"})


def check_expressions(process: Process) -> Iterator[Finding]:
    """Find texts outside the language and calls of clocks outside timers. Source: D-010."""
    for spoken in spoken_in(process):
        try:
            expression = parse_expression(spoken.text)
        except BadExpression as err:
            yield _not_in_language(spoken, err)
        else:
            yield from _check_calls(spoken, expression)


def _not_in_language(spoken: Spoken, err: BadExpression) -> Finding:
    return put_right(
        spoken.place,
        "D-010",
        Words(
            what=f"The {spoken.use} cannot be run. {err.reason}",
            why="Only a small, safe language is run, because diagrams are edited by many people.",
            how='Compare facts with values, such as Task_CheckThreshold["met"] or outcome["level"] > 3. '
            "Put quotes around a plain text.",
        ),
    )


def _check_calls(spoken: Spoken, expression: Expression) -> Iterator[Finding]:
    if spoken.use != Use.TIMER and any(call.function in _CLOCKS for call in expression.calls):
        yield put_right(
            spoken.place,
            "P-01",
            Words(
                what=f"The {spoken.use} asks for the date of a clock.",
                why="Clocks move: a date read once would be wrong after an extension.",
                how="Wait for the clock with a timer event instead.",
            ),
        )
