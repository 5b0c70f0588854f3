"""The clock of a demonstration: moved by a file that every process reads, it goes on at the usual speed."""

from datetime import timedelta
from pathlib import Path

from service.demo_clock import DemoClock
from tests.frozen_clock import FrozenClock, at


def test_without_a_file_it_is_the_time_of_the_machine(tmp_path: Path) -> None:
    system = FrozenClock()
    assert DemoClock(system=system, folder=tmp_path).now() == system.now()


def test_it_goes_on_from_where_it_was_set_in_every_process(tmp_path: Path) -> None:
    # given a clock set to Tuesday 22 December, by one process
    system = FrozenClock("Mon 2 Mar 2026 09:00")
    DemoClock(system=system, folder=tmp_path / "var").set_to(at("Tue 22 Dec 2026 09:00"))
    # when an hour passes on the machine
    system.pass_time(hours=1)
    # then another process sees 10am on that day
    assert DemoClock(system=system, folder=tmp_path / "var").now() == at("Tue 22 Dec 2026 10:00")


def test_it_may_be_set_again_and_back(tmp_path: Path) -> None:
    system = FrozenClock()
    clock = DemoClock(system=system, folder=tmp_path)
    clock.set_to(at("Tue 22 Dec 2026 09:00"))
    clock.set_to(system.now())
    assert clock.now() - system.now() < timedelta(seconds=1)
