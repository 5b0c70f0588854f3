"""Hostile and random posts against a form with every kind of question: sentences or answers, never an exception."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.corpus import read_corpus
from tests.workflows.small_forms import CONTEXT, OPTIONS, one
from workflows import Answers, FieldErrors, QuestionForm, check_facts, validate_answers

EVERY_KIND = QuestionForm.parse(
    {
        "title": "T",
        "questions": [
            {"id": "text", "type": "text", "label": "Name"},
            {"id": "long_text", "type": "long_text", "label": "Story"},
            {"id": "yes_no", "type": "yes_no", "label": "Yes?", "fact": True},
            {"id": "one_of", "type": "one_of", "label": "One", "options": OPTIONS, "fact": True},
            {"id": "many_of", "type": "many_of", "label": "Many", "options": OPTIONS, "fact": True},
            {"id": "date", "type": "date", "label": "Date", "fact": True},
            {"id": "time", "type": "time", "label": "Time"},
            {"id": "number", "type": "number", "label": "Number", "fact": True},
            {"id": "email", "type": "email", "label": "Email"},
            {"id": "phone", "type": "phone", "label": "Phone"},
            {"id": "postcode", "type": "postcode", "label": "Postcode"},
            {"id": "rows", "type": "rows", "label": "Rows", "questions": [
                {"id": "on", "type": "date", "label": "Date"}, {"id": "who", "type": "text", "label": "Who"}]},
        ],
    }
)  # fmt: skip
NAMES = [
    "text", "long_text", "yes_no", "one_of", "many_of", "date", "date-day", "date-month", "date-year", "time", "number",
    "email", "phone", "postcode", "rows-0-on-day", "rows-0-on-month", "rows-0-on-year", "rows-0-who", "rows-9999-who",
]  # fmt: skip


def everywhere(text: str) -> dict[str, list[str]]:
    parts = re.fullmatch(r"(\d+)-(\d+)-(\d+)", text)
    posted = {name: [text] for name in NAMES}
    if parts:
        posted |= {"date-year": [parts[1]], "date-month": [parts[2]], "date-day": [parts[3]]}
    return posted


HOSTILE = [case for name in ("text_unicode", "dates_numbers", "json_http") for case in read_corpus(name)]


@pytest.mark.parametrize("case", HOSTILE, ids=[case["id"] for case in HOSTILE])
def test_hostile_text_in_every_field_gives_sentences_or_text_unchanged(case: dict[str, Any]) -> None:
    payload = str(case["payload"])
    found = validate_answers(EVERY_KIND, everywhere(payload), context=CONTEXT)
    assert isinstance(found, FieldErrors), "no text is right everywhere"
    assert all(error.message and error.message.isprintable() for error in found.errors)
    assert found.posted["text"] == (payload,)
    # what is taken as text is stored exactly as it was typed, but for blanks around it
    alone = validate_answers(one("long_text"), {"q": [payload]}, context=CONTEXT)
    if isinstance(alone, Answers):
        assert alone.values["q"] == payload.replace("\r\n", "\n").strip()
        assert check_facts(alone.values) == alone.values
    else:
        assert case["id"] in {"TX-025", "TX-029", "TX-033", "TX-043", "DT-027", "JH-005"}


REAL_DATES = {"2027-10-31", "2026-12-28", "2027-03-26", "2027-01-04", "2022-06-03"}


@pytest.mark.parametrize("case", read_corpus("dates_numbers"), ids=lambda case: case["id"])
def test_a_date_is_the_right_date_or_an_error(case: dict[str, Any]) -> None:
    fields = {name.replace("date", "q"): text for name, text in everywhere(case["payload"]).items() if "date-" in name}
    found = validate_answers(one("date"), fields, context=CONTEXT)
    if case["payload"] in REAL_DATES:
        assert isinstance(found, Answers)
        assert found.values["q"] == case["payload"]
    else:
        assert isinstance(found, FieldErrors)


POSTED = st.dictionaries(
    st.sampled_from([*NAMES, "rows-1-who", "rows-x-who", "csrf_token"]),
    st.lists(
        st.text(max_size=12) | st.sampled_from(["yes", "met", "1", "3", "2026", "a@b.example", "AA3 1AB"]), max_size=3
    ),
)


@given(POSTED)
def test_any_post_gives_answers_that_can_be_stored_or_sentences(posted: dict[str, list[str]]) -> None:
    found = validate_answers(EVERY_KIND, posted, context=CONTEXT)
    if isinstance(found, Answers):
        json.dumps(found.values)
        check_facts({"answers": found.facts()})
    else:
        assert found.errors
        assert found.posted.keys() == posted.keys()
