"""The history of a case as sentences, newest first, and its filters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from flask import url_for

from service.store.queries.case_history import NOTED, DecisionRow, EventRow, LookRow, NoteRow
from workflows import clock_time, counted, local_date, long_date

DECISIONS, LETTERS, CONTACT, CLOCKS, LOOKS = "decisions", "letters", "contact", "clocks", "looks"
KINDS = {
    "letter_sealed": LETTERS,
    "letter_sent": LETTERS,
    "letter_posted": LETTERS,
    "letter_failed": LETTERS,
    "letter_unknown": LETTERS,
    "letter_again": LETTERS,
    "letter_sent_back": LETTERS,
    "approval_asked": LETTERS,
    "letter_approved": LETTERS,
    "print_late": LETTERS,
    "told": CONTACT,
    "call_asked": CONTACT,
    "returned": CONTACT,
    "responded": CONTACT,
    "silent": CONTACT,
    "late": CLOCKS,
    "still_late": CLOCKS,
    "extension_asked": CLOCKS,
    "extended": CLOCKS,
    "extension_refused": CLOCKS,
    "clock_reopened": CLOCKS,
}
Moments = frozenset[tuple[datetime, str]]
FINISHED = "task_done"
BY_ITSELF = ("the clock", "public", "the post room")
MINOR = frozenset({"task_taken", "task_put_back", "recorded"})
PAGES = {
    "now": "Now",
    "tension": "where the tension stands",
    "reports": "Reports and people",
    "history": "History and letters",
    "drawing": "Where it is",
    "clock": "Why this date",
    "letter": "a letter",
    "restricted": "the alleged perpetrator",
    "restricted_reports": "the restricted reports",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of the timeline."""

    at: datetime
    when: str
    who: str
    words: str
    kind: str = ""
    is_minor: bool = False
    links: tuple[tuple[str, str], ...] = ()


def event_entries(rows: Sequence[EventRow], *, reference: str = "", told: Moments = frozenset()) -> list[Entry]:
    """Give what happened as entries; calls and notes stand in their own rows.

    That a task was finished is minor where something else says what came of it: another event of the same person
    and instant, or a decision (`told`).
    """
    known = told | {(row.at, row.by) for row in rows if row.kind not in MINOR and row.kind != FINISHED}
    return [_event(row, reference, is_told=(row.at, row.by) in known) for row in rows]


def _event(row: EventRow, reference: str, *, is_told: bool) -> Entry:
    who, words = split_who(row.sentence, row.by)
    letter = row.detail.get("letter")
    links: tuple[tuple[str, str], ...] = ()
    if letter and reference:
        links = (
            ("Read the sealed letter", url_for("casework.sealed_letter_page", reference=reference, letter_id=letter)),
        )
    return Entry(
        at=row.at,
        when=moment_words(row.at),
        who=who,
        words=words,
        kind=KINDS.get(row.kind, ""),
        is_minor=row.kind in MINOR or (row.kind == FINISHED and is_told),
        links=links,
    )


def split_who(sentence: str, by: str) -> tuple[str, str]:
    """Give the person whose name begins the sentence, and the rest of it; what nobody did, the service did."""
    if by in BY_ITSELF and sentence.startswith(f"{by} "):
        return "Folkmoot", sentence[len(by) :].strip()
    return (by, sentence[len(by) :].strip()) if by and sentence.startswith(f"{by} ") else ("", sentence)


def moment_words(at: datetime) -> str:
    """Give "Monday 21 December 2026, 3:20pm"."""
    return f"{long_date(local_date(at))}, {clock_time(at)}"


def note_entries(rows: Iterable[NoteRow]) -> list[Entry]:
    """Give calls, attempts and notes with their words."""
    return [_note(row) for row in rows]


def _note(row: NoteRow) -> Entry:
    did = {"call": f"spoke to {row.with_words}", "attempt": f"tried to reach {row.with_words}"}.get(
        row.kind, "added a note"
    )
    words = f"{did}: “{row.words}”" if row.words else f"{did}."
    kind = "" if row.kind == "note" else CONTACT
    return Entry(at=row.at, when=moment_words(row.at), who=row.by, words=words, kind=kind)


def decision_entries(rows: Iterable[DecisionRow]) -> list[Entry]:
    """Give decisions with their reasons. Source: CM-13."""
    return [_decision(row) for row in rows]


def _decision(row: DecisionRow) -> Entry:
    answer = row.answer.replace("_", " ")
    because = f", because: “{row.reasons}”" if row.reasons else ""
    rule = f" Rule {row.rule}." if row.rule else ""
    words = f"decided “{row.question}”: {answer}{because}{'' if because else '.'}{rule}"
    return Entry(at=row.at, when=moment_words(row.at), who=row.by, words=words, kind=DECISIONS)


def look_entries(rows: Sequence[LookRow]) -> list[Entry]:
    """Give one entry a person and day: which pages were read, how often, and the reason where one was given."""
    return [_look(day, by, list(looks)) for (day, by, _), looks in groupby(rows, key=_day_and_person)]


def _day_and_person(row: LookRow) -> tuple[date, str, str]:
    return local_date(row.at), row.by, row.purpose


def _look(day: date, by: str, looks: list[LookRow]) -> Entry:
    pages = dict.fromkeys(PAGES.get(look.page, look.page) for look in looks)
    reason = f" Reason given: “{looks[0].purpose}”" if looks[0].purpose else ""
    words = f"read {', '.join(pages)} ({counted(len(looks), 'time')}).{reason}"
    return Entry(at=looks[0].at, when=long_date(day), who=by, words=words, kind=LOOKS)


def merged(*lists: Sequence[Entry]) -> list[Entry]:
    """Give all entries, the newest first; what happened at one instant keeps its order."""
    return sorted((entry for entries in lists for entry in entries), key=lambda entry: entry.at, reverse=True)


def without_notes(rows: Iterable[EventRow]) -> list[EventRow]:
    """Leave out the events whose words stand in the notes."""
    return [row for row in rows if row.kind not in NOTED]
