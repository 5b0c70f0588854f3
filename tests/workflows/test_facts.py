"""What may be stored as a fact: plain JSON, modest in size, under harmless names."""

from __future__ import annotations

import json
import math
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.corpus import read_corpus
from tests.workflows.journey import Journey, definition_of
from workflows import Json, UnusableFacts, check_facts
from workflows.facts import MAX_DEPTH, copy_json

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20),
    lambda part: st.lists(part, max_size=4)
    | st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True).filter(lambda k: k != "typename"), part, max_size=4),
    max_leaves=12,
)  # fmt: skip
FACTS = st.dictionaries(st.from_regex(r"[A-Za-z][a-z_]{0,8}", fullmatch=True).filter(lambda k: k != "typename"), PLAIN)


def nested(levels: int) -> dict[str, object]:
    value: object = 1
    for _ in range(levels):
        value = {"in": value}
    return {"top": value}


@pytest.mark.parametrize(
    "facts",
    [
        {"typename": "datetime"},
        {"deep": [{"typename": "UUID"}]},
        {"_hidden": 1},
        {"a": {"__class__": 1}},
        {"": 1},
        {1: 1},
        {"a": math.nan},
        {"a": math.inf},
        {"a": 10**400},
        {"a": 2**53 + 1},
        {"a": "\0"},
        {"a": "\ud800"},
        {"\ud800": 1},
        {"a": b"x"},
        {"a": {1, 2}},
        {"a": date(2026, 3, 2)},
        {"a": Decimal(1)},
        {"a": object()},
        {"a": lambda: 1},
        {"a": "x" * 300_000},
        nested(MAX_DEPTH),
        nested(3_000),
    ],
    ids=[f"bad{number}" for number in range(22)],
)
def test_what_is_not_a_plain_fact_is_refused(facts: dict[str, object]) -> None:
    with pytest.raises(UnusableFacts):
        check_facts(facts)


@given(FACTS)
def test_plain_facts_are_copied_as_they_are(facts: dict[str, Json]) -> None:
    copied = check_facts(facts)
    assert copied == facts
    assert copy_json(copied) == facts


def test_the_copy_shares_nothing_with_what_was_given() -> None:
    inner: list[Json] = [1]
    copied = check_facts({"a": {"b": inner}})
    inner.append(2)
    assert copied == {"a": {"b": [1]}}


@given(FACTS)
def test_facts_come_back_from_the_saved_case_as_they_were(facts: dict[str, Json]) -> None:
    journey = Journey(definition_of("sequence_case"), mode="saved", facts={"kind": "ct"})
    journey.complete("Task_CheckForm", {**facts, "complete": True})
    assert journey.facts_at("Task_Approve")["Task_CheckForm"] == {**facts, "complete": True}


@pytest.mark.parametrize("case", read_corpus("json_http"), ids=lambda case: case["id"])
def test_hostile_json_is_refused_or_harmless(case: dict[str, str]) -> None:
    try:
        data = json.loads(case["payload"])
        stored = check_facts(data)
    except (ValueError, UnusableFacts, TypeError):
        return
    # what got in also gets out again
    journey = Journey(definition_of("sequence_case"), mode="saved", facts={"kind": "ct"})
    journey.complete("Task_CheckForm", {**stored, "complete": True})
    assert journey.open() == ["Task_Approve"]
