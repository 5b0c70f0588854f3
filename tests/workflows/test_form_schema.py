"""Forms as data: what a process owner may write, and what is refused before anybody sees the page."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows import BadForm, QuestionForm


def question(**parts: Any) -> dict[str, Any]:
    return {"id": "why", "type": "text", "label": "Why", **parts}


def form(*questions: dict[str, Any], **parts: Any) -> dict[str, Any]:
    return {"title": "Check the form", "questions": list(questions), **parts}


CHOICE = [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}]


def test_a_form_is_read_with_its_questions_in_order() -> None:
    parsed = QuestionForm.parse(
        form(
            question(id="complete", type="yes_no", label="Is it complete?", fact=True),
            question(id="missing", type="many_of", label="What is missing", options=CHOICE, fact=True,
                     when={"question": "complete", "is": False}),
            question(id="body", type="one_of", label="Body", options_from="bodies"),
            question(id="calls", type="rows", label="Calls", rows_from="agencies", questions=[question()]),
        )
    )  # fmt: skip
    assert [one.id for one in parsed.questions] == ["complete", "missing", "body", "calls"]
    assert parsed.fact_ids() == ("complete", "missing")
    assert parsed.lists_used() == {"bodies", "agencies"}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ([], "valid dictionary"),
        ({}, "title"),
        (form(question(), extra=1), "extra"),
        (form(question(unknown=1)), "unknown"),
        (form(question(id="Why")), "id"),
        (form(question(id="a-b")), "id"),
        (form(question(id="")), "id"),
        (form(question(id="typename")), "typename"),
        (form(question(id="key")), "key"),
        (form(question(type="colour")), "type"),
        (form(question(label="")), "label"),
        (form(question(required="yes")), "required"),
        (form(question(), question()), "two questions are called why"),
        (form(question(type="one_of")), "options or options_from"),
        (form(question(type="one_of", options=CHOICE, options_from="x")), "options or options_from"),
        (form(question(options=CHOICE)), "options or options_from"),
        (form(question(type="one_of", options=CHOICE * 2)), "same value"),
        (form(question(type="one_of", options=[{"value": "a b", "label": "x"}])), "options"),
        (form(question(type="rows")), "rows need them"),
        (form(question(questions=[question()])), "rows need them"),
        (form(question(rows_from="bodies")), "only rows have rows_from"),
        (form(question(type="rows", questions=[question(type="rows", questions=[question()])])), "neither rows"),
        (form(question(type="rows", questions=[question(type="yes_no", fact=True)])), "neither rows nor facts"),
        (form(question(fact=True)), "a fact is"),
        (form(question(type="yes_no", fact=True, personal=True)), "a fact is"),
        (form(question(when={"question": "later", "is": True})), "not asked before it"),
        (form(question(id="a", type="yes_no"), question(when={"question": "a", "is": "yes"})), "cannot have"),
        (form(question(id="a", type="one_of", options=CHOICE), question(when={"question": "a", "is": "c"})), "cannot"),
        (form(question(id="a"), question(when={"question": "a", "is": "x"})), "cannot have"),
        (form(question(errors={"rubbish": "x"})), "errors"),
        (form(question(max_length=0)), "max_length"),
    ],
)  # fmt: skip
def test_a_form_written_wrongly_is_refused_with_a_reason(data: object, words: str) -> None:
    with pytest.raises(BadForm, match=words):
        QuestionForm.parse(data)


def test_a_form_nested_without_end_is_refused() -> None:
    deep: Any = question()
    for _ in range(2_000):
        deep = question(type="rows", questions=[deep])
    with pytest.raises(BadForm):
        QuestionForm.parse(form(deep))


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda part: (
        st.lists(part, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "type", "label", "questions", "options", "when", "is", "title", "x"]), part
        )
    ),
    max_leaves=10,
)


@given(ANYTHING)
def test_any_data_is_a_form_or_a_refusal(data: object) -> None:
    try:
        parsed = QuestionForm.parse(data)
    except BadForm as refusal:
        said = str(refusal)
    else:
        said = parsed.title
    assert said
