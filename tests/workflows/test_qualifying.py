"""One report by itself: does it qualify, and in which words not."""

import pytest

from tests.frozen_clock import day
from tests.workflows.reports import report
from workflows.rules.qualifying import (
    Channel,
    Complaint,
    ComplaintRow,
    Officer,
    Reason,
    last_day_to_apply,
    last_day_to_report,
    qualify,
    reason_sentence,
)
from workflows.rules.threshold_settings import Basis, BodyKind, ThresholdSettings, Window

APPLIED = day("Thu 10 Dec 2026")


def judged(complaint: Complaint, *, reset: str = "", **settings: object) -> ComplaintRow:
    reset_on = day(reset) if reset else None
    return qualify(
        complaint,
        application_on=APPLIED,
        settings=ThresholdSettings.model_validate(settings),
        reset_on=reset_on,
    )


@pytest.mark.parametrize(
    ("reported", "reason", "sentence"),
    [
        ("Sat 12 Sep 2026", Reason.COUNTS, "Reported the same day."),
        ("Sun 13 Sep 2026", Reason.COUNTS, "Reported the next day."),
        ("Sun 11 Oct 2026", Reason.COUNTS, "Reported 29 days later."),
        ("Mon 12 Oct 2026", Reason.TOO_LATE, "Reported too late. The month ended Sunday 11 October 2026."),
        ("Fri 11 Sep 2026", Reason.REPORTED_FIRST, "The date of the report is before the date it happened."),
    ],
)
def test_ct_15_a_report_qualifies_in_the_month_beginning_with_the_incident(
    reported: str, reason: Reason, sentence: str
) -> None:
    row = judged(report("1", "Sat 12 Sep 2026", reported))

    assert row.reason is reason
    assert row.is_qualifying is row.counts is (reason is Reason.COUNTS)
    assert row.month_end_on == day("Sun 11 Oct 2026")
    assert reason_sentence(row) == sentence


def test_ct_15_a_weekend_or_holiday_at_the_end_of_the_month_gives_no_extra_day() -> None:
    # 25 December 2025 is Christmas Day and the month ends on it
    row = qualify(
        report("1", "Wed 26 Nov 2025", "Fri 26 Dec 2025"),
        application_on=day("Mon 5 Jan 2026"),
        settings=ThresholdSettings(),
    )

    assert (row.month_end_on, row.reason) == (day("Thu 25 Dec 2025"), Reason.TOO_LATE)


@pytest.mark.parametrize(
    ("reported", "reason"),
    [("Wed 10 Jun 2026", Reason.TOO_OLD), ("Thu 11 Jun 2026", Reason.COUNTS), ("Fri 12 Jun 2026", Reason.COUNTS)],
)
def test_ct_16_the_form_arrives_within_six_months_beginning_with_the_report(reported: str, reason: Reason) -> None:
    assert judged(report("1", reported, reported)).reason is reason


def test_ct_16_the_sentence_for_an_old_report_names_the_last_day() -> None:
    row = judged(report("1", "Thu 28 May 2026", "Fri 29 May 2026"))

    assert reason_sentence(row) == "Too old. Six months from the report ended Saturday 28 November 2026."


def test_ct_16_an_area_may_measure_six_months_from_the_incident() -> None:
    old_incident = report("1", "Sun 7 Jun 2026", "Mon 29 Jun 2026")

    assert judged(old_incident).is_qualifying
    row = judged(old_incident, six_month_basis=Basis.INCIDENT)
    assert row.six_months_end_on == day("Sun 6 Dec 2026")
    assert reason_sentence(row) == "Too old. Six months from the incident ended Sunday 6 December 2026."


def test_ct_16_an_area_may_look_further_back() -> None:
    old = report("1", "Thu 1 Jan 2026", "Thu 1 Jan 2026")

    row = judged(old, eligibility_months=11)

    assert reason_sentence(row) == "Too old. 11 months from the report ended Monday 30 November 2026."
    assert judged(old, eligibility_months=12).is_qualifying


@pytest.mark.parametrize(
    ("window", "reported", "sentence"),
    [
        (Window(length=7, unit="days"), "Mon 7 Sep 2026", "Reported 6 days later."),
        (
            Window(length=7, unit="days"),
            "Tue 8 Sep 2026",
            "Reported too late. The 7 days ended Monday 7 September 2026.",
        ),
        (Window(length=1, unit="days"), "Wed 2 Sep 2026", "Reported too late. The day ended Tuesday 1 September 2026."),
        (Window(length=2, unit="months"), "Sat 31 Oct 2026", "Reported 60 days later."),
    ],
)
def test_ct_15_the_window_to_report_is_a_setting(window: Window, reported: str, sentence: str) -> None:
    assert reason_sentence(judged(report("1", "Tue 1 Sep 2026", reported), report_window=window)) == sentence


