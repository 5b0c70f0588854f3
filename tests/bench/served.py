"""What the served process weighs: `folkmoot run` on a full database, its pages opened and its letters made."""

import os
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import func, select

from service.demo.tension import BRAM
from service.demo_clock import DemoClock
from service.store.letters import SealedLetter
from tests.badday.http_person import HttpPerson
from tests.badday.processes import free_port, wait_for
from tests.bench.prepared import SECRET, START, Prepared
from workflows import SystemClock

PAGES = ("/work", "/tension", "/incidents", "/appeals")
TABLES = ("/incidents?as=table", "/appeals?as=table")
ROUNDS = 10
PATIENCE = 60.0  # seconds for the letters


def measure_served(prepared: Prepared, folder: Path) -> dict[str, int]:
    """Give the resident memory of the process in MB: after its start, and at its peak when all was asked of it."""
    DemoClock(system=SystemClock(), folder=folder).set_to(START)
    port = free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("FOLKMOOT_")},
        "FOLKMOOT_DATABASE_URL": prepared.toolbox.settings.database_url,
        "FOLKMOOT_SECRET_KEY": SECRET,
        "FOLKMOOT_VAR": str(folder),
        "FOLKMOOT_DEMO": "yes",
        "FOLKMOOT_PORT": str(port),
    }
    with (folder / "served.log").open("w") as log:
        served = subprocess.Popen(
            [sys.executable, "-c", "from service.cli import main; main()", "run"],
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for(port)
        at_start = _resident(served.pid)
        person = HttpPerson((port,)).sign_in(BRAM)
        for path in (*PAGES * ROUNDS, *TABLES):
            assert person.get(path).status == 200, path
        _wait_for_letters(prepared)
        return {"after_start": at_start, "peak": _resident(served.pid, "VmHWM")}
    finally:
        served.terminate()
        served.wait(PATIENCE)


def _resident(pid: int, what: str = "VmRSS") -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return round(int(next(line.split()[1] for line in lines if line.startswith(f"{what}:"))) / 1024)


def _wait_for_letters(prepared: Prepared) -> None:
    """Wait until the post room has made a PDF, so that its library is in memory as well."""
    until = time.monotonic() + PATIENCE
    made = select(func.count(SealedLetter.id)).where(SealedLetter.pdf.is_not(None))
    while time.monotonic() < until:
        with prepared.toolbox.sessions.read() as session:
            if session.scalar(made):
                return
        time.sleep(0.5)
