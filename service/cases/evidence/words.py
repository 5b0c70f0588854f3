"""How dates, channels and people of the record are said in evidence."""

from collections.abc import Iterable
from datetime import date, datetime

from service.cases.case_file import CaseFile
from service.cases.letters.values.asking import CHANNEL_WORDS
from service.store.people import Person
from service.store.record import ReportedIncident
from workflows import date_and_time, local_date, long_date

GROUNDS = {
    "data_protection": "Data protection law",
    "interception": "Interception law",
    "confidence_claimed": "Obligation of confidence, claimed",
}


def day_words(on: date | None, *, unknown: str = "Not known") -> str:
    """Give a date in words."""
    return long_date(on) if on else unknown


def happened_words(row: ReportedIncident) -> str:
    """Give when an incident happened, in the applicant's words where there is no date."""
    return day_words(row.happened_on, unknown=row.happened_words or "No date given")


def channel_words(row: ReportedIncident) -> str:
    """Give how an incident was reported: "by phone"."""
    return CHANNEL_WORDS.get(row.channel, row.channel.replace("_", " "))


def told_words(file: CaseFile, row: ReportedIncident) -> str:
    """Give whom the report was made to, how, and its reference."""
    body = file.bodies.get(row.body_code)
    told = f"To {body.name if body else row.body_code}, {channel_words(row)}"
    return f"{told}, {row.body_reference}" if row.body_reference else told


def name_of(file: CaseFile, person_id: int | None) -> str:
    """Give the name of someone who signs in; an empty text for nobody."""
    person = file.session.get(Person, person_id) if person_id else None
    return person.name if person else ""


def body_name(file: CaseFile, code: str) -> str:
    """Give the name of a body of the area."""
    body = file.bodies.get(code)
    return body.name if body else code


def instant_day(at: datetime | None) -> str:
    """Give the local day of an instant in words; an empty text for none."""
    return long_date(local_date(at)) if at else ""


def instant_words(at: datetime | None) -> str:
    """Give time and day of an instant; an empty text for none."""
    return date_and_time(at) if at else ""


def lines_of(text: str) -> tuple[str, ...]:
    """Give the lines of what somebody wrote."""
    return tuple(part.strip() for part in text.splitlines() if part.strip())


def joined(parts: Iterable[str], by: str = ", ") -> str:
    """Join what is there."""
    return by.join(part for part in parts if part)
