"""ruff and mypy find nothing. They run inside the one test command, so nobody can forget them."""

import subprocess
import sys

from tests.house.repository import ROOT


def test_ruff_finds_nothing() -> None:
    done = run("ruff", "check", ".")
    assert done.returncode == 0, done.stdout


def test_every_file_is_formatted() -> None:
    done = run("ruff", "format", "--check", ".")
    assert done.returncode == 0, done.stdout + "\nMend it with: .venv/bin/ruff format ."


def test_mypy_strict_finds_nothing() -> None:
    done = run("mypy")
    assert done.returncode == 0, done.stdout


def run(module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a tool of this environment at the root."""
    return subprocess.run([sys.executable, "-m", module, *arguments], cwd=ROOT, capture_output=True, text=True)
