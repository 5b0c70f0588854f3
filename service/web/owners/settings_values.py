"""Settings read from a form, put into the rules, and said in words. Which settings there are: settings_fields.py."""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from service.web.owners.settings_kinds import Kind, Setting, SettingsPage
from service.web.owners.typed_day import DAY_PARTS, Parts, parts_of, read_day, typed_parts
from service.web.question_fields import Choice, Field
from workflows import long_date
from workflows.date_words import wall_time

Posted = Mapping[str, Sequence[str]]
TIME = re.compile(r"\s*([0-9]{1,2})(?:[:.]([0-9]{2}))?\s*(am|pm)?\s*", re.IGNORECASE)
LONGEST_TEXT, LONGEST_LINES, MOST_LINES = 200, 4000, 40
FIELD_KINDS = {Kind.NUMBER: "number", Kind.OPTIONAL_NUMBER: "number", Kind.LINES: "long_text", Kind.TIME: "time"}


class NotThis(ValueError):
    """The value cannot be taken; the sentence says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """What a posted page of settings says."""

    settings: dict[str, Any]
    problems: dict[str, str]


def read_page(page: SettingsPage, posted: Posted, *, standing: Mapping[str, Any]) -> ReadPage:
    """Give the standing settings with this page's answers in their place, and a sentence for each bad one."""
    settings, problems = deepcopy(dict(standing)), {}
    for setting in page.settings:
        try:
            put(settings, setting.path, read_value(setting, typed_of(setting, posted)))
        except NotThis as fault:
            problems[setting.name] = str(fault)
    return ReadPage(settings=settings, problems=problems)


def typed_of(setting: Setting, posted: Posted) -> Sequence[str]:
    """Give what was typed for one setting; a date in its three parts."""
    return typed_parts(setting.name, posted) if setting.kind is Kind.DATE else posted.get(setting.name, [])


def read_value(setting: Setting, typed: Sequence[str]) -> Any:
    """Give the value as the rules store it. Raises NotThis."""
    if setting.kind is Kind.MANY_OF:
        return _many(setting, typed)
    if setting.kind is Kind.DATE and any(typed):
        return _date(setting, typed)
    text = (typed[0] if typed else "").strip()
    if not text:
        return _empty(setting)
    return _READERS[setting.kind](setting, text)


def _empty(setting: Setting) -> Any:
    if not setting.may_be_empty:
        raise NotThis(f"{'Select' if setting.choices or setting.kind is Kind.YES_NO else 'Enter'}: {setting.label}")
    return "" if setting.kind is Kind.TEXT else None


def _many(setting: Setting, typed: Sequence[str]) -> list[Any]:
    chosen = [value for value, _ in setting.choices if value in typed]
    if not chosen and not setting.may_be_empty:
        raise NotThis(f"Select at least one: {setting.label}")
    return [int(value) if value.isdigit() else value for value in chosen]


def _text(setting: Setting, text: str) -> str:
    if len(text) > LONGEST_TEXT or not text.isprintable():
        raise NotThis(f"{setting.label} must be {LONGEST_TEXT} characters or fewer, in one line")
    return text


def _number(setting: Setting, text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= 6 and setting.lowest <= int(text) <= setting.highest:
        return int(text)
    raise NotThis(f"{setting.label} must be a whole number from {setting.lowest} to {setting.highest}")


def _time(setting: Setting, text: str) -> str:
    found = TIME.fullmatch(text[:20])
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 99)
    half = (found[3] or "").lower() if found else ""
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0) if 1 <= hour <= 12 else 99
    if hour > 23 or minute > 59:
        raise NotThis(f"{setting.label} must be a time, like 5pm or 16:30")
    return time(hour, minute).isoformat()


def _date(setting: Setting, typed: Sequence[str]) -> str:
    day, month, year = typed
    found = read_day((day, month, year))
    if found is None:
        raise NotThis(f"{setting.label}: enter a date, like 4 1 2027")
    return found.isoformat()


