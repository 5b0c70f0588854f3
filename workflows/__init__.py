"""How to take the next step of a diagram: pure, without web, database or wall clock. The only importer of Spiff.

This is the package's face: import from here, not from the modules behind it.
"""

from workflows.definition import Element, ProcessDefinition, ProcessInfo, content_hash_of, load_definition
from workflows.diagram_xml import UnreadableDiagram
from workflows.engine import CASE_FACTS, Engine
from workflows.errors import (
    BadExpression,
    CaseStalled,
    ExpressionFailed,
    NobodyWaits,
    OperationFailed,
    RunIsOver,
    StateError,
    StuckCase,
    TaskNotOpen,
    TooManyItems,
    TooManySteps,
    UnusableFacts,
    WorkflowError,
    WrongVersion,
)
from workflows.events import (
    CaseEvent,
    ClockStarted,
    ClockStopped,
    ElementPassed,
    MessageThrown,
    OperationPerformed,
    RunEnded,
    TaskCancelled,
    TaskCompleted,
    TaskOpened,
    TimerFired,
)
from workflows.expressions import FUNCTIONS, Expression, FunctionCall, parse_expression
from workflows.facts import Json, check_facts
from workflows.form_answers import Answers, FieldError, FieldErrors, FormContext, ListItem, validate_answers
from workflows.form_schema import BadForm, Option, Question, QuestionForm, QuestionType, When
from workflows.operations import OPERATIONS, OperationKind, OperationRequest, Perform
from workflows.positions import Position, Where, positions
from workflows.run import CANCELLED, Run, Step
from workflows.state import CaseState
from workflows.timers import FAR_DATE, DueKey, WaitingTimer
from workflows.user_tasks import UserTask

__all__ = [
    "CANCELLED",
    "CASE_FACTS",
    "FAR_DATE",
    "FUNCTIONS",
    "OPERATIONS",
    "Answers",
    "BadExpression",
    "BadForm",
    "CaseEvent",
    "CaseStalled",
    "CaseState",
    "ClockStarted",
    "ClockStopped",
    "DueKey",
    "Element",
    "ElementPassed",
    "Engine",
    "Expression",
    "ExpressionFailed",
    "FieldError",
    "FieldErrors",
    "FormContext",
    "FunctionCall",
    "Json",
    "ListItem",
    "MessageThrown",
    "NobodyWaits",
    "OperationFailed",
    "OperationKind",
    "OperationPerformed",
    "OperationRequest",
    "Option",
    "Perform",
    "Position",
    "ProcessDefinition",
    "ProcessInfo",
    "Question",
    "QuestionForm",
    "QuestionType",
    "Run",
    "RunEnded",
    "RunIsOver",
    "StateError",
    "Step",
    "StuckCase",
    "TaskCancelled",
    "TaskCompleted",
    "TaskNotOpen",
    "TaskOpened",
    "TimerFired",
    "TooManyItems",
    "TooManySteps",
    "UnreadableDiagram",
    "UnusableFacts",
    "UserTask",
    "WaitingTimer",
    "When",
    "Where",
    "WorkflowError",
    "WrongVersion",
    "check_facts",
    "content_hash_of",
    "load_definition",
    "parse_expression",
    "positions",
    "validate_answers",
]
