"""Checking files on disk: which lists belong to a path, what is printed, which exit code is given."""

import json
import shutil
from pathlib import Path

import pytest

from tests.diagrams.fixture_words import FIXTURES
from workflows.diagram_checks import Grade, UnreadableVocabulary, exit_code
from workflows.diagram_checks.__main__ import main
from workflows.diagram_checks.folder import check_paths

BPMN = Path(__file__).parents[2] / "bpmn"


def test_without_a_path_the_shipped_diagrams_are_checked(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["--json"])

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == max(line["exit_code"] for line in lines)
    assert {Path(line["file"]).stem for line in lines} == {path.stem for path in BPMN.rglob("*.bpmn")}


def test_json_gives_one_object_a_line_one_line_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    code = main([str(FIXTURES / "timers_cycle.bpmn"), "--json"])

    (line,) = capsys.readouterr().out.splitlines()
    told = json.loads(line)
    assert (code, told["exit_code"]) == (1, 1)
    assert set(told["findings"][0]) == {
        "grade",
        "rule",
        "element_id",
        "element_name",
        "what",
        "why",
        "how",
        "line",
    }


def test_the_text_names_element_rule_and_line(capsys: pytest.CaptureFixture[str]) -> None:
    code = main([str(FIXTURES / "timers_cycle.bpmn")])

    text = capsys.readouterr().out
    assert code == 1
    assert "put right  Timer_Reminder (P-01, line " in text


def test_an_unreadable_file_gives_exit_code_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "picture.bpmn").write_bytes(b"\x89PNG\r\n")

    assert main([str(tmp_path)]) == 2
    assert "unreadable" in capsys.readouterr().out


def test_looks_alone_give_exit_code_zero() -> None:
    ((_, findings),) = check_paths([BPMN / "community_trigger" / "ct_case.bpmn"])

    assert exit_code(each for each in findings if each.grade == Grade.LOOK) == 0


def test_a_changed_file_is_judged_with_its_neighbours(tmp_path: Path) -> None:
    # given a copy of bpmn/ in which the part that threshold returns are asked with is gone
    home = tmp_path / "bpmn"
    shutil.copytree(BPMN, home)
    next(home.rglob("ct_threshold_return.bpmn")).unlink()

    # when only the file that calls it is checked
    ((_, findings),) = check_paths([next(home.rglob("ct_threshold_returns.bpmn"))])

    # then the missing neighbour is found
    assert ("Call_AskBody", "D-018") in [(each.element_id, each.rule) for each in findings]


def test_letters_are_checked_when_the_catalogue_is_handed_in() -> None:
    path = next(BPMN.rglob("ct_threshold.bpmn"))

    ((_, findings),) = check_paths([path], letters=["L-CT-99"])

    assert "D-008" in [each.rule for each in findings]


def test_a_broken_list_of_roles_is_named(tmp_path: Path) -> None:
    (tmp_path / "roles.json").write_text('{"roles": [', "utf-8")
    shutil.copy(FIXTURES / "right.bpmn", tmp_path / "right.bpmn")

    with pytest.raises(UnreadableVocabulary, match=r"roles\.json is not valid JSON"):
        check_paths([tmp_path])
