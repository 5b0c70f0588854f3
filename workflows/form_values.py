"""Reading one answer: text as it was typed into a date, a time, a number, a choice; or the problem with it.

The sentences are in form_words.py.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from workflows.facts import Json
from workflows.form_schema import Question, QuestionType

Given = Mapping[str, list[str]]

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
MAX_NUMBER: Final = 10**9

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME: Final = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?\s*(am|pm)?", re.IGNORECASE)
_NUMBER: Final = re.compile(r"-?[0-9]{1,10}")
_EMAIL: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,63}")
_PHONE: Final = re.compile(r"\+?[0-9()\s./-]{7,25}(?:\s*(?:ext|x)\.?\s*[0-9]{1,6})?", re.IGNORECASE)
_POSTCODE: Final = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
_BREAKS: Final = frozenset("\n\t")


class FieldProblem(Exception):
    """Something is not right with one answer: which rule it breaks, and in which input of the question."""

    def __init__(self, rule: str, *, part: str = "", least: int | None = None, most: int | None = None) -> None:
        super().__init__(rule)
        self.rule = rule
        self.part = part
        self.least = least
        self.most = most


def read_value(question: Question, given: Given, *, options: frozenset[str], today: date) -> Json:
    """Give the typed answer, or None, "" or [] if nothing was answered. Raises FieldProblem."""
    if question.type is QuestionType.DATE:
        return _read_date(question, given, today)
    texts = [_clean(text) for text in given[""]]
    if question.type is QuestionType.MANY_OF:
        return _read_many(texts, options)
    if len(texts) > 1:
        raise FieldProblem("one_only")
    text = texts[0] if texts else ""
    if not text:
        return None
    if question.type is QuestionType.ONE_OF:
        return _read_choice(text, options)
    return _READERS[question.type](question, text)


def _clean(text: str) -> str:
    """Give the text without blanks around it. Raises FieldProblem for characters nothing can show or store."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for character in text:
        kind = unicodedata.category(character)
        if kind == "Cs" or (kind == "Cc" and character not in _BREAKS):
            raise FieldProblem("characters")
    text = text.strip()
    is_blank = all(unicodedata.category(character) in {"Cf", "Zs", "Zl", "Zp"} for character in text)
    return "" if is_blank else text


def _read_many(texts: list[str], options: frozenset[str]) -> Json:
    chosen = [_read_choice(text, options) for text in dict.fromkeys(texts) if text]
    return list(chosen)


def _read_choice(text: str, options: frozenset[str]) -> str:
    if text not in options:
        raise FieldProblem("not_listed")
    return text


def _read_text(question: Question, text: str) -> Json:
    if len(text) > question.longest:
        raise FieldProblem("too_long", most=question.longest)
    if question.type is not QuestionType.LONG_TEXT and "\n" in text:
        raise FieldProblem("one_line")
    return text


def _read_yes_no(_question: Question, text: str) -> Json:
    if text not in {"yes", "no"}:
        raise FieldProblem("not_listed")
    return text == "yes"


def _read_number(question: Question, text: str) -> Json:
    if not _NUMBER.fullmatch(text):
        raise FieldProblem("number")
    number = int(text)
    least = question.min if question.min is not None else 0
    most = question.max if question.max is not None else MAX_NUMBER
    if number < least:
        raise FieldProblem("too_low", least=least, most=most)
    if number > most:
        raise FieldProblem("too_high", least=least, most=most)
    return number


def _read_time(_question: Question, text: str) -> Json:
    match = _TIME.fullmatch(text)
    if match is None or not (match.group(2) or match.group(3)):
        raise FieldProblem("time")
    hour, minute, half = int(match.group(1)), int(match.group(2) or 0), (match.group(3) or "").lower()
    if half and not 1 <= hour <= 12:
        raise FieldProblem("time")
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    if hour > 23 or minute > 59:
        raise FieldProblem("time")
    return f"{hour:02d}:{minute:02d}"


def _read_email(_question: Question, text: str) -> Json:
    if len(text) > 254 or not _EMAIL.fullmatch(text):
        raise FieldProblem("email")
    return text


def _read_phone(_question: Question, text: str) -> Json:
    if not _PHONE.fullmatch(text) or not 7 <= sum(character.isdigit() for character in text) <= 20:
        raise FieldProblem("phone")
    return text


def _read_postcode(_question: Question, text: str) -> Json:
    match = _POSTCODE.fullmatch(re.sub(r"\s+", "", text[:20]).upper())
    if match is None:
        raise FieldProblem("postcode")
    return f"{match.group(1)} {match.group(2)}"


def _read_date(question: Question, given: Given, today: date) -> Json:
    parts = {name: [_clean(text) for text in texts] for name, texts in given.items()}
    if any(len(texts) > 1 for texts in parts.values()):
        raise FieldProblem("one_only", part="-day")
    day, month, year = (parts[name][0] if parts[name] else "" for name in ("day", "month", "year"))
    if not (day or month or year):
        return None
    for name, text in (("day", day), ("month", month), ("year", year)):
        if not text:
            raise FieldProblem(f"no_{name}", part=f"-{name}")
    found = _real_date(day, month, year)
    if question.not_after == "today" and found > today:
        raise FieldProblem("future", part="-day")
    if question.not_before == "today" and found < today:
        raise FieldProblem("past", part="-day")
    return found.isoformat()


def _real_date(day: str, month: str, year: str) -> date:
    if not re.fullmatch(r"[0-9]{4}", year) or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise FieldProblem("year", part="-year")
    named = month.lower()[:3]
    number = _MONTHS.index(named) + 1 if named in _MONTHS and month.isalpha() else None
    if number is None and re.fullmatch(r"[0-9]{1,2}", month):
        number = int(month)
    try:
        if number is None or not re.fullmatch(r"[0-9]{1,2}", day):
            raise ValueError(day)
        return date(int(year), number, int(day))
    except ValueError as err:
        raise FieldProblem("date", part="-day") from err


_READERS: Final[Mapping[QuestionType, Callable[[Question, str], Json]]] = {
    QuestionType.TEXT: _read_text,
    QuestionType.LONG_TEXT: _read_text,
    QuestionType.YES_NO: _read_yes_no,
    QuestionType.NUMBER: _read_number,
    QuestionType.TIME: _read_time,
    QuestionType.EMAIL: _read_email,
    QuestionType.PHONE: _read_phone,
    QuestionType.POSTCODE: _read_postcode,
}
