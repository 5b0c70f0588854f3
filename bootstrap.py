"""The two commands of a fresh clone: `python3 bootstrap.py run` and `python3 bootstrap.py test`.

Standard library only. Makes `.venv`, installs the pinned packages and this project into it,
then hands over to the installed program. A third command, `bench`, measures the speed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
MARK = VENV / ".folkmoot-mark"
BUILT_ASSETS = ROOT / "service" / "static" / "dist" / "stamp.txt"
PINS = {"run": "service/constraints.txt", "test": "service/constraints-test.txt"}

USAGE = """Usage: python3 bootstrap.py run [options of `folkmoot run`]
       python3 bootstrap.py test [options of pytest]
       python3 bootstrap.py bench
"""


class SetUpFailed(Exception):
    """The set-up could not be finished."""


def main(arguments: list[str]) -> int:
    """Set up what is missing, then become the program that was asked for."""
    if not arguments or arguments[0] not in ("run", "test", "bench"):
        print(USAGE, end="", file=sys.stderr)
        return 2
    command, rest = arguments[0], arguments[1:]
    try:
        set_up("test" if command == "test" else "run")
    except SetUpFailed as failure:
        print(f"\nSet-up stopped: {failure}", file=sys.stderr)
        return 1
    os.chdir(ROOT)
    programs = {"test": test_program, "bench": bench_program, "run": run_program}
    program = programs[command](rest)
    return become(program)


def run_program(rest: list[str]) -> list[str]:
    """Give the command that serves."""
    return [str(VENV / "bin" / "folkmoot"), "run", *rest]


def bench_program(rest: list[str]) -> list[str]:
    """Give the command that measures."""
    return [str(PYTHON), "-m", "tests.bench", *rest]


def become(program: list[str]) -> NoReturn:
    """Hand this very process over, so that signals and the exit code are the program's own."""
    os.environ["PATH"] = f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # else every process compiles all of Folkmoot again
    sys.stdout.flush()
    os.execv(program[0], program)  # noqa: S606 - our own program, no shell


def set_up(purpose: str) -> None:
    """Make the virtual environment fit `purpose`, or leave it when it already does."""
    if sys.version_info < (3, 11):  # noqa: UP036 - it runs before anything has checked the version
        raise SetUpFailed(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    fingerprint = fingerprint_of_inputs()
    if is_ready_for(purpose, fingerprint):
        return
    MARK.unlink(missing_ok=True)
    make_environment()
    say("Installing the pinned packages.")
    install("--require-hashes", "-r", PINS[purpose])
    say("Building the pages' styles and scripts, and installing Folkmoot.")
    install("--no-deps", "-e", ".")
    MARK.write_text(f"{purpose} {fingerprint}\n", encoding="ascii")


def is_ready_for(purpose: str, fingerprint: str) -> bool:
    """True when the last set-up used the same inputs and covers `purpose`."""
    if not (MARK.is_file() and PYTHON.exists() and BUILT_ASSETS.is_file()):
        return False
    installed_for, _, installed_from = MARK.read_text(encoding="ascii").strip().partition(" ")
    return installed_from == fingerprint and purpose in ("run", installed_for)


def fingerprint_of_inputs() -> str:
    """Return one hash over all that decides what is installed."""
    digest = hashlib.sha256(sys.version.encode())
    for path in installed_inputs():
        digest.update(path.relative_to(ROOT).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def installed_inputs() -> Iterator[Path]:
    """Give the files whose change asks for a new installation."""
    yield ROOT / "pyproject.toml"
    for pins in PINS.values():
        yield ROOT / pins
    front_end = ROOT / "service" / "frontend"
    yield from sorted(path for path in front_end.rglob("*") if is_front_end_source(path))


def is_front_end_source(path: Path) -> bool:
    """True for what the front-end build reads."""
    if {"node_modules", "__pycache__", "built"}.intersection(path.parts):
        return False
    return path.suffix in (".json", ".js", ".mjs", ".scss", ".py")


def make_environment() -> None:
    """Create `.venv` unless a working one is there."""
    if PYTHON.exists() and subprocess.run([str(PYTHON), "-m", "pip", "--version"], capture_output=True).returncode == 0:
        return
    say("Making a virtual environment in .venv.")
    try:
        venv.create(VENV, with_pip=True, clear=True, symlinks=True)
    except (subprocess.CalledProcessError, OSError, ImportError, SystemExit) as err:  # Debian's venv exits
        shutil.rmtree(VENV, ignore_errors=True)
        raise SetUpFailed(
            "Python cannot make a virtual environment. On Debian or Ubuntu: apt-get install python3-venv"
        ) from err


def install(*what: str) -> None:
    """Run pip inside `.venv`; its own words are shown when it fails. What is used is compiled when it is used first."""
    command = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-compile", *what]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "PIP_ROOT_USER_ACTION": "ignore"})
    if done.returncode != 0:
        raise SetUpFailed("pip could not install (see above). The package registries must be reachable.")


def test_program(arguments: list[str]) -> list[str]:
    """Return the pytest command: everything with the coverage gate, or just what was asked for."""
    pytest = [str(PYTHON), "-m", "pytest"]
    if arguments:
        return [*pytest, *arguments]
    gate = ["-p", "tests.house.coverage_gate"]
    return [*pytest, "-n", str(usable_cores()), "--dist", "loadfile", *gate]


def usable_cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def say(words: str) -> None:
    """Tell the person at the terminal what takes the time."""
    print(words, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
