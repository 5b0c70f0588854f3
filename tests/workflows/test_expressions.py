"""The language of conditions: what it can say, what it refuses, and that nothing makes it stumble."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows import BadExpression, ExpressionFailed, FunctionCall, Json, parse_expression

FACTS: dict[str, Json] = {
    "number": 3,
    "word": "abc",
    "yes": True,
    "no": False,
    "nothing": None,
    "codes": ["a", "b"],
    "task": {"complete": True, "count": 2, "list": [10, 20]},
}


def value_of(source: str) -> Json:
    return parse_expression(source).evaluate(FACTS, functions={"len": len, "due": lambda clock: f"on {clock}"})


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ('task["complete"]', True),
        ('task["count"] + 1 == number', True),
        ("number * 2 - 1", 5),
        ("number / 2", 1.5),
        ("-number", -3),
        ("+number", 3),
        ("not yes", False),
        ("yes and number", 3),
        ("no or word", "abc"),
        ("yes and no or yes", True),
        ("1 < number <= 3", True),
        ("1 < number < 3", False),
        ('"a" in codes and "c" not in codes', True),
        ("number != 3", False),
        ('"big" if number > 2 else "small"', "big"),
        ("task['list'][1]", 20),
        ("codes[-1]", "b"),
        ("[number, word]", [3, "abc"]),
        ("(1, 2)", [1, 2]),
        ('{"level": number}', {"level": 3}),
        ("word + 'd'", "abcd"),
        ("codes + ['c']", ["a", "b", "c"]),
        ("nothing == None", True),
        ("len(codes)", 2),
        ('due("ct_contact")', "on ct_contact"),
        ("  True  ", True),
        ("no and unknown", False),
        ("1 if yes else unknown", 1),
    ],
)
def test_an_expression_says_what_it_says(source: str, value: Json) -> None:
    found = value_of(source)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("unknown", "no fact called unknown"),
        ('task["missing"]', "nothing at 'missing'"),
        ("codes[2]", "nothing at '2'"),
        ("codes[True]", "nothing at"),
        ("word[0]", "nothing at"),
        ("number / 0", "cannot be worked out"),
        ("word < number", "cannot be compared"),
        ("number in number", "cannot be compared"),
        ("word + number", "is not a number"),
        ("yes + 1", "is not a number"),
        ("-word", "is not a number"),
        ("word * 3", "is not a number"),
        ("codes * 3", "is not a number"),
        ("9007199254740992 * 9007199254740992", "too large"),
        ("{1: 2}", "only have text as names"),
        ("len(number)", "wrong values"),
        ("len()", "wrong values"),
        ("due_for('x', 'y')", "cannot be used here"),
        ("codes[task]", "nothing at"),
    ],
)
def test_what_cannot_be_worked_out_says_why(source: str, words: str) -> None:
    with pytest.raises(ExpressionFailed, match=words):
        value_of(source)


@pytest.mark.parametrize(
    "source",
    [
        "",
        "   ",
        "a.b",
        "a()",
        "a.b()",
        "len(a=1)",
        "len(*codes)",
        "len(**task)",
        "2 ** 3",
        "5 % 2",
        "5 // 2",
        "1 | 2",
        "~1",
        "1 is 1",
        "[x for x in codes]",
        "{x for x in codes}",
        "{'a': x for x in codes}",
        "{1, 2}",
        "(x for x in codes)",
        "lambda: 1",
        "f'{word}'",
        "b'x'",
        "1j",
        "...",
        "codes[0:1]",
        "{**task}",
        "[*codes]",
        "(x := 1)",
        "await x",
        "yield",
        "_hidden",
        "__builtins__",
        "task['a'].keys()",
        "1e400",
        "99999999999999999999",
        "'\\x00'",
        "a = 1",
        "a; b",
        "import os",
        "(" * 200 + "1" + ")" * 200,
        "-" * 2_000 + "1",
        "not " * 400 + "yes",
        "1" + "+1" * 900,
        "a" * 3_000,
        "1 if " * 300 + "1",
        "\ud800",
        "'\x00'",
    ],
)
def test_everything_else_is_refused_when_read(source: str) -> None:
    with pytest.raises(BadExpression):
        parse_expression(source)


def test_texts_and_lists_may_not_grow_without_end() -> None:
    facts: dict[str, Json] = {"long": "x" * 9_999, "many": [0] * 999}
    for source in ("long + long", "many + many"):
        with pytest.raises(ExpressionFailed, match="grew too long"):
            parse_expression(source).evaluate(facts, functions={})


def test_an_expression_tells_which_facts_and_clocks_it_names() -> None:
    parsed = parse_expression('due_for("ct_information_return", body) if Task_Ask["yes"] else due("ct_plan")')
    assert parsed.names == {"body", "Task_Ask"}
    assert set(parsed.calls) == {
        FunctionCall(function="due_for", words=("ct_information_return", None)),
        FunctionCall(function="due", words=("ct_plan",)),
    }


class Host:
    """A harmless object of the program itself."""

    secret = "canary"


def test_an_object_of_the_program_never_becomes_a_value() -> None:
    for source in ("obj", "[obj]", "obj == obj", "obj['secret']", "obj + 1", "not obj"):
        with pytest.raises(ExpressionFailed, match="not a plain value"):
            parse_expression(source).evaluate({"obj": Host()}, functions={})


@given(st.text(max_size=300))
def test_any_text_is_refused_or_read_quickly(source: str) -> None:
    begun = time.thread_time()
    with suppress(BadExpression, ExpressionFailed):
        value_of(source)
    assert time.thread_time() - begun < 1


WORDS = st.sampled_from(
    [*"()[]{}:,.+-*/<>= ", "==", "not ", " and ", " or ", " if ", " else ", " in ", "task", "codes", "number", '"a"',
     "1", "2.5", "len", "due", "lambda ", "for ", "None", "True", "**", "__class__"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=30).map("".join))
def test_any_words_of_the_language_are_refused_or_give_plain_values(source: str) -> None:
    try:
        value = value_of(source)
    except (BadExpression, ExpressionFailed):
        return
    assert value is None or type(value) in (str, int, float, bool, list, dict)


NUMBERS = st.recursive(
    st.integers(min_value=0, max_value=99).map(str),
    lambda part: st.tuples(part, st.sampled_from("+-*"), part).map(lambda three: f"({three[0]}{three[1]}{three[2]})"),
    max_leaves=8,
)


@given(NUMBERS)
def test_sums_are_worked_out_as_arithmetic_does(source: str) -> None:
    total = eval(source, {"__builtins__": {}})  # noqa: S307
    try:
        assert value_of(source) == total
    except ExpressionFailed:
        assert abs(total) > 2**53
