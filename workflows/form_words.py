"""The sentence a person reads at a field that is not right: it says what to do.

A form may give its own words for a rule; these are made from the label.
"""

from __future__ import annotations

from typing import Final

from workflows.form_schema import Question, QuestionType
from workflows.form_values import FIRST_YEAR, LAST_YEAR, FieldProblem

_OWN_WORDS: Final = {
    "required": "required",
    "too_long": "too_long",
    "not_listed": "not_listed",
    "too_low": "too_low",
    "too_high": "too_high",
}
_PATTERNS: Final = {
    "characters": "{label} holds characters we cannot store. Type it again without them",
    "one_only": "Give one answer only: {label}",
    "not_listed": "Select one of the answers listed: {label}",
    "too_long": "{label} must be {most:,} characters or fewer",
    "one_line": "{label} must be on one line",
    "number": "{label} must be a whole number, like 15",
    "time": "{label} must be a time, like 2:30pm or 14:30",
    "email": "Enter an email address in the correct format, like name@example.com",
    "phone": "Enter a telephone number, like 01632 960 001",
    "postcode": "Enter a full UK postcode, like AA3 1AB",
    "no_day": "{label} must include a day",
    "no_month": "{label} must include a month",
    "no_year": "{label} must include a year",
    "year": f"{{label}} must have a year with 4 numbers, from {FIRST_YEAR} to {LAST_YEAR}",
    "date": "{label} must be a real date",
    "future": "{label} must be today or in the past",
    "past": "{label} must be today or in the future",
}
_CHOICES: Final = frozenset({QuestionType.ONE_OF, QuestionType.MANY_OF, QuestionType.YES_NO})


def sentence_for(question: Question, problem: FieldProblem) -> str:
    """Give the sentence for one problem: the form's own words if it has any, else words made from the label."""
    own = question.errors.get(_OWN_WORDS.get(problem.rule, "invalid"))  # type: ignore[call-overload]
    if own is not None:
        return str(own)
    label = question.label.removesuffix(" (optional)").strip()
    if problem.rule == "required":
        return _required(question, label)
    if problem.rule in {"too_low", "too_high"}:
        return _out_of_range(question, label, problem)
    return _PATTERNS[problem.rule].format(label=label.rstrip("?"), most=problem.most or 0)


def _required(question: Question, label: str) -> str:
    if question.type is QuestionType.ROWS:
        return f"Add at least one: {_inside(label)}"
    if question.type in _CHOICES:
        return f"Select an answer: {label}"
    return f"Answer: {label}" if label.endswith("?") else f"Enter {_inside(label)}"


def _out_of_range(question: Question, label: str, problem: FieldProblem) -> str:
    if question.type is QuestionType.ROWS:
        return (
            f"Add at least {problem.least}: {_inside(label)}"
            if problem.rule == "too_low"
            else (f"Keep to {problem.most} at most: {_inside(label)}")
        )
    if problem.rule == "too_low":
        return f"{label} must be {problem.least:,} or more"
    return f"{label} must be {problem.most:,} or fewer"


def _inside(label: str) -> str:
    """Give the label as it stands inside a sentence: abbreviations keep their capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
