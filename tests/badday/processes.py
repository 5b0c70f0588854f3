"""Real processes of the service on the loopback: started, killed at any moment, started again."""

import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
PATIENCE = 40.0  # seconds until a process must answer, on a busy machine


def free_port() -> int:
    """Give a port of the loopback that nobody uses."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Parent:
    """The process that has everything imported and forks all others; it takes two seconds to start."""

    def __init__(self) -> None:
        """Start it."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("FOLKMOOT_")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.badday.forge"],
            cwd=REPOSITORY,
            env=kept,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def fork(self, order: Mapping[str, object]) -> int:
        """Start `folkmoot` as ordered; give the number of the process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def close(self) -> None:
        """Leave nothing behind."""
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            pipe.close()
        self._process.wait(PATIENCE)


@cache
def parent() -> Parent:
    """Give the one parent of this test process; tests/badday/conftest.py closes it."""
    return Parent()


class Forge:
    """Makes processes of the service for one test."""

    def __init__(self, environment: Mapping[str, str], log: Path) -> None:
        """Keep what every process is told."""
        self.environment = dict(environment)
        self.log = log
        self._children: list[Child] = []

    def start(self, *arguments: str, **more: str) -> "Child":
        """Start `folkmoot ARGUMENTS` with these settings and more of them."""
        environment = {**self.environment, **more}
        child = Child(parent().fork({"arguments": arguments, "environment": environment, "log": str(self.log)}))
        self._children.append(child)
        return child

    def close(self) -> None:
        """Leave nothing behind."""
        for child in self._children:
            child.kill()


@dataclass
class Child:
    """One process of ours, held by a handle that never means another one."""

    pid: int

    def __post_init__(self) -> None:
        """Take the handle."""
        self._handle: int | None = os.pidfd_open(self.pid)

    @property
    def is_alive(self) -> bool:
        """Tell whether it runs."""
        return self._handle is not None and not select.select([self._handle], [], [], 0)[0]

    def wait(self) -> None:
        """Let it come to its end."""
        assert self._handle is not None
        assert select.select([self._handle], [], [], PATIENCE)[0], "it does not end"

    def kill(self) -> None:
        """End it at once, in the middle of whatever it does."""
        if self._handle is None:
            return
        if self.is_alive:
            signal.pidfd_send_signal(self._handle, signal.SIGKILL)
            select.select([self._handle], [], [], PATIENCE)
        os.close(self._handle)
        self._handle = None


@contextmanager
def forge(environment: Mapping[str, str], log: Path) -> Iterator[Forge]:
    """Open a forge and leave no process behind."""
    opened = Forge(environment, log)
    try:
        yield opened
    finally:
        opened.close()


def is_answering(port: int) -> bool:
    """Tell whether somebody serves pages there."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", "/sign-in")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def wait_for(port: int) -> None:
    """Wait until pages are served there."""
    until = time.monotonic() + PATIENCE
    while not is_answering(port):
        assert time.monotonic() < until, f"nobody answers on port {port}"
        time.sleep(0.05)
