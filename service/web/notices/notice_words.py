"""What the page of a personal link says beside the text that was sent: by when, what was recorded, who else knows."""

from dataclasses import dataclass
from datetime import datetime

from service.store.queries.notice_page import NoticePage, ReplyRow, RunningClock
from workflows import clock_time, date_and_time, local_date, long_date

BY_DEPUTY = "deputy"
REPLIES = {
    "have_this": "I have this",
    "confirmed": "Confirmed",
    "correction": "Correction",
    "more": "More information",
    "action": "Action taken",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReply:
    """One earlier reply in words."""

    kind: str
    words: str
    when: str


def when(at: datetime, *, now: datetime) -> str:
    """Give "11:43am", with the day where it is another one."""
    return clock_time(at) if local_date(at) == local_date(now) else date_and_time(at)


def by_when(at: datetime, *, now: datetime) -> str:
    """Give "3:40pm today", or the time with its day."""
    return f"{clock_time(at)} today" if local_date(at) == local_date(now) else date_and_time(at)


def meet_by(page: NoticePage, *, now: datetime) -> str:
    """Give "Meet by 3:40pm today." while the meeting is still to begin; nothing where none is called."""
    clock = page.meeting
    if page.code not in ("L-TE-01", "L-TE-02") or clock is None:
        return ""
    if clock.ended_at is not None:
        return f"The team met: it was recorded at {when(clock.ended_at, now=now)}."
    if page.code == "L-TE-01":
        return f"Meet by {by_when(clock.limit_at, now=now)}."
    return f"Meet by {long_date(clock.limit_on)}."


def if_silent(page: NoticePage, *, now: datetime) -> str:
    """Give what happens without an answer: the deputy is called. Source: CM-06."""
    if page.answered_at is not None or page.passed_at is not None:
        return ""
    if page.stand_in is not None:
        told = when(page.stand_in.told_at or page.stand_in.sent_at, now=now)
        return f"You had not answered, so {page.stand_in.name} was told at {told}. You can still answer."
    if _is_ahead(page.deputies, now):
        assert page.deputies is not None
        call = f"we call {page.deputy.name}, your deputy" if page.deputy else "we ring you, or somebody in your place"
        return f"If you do not answer by {when(page.deputies.limit_at, now=now)}, {call}."
    return ""


def _is_ahead(clock: RunningClock | None, now: datetime) -> bool:
    return clock is not None and clock.ended_at is None and clock.limit_at > now


def recorded(page: NoticePage, *, now: datetime) -> str:
    """Give "Recorded at 11:43am. Piers Amadi will not be called."; nothing before there is an answer."""
    if page.answered_at is None:
        return ""
    at = when(page.answered_at, now=now)
    if page.answer == BY_DEPUTY:
        who = page.stand_in.name if page.stand_in else "Somebody else"
        return f"{who} answered for you at {at}. You need do nothing."
    if page.stand_in is not None:
        return f"Recorded at {at}. {page.stand_in.name} was told before that, as your deputy."
    if page.deputies is not None and page.deputy is not None:
        return f"Recorded at {at}. {page.deputy.name} will not be called."
    return f"Recorded at {at}."


def passed(page: NoticePage, *, now: datetime) -> str:
    """Give to whom it was passed on; nothing where it was not."""
    if page.passed_at is None:
        return ""
    at = when(page.passed_at, now=now)
    if page.stand_in is None:
        return f"You passed this on at {at}. We are looking for somebody else."
    return f"You passed this on at {at}. We have told {page.stand_in.name}."


def shown_replies(replies: tuple[ReplyRow, ...], *, now: datetime) -> list[ShownReply]:
    """Give the earlier replies, the newest first."""
    return [
        ShownReply(
            kind=REPLIES[row.kind],
            words=row.words,
            when=f"{when(row.at, now=now)}{', by telephone' if row.recorded_by else ''}",
        )
        for row in reversed(replies)
    ]
