"""What `record` writes: a body's silence, a call, a withdrawal not confirmed. One function a word."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlalchemy import select

from service.cases.notices import tell
from service.cases.tension_levels import VERSION_APPROVED, approved_versions
from service.store.people import AreaBody
from service.store.record import Appeal, BodyReturn, Decision, RacialIncident
from workflows import OperationRequest, date_and_time

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork


def _silent(round_: str) -> Callable[["CaseWork", OperationRequest], None]:
    def write(work: "CaseWork", request: OperationRequest) -> None:
        """Note that a body did not answer in time; the applicant's evidence is taken as given. Source: CT-22."""
        code = request.item or ""
        row = work.session.scalars(
            select(BodyReturn).where(
                BodyReturn.case_id == work.case.id, BodyReturn.round == round_, BodyReturn.body_code == code
            )
        ).one_or_none()
        if row is not None:
            row.state = "silent"
        clock = "ct_threshold_return" if round_ == "threshold" else "ct_information_return"
        work.clocks.stop_late(clock, key=code)
        name = work.session.scalars(
            select(AreaBody.name).where(AreaBody.area_id == work.case.area_id, AreaBody.code == code)
        ).one_or_none()
        work.timeline.say("silent", f"{name or code} has not answered in time.", by_words="the clock", body=code)

    return write


def _says(kind: str, sentence: str) -> Callable[["CaseWork", OperationRequest], None]:
    def write(work: "CaseWork", request: OperationRequest) -> None:
        del request
        work.timeline.say(kind, sentence, by_words="the clock")

    return write


def _appeal_lapsed(work: "CaseWork", request: OperationRequest) -> None:
    """Note that nothing came in 20 working days: the appeal is over, a late one may be asked for. Source: AP-09."""
    del request
    appeal = work.session.get_one(Appeal, work.case.id)
    appeal.outcome = "lapsed"
    appeal.decided_on = work.unit.today
    work.timeline.say("appeal_lapsed", "What was missing did not come. The appeal has lapsed.", by_words="the clock")


def _impact_version(work: "CaseWork", request: OperationRequest) -> None:
    """Count the approved versions of the impact assessment; a look without change makes none. Source: TE-11."""
    del request
    number = approved_versions(work)
    rows = select(Decision.answer).where(Decision.case_id == work.case.id, Decision.code == "impact_assessment")
    is_new = work.session.scalars(rows.order_by(Decision.id.desc()).limit(1)).first() == VERSION_APPROVED
    said = "is approved" if is_new else "stands: it was looked at again"
    work.timeline.say("impact", f"Version {number} of the community impact assessment {said}.", version=number)


def _declared(work: "CaseWork", request: OperationRequest) -> None:
    """Say when it was declared: from there every clock counts. Source: MI-05."""
    del request
    at = work.session.get_one(RacialIncident, work.case.id).declared_at or work.now
    work.timeline.say("declared", f"A major racial incident was declared at {date_and_time(at)}.")
    work.timeline.audit("incident_declared")


def _no_debrief(work: "CaseWork", request: OperationRequest) -> None:
    """Say that none is held, unless one was held before the downgrade. Source: MI-24."""
    del request
    if work.session.get_one(RacialIncident, work.case.id).debriefed_on is None:
        words = "No debrief is held: it is no longer a major racial incident."
        work.timeline.say("debrief", words, by_words="the clock")


def _to_strategy(work: "CaseWork", request: OperationRequest) -> None:
    """Pass it to the Strategy Group, who see each closed incident. Source: MI-08, MI-22."""
    del request
    words = "It goes to the Strategy Group, with its lessons."
    tell(work, "director", words)
    work.timeline.say("strategy", words, by_words="the clock")


RECORDS: dict[str, Callable[["CaseWork", OperationRequest], None]] = {
    "threshold_return_silent": _silent("threshold"),
    "information_return_silent": _silent("information"),
    "withdrawal_not_confirmed": _says(
        "withdrawal_lapsed", "No written withdrawal came within 5 working days. The review goes on."
    ),
    "victim_invited": _says("victim_invited", "The victim is invited to part of the meeting."),
    "phoned_withdrawal": _says("phone_call", "Written confirmation of the withdrawal is awaited."),
    "appeal_lapsed": _appeal_lapsed,
    "appeal_upheld": _says("remit", "What the appeal asks for has a task and a date."),
    "impact_assessment_approved": _impact_version,
    "tension_watched": _says("watched", "Police and partnership watch it together. No meeting is owed."),
    "level_settled": _says("settled", "The level was settled by the commander and the director."),
    "declared": _declared,
    "staff_notices_sent": _says("staff_told", "The briefing went to operational staff."),
    "debrief_not_wanted": _no_debrief,
    "to_strategy_group": _to_strategy,
    "delivery_concern": _says("concern", "The concern goes to the SPOC."),
}
