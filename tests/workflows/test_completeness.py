"""When an application is complete."""

from tests.frozen_clock import at, day
from workflows.rules.completeness import application_dates

RECEIVED = at("Mon 3 Feb 2025 18:10")


def test_ct_10_an_application_that_lacks_nothing_is_complete_on_receipt() -> None:
    dates = application_dates(RECEIVED)

    assert (dates.application_on, dates.completed_at) == (day("Mon 3 Feb 2025"), RECEIVED)


def test_ct_12_it_is_complete_when_the_last_missing_item_came() -> None:
    last = at("Fri 14 Feb 2025 09:30")

    dates = application_dates(RECEIVED, missing_came_at=[last, at("Wed 5 Feb 2025 12:00")])

    assert dates.completed_at == last


def test_ct_19_the_six_month_test_uses_the_day_the_form_first_came() -> None:
    dates = application_dates(RECEIVED, missing_came_at=[at("Fri 14 Feb 2025 09:30")])

    assert dates.application_on == day("Mon 3 Feb 2025")


def test_ct_08_without_consent_it_is_not_complete() -> None:
    assert application_dates(RECEIVED, missing_came_at=[at("Wed 5 Feb 2025 12:00"), None]).completed_at is None
