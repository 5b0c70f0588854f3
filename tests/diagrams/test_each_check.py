"""Each check on a small diagram that is wrong in just one way, and diagrams that are right."""

from pathlib import Path

import pytest

import workflows.diagram_checks
from tests.diagrams.fixture_table import RIGHT, WRONG
from tests.diagrams.fixture_words import FIXTURES, read_fixture, words_for
from workflows.definition import load_definition
from workflows.diagram_checks import Finding, check_bundle, check_diagram
from workflows.diagram_xml import read_diagram_xml

CHECKS = Path(workflows.diagram_checks.__file__).parent


def _found(name: str) -> dict[str, list[Finding]]:
    files = read_fixture(name)
    return check_bundle(files, words_for(files))


def _in_short(found: dict[str, list[Finding]], *, is_bundle: bool) -> list[str]:
    return [
        " ".join(
            [
                *([file.removesuffix(".bpmn")] if is_bundle else []),
                each.grade,
                each.rule.replace(" ", "-"),
                str(each.element_id),
            ]
        )
        for file, findings in found.items()
        for each in findings
    ]


@pytest.mark.parametrize("name", sorted(WRONG))
def test_a_wrong_diagram_gets_exactly_its_findings(name: str) -> None:
    assert _in_short(_found(name), is_bundle=(FIXTURES / name).is_dir()) == list(WRONG[name])


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_diagram_gets_no_finding(name: str) -> None:
    assert _in_short(_found(name), is_bundle=True) == []


@pytest.mark.parametrize("name", sorted(WRONG))
def test_every_finding_says_what_why_and_how_in_sentences(name: str) -> None:
    for findings in _found(name).values():
        for finding in findings:
            for sentence in (finding.what, finding.why, finding.how):
                assert sentence[0].isupper() or sentence[0] in "\"'"
                assert sentence.rstrip("'\")").endswith((".", "?", ")", "}")) or "expression" in sentence
                assert len(sentence) < 300
            assert finding.line is not None
            assert finding.line > 0


@pytest.mark.parametrize("name", RIGHT)
def test_what_the_checks_pass_the_engine_can_read(name: str) -> None:
    files = read_fixture(name)
    for file in files:
        process_id = Path(file).stem
        assert load_definition(files, process_id=process_id).process_id == process_id


def test_every_check_has_a_wrong_diagram() -> None:
    stems = [path.stem for path in CHECKS.glob("*.py") if "\ndef check_" in path.read_text("utf-8")]
    without_fixture = [
        stem
        for stem in stems
        if stem not in ("every_check", "__init__", "folder")
        and not any(name.lower().startswith(stem.split("_")[0]) for name in WRONG)
    ]

    assert without_fixture == []


def test_every_fixture_is_in_the_table() -> None:
    names = {path.stem for path in FIXTURES.iterdir()}

    assert names == {*WRONG, *RIGHT}


def test_a_diagram_is_checked_among_its_bundle_without_its_own_old_copy() -> None:
    # given a bundle whose stored copy of the meeting does not set its outcome on every way
    files = read_fixture("outcomes")
    mended = read_fixture("right_bundle")["hold_meeting.bpmn"]

    # when the mended copy is checked within the old bundle
    findings = check_diagram(mended, words_for(files), bundle=files)

    # then the old copy plays no part
    assert findings == []


def test_an_id_in_the_picture_may_not_be_used_twice_either() -> None:
    text = read_fixture("right")["right.bpmn"].replace('id="Shape_End_CaseClosed"', 'id="Task_CheckForm"')

    findings = check_diagram(text, words_for({"right.bpmn": text}))

    assert [(each.rule, each.what) for each in findings] == [
        ("STYLE 41", "The id Task_CheckForm is used more than once.")
    ]


def test_comments_are_allowed_and_change_no_line_number() -> None:
    text = read_fixture("labels_task")["labels_task.bpmn"].replace(
        "<bpmn:laneSet", "<!-- two\nlines -->\n<bpmn:laneSet", 1
    )

    (finding,) = check_diagram(text, words_for({"labels_task.bpmn": text}))

    assert '<bpmn:userTask id="Task_CheckForm"' in text.splitlines()[(finding.line or 0) - 1]
    assert read_diagram_xml(text) is not None
