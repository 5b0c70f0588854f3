"""What notices about a major racial incident say: the words typed for them, never the report itself. MI-10 to MI-24."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from service.cases.case_file import CaseFile
from service.cases.rounds.values import TITLES, Values, limit_of, lines, says, title_of
from service.store.record import Decision, FurtherIncident, RacialIncident
from workflows import LONDON

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

TITLES |= {
    ("L-MI-07", "correction"): "a correction",
    ("L-MI-07", "warning_correction"): "a correction",
    ("L-MI-07", "downgraded"): "the stand-down",
    ("L-MI-07", "withdrawn"): "the stand-down",
    ("L-MI-07", "warning_over"): "the end of the warning",
    ("L-MI-07", "further"): "a further incident",
    ("L-MI-07", "closed"): "the end of the incident",
}
READERS = {"rec": "race_body", "coordinator": "coordinator", "council_duty": "council_duty"}


def incident_of(work: "CaseWork") -> RacialIncident:
    """Give the incident that this case is."""
    return work.session.get_one(RacialIncident, work.case.id)


def _common(work: "CaseWork") -> Values:
    incident = incident_of(work)
    return {
        "crro_role": title_of(work, "crro"),
        "coordinator_role": title_of(work, "coordinator"),
        "race_body_role": title_of(work, "rec"),
        "chief_officer_role": title_of(work, "chief_officer_council"),
        "declared_at": incident.declared_at.isoformat() if incident.declared_at else None,
        "where": incident.where,
        "done_so_far": incident.steps,
    }


def _typed(work: "CaseWork", *tasks: str) -> str:
    """Give the words typed for a notice: those of the first task that has some, else what everybody may read."""
    file = CaseFile.of(work)
    found = [str(file.answers_to(task).get("words") or "") for task in tasks]
    return next((words for words in found if words), incident_of(work).title)


@says("L-MI-01")
def _referral(work: "CaseWork", role: str) -> Values:
    del role
    incident = incident_of(work)
    return {
        **_common(work),
        "what_happened": _typed(work, "Task_TellCrro"),
        "prejudice_because": incident.aggravated_because,
        "disorder_because": incident.disorder_because,
        "tell_minutes": work.clocks.register.rule("mi_partners").limit,
    }


@says("L-MI-02")
def _first_facts(work: "CaseWork", role: str) -> Values:
    since = str(CaseFile.of(work).answers_to("Task_TellPartners").get("steps_since") or "")
    common = _common(work)
    return {
        **common,
        "written_to": READERS.get(role, "council_duty"),
        "what_happened": _typed(work, "Task_TellPartners", "Task_TellCrro"),
        "done_so_far": " ".join(words for words in (str(common["done_so_far"]), since) if words),
        "tell_minutes": work.clocks.register.rule("mi_chief_officer").limit,
    }


@says("L-MI-03")
def _chief_officer(work: "CaseWork", role: str) -> Values:
    del role
    typed = CaseFile.of(work).answers_to("Task_TellChiefOfficer")
    return {
        **_common(work),
        "situation": _typed(work, "Task_TellChiefOfficer", "Task_TellPartners", "Task_TellCrro"),
        "services_affected": lines(typed.get("services")),
        "next_update_at": _instant(typed.get("next_update_on"), typed.get("next_update_at")),
    }


@says("L-MI-04")
def _briefing(work: "CaseWork", role: str) -> Values:
    task = "Task_TellPoliceStaff" if role == "police_staff" else "Task_TellCouncilStaff"
    typed = CaseFile.of(work).answers_to(task)
    return {
        **_common(work),
        "essentials": _typed(work, task, "Task_TellPartners"),
        "watch_for": lines(typed.get("watch_for")),
        "not_to_say": lines(typed.get("not_to_say")),
        "reply_by": limit_of(work, "mi_feedback", counted_from=work.now).limit_on.isoformat(),
    }


@says("L-MI-05")
def _debrief(work: "CaseWork", role: str) -> Values:
    del role
    typed = CaseFile.of(work).answers_to("Task_FixDebrief")
    return {
        **_common(work),
        "debrief_on": str(typed.get("debrief_on") or ""),
        "debrief_at": _instant(typed.get("debrief_on"), typed.get("debrief_at")),
        "debrief_place": str(typed.get("debrief_place") or ""),
        "agenda": lines(typed.get("agenda")),
        "send_items": lines(typed.get("send_items")),
        "send_by": str(typed.get("send_by") or ""),
    }


@says("L-MI-06")
def _members(work: "CaseWork", role: str) -> Values:
    del role
    typed = CaseFile.of(work).answers_to("Task_InformMembers")
    return {
        **_common(work),
        "stands_as": _stands_as(work),
        "summary": str(typed.get("summary") or ""),
        "immediate_outcome": str(typed.get("outcome") or ""),
        "corrections": [row.reasons for row in _decisions(work, "correction")],
        "next_steps": lines(typed.get("next_steps")),
    }


@says("L-MI-07")
def _news(work: "CaseWork", role: str) -> Values:
    """Say what is newest: the end, a downgrade, a further incident or a correction. Source: MI-18, MI-24 to MI-26."""
    del role
    incident = incident_of(work)
    common = _common(work)
    if incident.status == "closed":
        return {**common, "change": "closed", "immediate_outcome": incident.outcome}
    if incident.status == "not_major":
        reason = str(CaseFile.of(work).answers_to("Task_DecideAgain").get("over_because") or "")
        return {**common, "change": "warning_over", "reason": reason or incident.disorder_because}
    news = _newest_news(work)
    if incident.downgraded_at is not None and (news is None or news.at <= incident.downgraded_at):
        return {**common, "change": _how_down(work), "reason": incident.downgraded_because, **_members_by(work)}
    if isinstance(news, FurtherIncident):
        return {**common, "change": "further", "where": news.where, "what_happened": news.what, "done_so_far": ""}
    if news is None:
        return common
    was_wrong = str(news.inputs.get("was_wrong") or news.answer)
    change = "warning_correction" if incident.status == "potential" else "correction"
    return {**common, "change": change, "was_wrong": was_wrong, "is_right": news.reasons}


def _newest_news(work: "CaseWork") -> Decision | FurtherIncident | None:
    """Give what was corrected or attached last; after a downgrade, too, people hear of it. Source: MI-18, MI-25."""
    rows = select(FurtherIncident).where(FurtherIncident.case_id == work.case.id)
    further = work.session.scalars(rows.order_by(FurtherIncident.id.desc()).limit(1)).first()
    corrections = _decisions(work, "correction")
    correction = corrections[-1] if corrections else None
    if further is not None and (correction is None or further.at >= correction.at):
        return further
    return correction


def _members_by(work: "CaseWork") -> Values:
    row = work.clocks.running.get(("mi_members", None))
    return {"members_by": row.limit_on.isoformat()} if row else {}


def _how_down(work: "CaseWork") -> str:
    rows = _decisions(work, "downgrade")
    return rows[-1].answer if rows else "downgraded"


def _stands_as(work: "CaseWork") -> str:
    if incident_of(work).downgraded_at is None:
        return "major"
    return "false_alarm" if _how_down(work) == "withdrawn" else "downgraded"


def _decisions(work: "CaseWork", code: str) -> list[Decision]:
    work.session.flush()
    rows = select(Decision).where(Decision.case_id == work.case.id, Decision.code == code)
    return list(work.session.scalars(rows.order_by(Decision.id)))


@says("L-MI-08")
def _warning(work: "CaseWork", role: str) -> Values:
    del role
    again = limit_of(work, "mi_redecide", counted_from=incident_of(work).decided_at)
    return {
        **_common(work),
        "what_happened": _typed(work, "Task_DecideAgain", "Task_DecideMajorIncident"),
        "decide_again_at": again.limit_at.isoformat(),
    }


def _instant(on: Any, at: Any) -> str | None:
    """Give a day and a time typed in a form as one instant of London."""
    if not on or not at:
        return None
    return datetime.combine(date.fromisoformat(str(on)), time.fromisoformat(str(at)), LONDON).isoformat()