def test_ct_13_a_report_after_the_form_or_without_a_date_does_not_qualify() -> None:
    after = judged(report("1", "Wed 9 Dec 2026", "Fri 11 Dec 2026"))
    undated = Complaint(id="2", happened_on=None, reported_on=APPLIED, body_kind=BodyKind.POLICE, channel=Channel.PHONE)
    unreported = Complaint(
        id="3", happened_on=APPLIED, reported_on=None, body_kind=BodyKind.POLICE, channel=Channel.PHONE
    )

    assert reason_sentence(after) == "Reported after the application arrived."
    assert reason_sentence(judged(undated)) == reason_sentence(judged(unreported)) == "A date is missing."
    assert judged(unreported).six_months_end_on is None
    assert judged(undated).month_end_on is None


@pytest.mark.parametrize("channel", [one for one in Channel if one is not Channel.ON_SITE])
def test_ct_14_writing_email_telephone_visit_and_online_count(channel: Channel) -> None:
    assert judged(report("1", "Tue 1 Dec 2026", "Tue 1 Dec 2026", channel=channel)).is_qualifying


@pytest.mark.parametrize(
    ("body_kind", "officer", "qualifies"),
    [
        (BodyKind.COUNCIL, Officer.UNKNOWN, False),
        (BodyKind.HOUSING_PROVIDER, Officer.OTHER, False),
        (BodyKind.POLICE, Officer.UNKNOWN, True),
        (BodyKind.POLICE, Officer.POLICE_ON_DUTY, True),
        (BodyKind.POLICE, Officer.POLICE_OFF_DUTY, False),
        (BodyKind.POLICE, Officer.OTHER, False),
        (BodyKind.POLICE, Officer.PCSO, True),
    ],
)
def test_ct_14_a_word_on_site_counts_only_to_police_on_duty(
    body_kind: BodyKind, officer: Officer, qualifies: bool
) -> None:
    row = judged(
        report("1", "Sat 5 Dec 2026", "Sat 5 Dec 2026", body_kind=body_kind, officer=officer, channel=Channel.ON_SITE)
    )

    assert row.is_qualifying is qualifies
    if not qualifies:
        assert reason_sentence(row) == "Told to an officer in passing. Only police on duty count that way."


def test_ct_14_an_area_may_leave_pcsos_out() -> None:
    to_pcso = report(
        "1",
        "Sat 5 Dec 2026",
        "Sat 5 Dec 2026",
        body_kind=BodyKind.POLICE,
        officer=Officer.PCSO,
        channel=Channel.ON_SITE,
    )

    assert not judged(to_pcso, pcso_counts=False).is_qualifying


def test_ct_14_the_spoc_may_count_a_word_on_site_with_a_written_reason() -> None:
    told = report(
        "1",
        "Sat 5 Dec 2026",
        "Sat 5 Dec 2026",
        channel=Channel.ON_SITE,
        on_site_reason="the warden wrote it down and gave a number.",
    )

    row = judged(told)

    assert row.is_qualifying
    assert reason_sentence(row) == (
        "Reported the same day. Told to an officer on site and counted because "
        "the warden wrote it down and gave a number."
    )


def test_ct_14_blanks_are_no_reason() -> None:
    told = report("1", "Sat 5 Dec 2026", "Sat 5 Dec 2026", channel=Channel.ON_SITE, on_site_reason="  ")

    assert judged(told).reason is Reason.ON_SITE


@pytest.mark.parametrize("body_kind", [BodyKind.OTHER, BodyKind.SCHOOLS, BodyKind.COUNTY_COUNCIL])
def test_ct_14_a_report_to_no_relevant_body_does_not_count(body_kind: BodyKind) -> None:
    row = judged(report("1", "Tue 1 Dec 2026", "Tue 1 Dec 2026", body_kind=body_kind))

    assert reason_sentence(row) == "A body we cannot count."


@pytest.mark.parametrize(
    ("reported", "sentence"),
    [
        ("Tue 29 Sep 2026", "Made before the outcome of Wednesday 30 September 2026. Counting started again that day."),
        (
            "Wed 30 Sep 2026",
            "Made on the day of the outcome, Wednesday 30 September 2026. Counting started again the next day.",
        ),
        ("Thu 1 Oct 2026", "Reported the same day."),
    ],
)
def test_ct_47_only_reports_after_the_outcome_letter_qualify(reported: str, sentence: str) -> None:
    assert reason_sentence(judged(report("1", reported, reported), reset="Wed 30 Sep 2026")) == sentence


def test_ct_16_the_last_days_of_a_window_are_open_when_the_date_is() -> None:
    assert last_day_to_report(None, Window(length=1, unit="months")) is None
    assert last_day_to_apply(None, months=6) is None


def test_ct_17_two_undated_reports_are_two_occasions() -> None:
    first, second = (
        Complaint(id=name, happened_on=None, reported_on=None, body_kind=BodyKind.POLICE, channel=Channel.PHONE)
        for name in ("1", "2")
    )

    assert first.occasion_key != second.occasion_key
