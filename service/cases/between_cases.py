"""News between cases: sent with the step that causes it, delivered once, told on both timelines. Source: patterns 11.

A step touches one case only (D-006), so the news is a row; the loop brings it over in a transaction of its own.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from service.access import KEEPERS, TENSION
from service.cases.case_work import CaseWork
from service.cases.handling import handles
from service.cases.hooks import HOOKS
from service.cases.notices import tell
from service.cases.unit import CLOCK, Actor, Result, Unit
from service.store.cases import Case, CaseMessage
from service.store.record import Appeal, DeliveryConcern, Party, RacialIncident
from service.store.work import TaskAnswer
from workflows import OperationRequest, local_date

if TYPE_CHECKING:
    from collections.abc import Mapping

REMIT, CONCERN = "ct_remit", "ct_delivery_concern"
LONGEST = 2000
SENT = {
    "appeal_upheld": "The decision was sent to the single point of contact, with what the bodies are asked to do.",
    "remit_reported": "What was done about the appeal was reported to the Commissioner’s office.",
    "appeal_registered": "The case review was told that an appeal runs.",
    "incident_declared": "The tension case was told that a major racial incident is declared.",
    "delivery_concern": "What they wrote went to the single point of contact, who answers for the plan.",
}
ARRIVED = {
    "appeal_upheld": "The appeal was upheld. The Commissioner’s office asks for a report on what is done about it.",
    "remit_reported": "The single point of contact reported back.",
    "appeal_registered": "An appeal about this case was registered. Its papers stay as they are.",
    "incident_declared": "A major racial incident was declared.",
    "delivery_concern": "The Commissioner’s office passed on a concern about how the plan is carried out.",
}
ONLY_TOLD = ("appeal_registered",)  # nothing in the drawing waits for them


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverMessage:
    """Bring one piece of news to the case it is for. Safe to run twice."""

    message_id: int
    case_id: int  # the one it is for: what fails is recorded there
    actor: Actor = CLOCK
    form_key: str | None = None


def send_between(work: CaseWork, request: OperationRequest) -> dict[str, Any]:
    """Carry out `between`: write the news down for the other case. Source: AP-13, AP-16."""
    to = str(request.parameters["to"])
    name = str(request.parameters["message"])
    facts = request.parameters.get("facts")
    payload = dict(facts) if isinstance(facts, dict) else {}
    if to == "tension" and not _has_open_tension(work):
        work.after_step(lambda: HOOKS.tension_opener()(work, payload))
        return {"sent": True}
    target = _target(work, to)
    if target is None:
        return {"sent": False}
    send_news(work, name, to_case_id=target, payload=payload)
    work.case.stage = work.procedure.stages.get(request.process_id, work.case.stage)  # it now waits for the other
    return {"sent": True}


def send_news(work: CaseWork, name: str, *, to_case_id: int, payload: "Mapping[str, Any] | None" = None) -> None:
    """Write one piece of news down for another case; it goes there once this step is saved."""
    message = CaseMessage(
        from_case_id=work.case.id, to_case_id=to_case_id, name=name, payload=dict(payload or {}), sent_at=work.now
    )
    work.session.add(message)
    work.timeline.say(name, SENT.get(name, "Another case was told."), by_words="the clock")


def _has_open_tension(work: CaseWork) -> bool:
    """Tell whether the incident grew from a tension that still runs; else the declaration opens one. Source: TE-32."""
    linked = work.session.get_one(RacialIncident, work.case.id).tension_case_id
    return linked is not None and work.session.get_one(Case, linked).is_open


def _target(work: CaseWork, to: str) -> int | None:
    """Give the other case: of an appeal the one it is about, of an incident its tension, else the newest appeal."""
    if to == "tension":
        return work.session.get_one(RacialIncident, work.case.id).tension_case_id
    if to == "about_case":
        appeal = work.session.get(Appeal, work.case.id)
        return appeal.about_case_id if appeal else None
    return work.session.scalars(
        select(Appeal.case_id).where(Appeal.about_case_id == work.case.id).order_by(Appeal.case_id.desc()).limit(1)
    ).first()


@handles(DeliverMessage)
def deliver_message(unit: Unit, command: DeliverMessage) -> Result:
    """Give the news to the other case in one transaction, and note that it arrived."""
    message = unit.session.get(CaseMessage, command.message_id, with_for_update=True)
    if message is None or message.delivered_at is not None:
        return Result()
    message.delivered_at = unit.now
    work = CaseWork.load(unit, actor=command.actor, case_id=message.to_case_id)
    came_from = unit.session.get_one(Case, message.from_case_id).reference
    sentence = f"{ARRIVED.get(message.name, 'Another case sent news.')} See {came_from}."
    work.because = sentence
    work.timeline.say(message.name, sentence, by_words="the clock", reference=came_from)
    _act_on(work, message)
    work.save()
    return Result(reference=work.case.reference)


def _act_on(work: CaseWork, message: CaseMessage) -> None:
    name, payload = message.name, message.payload
    if name == "delivery_concern":
        _take_concern(work, message.from_case_id)
    elif name == "incident_declared":
        _suggest_level(work, payload)
    elif name == "appeal_upheld":
        _open_remit(work, payload)
    elif name == "remit_reported":
        _keep_report(work)
        work.receive(name, payload)
    elif name not in ONLY_TOLD:
        work.receive(name, payload)


def _suggest_level(work: CaseWork, payload: "Mapping[str, Any]") -> None:
    """Ask who keeps the tension to look at the level again; nothing moves by itself. Source: TE-32."""
    words = f"The incident protocol suggests level {payload.get('level', 3)}. Review the level."
    work.timeline.say("level_suggested", words, by_words="the clock")
    tell(work, KEEPERS[TENSION][0], f"A major racial incident was declared. {words}")


def _keep_report(work: CaseWork) -> None:
    """Copy the report from the case into the appeal: words travel from record to record, never in the news."""
    appeal = work.session.get_one(Appeal, work.case.id)
    rows = select(TaskAnswer).where(
        TaskAnswer.case_id == appeal.about_case_id,
        TaskAnswer.element_id == "Task_CarryOutRemit",
        TaskAnswer.is_draft.is_(False),
    )
    given = work.session.scalars(rows.order_by(TaskAnswer.id.desc()).limit(1)).first()
    appeal.reported_back = str(given.answers.get("report") or "" if given else "")[:LONGEST]
    appeal.reported_back_on = local_date(given.at) if given else work.unit.today  # the news may have been held up


def _take_concern(work: CaseWork, appeal_id: int) -> None:
    """Take up what was no appeal but a worry about the plan; a closed case opens again for it. AP-04, CT-50."""
    appeal = work.session.get_one(Appeal, appeal_id)
    who = work.session.scalars(select(Party.name).where(Party.case_id == appeal_id, Party.is_applicant.is_(True)))
    raised_by = who.first() or "The appellant"
    concern = DeliveryConcern(
        case_id=work.case.id, raised_at=work.now, raised_by=raised_by, words=appeal.words[:LONGEST]
    )
    work.session.add(concern)
    work.session.flush()
    if work.case.is_open:
        work.receive("concern_raised", {})
        return
    _reopen(work, "The case is open again until the concern is answered.")
    work.open_run(CONCERN, key=f"{CONCERN}:{work.now.isoformat()}", facts={})


def _reopen(work: CaseWork, sentence: str) -> None:
    if not work.case.is_open:
        work.case.is_open = True
        work.timeline.say("reopened", sentence)


def _open_remit(work: CaseWork, payload: "Mapping[str, Any]") -> None:
    """Put the dated task on the case; a closed case opens again for it. Source: AP-13, AP-16."""
    _reopen(work, "The case is open again until the appeal's decision is carried out.")
    work.open_run(REMIT, key=f"{REMIT}:{work.now.isoformat()}", facts={"stage": int(payload.get("stage", 1))})
