"""When an application is complete, and which date the six-month test uses. Source: CT-08 to CT-10, CT-19."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workflows.due_dates import local_date


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationDates:
    """The two dates of an application, which must not be confused.

    `completed_at` starts the service clocks and is None while something is missing; `application_on`, the day
    the form was first received, is for the six-month test, so that waiting for consent cannot cost a complaint.
    """

    application_on: date
    completed_at: datetime | None


def application_dates(received_at: datetime, *, missing_came_at: Sequence[datetime | None] = ()) -> ApplicationDates:
    """Return both dates: complete when the last missing item has come; None stands for one not yet come.

    Raises NaiveInstant. Source: CT-10, CT-12, CT-19.
    """
    came = [at for at in missing_came_at if at is not None]
    is_complete = len(came) == len(missing_came_at)
    return ApplicationDates(
        application_on=local_date(received_at),
        completed_at=max([received_at, *came]) if is_complete else None,
    )
