"""Faults of an incident row, as the applicant reads them."""

import pytest

from tests.frozen_clock import day
from workflows.rules.incident_rows import IncidentRow, incident_row_faults

TODAY = day("Thu 10 Dec 2026")


def a_row(happened: str = "Sat 5 Dec 2026", reported: str = "Mon 7 Dec 2026", **changes: object) -> IncidentRow:
    values: dict[str, object] = {
        "happened_on": day(happened) if happened else None,
        "reported_on": day(reported) if reported else None,
        "body": "police",
        "channel": "phone",
        "reference": "NP-1",
    }
    return IncidentRow(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "field", "sentence"),
    [
        (a_row(happened=""), "happened_on", "Enter the date it happened"),
        (a_row(reported=""), "reported_on", "Enter the date you reported it"),
        (
            a_row(happened="Fri 11 Dec 2026", reported=""),
            "happened_on",
            "The date it happened must be today or in the past",
        ),
        (a_row(reported="Fri 11 Dec 2026"), "reported_on", "The date you reported it must be today or in the past"),
        (
            a_row(reported="Fri 4 Dec 2026"),
            "happened_on",
            "You told us you reported it on Friday 4 December 2026. The incident cannot be later than that.",
        ),
        (a_row(body=" "), "body", "Select whom you told"),
        (a_row(channel=""), "channel", "Select how you told them"),
    ],
)
def test_ct_13_each_fault_says_what_to_do(row: IncidentRow, field: str, sentence: str) -> None:
    fault = incident_row_faults(row, today=TODAY)[0]

    assert (fault.field, fault.sentence, fault.must_mend) == (field, sentence, True)


def test_ct_13_a_row_of_today_without_faults_passes() -> None:
    assert incident_row_faults(a_row(happened="Thu 10 Dec 2026", reported="Thu 10 Dec 2026"), today=TODAY) == ()


def test_ct_13_a_missing_reference_is_asked_for_and_holds_nothing_back() -> None:
    faults = incident_row_faults(a_row(reference=""), today=TODAY)

    assert [(fault.field, fault.must_mend) for fault in faults] == [("reference", False)]
    assert incident_row_faults(a_row(reference="", has_no_reference=True), today=TODAY) == ()


def test_ct_13_all_faults_are_told_together_and_the_dates_stay_as_they_were() -> None:
    row = IncidentRow(happened_on=None, reported_on=None)

    assert [fault.field for fault in incident_row_faults(row, today=TODAY)] == [
        "happened_on",
        "reported_on",
        "body",
        "channel",
        "reference",
    ]
    assert (row.happened_on, row.reported_on) == (None, None)
