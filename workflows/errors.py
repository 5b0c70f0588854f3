"""The tree of what can go wrong in workflows; each docstring is the sentence a caseworker reads.

Nothing here knows of pages or tables.
"""

from __future__ import annotations


class WorkflowError(Exception):
    """The process could not go on."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or (type(self).__doc__ or ""))


class TaskNotOpen(WorkflowError):
    """The task is no longer open: somebody has finished it, or the case has moved on."""


class NobodyWaits(WorkflowError):
    """The case is not waiting for this news at the moment."""


class RunIsOver(WorkflowError):
    """The step has already ended. Load the case again."""


class UnusableFacts(WorkflowError):
    """An answer cannot be stored in the form in which it came."""

    def __init__(self, *, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


class StateError(WorkflowError):
    """The saved position of this case cannot be read."""


class WrongVersion(StateError):
    """The saved position of this case belongs to another version of its diagram."""


class StuckCase(WorkflowError):
    """The diagram could not go on with this case. The process owner must look at it."""

    def __init__(self, reason: str, *, element_id: str | None = None) -> None:
        super().__init__(f"{reason} (at {element_id})" if element_id else reason)
        self.reason = reason
        self.element_id = element_id


class BadExpression(StuckCase):
    """A condition or value in the diagram is written in a way we do not allow."""


class ExpressionFailed(StuckCase):
    """A condition or value in the diagram could not be worked out."""


class OperationFailed(StuckCase):
    """A step that the system does by itself has failed."""


class TooManySteps(StuckCase):
    """The diagram went on for too long without coming to a person or a date."""


class TooManyItems(StuckCase):
    """The diagram asks for more things at the same time than are allowed."""


class CaseStalled(StuckCase):
    """The case has come to a place from which nothing can move it on."""
