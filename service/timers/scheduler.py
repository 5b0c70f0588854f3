"""APScheduler wakes the loop every few seconds; every due instant is a row, so a missed wake-up loses nothing."""

from collections.abc import Callable, Sequence

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.schedulers.blocking import BlockingScheduler

from service.timers.poller import deliver_all_messages, fire_all_due
from service.toolbox import Toolbox
from workflows import SystemClock

EVERY_SECONDS = 5


Act = Callable[[Toolbox], object]


def wake(toolbox: Toolbox, afterwards: Sequence[Act]) -> None:
    """Fire what is due, then do what else the loop was given, such as emptying the outbox."""
    fire_all_due(toolbox)
    deliver_all_messages(toolbox)
    for act in afterwards:
        act(toolbox)


def start_loop(toolbox: Toolbox, *afterwards: Act) -> BaseScheduler:
    """Start the loop in a thread of this process (`folkmoot run`)."""
    return _start(BackgroundScheduler(timezone="UTC"), toolbox, afterwards)


def run_loop(toolbox: Toolbox, *afterwards: Act) -> None:
    """Run the loop in the foreground until the process is told to stop (`folkmoot worker`)."""
    _start(BlockingScheduler(timezone="UTC"), toolbox, afterwards)


def _start(scheduler: BaseScheduler, toolbox: Toolbox, afterwards: Sequence[Act]) -> BaseScheduler:
    scheduler.add_job(
        wake,
        "interval",
        args=[toolbox, afterwards],
        seconds=EVERY_SECONDS,
        id="wake",
        max_instances=1,
        coalesce=True,
        misfire_grace_time=None,
        next_run_time=SystemClock().now(),  # at once: what came due while we were down must not wait
    )
    scheduler.start()
    return scheduler
