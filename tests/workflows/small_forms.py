"""Small forms and the context they are answered in, for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from workflows import FormContext, ListItem, QuestionForm

TODAY = date(2026, 3, 2)
BODIES = (ListItem(key="police", label="Police"), ListItem(key="housing", label="Housing"))
CONTEXT = FormContext(today=TODAY, lists={"bodies": BODIES})
OPTIONS = [
    {"value": "met", "label": "Met"},
    {"value": "not_met", "label": "Not met"},
    {"value": "unsure", "label": "?"},
]


def one(kind: str, **parts: Any) -> QuestionForm:
    return QuestionForm.parse({"title": "T", "questions": [{"id": "q", "type": kind, "label": "Reason", **parts}]})
