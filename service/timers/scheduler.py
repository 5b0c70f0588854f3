"""APScheduler wakes the loop every few seconds; every due instant is a row, so a missed wake-up loses nothing."""

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.schedulers.blocking import BlockingScheduler

from service.delivery.sender import empty_outbox
from service.timers.poller import fire_all_due
from service.wiring import Toolbox

EVERY_SECONDS = 5


def wake(toolbox: Toolbox) -> None:
    """Fire what is due, then send what was queued."""
    fire_all_due(toolbox)
    empty_outbox(toolbox)


def start_loop(toolbox: Toolbox) -> BaseScheduler:
    """Start the loop in a thread of this process (`folkmoot run`)."""
    return _start(BackgroundScheduler(timezone="UTC"), toolbox)


def run_loop(toolbox: Toolbox) -> None:
    """Run the loop in the foreground until the process is told to stop (`folkmoot worker`)."""
    _start(BlockingScheduler(timezone="UTC"), toolbox)


def _start(scheduler: BaseScheduler, toolbox: Toolbox) -> BaseScheduler:
    scheduler.add_job(
        wake,
        "interval",
        args=[toolbox],
        seconds=EVERY_SECONDS,
        id="wake",
        max_instances=1,
        coalesce=True,
        misfire_grace_time=None,
    )
    scheduler.start()
    return scheduler
