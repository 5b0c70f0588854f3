"""The command line as a person types it: check, publish, load, show, move the demonstration's clock."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from service.cli import main

Call = Callable[..., Result]


def commands_on(folder: Path) -> Call:
    """Give how one command is typed, with a folder for its data."""
    runner = CliRunner()

    def type_command(*words: str, **environment: str) -> Result:
        return runner.invoke(main, words, env={"FOLKMOOT_VAR": str(folder), "FOLKMOOT_DEMO": "yes", **environment})

    return type_command


@pytest.fixture
def call(tmp_path: Path) -> Call:
    """Type one command with a fresh folder for its data."""
    return commands_on(tmp_path)


@pytest.fixture(scope="module")
def first_load(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder into which the demonstration was loaded, and what was told."""
    folder = tmp_path_factory.mktemp("loaded")
    return folder, commands_on(folder)("demo", "load").output


@pytest.fixture
def loaded_call(first_load: tuple[Path, str], tmp_path: Path) -> Call:
    """Type one command with a copy of the loaded demonstration."""
    shutil.copytree(first_load[0], tmp_path, dirs_exist_ok=True)
    return commands_on(tmp_path)


def test_help_is_written_for_a_clerk(call: Call) -> None:
    words = call("--help").output
    assert "folkmoot run" in words
    for command in ("run", "web", "worker", "db", "diagrams", "users", "case", "demo"):
        assert command in words


def test_the_shipped_drawings_pass_the_check(call: Call) -> None:
    result = call("diagrams", "check")
    assert result.exit_code == 0, result.output
    assert "community_trigger.bpmn: passed" in result.output


def test_json_findings_are_one_object_a_line(call: Call) -> None:
    # given every shipped drawing, when checked as JSON, then each line is one file
    lines = call("diagrams", "check", "--json").output.splitlines()
    assert len(lines) == len(list((Path(__file__).parents[2] / "bpmn").rglob("*.bpmn")))
    assert all(isinstance(json.loads(line), dict) for line in lines)


def test_an_unreadable_file_ends_with_2_and_a_sentence(call: Call, tmp_path: Path) -> None:
    broken = tmp_path / "broken.bpmn"
    broken.write_text("<definitions", encoding="utf-8")
    result = call("diagrams", "check", str(broken))
    assert result.exit_code == 2
    assert "How to mend it" in result.output


def test_publishing_again_changes_nothing(call: Call) -> None:
    assert "version 1 published" in call("diagrams", "publish", "--reason", "First").output
    assert "version 1 unchanged" in call("diagrams", "publish").output


def test_a_drawing_that_must_be_put_right_is_not_published(call: Call, tmp_path: Path) -> None:
    # given a bpmn folder in which a task lost its lane's role
    folder = tmp_path / "bpmn"
    _copy_bpmn(folder)
    roles = json.loads((folder / "roles.json").read_text("utf-8"))
    roles["roles"] = [entry for entry in roles["roles"] if entry["lane"] != "Review chair"]
    (folder / "roles.json").write_text(json.dumps(roles), encoding="utf-8")
    # when it is published
    result = call("diagrams", "publish", FOLKMOOT_BPMN=str(folder))
    # then nothing is, and the sentence names the element
    assert result.exit_code == 1
    assert "Review chair" in result.output


def _copy_bpmn(folder: Path) -> None:
    source = Path(__file__).parents[2] / "bpmn"
    for path in source.rglob("*"):
        if path.is_file():
            target = folder / path.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())


def test_demo_loads_once_and_a_case_can_be_shown(first_load: tuple[Path, str], loaded_call: Call) -> None:
    call = loaded_call
    assert "Loaded." in first_load[1]
    assert "Nothing was loaded" in call("demo", "load").output
    shown = json.loads(call("case", "show", "ash-ct-2026-0001", "--json").output)
    assert {"stage", "deadlines", "open_tasks", "letters", "events"} <= set(shown)
    assert all(row["count"] for row in shown["deadlines"] if row["clock"] == "ct_acknowledge")
    assert "There is no case" in call("case", "show", "ASH-CT-2026-9999").output


def test_the_clock_moves_in_demo_mode_only(call: Call) -> None:
    assert "Tuesday 22 December 2026, 09:00" in call("demo", "clock", "set", "2026-12-22T09:00").output
    refused = call("demo", "clock", "set", "2026-12-22T09:00", FOLKMOOT_DEMO="no", FOLKMOOT_SECRET_KEY="x" * 9)
    assert refused.exit_code == 1


def test_a_person_is_added_and_a_second_one_with_the_same_address_refused(loaded_call: Call) -> None:
    call = loaded_call
    words = ("users", "add", "--name", "Kit Marlowe", "--email", "kit@ashmoor.example", "--role", "spoc_deputy")
    password = ("--area", "ASH", "--password", "long-enough-and-odd-77")
    assert "may sign in" in call(*words, *password).output
    assert "Somebody has this email address already" in call(*words, *password).output


def test_a_weak_password_and_an_unknown_area_are_refused_in_words(call: Call) -> None:
    assert call("db", "upgrade").exit_code == 0
    words = ("users", "add", "--name", "Kit Marlowe", "--email", "kit@ashmoor.example", "--role", "spoc_deputy")
    assert "15 characters or more" in call(*words, "--password", "short").output
    assert "There is no area XYZ." in call(*words, "--area", "xyz", "--password", "long-enough-and-odd-77").output
    assert "Select an area" in call(*words, "--password", "long-enough-and-odd-77").output


def test_pages_and_worker_wait_for_the_tables(call: Call) -> None:
    live = {"FOLKMOOT_DEMO": "no", "FOLKMOOT_SECRET_KEY": "kT7-a-long-and-mixed-secret-0123456789"}
    for command in ("web", "worker"):
        assert "Run: folkmoot db upgrade" in call(command, **live).output


def test_sec_123_a_changed_audit_trail_is_found(call: Call, tmp_path: Path) -> None:
    # given a database with some acts in its audit trail
    call("diagrams", "publish")
    assert "The audit trail is whole." in call("db", "check").output
    # when somebody changes one behind our back
    with sqlite3.connect(tmp_path / "folkmoot.db") as connection:
        connection.execute("update audit_events set actor = 'person:9' where number = 1")
    connection.close()
    # then the check names it
    result = call("db", "check")
    assert (result.exit_code, "entry 1 is not what was written" in result.output) == (1, True)


def test_help_names_what_can_be_set_from_outside(call: Call) -> None:
    words = call("--help").output
    for name in ("FOLKMOOT_DATABASE_URL", "FOLKMOOT_SECRET_KEY", "FOLKMOOT_SMTP_URL"):
        assert name in words