def _yes_no(setting: Setting, text: str) -> bool:
    if text not in ("yes", "no"):
        raise NotThis(f"Select yes or no: {setting.label}")
    return text == "yes"


def _one(setting: Setting, text: str) -> str:
    if text not in dict(setting.choices):
        raise NotThis(f"Select: {setting.label}")
    return text


def _lines(setting: Setting, text: str) -> list[str]:
    lines = list(dict.fromkeys(" ".join(line.split()) for line in text[:LONGEST_LINES].splitlines() if line.strip()))
    if len(lines) > MOST_LINES or any(len(line) > LONGEST_TEXT for line in lines):
        raise NotThis(f"{setting.label}: at most {MOST_LINES} lines of {LONGEST_TEXT} characters")
    return lines


_READERS = {
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
    Kind.OPTIONAL_NUMBER: _number,
    Kind.TIME: _time,
    Kind.YES_NO: _yes_no,
    Kind.ONE_OF: _one,
    Kind.LINES: _lines,
}


def pick(settings: Mapping[str, Any], path: str) -> Any:
    """Give the value at a path; an absent one gives an empty text."""
    value: Any = settings
    for step in path.split("."):
        value = value.get(step, "") if isinstance(value, Mapping) else ""
    return value


def put(settings: dict[str, Any], path: str, value: Any) -> None:
    """Put a value at a path; an empty title of a role is taken out."""
    *inner, last = path.split(".")
    place = settings
    for step in inner:
        place = place.setdefault(step, {})
    if inner == ["role_titles"] and not value:
        place.pop(last, None)
    else:
        place[last] = value


def value_words(setting: Setting, value: Any) -> str:
    """Say a value in the words of the page."""
    if value is None or value == "" or value == []:
        return "None"
    if setting.kind is Kind.YES_NO:
        return "Yes" if value else "No"
    if setting.kind is Kind.TIME:
        return wall_time(time.fromisoformat(value))
    if setting.kind is Kind.DATE:
        return long_date(date.fromisoformat(value))
    words = dict(setting.choices)
    many = value if isinstance(value, list | tuple) else [value]
    return ", ".join(words.get(str(each), str(each)) for each in many)


def present(setting: Setting, value: Any, *, error: str = "", typed: Sequence[str] | None = None) -> Field:
    """Give the field as the page shows it: with what was typed, else with the standing value."""
    chosen = set(typed) if typed is not None else _as_typed(setting, value)
    day, month, year = _parts(setting, value, typed)
    choices = (("yes", "Yes"), ("no", "No")) if setting.kind is Kind.YES_NO else setting.choices
    return Field(
        name=setting.name,
        kind=FIELD_KINDS.get(setting.kind, str(setting.kind)),
        label=setting.label,
        hint=setting.hint,
        error=error,
        value=next(iter(typed or _as_typed(setting, value)), ""),
        bad_parts=DAY_PARTS if error and setting.kind is Kind.DATE else (),
        day=day,
        month=month,
        year=year,
        choices=tuple(Choice(value=each, label=words, is_chosen=each in chosen) for each, words in choices),
        is_long=setting.kind is Kind.ONE_OF and len(choices) > 8,
    )


def _parts(setting: Setting, value: Any, typed: Sequence[str] | None) -> Parts:
    if setting.kind is not Kind.DATE:
        return parts_of(None)
    if typed is None:
        return parts_of(date.fromisoformat(value) if value else None)
    day, month, year = typed
    return day, month, year


def _as_typed(setting: Setting, value: Any) -> set[str]:
    if setting.kind is Kind.YES_NO:
        return {"yes" if value else "no"}
    if setting.kind is Kind.LINES:
        return {"\n".join(value or ())}
    if setting.kind is Kind.TIME:
        return {value_words(setting, value)} if value else set()
    many = value if isinstance(value, list | tuple) else [value]
    return {str(each) for each in many if each not in (None, "")}
