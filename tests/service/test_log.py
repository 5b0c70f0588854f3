"""The log: one JSON object a line whatever was typed, only known fields, no message of an exception."""

import io
import json
import logging
from pathlib import Path

import pytest

from service.log import JsonLines, logger, start_logging

CORPUS = json.loads((Path(__file__).parents[1] / "corpora" / "log_injection.json").read_text(encoding="utf-8"))


@pytest.fixture
def lines() -> io.StringIO:
    stream = io.StringIO()
    root = logging.getLogger("folkmoot")
    before, propagates = root.handlers, root.propagate
    start_logging(stream)
    yield stream
    root.handlers, root.propagate = before, propagates


@pytest.mark.parametrize("case", CORPUS["cases"], ids=lambda case: case["id"])
def test_sec_107_nothing_typed_makes_a_second_line(lines: io.StringIO, case: dict[str, object]) -> None:
    typed = str(case.get("payload", case))
    logger("web").info("refused", extra={"path": typed, "reference": typed})
    (line,) = lines.getvalue().splitlines()
    assert json.loads(line)["path"] == typed
    assert "\x1b" not in line


def test_sec_125_a_failure_is_told_without_its_message(lines: io.StringIO) -> None:
    # given an error whose message holds a name
    try:
        raise ValueError("Amara Lindqvist-Bell")
    except ValueError as error:
        logger("web").error("failed", exc_info=error, extra={"reference": "ab12"})
    # then kind and place are told, the name is not
    told = json.loads(lines.getvalue())
    assert told["raised"][0].startswith("ValueError at ")
    assert "Amara" not in lines.getvalue()


def test_only_known_fields_get_through() -> None:
    record = logging.makeLogRecord({"msg": "refused", "name": "folkmoot.web", "victim": "Amara", "case": "ASH-1"})
    told = json.loads(JsonLines().format(record))
    assert told["case"] == "ASH-1"
    assert "victim" not in told


def test_a_chain_of_causes_ends(lines: io.StringIO) -> None:
    error: Exception = ValueError("x")
    for _ in range(20):
        deeper = RuntimeError("y")
        deeper.__cause__ = error
        error = deeper
    logger("web").error("failed", exc_info=error)
    assert len(json.loads(lines.getvalue())["raised"]) == 5
