"""Arrows point inwards: the import contracts of pyproject.toml hold."""

import subprocess
import sys
from pathlib import Path

from tests.house.repository import ROOT


def test_every_import_contract_is_kept() -> None:
    # given the contracts of pyproject.toml / when import-linter reads all three packages
    # (in a process of its own: it switches off the loggers of whoever calls it)
    program = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    # then none is broken; the report says which line breaks which sentence
    assert done.returncode == 0, done.stdout
