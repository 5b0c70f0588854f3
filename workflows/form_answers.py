"""From what a browser posted to typed answers, or to one sentence for each field that is not right.

Everything that was typed is kept for the page that is shown again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from workflows.facts import Json
from workflows.form_schema import Question, QuestionForm, QuestionType
from workflows.form_values import FieldProblem, read_value
from workflows.form_words import sentence_for

Posted = Mapping[str, Sequence[str]]

_NO_ANSWER: Final[tuple[Json, ...]] = (None, "", [])


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem:
    """One line of a list of the case record: a body, an officer, a complaint."""

    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormContext:
    """What a form needs from the case: its lists by name, and the day it is."""

    today: date
    lists: Mapping[str, Sequence[ListItem]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldError:
    """One field that is not right: the name of the first input to go to, and what to do."""

    name: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldErrors:
    """Why the answers cannot be taken, in the order of the page, with everything that was posted."""

    errors: tuple[FieldError, ...]
    posted: Mapping[str, tuple[str, ...]]

    def message_for(self, name: str) -> str | None:
        """Give the sentence for one input, or None."""
        return next((error.message for error in self.errors if error.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Typed answers by question id: None where nothing was answered, nothing where nothing was asked.

    Dates are ISO text, times HH:MM, rows lists of answers each with its `key` if the rows came from a list.
    """

    form: QuestionForm
    values: Mapping[str, Json]

    def facts(self) -> dict[str, Json]:
        """Give the answers the engine may see: every fact of the form, None if it was not asked."""
        return {name: self.values.get(name) for name in self.form.fact_ids()}


def validate_answers(form: QuestionForm, posted: Posted, *, context: FormContext) -> Answers | FieldErrors:
    """Give typed answers, or one sentence for each field that is not right.

    Names are `id`, `id-day`, `id-month`, `id-year`, and in rows `rowsid-<key or number>-<id>`. Posted names the
    form does not know are passed over. Source: rec, D-022.
    """
    reading = _Reading(posted=posted, context=context)
    values = reading.read_all(form.questions, prefix="")
    if reading.errors:
        return FieldErrors(errors=tuple(reading.errors), posted={name: tuple(given) for name, given in posted.items()})
    return Answers(form=form, values=values)


@dataclass(slots=True, kw_only=True)
class _Reading:
    """One pass over one post."""

    posted: Posted
    context: FormContext
    errors: list[FieldError] = field(default_factory=list)

    def read_all(self, questions: Sequence[Question], *, prefix: str) -> dict[str, Json]:
        values: dict[str, Json] = {}
        for question in questions:
            if question.when is not None and not question.when.holds(values.get(question.when.question)):
                continue
            name = f"{prefix}{question.id}"
            if question.type is QuestionType.ROWS:
                values[question.id] = self._read_rows(question, name)
            else:
                values[question.id] = self._read_one(question, name)
        return values

    def _read_one(self, question: Question, name: str) -> Json:
        try:
            value = read_value(
                question, self._given(question, name), options=self._options(question), today=self.context.today
            )
        except FieldProblem as problem:
            self._blame(question, name + problem.part, problem)
            return None
        if value in _NO_ANSWER and question.required:
            self._blame(question, _first_input(question, name), FieldProblem("required"))
        return None if value == "" else value

    def _given(self, question: Question, name: str) -> dict[str, list[str]]:
        if question.type is QuestionType.DATE:
            return {part: list(self.posted.get(f"{name}-{part}", ())) for part in ("day", "month", "year")}
        return {"": list(self.posted.get(name, ()))}

    def _options(self, question: Question) -> frozenset[str]:
        if question.options_from is None:
            return frozenset(option.value for option in question.options)
        return frozenset(item.key for item in self.context.lists.get(question.options_from, ()))

    def _read_rows(self, question: Question, name: str) -> Json:
        if question.rows_from is not None:
            items = self.context.lists.get(question.rows_from, ())
            return [{"key": item.key, **self._read_row(question, f"{name}-{item.key}-")} for item in items]
        numbers = [number for number in self._row_numbers(name) if self._has_words(question, f"{name}-{number}-")]
        wanted = question.min if question.min is not None else int(question.required)
        if len(numbers) > question.most_rows:
            self._blame(question, name, FieldProblem("too_high", most=question.most_rows))
            return None
        if len(numbers) < wanted:
            self._blame(question, name, FieldProblem("required" if not numbers else "too_low", least=wanted))
        return [self._read_row(question, f"{name}-{number}-") for number in numbers]

    def _read_row(self, question: Question, prefix: str) -> dict[str, Json]:
        return self.read_all(question.questions, prefix=prefix)

    def _row_numbers(self, name: str) -> list[int]:
        pattern = re.compile(rf"{re.escape(name)}-([0-9]{{1,4}})-")
        found = {int(match.group(1)) for given in self.posted if (match := pattern.match(given))}
        return sorted(found)

    def _has_words(self, question: Question, prefix: str) -> bool:
        return any(
            any(text.strip() for text in self.posted[name])
            for name in self._inputs(question, prefix)
            if name in self.posted
        )

    @staticmethod
    def _inputs(question: Question, prefix: str) -> Iterator[str]:
        for part in question.questions:
            yield f"{prefix}{part.id}"
            yield from (f"{prefix}{part.id}-{one}" for one in ("day", "month", "year"))

    def _blame(self, question: Question, name: str, problem: FieldProblem) -> None:
        self.errors.append(FieldError(name=name, message=sentence_for(question, problem)))


def _first_input(question: Question, name: str) -> str:
    return f"{name}-day" if question.type is QuestionType.DATE else name
