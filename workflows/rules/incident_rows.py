"""Faults of one incident row of an application, as sentences for the applicant. Source: CT-13.

Dates are never changed here or anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workflows.date_words import long_date


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRow:
    """One incident as the applicant gave it; None or empty where nothing was given."""

    happened_on: date | None
    reported_on: date | None
    body: str = ""
    channel: str = ""
    reference: str = ""
    has_no_reference: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFault:
    """A field, the sentence that says what to do, and whether the row cannot be counted until it is mended."""

    field: str
    sentence: str
    must_mend: bool = True


def incident_row_faults(row: IncidentRow, *, today: date) -> tuple[RowFault, ...]:
    """Return the faults of a row, in the order of its fields.

    Dates present and not in the future, the report not before the incident, body, channel, reference.
    A missing reference is asked for and does not hold the row back. Source: CT-13.
    """
    faults = _date_faults("happened_on", row.happened_on, today, "it happened")
    faults += _date_faults("reported_on", row.reported_on, today, "you reported it")
    if row.happened_on and row.reported_on and row.reported_on < row.happened_on:
        reported = f"You told us you reported it on {long_date(row.reported_on)}."
        faults.append(RowFault(field="happened_on", sentence=f"{reported} The incident cannot be later than that."))
    if not row.body.strip():
        faults.append(RowFault(field="body", sentence="Select whom you told"))
    if not row.channel.strip():
        faults.append(RowFault(field="channel", sentence="Select how you told them"))
    if not row.reference.strip() and not row.has_no_reference:
        sentence = "Enter the reference they gave you, or say that you have none"
        faults.append(RowFault(field="reference", sentence=sentence, must_mend=False))
    return tuple(faults)


def _date_faults(field: str, day: date | None, today: date, what: str) -> list[RowFault]:
    if day is None:
        return [RowFault(field=field, sentence=f"Enter the date {what}")]
    if day > today:
        return [RowFault(field=field, sentence=f"The date {what} must be today or in the past")]
    return []
