"""The replies to the notices of an incident, and who has not answered yet. Source: MI-18, brief page 8."""

from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from service.store.queries.incident_notices import IncidentReply, NoticeRow
from service.web.incidents.incident_words import time_words
from service.web.incidents.room_view import RoomView
from service.web.incidents.rung_answers import WANTS_ANSWER
from workflows import clock_time, counted, list_date, local_date

LEADS = {"correction": "Correction", "more": "More information", "action": "Action taken"}
MOST_SILENT = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReply:
    """One line of the table: a reply in words, or somebody who has not answered."""

    anchor: str
    name: str
    lead: str
    words: str
    when: str
    link: tuple[str, str] = ("", "")
    is_quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Replies:
    """The table of replies, and what stands below it."""

    rows: tuple[ShownReply, ...]
    confirmed: str  # "8 people confirmed and wrote nothing."
    more_silent: str  # "12 more have not answered."


def shown_replies(view: RoomView) -> Replies:
    """Give what was written, oldest first, then those who are silent."""
    written = [reply for reply in view.replies if reply.kind in LEADS]
    silent = [row for row in view.notices if _is_silent(row)]
    plain = {r.notice_id for r in view.replies} - {r.notice_id for r in written}
    rest = len(silent) - MOST_SILENT
    people = counted(len(plain), "person", "people")
    return Replies(
        rows=(
            *(_written(view, reply) for reply in written),
            *(_silent(view, row) for row in silent[:MOST_SILENT]),
        ),
        confirmed=f"{people} confirmed and wrote nothing more." if plain else "",
        more_silent=f"{rest} more have not answered." if rest > 0 else "",
    )


def _is_silent(row: NoticeRow) -> bool:
    wants = row.code in WANTS_ANSWER and row.told_at is not None
    return wants and row.answered_at is None and row.passed_at is None


def _written(view: RoomView, reply: IncidentReply) -> ShownReply:
    by = f" Written down by {reply.recorded_by}." if reply.recorded_by else ""
    after = _corrected(view, reply.at) if reply.kind == "correction" else ""
    return ShownReply(
        anchor=f"reply-{reply.reply_id}",
        name=reply.name,
        lead=f"{LEADS[reply.kind]}:",
        words=" ".join(part for part in (reply.words, by.strip(), after) if part),
        when=time_words(reply.at, now=view.now),
        link=_correct(view) if reply.kind == "correction" and not after else ("", ""),
    )


def _corrected(view: RoomView, at: datetime) -> str:
    """Say that a correction went out since; empty where none has."""
    sent_at = view.corrected_at
    return f"A correction was sent at {time_words(sent_at, now=view.now)}." if sent_at and sent_at >= at else ""


def _correct(view: RoomView) -> tuple[str, str]:
    """Give the way to send a correction to everybody who was told."""
    number = len(view.recipients)
    if not view.may_act or not number:
        return "", ""
    href = url_for("incidents.act_page", reference=view.opened.head.reference, act="correction")
    return f"Send the correction to {counted(number, 'person', 'people')}", href


def _silent(view: RoomView, row: NoticeRow) -> ShownReply:
    told = f"No answer yet. Told {time_words(row.told_at, now=view.now)}" if row.told_at else "No answer yet"
    link = ("", "")
    if view.may_act:
        link = ("Record a call", url_for("notices.record_call", notice_id=row.notice_id))
    return ShownReply(
        anchor="",
        name=row.name,
        lead="",
        words=f"{told}{_what_comes(view, row)}.",
        when="",
        link=link,
        is_quiet=True,
    )


def _what_comes(view: RoomView, row: NoticeRow) -> str:
    today = local_date(view.now)
    if row.reminded_at is not None:
        return f"; reminded on {list_date(local_date(row.reminded_at), today=today)}"
    feedback = view.clock("mi_feedback", key=str(row.round_id))
    if feedback is not None and feedback.is_running:
        return f"; a reminder goes after {list_date(feedback.limit_on, today=today)}"
    deputies = view.clock("mi_unreachable", key=str(row.round_id))
    if deputies is not None and deputies.is_running and deputies.limit_at > view.now:
        return f"; {row.deputy or 'somebody else'} is told at {clock_time(deputies.limit_at)}"
    return ""
