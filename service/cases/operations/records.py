"""What `record` writes: a body's silence, a call, a withdrawal not confirmed. One function a word."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlalchemy import select

from service.store.people import AreaBody
from service.store.record import Appeal, BodyReturn
from workflows import OperationRequest

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
    "delivery_concern": _says("concern", "The concern goes to the SPOC."),
}
