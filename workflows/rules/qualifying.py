"""Whether one complaint qualifies by itself, and the sentence that says why or why not.

How qualifying complaints add up: threshold.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from workflows.date_words import counted, long_date
from workflows.due_dates import period_end
from workflows.rules.threshold_settings import Basis, BodyKind, ThresholdSettings, Window


class Channel(StrEnum):
    """How a complaint reached the body. On-line reports count as writing. Source: CT-14."""

    WRITING = "writing"
    EMAIL = "email"
    PHONE = "phone"
    VISIT = "visit"
    ONLINE = "online"
    ON_SITE = "on_site"


class Officer(StrEnum):
    """Whom the complainant spoke to on site; a police officer is taken to be on duty unless known not to be."""

    UNKNOWN = ""
    POLICE_ON_DUTY = "police_on_duty"
    POLICE_OFF_DUTY = "police_off_duty"
    PCSO = "pcso"
    OTHER = "other"


class Reason(StrEnum):
    """Why a complaint counts or does not. Source: CT-14 to CT-18, CT-47."""

    COUNTS = "counts"
    SAME_OCCASION = "same_occasion"
    NOT_LINKED = "not_linked"
    TOO_LATE = "too_late"
    TOO_OLD = "too_old"
    BEFORE_RESET = "before_reset"
    ON_SITE = "on_site"
    NOT_A_BODY = "not_a_body"
    AFTER_APPLICATION = "after_application"
    REPORTED_FIRST = "reported_first"
    DATE_MISSING = "date_missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """One incident as one person reported it to one body. Source: domain B, incident report."""

    id: str
    happened_on: date | None
    reported_on: date | None
    body_kind: BodyKind
    channel: Channel
    person: str = "applicant"
    body: str = ""
    officer: Officer = Officer.UNKNOWN
    on_site_reason: str = ""  # why the SPOC counts a word on site
    occasion: str = ""  # empty: the day it happened
    link: str = ""
    link_reason: str = ""
    is_hate: bool = False

    @property
    def occasion_key(self) -> str:
        """What makes two reports one occasion. Source: CT-17."""
        return self.occasion or (self.happened_on.isoformat() if self.happened_on else self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintRow:
    """A complaint with its windows and its outcome.

    `is_qualifying` looks at the complaint alone; `counts` also asks whether its occasion was counted before
    and whether it is linked. Source: domain B, qualifying calculation.
    """

    complaint: Complaint
    is_qualifying: bool
    counts: bool
    reason: Reason
    month_end_on: date | None
    six_months_end_on: date | None
    reset_on: date | None
    settings: ThresholdSettings
    same_as: Complaint | None = None


def qualify(
    complaint: Complaint, *, application_on: date, settings: ThresholdSettings, reset_on: date | None = None
) -> ComplaintRow:
    """Return whether a complaint qualifies by itself.

    Windows never use working days or a cut-off hour; the application date is the day the form was first
    received. Source: CT-14 to CT-16, CT-19, CT-47.
    """
    month_end = last_day_to_report(complaint.happened_on, settings.report_window)
    measured = complaint.reported_on if settings.six_month_basis is Basis.COMPLAINT else complaint.happened_on
    half_year_end = last_day_to_apply(measured, months=settings.eligibility_months)
    row = ComplaintRow(
        complaint=complaint,
        is_qualifying=False,
        counts=False,
        reason=Reason.COUNTS,
        month_end_on=month_end,
        six_months_end_on=half_year_end,
        reset_on=reset_on,
        settings=settings,
    )
    reason = _fault(row, application_on)
    qualifies = reason is Reason.COUNTS
    return replace(row, is_qualifying=qualifies, counts=qualifies, reason=reason)


def last_day_to_report(happened_on: date | None, window: Window) -> date | None:
    """Return the last day on which a complaint about an incident of that day qualifies. Source: CT-15, CM-04."""
    if happened_on is None:
        return None
    if window.unit == "days":
        return happened_on + timedelta(days=window.length - 1)
    return period_end(happened_on, months=window.length)


def last_day_to_apply(measured_from: date | None, *, months: int) -> date | None:
    """Return the last application date for which something of that day is recent enough. Source: CT-16, CM-04."""
    return None if measured_from is None else period_end(measured_from, months=months)


def reason_sentence(row: ComplaintRow, *, body_names: Mapping[str, str] | None = None) -> str:
    """Return the words beside "Counts." or "Does not count.".

    `body_names` gives names by body code. Source: design brief, reports and people.
    """
    complaint = row.complaint
    if row.reason is Reason.COUNTS:
        return _counted_words(complaint)
    if row.reason is Reason.SAME_OCCASION and row.same_as is not None:
        return f"Same occasion as the report to {_body_words(row.same_as, body_names or {})}. An occasion counts once."
    if row.reason is Reason.NOT_LINKED:
        because = complaint.link_reason.strip().removesuffix(".") or "another cause"
        return f"Not linked to the others: {because}."
    return _dated_words(row) or _PLAIN_WORDS[row.reason]


_PLAIN_WORDS = {
    Reason.ON_SITE: "Told to an officer in passing. Only police on duty count that way.",
    Reason.NOT_A_BODY: "A body we cannot count.",
    Reason.AFTER_APPLICATION: "Reported after the application arrived.",
    Reason.REPORTED_FIRST: "The date of the report is before the date it happened.",
    Reason.DATE_MISSING: "A date is missing.",
}
_BODY_WORDS = {
    BodyKind.COUNCIL: "the council",
    BodyKind.COUNTY_COUNCIL: "the county council",
    BodyKind.POLICE: "the police",
    BodyKind.HEALTH: "the health body",
    BodyKind.HOUSING_PROVIDER: "the housing provider",
}


def _fault(row: ComplaintRow, application_on: date) -> Reason:
    complaint, settings = row.complaint, row.settings
    if complaint.happened_on is None or complaint.reported_on is None:
        return Reason.DATE_MISSING
    if complaint.reported_on < complaint.happened_on:
        return Reason.REPORTED_FIRST
    if complaint.body_kind not in settings.relevant_bodies:
        return Reason.NOT_A_BODY
    if complaint.channel is Channel.ON_SITE and not _is_on_site_report(complaint, settings):
        return Reason.ON_SITE
    return _window_fault(row, complaint.reported_on, application_on)


def _window_fault(row: ComplaintRow, reported_on: date, application_on: date) -> Reason:
    if row.month_end_on is not None and reported_on > row.month_end_on:
        return Reason.TOO_LATE
    if reported_on > application_on:
        return Reason.AFTER_APPLICATION
    if row.six_months_end_on is not None and application_on > row.six_months_end_on:
        return Reason.TOO_OLD
    if row.reset_on is not None and reported_on <= row.reset_on:
        return Reason.BEFORE_RESET
    return Reason.COUNTS


def _is_on_site_report(complaint: Complaint, settings: ThresholdSettings) -> bool:
    if complaint.on_site_reason.strip() or complaint.officer is Officer.POLICE_ON_DUTY:
        return True
    if complaint.officer is Officer.PCSO:
        return settings.pcso_counts
    return complaint.officer is Officer.UNKNOWN and complaint.body_kind is BodyKind.POLICE


def _counted_words(complaint: Complaint) -> str:
    # A report that counts has both dates.
    days = ((complaint.reported_on or date.min) - (complaint.happened_on or date.min)).days
    known = {0: "Reported the same day.", 1: "Reported the next day."}
    words = known.get(days) or f"Reported {counted(days, 'day')} later."
    because = complaint.on_site_reason.strip().removesuffix(".")
    if complaint.channel is Channel.ON_SITE and because:
        return f"{words} Told to an officer on site and counted because {because}."
    return words


def _dated_words(row: ComplaintRow) -> str:
    if row.reason is Reason.TOO_LATE and row.month_end_on is not None:
        return f"Reported too late. {_window_words(row.settings.report_window)} ended {long_date(row.month_end_on)}."
    if row.reason is Reason.TOO_OLD and row.six_months_end_on is not None:
        basis = "report" if row.settings.six_month_basis is Basis.COMPLAINT else "incident"
        months = "Six" if row.settings.eligibility_months == 6 else str(row.settings.eligibility_months)
        return f"Too old. {months} months from the {basis} ended {long_date(row.six_months_end_on)}."
    if row.reason is Reason.BEFORE_RESET and row.reset_on is not None:
        if row.complaint.reported_on == row.reset_on:
            return f"Made on the day of the outcome, {long_date(row.reset_on)}. Counting started again the next day."
        return f"Made before the outcome of {long_date(row.reset_on)}. Counting started again that day."
    return ""


def _window_words(window: Window) -> str:
    if window.length == 1:
        return "The month" if window.unit == "months" else "The day"
    return f"The {window.length} {window.unit}"


def _body_words(complaint: Complaint, body_names: Mapping[str, str]) -> str:
    return body_names.get(complaint.body) or _BODY_WORDS.get(complaint.body_kind, "another body")
