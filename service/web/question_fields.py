"""From the questions of a form, what was typed and what was wrong, to the fields that components/questions.html shows.

What an answer means is judged in workflows/form_answers.py; nothing is judged here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from service.web.answer_rows import AnswerRow, row_keys
from workflows import FieldErrors, ListItem, Question, QuestionForm, QuestionType, When

Posted = Mapping[str, Sequence[str]]
Lists = Mapping[str, Sequence[ListItem]]

MOST_RADIOS = 10
DATE_PARTS = ("day", "month", "year")
CHOICES = frozenset({QuestionType.YES_NO, QuestionType.ONE_OF, QuestionType.MANY_OF})


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer to choose, with the questions that only it asks for."""

    value: str
    label: str
    hint: str = ""
    is_chosen: bool = False
    inner: tuple["Field", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """The same questions once more: a victim, an incident, an action."""

    key: str
    legend: str
    fields: tuple["Field", ...]
    can_remove: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question as a page shows it. `name` is what the browser posts and the id of its first input (dates: -day)."""

    name: str
    kind: str
    label: str
    hint: str = ""
    error: str = ""
    bad_parts: tuple[str, ...] = ()  # of a date: day, month, year
    value: str = ""
    day: str = ""
    month: str = ""
    year: str = ""
    choices: tuple[Choice, ...] = ()
    is_long: bool = False  # too many choices for radio buttons
    rows: tuple[FieldRow, ...] = ()
    can_add: bool = False
    when_name: str = ""
    when_values: tuple[str, ...] = ()
    autocomplete: str = ""
    has_focus: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Presenter:
    """What all the questions of one page need."""

    posted: Posted = field(default_factory=dict)
    errors: FieldErrors | None = None
    lists: Lists = field(default_factory=dict)
    autocomplete: Mapping[str, str] = field(default_factory=dict)  # question id -> HTML autocomplete token

    def present(self, form: QuestionForm) -> tuple[Field, ...]:
        """Return the fields of the form in order, with what was typed and what was wrong."""
        return self.present_all(form.questions, prefix="")

    def present_all(self, questions: Sequence[Question], *, prefix: str) -> tuple[Field, ...]:
        """Return the fields; a question for one answer of the question before it stands under that choice."""
        inner: dict[str, list[tuple[str, Question]]] = {}
        outer = [question for question in questions if not _tuck_in(question, questions, inner)]
        return tuple(self._present_one(question, prefix=prefix, inner=inner) for question in outer)

    def _present_one(
        self, question: Question, *, prefix: str, inner: Mapping[str, list[tuple[str, Question]]]
    ) -> Field:
        name = f"{prefix}{question.id}"
        shown = Field(
            name=name,
            kind=question.type.value,
            label=_label(question),
            hint=question.hint or "",
            error=self._error_of(name),
            value=self._first(name),
            autocomplete=self.autocomplete.get(question.id, ""),
        )
        if question.type is QuestionType.DATE:
            shown = self._as_date(shown)
        elif question.type in CHOICES:
            shown = self._as_choices(shown, question, prefix=prefix, inner=inner)
        elif question.type is QuestionType.ROWS:
            shown = self._as_rows(shown, question)
        return shown if question.when is None or _is_tucked(question, inner) else _waiting(shown, question.when, prefix)

    def _as_date(self, shown: Field) -> Field:
        wrong = [part for part in DATE_PARTS if self._error_of(f"{shown.name}-{part}")]
        day, month, year = (self._first(f"{shown.name}-{part}") for part in DATE_PARTS)
        error = next((self._error_of(f"{shown.name}-{part}") for part in wrong), shown.error)
        bad = DATE_PARTS if wrong == ["day"] and (day or not (month or year)) else tuple(wrong)
        return replace(shown, day=day, month=month, year=year, error=error, bad_parts=bad)

    def _as_choices(
        self, shown: Field, question: Question, *, prefix: str, inner: Mapping[str, list[tuple[str, Question]]]
    ) -> Field:
        chosen = set(self.posted.get(shown.name, ()))
        choices = tuple(
            Choice(
                value=value,
                label=label,
                hint=hint,
                is_chosen=value in chosen,
                inner=tuple(
                    self._present_one(part, prefix=prefix, inner=inner)
                    for wanted, part in inner.get(question.id, ())
                    if wanted == value
                ),
            )
            for value, label, hint in self._options(question)
        )
        is_long = question.type is QuestionType.ONE_OF and len(choices) > MOST_RADIOS
        return replace(shown, choices=choices, is_long=is_long)

    def _options(self, question: Question) -> Iterator[tuple[str, str, str]]:
        if question.type is QuestionType.YES_NO:
            yield from (("yes", "Yes", ""), ("no", "No", ""))
        for item in self.lists.get(question.options_from or "", ()):
            yield item.key, item.label, ""
        for option in question.options:
            yield option.value, option.label, option.hint or ""

    def _as_rows(self, shown: Field, question: Question) -> Field:
        if question.rows_from:
            items = self.lists.get(question.rows_from, ())
            return replace(shown, rows=tuple(self._row(question, shown.name, key=i.key, legend=i.label) for i in items))
        keys = row_keys(self.posted, shown.name, least=question.min if question.min is not None else 1)
        rows = tuple(
            self._row(question, shown.name, key=key.key, legend=f"Entry {place}", asked=key)
            for place, key in enumerate(keys, 1)
        )
        return replace(shown, rows=rows, can_add=len(rows) < question.most_rows)

    def _row(self, question: Question, name: str, *, key: str, legend: str, asked: AnswerRow | None = None) -> FieldRow:
        fields = self.present_all(question.questions, prefix=f"{name}-{key}-")
        if asked is not None and asked.is_new and fields:
            fields = (replace(fields[0], has_focus=True), *fields[1:])
        return FieldRow(key=key, legend=legend, fields=fields, can_remove=asked is not None and asked.can_remove)

    def _first(self, name: str) -> str:
        return next(iter(self.posted.get(name, ())), "")

    def _error_of(self, name: str) -> str:
        return (self.errors.message_for(name) or "") if self.errors else ""


def error_list(errors: FieldErrors | None, fields: Sequence[Field] = ()) -> list[tuple[str, str]]:
    """Return (words, id of the field) for the error summary; an error inside a row names the row."""
    rows = [(f"{shown.name}-{row.key}-", row.legend) for shown in _with_inner(fields) for row in shown.rows]
    listed = []
    for error in errors.errors if errors else ():
        legend = next((legend for prefix, legend in rows if error.name.startswith(prefix)), "")
        listed.append((f"{legend}: {error.message}" if legend else error.message, error.name))
    return listed


def _with_inner(fields: Sequence[Field]) -> Iterator[Field]:
    for shown in fields:
        yield shown
        for choice in shown.choices:
            yield from _with_inner(choice.inner)


def _label(question: Question) -> str:
    if question.required or question.label.endswith("(optional)") or question.type is QuestionType.ROWS:
        return question.label
    return f"{question.label} (optional)"


def _tuck_in(question: Question, questions: Sequence[Question], inner: dict[str, list[tuple[str, Question]]]) -> bool:
    """Put the question under the one choice that asks for it, if it follows that choice directly."""
    values = _wanted(question.when)
    if len(values) != 1 or question.when is None or question.type is QuestionType.ROWS:
        return False
    asked = next(other for other in questions if other.id == question.when.question)
    between = questions[questions.index(asked) + 1 : questions.index(question)]
    if asked.type not in CHOICES or asked.options_from or len(asked.options) > MOST_RADIOS:
        return False
    if any(other.when is None for other in between):
        return False
    inner.setdefault(asked.id, []).append((values[0], question))
    return True


def _is_tucked(question: Question, inner: Mapping[str, list[tuple[str, Question]]]) -> bool:
    return any(question is part for parts in inner.values() for _, part in parts)


def _waiting(shown: Field, when: When, prefix: str) -> Field:
    return replace(shown, when_name=f"{prefix}{when.question}", when_values=_wanted(when))


def _wanted(when: When | None) -> tuple[str, ...]:
    """Return the answers that make the question be asked, as the browser posts them."""
    if when is None:
        return ()
    wanted = when.wanted if isinstance(when.wanted, tuple) else (when.wanted,)
    return tuple(("yes" if value else "no") if isinstance(value, bool) else value for value in wanted)
