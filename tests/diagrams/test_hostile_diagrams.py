"""Hostile and broken files: refused in words, quickly, with nothing fetched; never a hang or a traceback."""

import socket
from collections.abc import Iterator
from time import perf_counter

import pytest

from tests.diagrams.fixture_words import hostile_cases
from workflows.diagram_checks import Grade, Vocabulary, check_bundle, check_diagram

LONGEST_SECONDS = 2.0
_MODELS = hostile_cases("bpmn_models_bad")
_FILES = hostile_cases("xml_bpmn_dmn")
_UNREADABLE_KINDS = {
    "dtd": "Document types are not allowed",
    "xinclude": "Inclusions are not allowed",
    "pi": "processing instruction",
    "size": "the most we accept",
    "malformed": "",
    "wrong": "",
}


@pytest.fixture
def callback() -> Iterator[socket.socket]:
    """A listener that must stay silent."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        yield listener


@pytest.mark.timeout(20)
@pytest.mark.parametrize(("case_id", "content"), [(case_id, content) for case_id, _, content in _MODELS])
def test_a_bad_model_must_be_put_right_for_what_it_does_not_only_for_its_looks(case_id: str, content: bytes) -> None:
    began = perf_counter()

    findings = check_diagram(content, Vocabulary())

    assert perf_counter() - began < LONGEST_SECONDS
    serious = [each for each in findings if each.grade == Grade.PUT_RIGHT and each.rule != "STYLE 46"]
    assert serious, case_id
    assert all(each.element_id and each.what and each.why and each.how for each in serious)


@pytest.mark.timeout(20)
@pytest.mark.parametrize(("case_id", "kind", "content"), [case for case in _FILES if case[1] in _UNREADABLE_KINDS])
def test_a_hostile_file_is_unreadable_with_a_plain_reason(
    callback: socket.socket, case_id: str, kind: str, content: bytes
) -> None:
    port = callback.getsockname()[1]
    began = perf_counter()

    (finding,) = check_diagram(content.replace(b"{CALLBACK}", f"http://127.0.0.1:{port}".encode()), Vocabulary())

    assert perf_counter() - began < LONGEST_SECONDS
    assert finding.grade == Grade.UNREADABLE
    assert _UNREADABLE_KINDS[kind] in finding.what
    assert "root:" not in finding.what
    with pytest.raises(BlockingIOError):
        callback.accept()


def test_an_import_of_another_schema_is_named_and_not_fetched(callback: socket.socket) -> None:
    (content,) = [content for _, kind, content in _FILES if kind == "schema"]
    port = callback.getsockname()[1]

    findings = check_diagram(content.replace(b"{CALLBACK}", f"http://127.0.0.1:{port}".encode()), Vocabulary())

    assert "The element import is not one we run." in [each.what for each in findings]
    with pytest.raises(BlockingIOError):
        callback.accept()


def test_the_smallest_good_model_is_readable() -> None:
    (content,) = [content for _, kind, content in _FILES if kind == "control"]

    findings = check_diagram(content, Vocabulary())

    assert Grade.UNREADABLE not in {each.grade for each in findings}
    assert [each.what for each in findings if each.grade == Grade.PUT_RIGHT] == ["The file has no picture."]


def test_one_hostile_file_does_not_hide_its_neighbours() -> None:
    # given a bundle of which one file is no XML at all
    (good,) = [content for _, kind, content in _FILES if kind == "control"]
    found = check_bundle({"p.bpmn": good, "bad.bpmn": b"\x89PNG"}, Vocabulary())

    assert [each.grade for each in found["bad.bpmn"]] == [Grade.UNREADABLE]
    assert Grade.UNREADABLE not in {each.grade for each in found["p.bpmn"]}
