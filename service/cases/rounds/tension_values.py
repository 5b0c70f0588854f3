"""What notices about a tension say: level, agreed words, scores, meeting. Never from a restricted report. TE-31."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from service.cases.rounds.values import Values, limit_of, says, texts
from service.store.cases import Case
from service.store.notices import NoticeRound
from service.store.record import Tension, ThreatAssessment
from service.store.work import TaskAnswer
from workflows.rules.tension import (
    Band,
    Level,
    Move,
    MoveKind,
    band_of,
    band_words,
    level_name,
    review_clock,
    what_a_move_starts,
)

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

WORDS = {"what_happened": "told_what", "expected": "told_expected", "done_so_far": "told_done"}


def _standing(work: "CaseWork") -> Values:
    """Give level, direction, place and the words that may be sent: those agreed with the level. Source: TE-31."""
    tension = work.session.get_one(Tension, work.case.id)
    agreed = _said(work, "Task_AgreeLevel")
    return {
        "level": str(tension.level),
        "level_name": level_name(Level(tension.level), settings=work.rules.tension),
        "level_band": band_words(band_of(Level(tension.level)), settings=work.rules.tension),
        "direction": tension.direction,
        "where": tension.ward or tension.what,
        **texts(agreed, **WORDS),
    }


def _said(work: "CaseWork", *element_ids: str) -> Values:
    """Give what was last answered in one of these tasks. A draft of the next review says nothing yet."""
    rows = select(TaskAnswer.answers).where(
        TaskAnswer.case_id == work.case.id, TaskAnswer.element_id.in_(element_ids), TaskAnswer.is_draft.is_(False)
    )
    return dict(work.session.scalars(rows.order_by(TaskAnswer.id.desc()).limit(1)).first() or {})


@says("L-TE-01")
def _alert(work: "CaseWork", role: str) -> Values:
    del role
    scores = _newest(work)
    place = str(_said(work, "Task_AgreeLevel").get("meeting_place") or "")
    return {
        **_standing(work),
        "experienced": scores.experienced,
        "evidenced": scores.evidenced,
        "potential": scores.potential,
        "meet_by": limit_of(work, "te_meet_urgent").limit_at.isoformat(),
        "meeting_place": place,
    }


@says("L-TE-02")
def _meeting_call(work: "CaseWork", role: str) -> Values:
    del role
    tension, agreed = work.session.get_one(Tension, work.case.id), _said(work, "Task_AgreeLevel")
    return {
        **_standing(work),
        **(_came_from(work, tension) if replaces_news(work) else {}),
        "meeting_limit": limit_of(work, "te_meet").limit_on.isoformat(),
        "meeting_place": str(agreed.get("meeting_place") or ""),
    }


@says("L-TE-03")
def _media(work: "CaseWork", role: str) -> Values:
    del role
    tension = work.session.get_one(Tension, work.case.id)
    return {**_standing(work), "spokesperson": tension.spokesperson}


@says("L-TE-04")
def _change(work: "CaseWork", role: str) -> Values:
    del role
    tension = work.session.get_one(Tension, work.case.id)
    if tension.outcome == "merged" and tension.merged_into_id is not None:
        other = work.session.get_one(Case, tension.merged_into_id)
        return {"change": "merged", "merged_into": other.reference, "where": tension.ward}
    if tension.outcome:
        change = "false_alarm" if tension.outcome == "unfounded" else "closed"
        typed = str(_said(work, "Task_AgreeLevel").get("reassurance") or "")  # agreed by both (TE-29)
        said = typed or (tension.public_lines if _may_be_said(tension) else "")
        return {"change": change, "where": tension.ward, "reason": _reasons(work), "reassurance": said}
    return {**_standing(work), "change": _kind_of_change(tension), **_came_from(work, tension)}


def _came_from(work: "CaseWork", tension: Tension) -> Values:
    """Give what a change of level says besides the level: the one before, why, and when it is looked at again."""
    old = Level(tension.earlier_level)
    return {
        "old_level": str(int(old)),
        "old_level_name": level_name(old, settings=work.rules.tension),
        "old_level_band": band_words(band_of(old), settings=work.rules.tension),
        "reason": _reasons(work),
        **_next_review(work, tension),
    }


def _reasons(work: "CaseWork") -> str:
    return str(_said(work, "Task_AgreeLevel", "Task_SettleLevel").get("reasons") or "")


@says("L-TE-07")
def _responses(work: "CaseWork", role: str) -> Values:
    del role
    tension = work.session.get_one(Tension, work.case.id)
    meeting = _said(work, "Task_HoldMeeting")
    rows = meeting.get("responses") or []
    return {
        **_standing(work),
        "meeting_on": str(meeting.get("held_on") or work.unit.today.isoformat()),
        "responses": [_response(row) for row in rows if row.get("what")],
        **_next_review(work, tension),
    }


def _response(row: Values) -> Values:
    leads = str(row.get("lead") or "")
    return {"what": str(row["what"]), **({"leads": leads} if leads else {})}


def _kind_of_change(tension: Tension) -> str:
    if tension.level > 4 >= tension.earlier_level > 0:
        return "stand_down"
    return "worse" if tension.level < tension.earlier_level else "better"


def _next_review(work: "CaseWork", tension: Tension) -> Values:
    clock = review_clock(Level(tension.level))
    dates = work.clocks.running.get((clock, None)) or limit_of(work, clock, counted_from=tension.level_at)
    if tension.level <= 2:
        return {"next_review_at": dates.limit_at.isoformat()}
    return {"next_review_on": dates.limit_on.isoformat()}


def _may_be_said(tension: Tension) -> bool:
    """Tell whether both have approved the public words. Source: TE-16, TE-29."""
    return tension.police_approved_at is not None and tension.council_approved_at is not None


def tells_change(work: "CaseWork") -> bool:
    """Tell whether those told before hear of the last change: a way down, inside a band, the end. TE-27 to TE-30.

    A way up has a notice of its own, the alert or the meeting call.
    """
    tension = work.session.get_one(Tension, work.case.id)
    if tension.outcome:
        return True
    move = _last_move(tension)
    return move is not None and move.tells_change and not _was_told(work, tension)


def replaces_news(work: "CaseWork") -> bool:
    """Tell whether the call to a meeting carries the news: from 1 or 2 down to 3 or 4 (rec). Then nobody reads both."""
    tension = work.session.get_one(Tension, work.case.id)
    move = None if tension.outcome else _last_move(tension)
    return move is not None and move.kind is MoveKind.DE_ESCALATION and move.band is Band.HEIGHTENED


def _last_move(tension: Tension) -> Move | None:
    """Give the last change of level; None before a second level was agreed."""
    if not tension.earlier_level or not tension.level:
        return None
    return what_a_move_starts(Level(tension.earlier_level), Level(tension.level))


def _was_told(work: "CaseWork", tension: Tension) -> bool:
    """Tell whether this very change was sent already."""
    rows = select(NoticeRound.id).where(
        NoticeRound.case_id == work.case.id, NoticeRound.code == "L-TE-04", NoticeRound.sent_at >= tension.level_at
    )
    return work.session.scalars(rows.limit(1)).first() is not None


def _newest(work: "CaseWork") -> ThreatAssessment:
    rows = select(ThreatAssessment).where(ThreatAssessment.case_id == work.case.id)
    return work.session.scalars(rows.order_by(ThreatAssessment.number.desc()).limit(1)).one()
