"""The questions of one task as data (D-022): read and checked once, for pages, API and tests.

What people answered is judged in form_answers.py; how it looks is the service's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from workflows.errors import WorkflowError

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
Words = Annotated[str, StringConstraints(min_length=1, max_length=500)]
OptionValue = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}$")]
ErrorKey = Literal["required", "invalid", "too_long", "not_listed", "too_low", "too_high"]
WhenValue = bool | str

MAX_ROWS: Final = 200
SHORT_TEXT: Final = 200
LONG_TEXT: Final = 10_000

_RESERVED_IDS: Final = frozenset({"typename", "key"})


class BadForm(WorkflowError):
    """The questions of this task are not written as they should be."""


class QuestionType(StrEnum):
    """What kind of answer a question wants."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    YES_NO = "yes_no"
    ONE_OF = "one_of"
    MANY_OF = "many_of"
    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    EMAIL = "email"
    PHONE = "phone"
    POSTCODE = "postcode"
    ROWS = "rows"


_CHOICES: Final = frozenset({QuestionType.ONE_OF, QuestionType.MANY_OF})
_FACTS: Final = _CHOICES | {QuestionType.YES_NO, QuestionType.NUMBER, QuestionType.DATE, QuestionType.TIME}


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Option(_Part):
    """One answer to choose."""

    value: OptionValue
    label: Words
    hint: Words | None = None


class When(_Part):
    """A question is asked only if an earlier one was answered so."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True)

    question: Id
    wanted: WhenValue | Annotated[tuple[WhenValue, ...], Field(strict=False)] = Field(alias="is")

    def holds(self, answer: object) -> bool:
        """Say whether this answer makes the question be asked."""
        wanted = self.wanted if isinstance(self.wanted, tuple) else (self.wanted,)
        given = answer if isinstance(answer, list) else [answer]
        return any(type(one) is type(other) and one == other for one in given for other in wanted)


class Question(_Part):
    """One question. Only `fact` answers reach the engine; `personal` ones never do (D-005)."""

    id: Id
    type: Annotated[QuestionType, Field(strict=False)]
    label: Words
    hint: Words | None = None
    required: bool = True
    personal: bool = False
    fact: bool = False
    options: Annotated[tuple[Option, ...], Field(strict=False)] = ()
    options_from: Id | None = None
    rows_from: Id | None = None
    questions: Annotated[tuple[Question, ...], Field(strict=False)] = ()
    min: int | None = None
    max: int | None = None
    max_length: Annotated[int, Field(ge=1, le=50_000)] | None = None
    not_before: Literal["today"] | None = None
    not_after: Literal["today"] | None = None
    when: When | None = None
    errors: Mapping[ErrorKey, Words] = Field(default_factory=dict)

    @property
    def longest(self) -> int:
        """The most characters an answer in words may have."""
        return self.max_length or (LONG_TEXT if self.type is QuestionType.LONG_TEXT else SHORT_TEXT)

    @property
    def most_rows(self) -> int:
        """The most rows that may be added."""
        return min(self.max if self.max is not None else 50, MAX_ROWS)

    @model_validator(mode="after")
    def _check_parts(self) -> Self:
        if self.id in _RESERVED_IDS:
            raise ValueError(f"no question may be called {self.id}")
        if (self.type in _CHOICES) != (bool(self.options) != bool(self.options_from)):
            raise ValueError(f"{self.id}: options or options_from, one of them, and only for one_of and many_of")
        if (self.type is QuestionType.ROWS) != bool(self.questions):
            raise ValueError(f"{self.id}: questions belong to rows, and rows need them")
        if self.rows_from and self.type is not QuestionType.ROWS:
            raise ValueError(f"{self.id}: only rows have rows_from")
        if len({option.value for option in self.options}) != len(self.options):
            raise ValueError(f"{self.id}: two options have the same value")
        return self

    @model_validator(mode="after")
    def _check_facts(self) -> Self:
        if self.fact and (self.personal or self.type not in _FACTS):
            raise ValueError(f"{self.id}: a fact is a choice, yes or no, a number, a date or a time, and not personal")
        if any(part.type is QuestionType.ROWS or part.fact for part in self.questions):
            raise ValueError(f"{self.id}: rows may hold neither rows nor facts")
        _check_order(self.questions)
        return self


class QuestionForm(_Part):
    """The questions of one task, in the order in which they are asked."""

    title: Words
    questions: Annotated[tuple[Question, ...], Field(strict=False)] = ()

    @model_validator(mode="after")
    def _check_questions(self) -> Self:
        _check_order(self.questions)
        return self

    @classmethod
    def parse(cls, data: object) -> QuestionForm:
        """Give the checked form of some JSON data. Raises BadForm. Source: rec, D-022."""
        try:
            return cls.model_validate(data)
        except ValidationError as err:
            raise BadForm("; ".join(_sentences(err))) from err

    def fact_ids(self) -> tuple[str, ...]:
        """Give the ids of the answers a diagram may read as `Task_Id["id"]`."""
        return tuple(question.id for question in self.questions if question.fact)

    def lists_used(self) -> frozenset[str]:
        """Give the names of the record lists this form takes options or rows from."""
        return frozenset(name for q in _all_of(self.questions) for name in (q.options_from, q.rows_from) if name)


def _all_of(questions: tuple[Question, ...]) -> Iterator[Question]:
    for question in questions:
        yield question
        yield from question.questions


def _check_order(questions: tuple[Question, ...]) -> None:
    seen: dict[str, Question] = {}
    for question in questions:
        if question.id in seen:
            raise ValueError(f"two questions are called {question.id}")
        if question.when is not None and question.when.question not in seen:
            raise ValueError(f"{question.id}: it waits for {question.when.question}, which is not asked before it")
        if question.when is not None:
            _check_when(question.when, seen[question.when.question])
        seen[question.id] = question


def _check_when(when: When, asked: Question) -> None:
    wanted = when.wanted if isinstance(when.wanted, tuple) else (when.wanted,)
    if asked.type is QuestionType.YES_NO:
        fits = all(isinstance(value, bool) for value in wanted)
    else:
        values = {option.value for option in asked.options}
        fits = asked.type in _CHOICES and (not values or values.issuperset(wanted))
    if not fits:
        raise ValueError(f"it waits for an answer that {asked.id} cannot have")


def _sentences(err: ValidationError) -> Iterator[str]:
    for detail in err.errors(include_url=False, include_context=False, include_input=False)[:10]:
        where = ".".join(str(step) for step in detail["loc"])
        words = re.sub(r"^Value error, ", "", detail["msg"])
        yield f"{where}: {words}" if where else words
