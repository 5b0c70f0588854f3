"""Run as a program: has the service imported and forks a process of it for each line it reads. See processes.py.

A line is JSON: arguments of `folkmoot`, environment, path of the log. The answer is the number of the new process.
Forking saves the second that every start spends on imports; what runs is `folkmoot` itself.
"""

import json
import os
import signal
import sys
import traceback

import weasyprint  # noqa: F401 - the worker makes PDFs

import service.web.application
from service.cli import main


def run(order: dict[str, object]) -> None:
    """Become the process that was asked for."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.update(order["environment"])  # type: ignore[arg-type]
    log = os.open(str(order["log"]), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(log, stream)
    os.close(0)
    try:
        main(order["arguments"])  # type: ignore[arg-type]
    except BaseException:  # noqa: BLE001 - whatever it is belongs into the log of this process
        traceback.print_exc()
    finally:
        os._exit(1)


def serve() -> None:
    """Fork for each order until the orders end."""
    service.web.application.find_blueprints()
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
