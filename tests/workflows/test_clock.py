"""The machine's clock."""

from datetime import UTC, datetime

from workflows.clock import SystemClock


def test_the_clock_of_the_machine_gives_aware_utc_instants_that_never_stand_still() -> None:
    first, second = SystemClock().now(), SystemClock().now()

    assert first.tzinfo is UTC
    assert datetime(2025, 1, 1, tzinfo=UTC) < first <= second
