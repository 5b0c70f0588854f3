"""An appeal comes in and becomes a case of its own, tied to the one it is about. Source: AP-02, AP-05, AP-08."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from service.access import may_enter_appeal
from service.cases.acts.merging import copy_person
from service.cases.case_work import CaseWork
from service.cases.errors import AnswersRefused, NotYours
from service.cases.handling import handles
from service.cases.start_case import new_case
from service.cases.text_rules import is_blank
from service.cases.unit import Actor, Result, Unit
from service.store.cases import OPCC_APPEAL, Case
from service.store.letters import SealedLetter
from service.store.people import AreaRulesVersion
from service.store.record import Appeal, Party

DECISION_LETTERS = ("L-CT-08", "L-CT-13")
CHANNELS = {
    "online": "online",
    "email": "by email",
    "letter": "by letter",
    "transcribed": "by phone, and was written down",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitAppeal:
    """An appeal against a decision, from the appellant's own page or entered by the Commissioner's office."""

    actor: Actor
    about_case_id: int
    channel: str
    received_at: datetime
    words: str
    wish: str = ""
    form_key: str | None = None


@handles(SubmitAppeal)
def submit_appeal(unit: Unit, command: SubmitAppeal) -> Result:
    """Open the appeal, copy who appeals, start its procedure. Raises AnswersRefused, NotYours."""
    about = unit.session.get(Case, command.about_case_id)
    _demand_sound(unit, command, about)
    assert about is not None
    case = new_case(unit, OPCC_APPEAL, area_id=about.area_id, received_at=command.received_at, label=about.label)
    unit.session.add(_appellant(unit, about, case))
    unit.session.add(_appeal(unit, command, case, about))
    unit.session.flush()
    work = CaseWork.load(unit, actor=command.actor, case_id=case.id)
    _set_going(work, command)
    work.save()
    return Result(reference=case.reference, where=str(case.id))


def _demand_sound(unit: Unit, command: SubmitAppeal, about: Case | None) -> None:
    if about is None or about.process_id == OPCC_APPEAL:
        raise AnswersRefused({"reference": "Enter the reference of a case review"})
    who = command.actor.signed_in
    if who is not None and not may_enter_appeal(who, area_id=about.area_id):
        raise NotYours
    if is_blank(command.words):
        raise AnswersRefused({"words": "Enter what the appeal is about"})
    if command.received_at > unit.now:
        raise AnswersRefused({"received_time": "The time it reached the office must be now or in the past"})
    if _open_appeal(unit, about.id) is not None:
        raise AnswersRefused({"reference": "An appeal about this case runs already"})


def _open_appeal(unit: Unit, about_case_id: int) -> Appeal | None:
    return unit.session.scalars(
        select(Appeal).where(Appeal.about_case_id == about_case_id, Appeal.decided_on.is_(None)).limit(1)
    ).first()


def _appellant(unit: Unit, about: Case, case: Case) -> Party:
    """Copy whoever the case now writes to: the applicant, or the victim once an advocate's role has ended."""
    rows = select(Party).where(Party.case_id == about.id, Party.is_perpetrator.is_(False), Party.withdrawn_at.is_(None))
    found = unit.session.scalars(rows.order_by(Party.is_applicant.desc(), Party.is_victim.desc(), Party.id)).first()
    if found is None:
        raise AnswersRefused({"reference": "Nobody in this case could appeal"})
    return copy_person(found, case_id=case.id, is_applicant=True, is_advocate=found.is_advocate)


def _appeal(unit: Unit, command: SubmitAppeal, case: Case, about: Case) -> Appeal:
    rules_version = unit.session.get_one(AreaRulesVersion, case.area_rules_id).version
    letter = unit.session.scalars(
        select(SealedLetter.id)
        .where(SealedLetter.case_id == about.id, SealedLetter.code.in_(DECISION_LETTERS))
        .order_by(SealedLetter.id.desc())
        .limit(1)
    ).first()
    return Appeal(
        case_id=case.id,
        about_case_id=about.id,
        channel=command.channel,
        received_at=command.received_at,
        entered_by_id=command.actor.person_id,
        words=command.words,
        wish=command.wish[:2000],
        remit_version=rules_version,
        decision_letter_id=letter,
        grounds=[],
        released=[],
        findings=[],
        reasons=[],
        remit_points=[],
    )


def _set_going(work: CaseWork, command: SubmitAppeal) -> None:
    how = CHANNELS.get(command.channel, command.channel)
    work.because = f"An appeal came in {how}."
    work.timeline.say("received", f"An appeal came in {how}.", channel=command.channel)
    work.timeline.audit("appeal_opened", channel=command.channel)
    work.clocks.start("ap_acknowledge")
    work.open_run(OPCC_APPEAL, key="main", facts={})
