"""The letters of a case in words: how each stands and whether what it promised was kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from letters import letter_catalogue
from service.cases.letters.promises import CLOCKS_OF_FIELD
from service.store.queries.case_clocks import ClockRow
from service.store.queries.case_letters import LetterRow
from workflows import clock_time, local_date, long_date

STATES = {
    "draft": "Draft",
    "waiting": "Waits for approval",
    "approved": "Approved, not sent yet",
    "withdrawn": "Withdrawn",
}
CHANNELS = {"email": "email", "post": "post"}
NOT_ELSEWHERE: Mapping[str, date | None] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseLine:
    """One promise of a letter and what became of it."""

    words: str
    verdict: str
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """One letter in the table."""

    letter_id: int | None
    task_id: str | None
    title: str
    code: str
    to: str
    state: str
    tone: str
    promises: tuple[PromiseLine, ...]


def letter_lines(
    rows: Sequence[LetterRow],
    clocks: Sequence[ClockRow],
    *,
    today: date,
    done_elsewhere: Mapping[str, date | None] = NOT_ELSEWHERE,
) -> list[LetterLine]:
    """Give the lines of the table, those not yet sealed first.

    `done_elsewhere`: the day on which something was done that no clock of this case waits for, by the field of the
    letter that promises it; None as long as it is not done.
    """
    shown = sorted(rows, key=lambda row: row.letter_id is not None)
    return [_line(row, clocks, today, done_elsewhere) for row in shown if row.state != "withdrawn" or row.letter_id]


def _line(
    row: LetterRow, clocks: Sequence[ClockRow], today: date, done_elsewhere: Mapping[str, date | None]
) -> LetterLine:
    state, tone = state_words(row)
    return LetterLine(
        letter_id=row.letter_id,
        task_id=row.task_id if row.letter_id is None else None,
        title=title_of(row.code),
        code=row.code,
        to=_to(row),
        state=state,
        tone=tone,
        promises=tuple(_promise(row, promise, clocks, today, done_elsewhere) for promise in row.promises),
    )


def _promise(
    row: LetterRow,
    promise: Mapping[str, Any],
    clocks: Sequence[ClockRow],
    today: date,
    done_elsewhere: Mapping[str, date | None],
) -> PromiseLine:
    words, field, on = str(promise["words"]), str(promise["field"]), date.fromisoformat(str(promise["on"])[:10])
    if field in done_elsewhere:
        return _judged(f"{words} {long_date(on)}.", on, done_elsewhere[field], today=today)
    return promise_line(words, on, _clocks_behind(row, field, clocks), today=today)


def _clocks_behind(row: LetterRow, field: str, clocks: Sequence[ClockRow]) -> list[ClockRow]:
    """Give the clocks that a promise may speak of: the case's, or the reader's own; never another body's."""
    body = row.recipient.removeprefix("body:") if row.recipient.startswith("body:") else ""
    named = CLOCKS_OF_FIELD.get(field, ())
    return [clock for clock in clocks if clock.clock in named and clock.key in ("", body)]


def title_of(code: str) -> str:
    """Give the title of a letter with a capital: "We will hold a review"."""
    kind = letter_catalogue().get(code)
    words = kind.title if kind else code
    return f"{words[:1].upper()}{words[1:]}"


def _to(row: LetterRow) -> str:
    parts = [row.to, CHANNELS.get(row.channel, row.channel), "large print" if row.size == "large_print" else ""]
    return ", ".join(part for part in parts if part)


def state_words(row: LetterRow) -> tuple[str, str]:
    """Give how a letter stands, and "late" where a person must look."""
    if row.sealed_at is None:
        return STATES.get(row.state, row.state.capitalize()), ""
    sealed = f"Sealed {long_date(local_date(row.sealed_at))}"
    at = f"{long_date(local_date(row.delivered_at))}, {clock_time(row.delivered_at)}" if row.delivered_at else ""
    if row.delivery == "failed":
        return f"Came back. {sealed}", "late"
    if row.delivery == "not_made":
        return f"It could not be made into a PDF. {sealed}", "late"
    if row.delivery == "unknown":
        return f"Nobody knows if it arrived. {sealed}", "late"
    sent = {"sent": "Sent by email", "posted": "Posted"}.get(row.delivery)
    if sent:
        return f"{sent} {at}. Sealed" if at else f"{sent}. {sealed}", ""
    waits = {"to_print": "to print and post", "kept": "kept on file"}.get(row.delivery, "waits to be sent")
    return f"{sealed}, {waits}", ""


def promise_line(words: str, on: date, clocks: Sequence[ClockRow], *, today: date) -> PromiseLine:
    """Give a promise with "Still true", "Kept", "No longer needed" or "Broken". Source: brief page 2."""
    said = f"{words} {long_date(on)}."
    row = _behind(on, clocks)
    if row is None:
        return PromiseLine(words=said, verdict="Still true" if on >= today else "")
    if row.state == "cancelled":
        return PromiseLine(words=said, verdict="No longer needed")
    return _judged(said, on, row.ended_on if row.state == "done" else None, today=today)


def _judged(said: str, on: date, done_on: date | None, *, today: date) -> PromiseLine:
    """Give a promise beside the day on which it was done; None is not yet."""
    if done_on is None and on < today:
        return PromiseLine(words=said, verdict=f"Broken: was due {long_date(on)}", tone="late")
    if done_on is None:
        return PromiseLine(words=said, verdict="Still true")
    if done_on <= on:
        return PromiseLine(words=said, verdict=f"Kept {long_date(done_on)}", tone="ok")
    return PromiseLine(words=said, verdict=f"Broken: kept only on {long_date(done_on)}", tone="late")


def _behind(on: date, clocks: Sequence[ClockRow]) -> ClockRow | None:
    """Give the clock that stands behind a promised date: the one that promised it, else one that ends that day."""
    live = [row for row in clocks if row.state != "replaced"]
    promised = [row for row in live if row.promised_on == on]
    return next(iter(promised or [row for row in live if row.limit_on == on]), None)
