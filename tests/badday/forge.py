"""Run as a program: has the service imported and forks a process of it for each line it reads. See processes.py.

A line is JSON: arguments of `folkmoot`, environment, path of the log. The answer is the number of the new process.
Forking saves the seconds that every start spends on imports, routes, calendars and first pages; what runs is
`folkmoot` itself.
"""

import json
import os
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path

import weasyprint

from service import create_app
from service.cli import main
from service.config import Settings
from service.wiring import build_toolbox
from tests.quick_start import be_quick, look_for_rubbish_less_often
from workflows import BusinessCalendar


def run(order: dict[str, object]) -> None:
    """Become the process that was asked for."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.update(order["environment"])  # type: ignore[arg-type]
    time.tzset()  # it may be told to live elsewhere
    log = os.open(str(order["log"]), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(log, stream)
    os.close(0)
    try:
        main(order["arguments"])  # type: ignore[arg-type]
    except SystemExit:
        sys.stdout.flush()  # a command that came to its end
    except BaseException:  # noqa: BLE001 - whatever it is belongs into the log of this process
        traceback.print_exc()
    finally:
        os._exit(1)


def rehearse() -> None:
    """Have ready what every process needs first: calendars, fonts, routes, the frame of all pages; no database."""
    be_quick()
    BusinessCalendar.for_nation("ENG")
    weasyprint.HTML(string="<p>A letter</p>").write_pdf()
    with tempfile.TemporaryDirectory() as folder:
        var, address = Path(folder), "http://127.0.0.1:8000"
        secret = "a-secret-for-rehearsals-only-0123456789"
        tools = build_toolbox(Settings(database_url=f"sqlite:///{var}/f.db", secret_key=secret, base_url=address))
        page = create_app(tools).test_client().get("/sign-in")
        assert page.status_code == 200
        tools.close()
    look_for_rubbish_less_often()


def serve() -> None:
    """Fork for each order until the orders end."""
    rehearse()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are buried by the system
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if pid == 0:
            run(order)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
