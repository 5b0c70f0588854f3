"""Wording files: a closed list of parts. Everything else is refused with its line, before it can run."""

from importlib.resources import files

import pytest
from jinja2 import TemplateError

from letters import TemplateRefused, check_template, letter_catalogue, render, template_version
from tests.letters.hostile_inputs import hostile_cases

KEY = "L-CT-07"
PAYLOADS = [pytest.param(payload, id=case_id) for case_id, _, payload in hostile_cases("jinja_docx")]
HOSTILE = [
    pytest.param(payload, id=case_id)
    for case_id, kind, payload in hostile_cases("jinja_docx")
    if kind in {"ssti", "dos"}
]


def source_of(key: str) -> str:
    name = letter_catalogue()[key].template
    return (files("letters") / "templates" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("key", list(letter_catalogue()))
def test_every_shipped_wording_file_passes_its_own_check(key: str) -> None:
    check_template(key, source_of(key))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_wording_is_refused_before_it_runs(payload: str) -> None:
    with pytest.raises(TemplateRefused):
        check_template(KEY, payload)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_wording_inside_a_real_letter_is_refused_too(payload: str) -> None:
    broken = source_of(KEY).replace("{{ own_words.note }}", payload)
    with pytest.raises(TemplateRefused) as refused:
        check_template(KEY, broken)
    assert refused.value.line >= 1
    assert refused.value.words


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_wording_that_slipped_past_the_check_still_reaches_nothing(payload: str) -> None:
    # given  an environment where the check did not look, and things to reach for
    environment = render._environment(marked=False)
    offered = {"case": object(), "data": {"a": 1}, "users": [1], "page": {}, "own_words": {}}

    # when   the wording is used all the same
    try:
        printed = environment.from_string(payload).render(offered)
    except (TemplateError, RecursionError):
        printed = ""

    # then   it printed no object's inside and changed nothing
    assert "<class" not in printed
    assert "environ" not in printed
    assert offered["data"] == {"a": 1}
    assert offered["users"] == [1]


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("{{ contact_name }}\n{{ misspelt_field }}", 1, "misspelt_field"),
        ("<p>Hello</p>\n<p>{% if contact_name %}</p>", 2, "if"),
        ("<p>Hello</p>\n<script>x</script>", 2, "script"),
        ("<p onclick='x'>Hello</p>", 1, "onclick"),
        ("<p>Hello</p>\n<!-- note -->", 2, "HTML comment"),
        ("<p>Hello</p>\n<?php x ?>", 2, "program"),
        ("<p>Hello</p>\n<p", 2, "not closed"),
        ("Hello\n{{ contact_name|safe }}", 2, "safe"),
        ("{% for a in taking_part %}{% for b in taking_part %}{% for c in taking_part %}{% endfor %}{% endfor %}"
         "{% endfor %}", 1, "nested"),
        ("{% for a in [1, 2] %}{% endfor %}", 1, "list"),
        ("{{ contact_name() }}", 1, "call"),
        ("{% include 'ct_01_application_acknowledged.html.j2' %}", 1, "Include"),
        ("{% extends 'ct_08_threshold_not_met.html.j2' %}", 1, "letterhead"),
        ("{% from '_wording.html.j2' import asked %}{{ contact_name.__class__ }}", 1, "inside"),
        ("Hello\n\u200b", 2, "cannot be seen"),
        ("x" * 40_001, 1, "longer"),
        ("{{ " + "(" * 3000 + "contact_name" + ")" * 3000 + " }}", 1, "nested"),
    ],
)  # fmt: skip
def test_fault_is_told_with_its_line(source: str, line: int, words: str) -> None:
    with pytest.raises(TemplateRefused) as refused:
        check_template(KEY, source)
    assert refused.value.template == "ct_07_threshold_met.html.j2"
    assert refused.value.line == line
    assert words in refused.value.words


def test_changed_wording_has_another_version() -> None:
    # given  the version of two letters
    versions = {template_version(key) for key in letter_catalogue()}

    # then   each letter has its own, which begins with the letter's number
    assert len(versions) == len(letter_catalogue())
    assert all(version.startswith("1-") for version in versions)


def test_only_our_wording_files_can_be_loaded() -> None:
    with pytest.raises(TemplateError):
        render._environment(marked=False).get_template("../pyproject.toml")
