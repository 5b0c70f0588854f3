"""Who was alerted, as the page of a tension says it: told how and when, answered, and what happens if not. TE-12."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from service.store.queries.tension_alerts import Alert, AlertedRow
from service.web.casework.links import href_if_built
from service.web.tension.contact_words import role_words
from workflows import clock_time, counted, list_date, local_date

HOW = {"email": "email", "phone": "phone"}
BY_DEPUTY = "deputy"
MAIL_STANDS = {"failed": "The email came back", "unknown": "The email may not have left"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReader:
    """One reader of an alert in words."""

    notice_id: int
    name: str
    office: str
    told: str
    answered: str  # empty: not yet
    if_not: str
    call_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAlert:
    """The latest alert in words."""

    heading: str
    count: str
    wants_answer: bool
    is_answered: bool
    rows: tuple[ShownReader, ...]


def shown_alert(alert: Alert, titles: Mapping[str, str], *, now: datetime, may_record: bool) -> ShownAlert:
    """Give an alert as its table; `titles` are what the area calls its offices."""
    first = [row for row in alert.rows if not row.stands_in_for]
    answered = sum(row.answered_at is not None for row in first)
    count = (
        f"{answered} of {len(first)} have answered" if alert.wants_answer else counted(len(first), "person", "people")
    )
    return ShownAlert(
        heading="Who was alerted" if alert.wants_answer else "Who was told",
        count=count,
        wants_answer=alert.wants_answer,
        is_answered=answered == len(first),
        rows=tuple(_reader(row, alert, _office(row, titles), now=now, may_record=may_record) for row in alert.rows),
    )


def how_far(alert: Alert) -> str:
    """Give how many were told and how, while somebody is not: "3 told by email, 1 still to be rung"; else nothing."""
    first = [row for row in alert.rows if not row.stands_in_for]
    if all(row.told_at or row.answered_at for row in first):
        return ""
    told = [row for row in first if row.told_at]
    by_phone = sum(row.was_called or row.channel != "email" for row in told)
    numbers = {
        "told by email": len(told) - by_phone,
        "told by phone": by_phone,
        "answered for by a deputy": sum(row.told_at is None and row.answered_at is not None for row in first),
        "being sent": sum(not (row.told_at or row.answered_at or row.is_to_be_rung) for row in first),
        "still to be rung": sum(row.is_to_be_rung for row in first),
    }
    return ", ".join(f"{number} {words}" for words, number in numbers.items() if number)


def _office(row: AlertedRow, titles: Mapping[str, str]) -> str:
    return f"for {row.stands_in_for}" if row.stands_in_for else role_words(row.role, row.agency, titles)


def _reader(row: AlertedRow, alert: Alert, office: str, *, now: datetime, may_record: bool) -> ShownReader:
    waits = alert.wants_answer and row.answered_at is None
    return ShownReader(
        notice_id=row.notice_id,
        name=row.name,
        office=office,
        told=_told(row, now),
        answered=_answered(row, now),
        if_not=_if_not(row, alert, now) if waits else "",
        call_href=href_if_built("notices.record_call", notice_id=row.notice_id) if waits and may_record else "",
    )


def _told(row: AlertedRow, now: datetime) -> str:
    how = "phone" if row.was_called else HOW.get(row.channel, "")
    if row.told_at is not None:
        return ", ".join(part for part in (_time(row.told_at, now), how) if part)
    if row.channel == "email" and row.is_to_be_rung:
        return f"{MAIL_STANDS.get(row.mail_state, 'The email did not leave')}: to be rung"
    return {"email": "Being sent", "phone": "To be rung"}.get(row.channel, "No address: to be rung")


def _answered(row: AlertedRow, now: datetime) -> str:
    if row.answered_at is None:
        return ""
    return f"{_time(row.answered_at, now)}{', by deputy' if row.answer == BY_DEPUTY else ''}"


def _if_not(row: AlertedRow, alert: Alert, now: datetime) -> str:
    if row.passed_at is not None:
        return f"Passed on at {_time(row.passed_at, now)}."
    if row.is_stood_in_for or any(other.stands_in_for == row.name for other in alert.rows):
        return "Their deputy was told."
    if row.stands_in_for or not row.deputy:
        return "Nobody stands in: ring them."
    if alert.deputies_at is None:
        return f"Their deputy is {row.deputy}."
    verb = "is told" if alert.deputies_at > now else "was to be told"
    return f"Deputy {row.deputy} {verb} at {_time(alert.deputies_at, now)}."


def _time(at: datetime, now: datetime) -> str:
    day, today = local_date(at), local_date(now)
    return f"{clock_time(at)}{'' if day == today else f', {list_date(day, today=today)}'}"
