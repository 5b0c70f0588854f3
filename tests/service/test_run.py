"""The one command: `folkmoot run` on an empty folder serves pages, tells the address and whom to sign in as."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

START = "from service.cli import main; main(['run'])"
PATIENCE = 90  # seconds


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def running(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """Start the command in a process of its own; stop it at the end."""
    port, told = free_port(), tmp_path / "told.txt"
    environment = os.environ | {
        "FOLKMOOT_VAR": str(tmp_path / "var"),
        "FOLKMOOT_PORT": str(port),
        "PYTHONUNBUFFERED": "1",
    }
    with told.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-c", START],
            cwd=Path(__file__).parents[2],
            env=environment,
            stdout=out,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield port, told
        finally:
            process.terminate()
            process.wait(timeout=20)


def ask(port: int, path: str) -> tuple[int, dict[str, str], str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read().decode()
    finally:
        connection.close()


def wait_until_it_answers(port: int) -> tuple[int, dict[str, str], str]:
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE:
        try:
            return ask(port, "/sign-in")
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"no answer within {PATIENCE} seconds")


@pytest.mark.timeout(150)
def test_one_command_serves_the_demonstration(running: tuple[int, Path]) -> None:
    # given the command on an empty folder
    port, told = running
    # when it answers
    status, headers, page = wait_until_it_answers(port)
    # then the sign-in page is there, without a word on the server behind it
    assert (status, "Sign in to Folkmoot" in page) == (200, True)
    assert not {"Server", "Via"} & set(headers)
    # and the address and whom to be were told
    words = told.read_text(encoding="utf-8")
    assert f"Folkmoot is at http://127.0.0.1:{port}" in words
    assert "jo.whitlock@ashmoor.example" in words
    # and the public finds its way
    assert ask(port, "/")[0] == 302
    assert ask(port, "/ask")[0] == 200
