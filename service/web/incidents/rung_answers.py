"""What the readers of one rung answered, or what happens because they have not. Source: MI-18, MI-23."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from service.store.queries.incident_notices import IncidentReply, NoticeRow
from service.web.incidents.incident_words import time_words
from service.web.incidents.room_view import RoomView
from workflows import clock_time, counted, list_date, local_date

BY_DEPUTY = "deputy"
WITH = {"correction": "with a correction", "more": "with more information"}
WANTS_ANSWER = ("L-MI-01", "L-MI-02", "L-MI-03", "L-MI-04")
REPLIES = "#replies"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The last column of a rung: bold words, plain words, a link."""

    lead: str = ""
    words: str = ""
    link: tuple[str, str] = ("", "")


def answers_of(view: RoomView, rows: Sequence[NoticeRow]) -> Answered:
    """Give what was answered by the readers of one rung."""
    if len(rows) == 1:
        return _one(view, rows[0])
    waiting = [row for row in rows if row.answered_at is None and row.told_at is not None]
    if not rows or rows[0].code not in WANTS_ANSWER:
        return Answered()
    if not waiting:
        told = sum(row.told_at is not None for row in rows)
        return Answered(words=f"{counted(told, 'reply', 'replies')}. None outstanding." if told else "")
    until = view.clock("mi_feedback", key=str(waiting[0].round_id))
    words = _until(until.limit_on, today=local_date(view.now)) if until else ""
    lead = f"{counted(len(waiting), 'reply', 'replies')} outstanding."
    return Answered(lead=lead, words=words, link=("See who", REPLIES))


def _until(limit_on: date, *, today: date) -> str:
    day = list_date(limit_on, today=today)
    return f"Each had until {day}." if limit_on < today else f"Each has until {day}."


def _one(view: RoomView, row: NoticeRow) -> Answered:
    if row.answered_at is None:
        return _silent(view, row)
    at = time_words(row.answered_at, now=view.now)
    if row.answer == BY_DEPUTY:
        deputy = next((one.name for one in view.notices if one.stands_in_for_id == row.notice_id), "Somebody else")
        return Answered(words=f"Confirmed {at} by {deputy}, who stands in")
    said = [reply for reply in view.replies if reply.notice_id == row.notice_id]
    return _worded(at, said)


def _worded(at: str, said: Sequence[IncidentReply]) -> Answered:
    told = [reply for reply in said if reply.kind in WITH]
    acted = [reply for reply in said if reply.kind == "action"]
    words = f"Confirmed {at}"
    link = ("", "")
    if told:
        words = f"{words}, {WITH[told[-1].kind]}."
        link = ("Read it", f"#reply-{told[-1].reply_id}")
    if acted:
        words = f"{words.rstrip('.')}. Action taken: {acted[-1].words}"
    return Answered(words=words, link=link)


def _silent(view: RoomView, row: NoticeRow) -> Answered:
    if row.told_at is None or row.code not in WANTS_ANSWER:
        return Answered()
    if row.passed_at is not None:
        return Answered(words=f"Passed on {time_words(row.passed_at, now=view.now)}. Somebody else is to answer.")
    stand_in = next((one for one in view.notices if one.stands_in_for_id == row.notice_id), None)
    if stand_in is not None:
        return Answered(lead="No answer yet.", words=f"{stand_in.name} was told instead.")
    clock = view.clock("mi_unreachable", key=str(row.round_id))
    if clock is None or not clock.is_running:
        return Answered(lead="No answer yet.")
    whom = row.deputy or "Somebody else"
    return Answered(lead="No answer yet.", words=f"{whom} is told at {clock_time(clock.limit_at)}.")
