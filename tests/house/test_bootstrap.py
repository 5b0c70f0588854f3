"""The set-up command: what it asks for, when it has nothing to do, what it says when it cannot go on."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.house.repository import ROOT


@pytest.fixture
def bootstrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The set-up program, working in an empty copy of the places it touches."""
    spec = importlib.util.spec_from_file_location("bootstrap_under_test", ROOT / "bootstrap.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("pyproject.toml", *module.PINS.values()):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv/bin/python")
    monkeypatch.setattr(module, "MARK", tmp_path / ".venv/mark")
    monkeypatch.setattr(module, "BUILT_ASSETS", tmp_path / "stamp.txt")
    return module


def make_ready(bootstrap: ModuleType, purpose: str) -> str:
    """Leave the traces of a finished set-up and return its fingerprint."""
    fingerprint: str = bootstrap.fingerprint_of_inputs()
    bootstrap.PYTHON.parent.mkdir(parents=True)
    bootstrap.PYTHON.touch()
    bootstrap.BUILT_ASSETS.touch()
    bootstrap.MARK.write_text(f"{purpose} {fingerprint}\n")
    return fingerprint


def test_without_a_command_it_says_how_it_is_used() -> None:
    done = subprocess.run([sys.executable, "bootstrap.py"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2
    assert "python3 bootstrap.py test" in done.stderr


def test_it_needs_nothing_but_the_standard_library() -> None:
    done = subprocess.run([sys.executable, "-I", "-S", "bootstrap.py"], cwd=ROOT, capture_output=True, text=True)
    assert "Usage" in done.stderr


def test_a_set_up_for_tests_is_good_for_running_but_not_the_other_way_round(bootstrap: ModuleType) -> None:
    fingerprint = make_ready(bootstrap, "test")
    assert bootstrap.is_ready_for("run", fingerprint)
    bootstrap.MARK.write_text(f"run {fingerprint}\n")
    assert not bootstrap.is_ready_for("test", fingerprint)


@pytest.mark.parametrize("changed", ["pyproject.toml", "service/constraints.txt", "service/frontend/src/new.scss"])
def test_a_change_of_what_is_installed_asks_for_a_new_set_up(bootstrap: ModuleType, changed: str) -> None:
    make_ready(bootstrap, "test")
    (bootstrap.ROOT / changed).parent.mkdir(parents=True, exist_ok=True)
    (bootstrap.ROOT / changed).write_text("changed")
    assert not bootstrap.is_ready_for("run", bootstrap.fingerprint_of_inputs())


def test_missing_built_pages_ask_for_a_new_set_up(bootstrap: ModuleType) -> None:
    fingerprint = make_ready(bootstrap, "test")
    bootstrap.BUILT_ASSETS.unlink()
    assert not bootstrap.is_ready_for("run", fingerprint)


@pytest.mark.parametrize("failure", [subprocess.CalledProcessError(1, "ensurepip"), SystemExit(1)])
def test_without_python3_venv_nothing_half_made_is_left(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    # given a Debian without python3-venv: the folder is made, then pip cannot be put in
    def create(folder: Path, **_: object) -> None:
        (folder / "bin").mkdir(parents=True)
        raise failure

    monkeypatch.setattr("venv.create", create)
    # when
    with pytest.raises(bootstrap.SetUpFailed, match="apt-get install python3-venv"):
        bootstrap.make_environment()
    # then
    assert not bootstrap.VENV.exists()


def test_the_whole_suite_runs_with_the_gate_and_a_process_per_core(bootstrap: ModuleType) -> None:
    whole = bootstrap.test_program([])
    assert whole[whole.index("-n") + 1] == str(bootstrap.usable_cores())
    assert "tests.house.coverage_gate" in whole


def test_a_part_of_the_suite_runs_without_the_gate(bootstrap: ModuleType) -> None:
    assert bootstrap.test_program(["tests/house", "-k", "size"])[3:] == ["tests/house", "-k", "size"]


def test_a_program_it_becomes_keeps_what_it_compiles(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    # given a machine on which Python is told to keep nothing
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("PATH", "/usr/bin")
    seen: list[dict[str, str]] = []
    monkeypatch.setattr("os.execv", lambda *_: seen.append(dict(os.environ)))
    # when
    bootstrap.become(["/bin/true"])
    # then
    assert "PYTHONDONTWRITEBYTECODE" not in seen[0]
    assert seen[0]["PATH"].startswith(str(bootstrap.VENV / "bin"))
