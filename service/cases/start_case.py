"""An application comes in and becomes a case: the record is written, the procedure starts, a receipt goes."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from service.cases.application_form import ApplicationForm
from service.cases.case_work import CaseWork
from service.cases.errors import AreaNotReady
from service.cases.handling import handles
from service.cases.letters.automatic import send_automatic_letter
from service.cases.procedures import newest_version
from service.cases.record_application import Receipt, record_application
from service.cases.references import next_reference
from service.cases.tracking import hash_of_code, new_tracking_code
from service.cases.unit import Actor, Result, Unit
from service.store.cases import COMMUNITY_TRIGGER, Case
from service.store.people import Area, AreaRulesVersion
from workflows import local_date

STARTED_WITH_THE_CASE = ("ct_risk_check", "ct_ask_missing")  # A.5: both run from the day the form was received
CHANNEL_WORDS = {"online": "online", "paper": "on paper", "phone": "by phone", "email": "by email"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitApplication:
    """An application for an ASB case review, from the public form or entered by staff. Source: CT-04, CT-05."""

    actor: Actor
    area_id: int
    channel: str
    received_at: datetime
    form: ApplicationForm
    entered_by_id: int | None = None
    form_key: str | None = None


@handles(SubmitApplication)
def submit_application(unit: Unit, command: SubmitApplication) -> Result:
    """Open the case, write the record, start the procedure and its clocks. Raises AreaNotReady."""
    code = new_tracking_code()
    case = new_case(
        unit,
        COMMUNITY_TRIGGER,
        area_id=command.area_id,
        received_at=command.received_at,
        label=command.form.label(),
    )
    receipt = Receipt(
        channel=command.channel,
        received_at=command.received_at,
        tracking_code_hash=hash_of_code(code),
        entered_by_id=command.entered_by_id,
    )
    record_application(unit.session, command.form, case_id=case.id, receipt=receipt, now=unit.now)
    unit.session.flush()
    work = CaseWork.load(unit, actor=command.actor, case_id=case.id)
    _set_going(work, command, code)
    work.save()
    return Result(reference=case.reference, where=str(case.id), said={"tracking_code": code})


def new_case(unit: Unit, process_id: str, *, area_id: int, received_at: datetime, label: str) -> Case:
    """Add a case of this process, bound to the newest diagrams and settings of its area. Raises AreaNotReady."""
    area = unit.session.get_one(Area, area_id)
    rules = rules_in_force(unit, area)
    procedure = newest_version(unit.session, process_id)
    if rules is None or procedure is None:
        raise AreaNotReady
    received_on = local_date(received_at)
    case = Case(
        reference=next_reference(unit.session, area, process_id=process_id, on=received_on),
        area_id=area.id,
        process_id=process_id,
        process_version_id=procedure.version_id,
        area_rules_id=rules.id,
        stage=next(iter(procedure.stages.values()), "Waiting for details"),
        opened_at=unit.now,
        received_on=received_on,
        label=label,
        event_count=0,
    )
    unit.session.add(case)
    unit.session.flush()
    return case


def rules_in_force(unit: Unit, area: Area) -> AreaRulesVersion | None:
    """Give the newest settings of an area that are in force today. Source: CM-12."""
    return unit.session.scalars(
        select(AreaRulesVersion)
        .where(
            AreaRulesVersion.area_id == area.id,
            AreaRulesVersion.state == "in_force",
            AreaRulesVersion.in_force_from <= unit.today,
        )
        .order_by(AreaRulesVersion.version.desc())
        .limit(1)
    ).first()


def _set_going(work: CaseWork, command: SubmitApplication, code: str) -> None:
    how = CHANNEL_WORDS.get(command.channel, command.channel)
    work.because = f"An application came in {how}."
    work.timeline.say("received", f"An application came in {how}.", channel=command.channel)
    work.timeline.audit("case_opened", channel=command.channel)
    for clock in STARTED_WITH_THE_CASE:
        work.clocks.start(clock)
    work.open_run(COMMUNITY_TRIGGER, key="main", facts={"third_party": command.form.has_advocate})
    send_automatic_letter(work, "L-CT-22", extra={"tracking_code": code})
