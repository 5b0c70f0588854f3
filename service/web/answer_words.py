"""Answers in words, to be read back: "Check your answers", a decided task. And answers as a browser would post them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workflows import Json, ListItem, Question, QuestionForm, QuestionType, long_date

Lists = Mapping[str, Sequence[ListItem]]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """One question with its answer, as components/summary.html shows it."""

    question_id: str
    label: str
    value: tuple[str, ...]
    change_href: str = ""


def answer_lines(form: QuestionForm, values: Mapping[str, Json], *, lists: Lists | None = None) -> list[AnswerLine]:
    """Return each asked question with its answer in words; one that was not asked is left out."""
    return [
        AnswerLine(
            question_id=question.id,
            label=question.label.removesuffix(" (optional)"),
            value=tuple(_words(question, values[question.id], lists or {})),
        )
        for question in form.questions
        if question.id in values
    ]


def as_posted(form: QuestionForm, values: Mapping[str, Json]) -> dict[str, list[str]]:
    """Return saved answers as the browser would post them, to show them again for a change."""
    return dict(_posted_of(form.questions, values, prefix=""))


def _words(question: Question, value: Json, lists: Lists) -> Iterator[str]:
    if value is None or value == []:
        yield "Not answered"
    elif question.type is QuestionType.ROWS and isinstance(value, list):
        for row in value:
            yield _row_words(question, row if isinstance(row, dict) else {}, lists)
    elif question.type is QuestionType.LONG_TEXT:
        yield from str(value).splitlines()
    elif isinstance(value, list):
        yield from (_choice_words(question, str(one), lists) for one in value)
    else:
        yield _one_word(question, value, lists)


def _row_words(question: Question, row: Mapping[str, Json], lists: Lists) -> str:
    title = [item.label for item in lists.get(question.rows_from or "", ()) if item.key == row.get("key")]
    parts = [
        ", ".join(_words(part, row[part.id], lists))
        for part in question.questions
        if row.get(part.id) not in (None, "", [])
    ]
    return ": ".join([*title, ", ".join(parts)]) if parts else "".join(title)


def _one_word(question: Question, value: Json, lists: Lists) -> str:
    if question.type is QuestionType.YES_NO:
        return "Yes" if value else "No"
    if question.type is QuestionType.DATE:
        return long_date(date.fromisoformat(str(value)))
    if question.type is QuestionType.ONE_OF:
        return _choice_words(question, str(value), lists)
    return str(value)


def _choice_words(question: Question, value: str, lists: Lists) -> str:
    listed = {item.key: item.label for item in lists.get(question.options_from or "", ())}
    return {**listed, **{option.value: option.label for option in question.options}}.get(value, value)


def _posted_of(
    questions: Sequence[Question], values: Mapping[str, Json], *, prefix: str
) -> Iterator[tuple[str, list[str]]]:
    for question in questions:
        value, name = values.get(question.id), f"{prefix}{question.id}"
        if value is None:
            continue
        if question.type is QuestionType.DATE:
            year, month, day = str(value).split("-")
            yield from (
                (f"{name}-day", [day.lstrip("0")]),
                (f"{name}-month", [month.lstrip("0")]),
                (f"{name}-year", [year]),
            )
        elif question.type is QuestionType.ROWS and isinstance(value, list):
            for number, row in enumerate(value, 1):
                if isinstance(row, dict):
                    yield from _posted_of(question.questions, row, prefix=f"{name}-{row.get('key', number)}-")
        elif isinstance(value, list):
            yield name, [str(one) for one in value]
        else:
            yield name, [("yes" if value else "no") if isinstance(value, bool) else str(value)]
