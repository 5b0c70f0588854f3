"""Where a case is, in words: each step done, now or not yet, by whom and by when, and why this way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from service.store.queries.case_places import StepRow
from workflows import OutlineStep, Stand, and_list, date_and_time, fires_at, local_date, long_date

STATES = {Stand.DONE: "Done", Stand.NOW: "Now", Stand.NOT_YET: "Not yet"}
PEOPLE_OR_CALL = ("userTask", "callActivity")
FIRST, LAST = "startEvent", "endEvent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of "The same in words"."""

    state: str
    bold: str
    words: str
    why: str = ""
    is_inner: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTeller:
    """Turns the outline of a procedure into lines, with who and when from the tasks of the case."""

    rows: Sequence[StepRow]

    def lines(self, steps: Sequence[OutlineStep]) -> list[Line]:
        """Give the lines; the outermost frame of a procedure is not told apart."""
        frame = [step for step in steps if step.calls and step.stand is Stand.NOW]
        if len(frame) == 1 and len(frame[0].inner) > 1 and all(step.calls == "" or step in frame for step in steps):
            begun = [self._line(step, 0, "") for step in steps if step.kind == FIRST]
            ends = [self._line(step, 0, "") for step in steps if step.kind == LAST and step.stand is Stand.NOT_YET]
            inner = [line for step in frame[0].inner if step.kind != FIRST for line in self._step(step, depth=0)]
            return [*begun, *inner, *ends]
        return [line for step in steps for line in self._step(step, depth=0)]

    def _step(self, step: OutlineStep, *, depth: int) -> Iterator[Line]:
        if not _is_told(step, depth):
            return
        if step.kind == "userTask" and step.stand is not Stand.NOT_YET:
            yield from self._task(step, depth)
            return
        if not (step.is_repeated and depth):
            yield self._line(step, depth, self._extra(step))
        for inner in step.inner:
            yield from self._step(inner, depth=depth + 1)

    def _extra(self, step: OutlineStep) -> str:
        if step.stand is Stand.NOW and step.calls and not any(step.standing()):
            return "if news comes."
        return ""

    def _task(self, step: OutlineStep, depth: int) -> Iterator[Line]:
        wanted = "done" if step.stand is Stand.DONE else "open"
        rows = [r for r in self.rows if (r.process_id, r.element_id, r.state) == (*_key(step), wanted)]
        if step.stand is Stand.DONE:
            yield self._line(step, depth, self._done(rows))
            return
        answered = [r.body for r in self.rows if (r.process_id, r.element_id, r.state) == (*_key(step), "done")]
        for words in [_waiting(row) for row in rows] or [""]:
            yield self._line(step, depth, words)
        if answered and all(answered):
            verb = "has" if len(set(answered)) == 1 else "have"
            names = and_list(list(dict.fromkeys(answered)))
            yield Line(state="Done", bold=f"{step.name}:", words=f"{names} {verb} answered.", is_inner=depth > 0)

    def _done(self, rows: Sequence[StepRow]) -> str:
        ended = [(row.ended_at, row.by) for row in rows if row.ended_at]
        if not ended:
            return ""
        at, by = max(ended)
        return f"{', '.join(part for part in (by, long_date(local_date(at))) if part)}."

    def _line(self, step: OutlineStep, depth: int, words: str) -> Line:
        why = ""
        if step.question and step.stand is Stand.NOT_YET:
            words = f"if “{step.question}” is {step.answer.lower()}."
        elif step.question:
            why = f"Why this way: “{step.question}” was {step.answer.lower()}."
        mark = "." if not words else "" if words.startswith("if ") else ":"
        return Line(state=STATES[step.stand], bold=f"{step.name}{mark}", words=words, why=why, is_inner=depth > 0)


def _key(step: OutlineStep) -> tuple[str, str]:
    return step.process_id, step.element_id


def _waiting(row: StepRow) -> str:
    by = f"by {_limit(row, row.due_on)}" if row.due_on else ""
    words = ", ".join(part for part in (row.body, by) if part)
    return f"{words}." if words else ""


def _limit(row: StepRow, due_on: date) -> str:
    """Give the day; of a clock in minutes the time as well."""
    if row.due_at is None or row.due_at == fires_at(due_on):
        return long_date(due_on)
    return date_and_time(row.due_at)


def _is_told(step: OutlineStep, depth: int) -> bool:
    """Tell tasks of people, calls and endings that may come; not what the service does by itself."""
    if step.kind == FIRST:
        return depth == 0
    if step.kind == LAST:
        return step.stand is Stand.NOT_YET and depth == 0 and bool(step.question)
    return step.kind in PEOPLE_OR_CALL


def now_sentence(steps: Sequence[OutlineStep]) -> tuple[str, str]:
    """Give "Now at 2 steps:" and their names; a closed case has none."""
    names = list(dict.fromkeys(step.name for top in steps for step in top.standing()))
    if not names:
        return "", "No step waits for anybody now."
    words = and_list([f"{name[:1].lower()}{name[1:]}" for name in names])
    return f"Now at {len(names)} step{'' if len(names) == 1 else 's'}:", f"{words}."


def best_part(steps: Sequence[OutlineStep], process_id: str) -> str:
    """Give the diagram to open at: the innermost that still shows every present step, before a list of items."""
    calls = [step for step in steps if step.calls and step.stand is Stand.NOW and any(step.standing())]
    tasks = [step for step in steps if step.kind == "userTask" and step.stand is Stand.NOW]
    if len(calls) != 1 or tasks or calls[0].is_repeated or any(inner.is_repeated for inner in _busy(calls[0])):
        return process_id
    return best_part(calls[0].inner, calls[0].calls)


def _busy(step: OutlineStep) -> list[OutlineStep]:
    return [inner for inner in step.inner if inner.stand is Stand.NOW and any(inner.standing())]


def parts_with_tokens(steps: Sequence[OutlineStep]) -> Iterator[str]:
    """Give the diagrams in which the case stands, from the outside inwards."""
    for step in steps:
        if step.stand is Stand.NOW and step.calls and any(step.standing()):
            yield step.calls
            yield from parts_with_tokens(step.inner)
