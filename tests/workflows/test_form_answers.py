"""Answers: typed when they are right, one sentence at the field when they are not, and never an exception."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from tests.workflows.small_forms import CONTEXT, OPTIONS, one
from workflows import Answers, FieldErrors, Json, QuestionForm, validate_answers


def read(form: QuestionForm, posted: Mapping[str, str | Sequence[str]]) -> Answers | FieldErrors:
    lists = {name: [value] if isinstance(value, str) else list(value) for name, value in posted.items()}
    return validate_answers(form, lists, context=CONTEXT)


def value_of(form: QuestionForm, posted: Mapping[str, str | Sequence[str]]) -> Json:
    found = read(form, posted)
    assert isinstance(found, Answers), found
    return found.values["q"]


def errors_of(form: QuestionForm, posted: Mapping[str, str | Sequence[str]]) -> list[tuple[str, str]]:
    found = read(form, posted)
    assert isinstance(found, FieldErrors), found
    return [(error.name, error.message) for error in found.errors]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("text", "  O'Brien ", "O'Brien"),
        ("text", "Zoe\u0308", "Zoe\u0308"),
        ("long_text", "one\r\ntwo", "one\ntwo"),
        ("yes_no", "yes", True),
        ("yes_no", "no", False),
        ("one_of", "met", "met"),
        ("number", "12", 12),
        ("number", "007", 7),
        ("time", "14:30", "14:30"),
        ("time", "2.30pm", "14:30"),
        ("time", "12am", "00:00"),
        ("time", "12 PM", "12:00"),
        ("email", "name.o'x@council.example", "name.o'x@council.example"),
        ("phone", "01632 960 001", "01632 960 001"),
        ("phone", "+44 (0)1632 960001 ext 12", "+44 (0)1632 960001 ext 12"),
        ("postcode", "aa31ab", "AA3 1AB"),
        ("postcode", "W1A 0AX", "W1A 0AX"),
    ],
)
def test_an_answer_comes_out_typed(kind: str, text: str, value: Json) -> None:
    form = one(kind, **({"options": OPTIONS} if kind == "one_of" else {}))
    found = value_of(form, {"q": text})
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("text", "", "Enter reason"),
        ("text", " \u3000\u200b", "Enter reason"),
        ("text", "x" * 201, "Reason must be 200 characters or fewer"),
        ("text", "line1\r\nline2", "Reason must be on one line"),
        ("text", "\ud800", "Reason holds characters we cannot store. Type it again without them"),
        ("text", "\x00", "Reason holds characters we cannot store. Type it again without them"),
        ("long_text", "x" * 100_000, "Reason must be 10,000 characters or fewer"),
        ("yes_no", "maybe", "Select one of the answers listed: Reason"),
        ("yes_no", "", "Select an answer: Reason"),
        ("number", "1,000", "Reason must be a whole number, like 15"),
        ("number", "\u0663", "Reason must be a whole number, like 15"),
        ("number", "0.5", "Reason must be a whole number, like 15"),
        ("number", "-1", "Reason must be 0 or more"),
        ("number", "99999999999999999999", "Reason must be a whole number, like 15"),
        ("number", "9999999999", "Reason must be 1,000,000,000 or fewer"),
        ("time", "25:00", "Reason must be a time, like 2:30pm or 14:30"),
        ("time", "13pm", "Reason must be a time, like 2:30pm or 14:30"),
        ("time", "14", "Reason must be a time, like 2:30pm or 14:30"),
        ("email", "name@", "Enter an email address in the correct format, like name@example.com"),
        (
            "email",
            "a@b.example\nBcc: x@y.example",
            "Enter an email address in the correct format, like name@example.com",
        ),
        ("phone", "call me", "Enter a telephone number, like 01632 960 001"),
        ("postcode", "12345", "Enter a full UK postcode, like AA3 1AB"),
    ],
)
def test_what_is_not_right_gets_a_sentence_that_says_what_to_do(kind: str, text: str, words: str) -> None:
    assert errors_of(one(kind), {"q": text}) == [("q", words)]


@pytest.mark.parametrize(
    ("day", "month", "year", "value"),
    [
        ("2", "3", "2026", "2026-03-02"),
        ("02", "03", "2026", "2026-03-02"),
        ("29", "2", "2028", "2028-02-29"),
        (" 2 ", "March", "2026", "2026-03-02"),
        ("2", "sept", "2026", "2026-09-02"),
        ("1", "1", "1900", "1900-01-01"),
    ],
)
def test_a_date_is_read_from_its_three_fields(day: str, month: str, year: str, value: str) -> None:
    assert value_of(one("date"), {"q-day": day, "q-month": month, "q-year": year}) == value


@pytest.mark.parametrize(
    ("day", "month", "year", "name", "words"),
    [
        ("", "", "", "q-day", "Enter reason"),
        ("", "3", "2026", "q-day", "Reason must include a day"),
        ("2", "", "2026", "q-month", "Reason must include a month"),
        ("2", "3", "", "q-year", "Reason must include a year"),
        ("29", "2", "2027", "q-day", "Reason must be a real date"),
        ("31", "4", "2027", "q-day", "Reason must be a real date"),
        ("12", "31", "2026", "q-day", "Reason must be a real date"),
        ("\u0663", "3", "2026", "q-day", "Reason must be a real date"),
        ("2", "3", "26", "q-year", "Reason must have a year with 4 numbers, from 1900 to 2100"),
        ("1", "1", "0001", "q-year", "Reason must have a year with 4 numbers, from 1900 to 2100"),
        ("1", "1", "10000", "q-year", "Reason must have a year with 4 numbers, from 1900 to 2100"),
        ("3", "3", "2026", "q-day", "Reason must be today or in the past"),
    ],
)
def test_a_date_that_is_not_right_says_which_field(day: str, month: str, year: str, name: str, words: str) -> None:
    form = one("date", not_after="today")
    assert errors_of(form, {"q-day": day, "q-month": month, "q-year": year}) == [(name, words)]


def test_a_date_may_have_to_lie_ahead() -> None:
    form = one("date", not_before="today")
    assert errors_of(form, {"q-day": "1", "q-month": "3", "q-year": "2026"}) == [
        ("q-day", "Reason must be today or in the future")
    ]


def test_choices_must_be_on_the_list() -> None:
    assert errors_of(one("one_of", options=OPTIONS), {"q": "other"})[0][1].startswith(
        "Select one of the answers listed"
    )
    assert errors_of(one("one_of", options=OPTIONS), {"q": ["met", "not_met"]}) == [
        ("q", "Give one answer only: Reason")
    ]
    assert value_of(one("many_of", options=OPTIONS), {"q": ["met", "", "unsure", "met"]}) == ["met", "unsure"]
    assert errors_of(one("many_of", options=OPTIONS), {"q": ["met", "other"]})[0][0] == "q"
    assert errors_of(one("many_of", options=OPTIONS), {}) == [("q", "Select an answer: Reason")]
    assert value_of(one("one_of", options_from="bodies"), {"q": "police"}) == "police"
    assert errors_of(one("one_of", options_from="bodies"), {"q": "met"})[0][0] == "q"


def test_the_words_of_the_form_come_first() -> None:
    form = one("text", errors={"required": "Enter your reasons", "invalid": "Write it plainly"})
    assert errors_of(form, {}) == [("q", "Enter your reasons")]
    assert errors_of(form, {"q": "\x00"}) == [("q", "Write it plainly")]


def test_an_optional_question_may_stay_empty() -> None:
    for kind in ("text", "date", "number", "time", "yes_no"):
        assert value_of(one(kind, required=False, label="Reason (optional)"), {}) is None
    assert value_of(one("many_of", required=False, options=OPTIONS), {}) == []


FOLLOW_UP = QuestionForm.parse(
    {
        "title": "T",
        "questions": [
            {"id": "result", "type": "one_of", "label": "Result", "options": OPTIONS, "fact": True},
            {"id": "reason", "type": "long_text", "label": "Reason",
             "when": {"question": "result", "is": ["not_met", "unsure"]}},
            {"id": "sure", "type": "yes_no", "label": "Sure?", "fact": True,
             "when": {"question": "result", "is": "met"}},
            {"id": "by", "type": "text", "label": "By whom", "when": {"question": "sure", "is": True}},
        ],
    }
)  # fmt: skip


def test_only_what_was_asked_is_required_and_kept() -> None:
    answered = read(FOLLOW_UP, {"result": "met", "sure": "no", "reason": "left over", "by": "left over"})
    assert isinstance(answered, Answers)
    assert answered.values == {"result": "met", "sure": False}
    assert answered.facts() == {"result": "met", "sure": False}
    assert errors_of(FOLLOW_UP, {"result": "not_met"}) == [("reason", "Enter reason")]
    assert errors_of(FOLLOW_UP, {"result": "met", "sure": "yes"}) == [("by", "Enter by whom")]


def test_facts_are_only_those_marked_and_none_where_not_asked() -> None:
    answered = read(FOLLOW_UP, {"result": "unsure", "reason": "private words"})
    assert isinstance(answered, Answers)
    assert answered.facts() == {"result": "unsure", "sure": None}


ROWS = QuestionForm.parse(
    {
        "title": "T",
        "questions": [
            {
                "id": "calls", "type": "rows", "label": "Calls", "min": 1, "max": 3,
                "questions": [
                    {"id": "on", "type": "date", "label": "Date"},
                    {"id": "how", "type": "one_of", "label": "How", "options": OPTIONS},
                    {"id": "note", "type": "text", "label": "Note", "when": {"question": "how", "is": "unsure"}},
                ],
            },
        ],
    }
)  # fmt: skip


def row(number: int, **parts: str) -> dict[str, str]:
    day = {f"calls-{number}-on-day": "1", f"calls-{number}-on-month": "3", f"calls-{number}-on-year": "2026"}
    return day | {f"calls-{number}-how": "met"} | {f"calls-{number}-{key}": value for key, value in parts.items()}


def test_rows_are_read_in_order_and_empty_ones_passed_over() -> None:
    empty = {"calls-3-how": "", "calls-3-on-day": " "}
    answered = read(ROWS, row(7, how="unsure", note="x") | row(2) | empty)
    assert isinstance(answered, Answers)
    assert answered.values["calls"] == [
        {"on": "2026-03-01", "how": "met"},
        {"on": "2026-03-01", "how": "unsure", "note": "x"},
    ]


def test_an_error_in_a_row_names_its_own_field() -> None:
    assert errors_of(ROWS, row(1, how="unsure")) == [("calls-1-note", "Enter note")]
    assert errors_of(ROWS, {"calls-1-how": "met"}) == [("calls-1-on-day", "Enter date")]


def test_there_may_be_too_few_and_too_many_rows() -> None:
    assert errors_of(ROWS, {}) == [("calls", "Add at least one: calls")]
    many = {name: value for number in range(4) for name, value in row(number).items()}
    assert errors_of(ROWS, many) == [("calls", "Keep to 3 at most: calls")]


def test_rows_from_a_list_are_one_for_each_line_and_carry_its_key() -> None:
    form = one("rows", rows_from="bodies", questions=[{"id": "comes", "type": "yes_no", "label": "Comes?"}])
    assert value_of(form, {"q-police-comes": "yes", "q-housing-comes": "no", "q-strangers-comes": "yes"}) == [
        {"key": "police", "comes": True},
        {"key": "housing", "comes": False},
    ]
    assert errors_of(form, {"q-police-comes": "yes"}) == [("q-housing-comes", "Select an answer: Comes?")]


def test_everything_typed_is_kept_when_something_is_not_right() -> None:
    posted = {"calls-1-how": "met", "csrf_token": "x", "unknown": "\ud800"}
    found = read(ROWS, posted)
    assert isinstance(found, FieldErrors)
    assert found.posted == {name: (value,) for name, value in posted.items()}
    assert found.message_for("calls-1-on-day") == "Enter date"
    assert found.message_for("calls-1-how") is None
