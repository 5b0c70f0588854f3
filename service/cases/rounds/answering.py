"""What comes back: the button of a personal link, a recorded call, another person. Source: TE-12, MI-17, MI-18."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from service.access import may_act_on_case
from service.cases.case_work import CaseWork
from service.cases.errors import AnswersRefused, CaseError, NotYours
from service.cases.handling import handles
from service.cases.notices import tell
from service.cases.rounds.calls import end_call
from service.cases.rounds.chasing import tell_stand_in
from service.cases.rounds.kinds import ANSWERS, KINDS
from service.cases.rounds.links import code_of
from service.cases.rounds.sending import all_told, note_told, unanswered, unanswered_of
from service.cases.text_rules import is_blank
from service.cases.unit import Actor, Result, Unit
from service.roles import KEEPERS
from service.store.notices import ContactNotice, NoticeReply, NoticeRound
from workflows import clock_time

LONGEST = 2000
NEEDS_WORDS = {
    "correction": "Enter what is wrong and what is right",
    "more": "Enter what you know",
    "action": "Enter what was done",
}


class NoSuchNotice(CaseError):
    """This link does not lead to a message. It may have been mistyped."""


class CaseOver(CaseError):
    """This matter is closed. Nothing was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerNotice:
    """Somebody answers by their personal link. The first answer of a kind counts; more words may follow."""

    actor: Actor
    key: str
    kind: str
    words: str = ""
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PassNotice:
    """They are not the right person: the deputy, or whoever stands behind them, is told instead."""

    actor: Actor
    key: str
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCall:
    """Staff spoke to somebody, or tried to, about a notice. Source: TE-12, MI-23 (every attempt is logged)."""

    actor: Actor
    notice_id: int
    happened_at: datetime
    got_through: bool
    kind: str = ""
    words: str = ""
    form_key: str | None = None


@handles(AnswerNotice)
def answer_notice(unit: Unit, command: AnswerNotice) -> Result:
    """Keep an answer and stop what waited for it. Raises NoSuchNotice, CaseOver, AnswersRefused."""
    work, notice = _notice_of(unit, command.key, command.actor)
    _demand_sound(work, notice, command.kind, command.words)
    _keep(work, notice, kind=command.kind, words=command.words, at=unit.now, by_id=None)
    work.save()
    return Result(reference=work.case.reference, where=str(notice.id))


@handles(PassNotice)
def pass_notice(unit: Unit, command: PassNotice) -> Result:
    """Tell whoever stands behind this person. A second press changes nothing. Raises NoSuchNotice, CaseOver."""
    work, notice = _notice_of(unit, command.key, command.actor)
    if not work.case.is_open:
        raise CaseOver
    if notice.passed_at is None and notice.answered_at is None:
        notice.passed_at = work.now
        names = tell_stand_in(work, [notice])
        work.timeline.say("passed_on", f"{notice.name} is not the right person. Told instead: {names}.", by_words="")
    work.save()
    return Result(reference=work.case.reference, where=str(notice.id))


@handles(RecordCall)
def record_call(unit: Unit, command: RecordCall) -> Result:
    """Write down a call: reached and told, with the answer, or not reached. Raises AnswersRefused, NotYours."""
    notice = unit.session.get(ContactNotice, command.notice_id)
    if notice is None:
        raise NoSuchNotice
    work = CaseWork.load(unit, actor=command.actor, case_id=notice.case_id)
    who = command.actor.signed_in
    if who is None or not may_act_on_case(who, area_id=work.case.area_id, process_id=work.case.process_id):
        raise NotYours
    if command.happened_at > unit.now:
        raise AnswersRefused({"happened_time": "The call must be now or in the past"})
    if not command.got_through:
        work.timeline.say("attempt", f"{command.actor.words} rang {notice.name}: no answer. {command.words}"[:1000])
        work.save()
        return Result(reference=work.case.reference)
    _demand_sound(work, notice, command.kind, command.words)
    note_told(work, notice, at=command.happened_at, by_id=command.actor.person_id)
    _keep(
        work,
        notice,
        kind=command.kind,
        words=command.words,
        at=command.happened_at,
        by_id=command.actor.person_id,
    )
    work.save()
    return Result(reference=work.case.reference)


def _notice_of(unit: Unit, key: str, actor: Actor) -> tuple[CaseWork, ContactNotice]:
    code = code_of(unit.tools.settings, key)
    found = unit.session.scalars(select(ContactNotice).where(ContactNotice.link_code == code)).one_or_none()
    if code is None or found is None:
        raise NoSuchNotice
    work = CaseWork.load(unit, actor=Actor(words=found.name, person_id=actor.person_id), case_id=found.case_id)
    unit.session.refresh(found)  # as it stands under the lock of its case
    return work, found


def _demand_sound(work: CaseWork, notice: ContactNotice, kind: str, words: str) -> None:
    row = work.session.get_one(NoticeRound, notice.round_id)
    if not work.case.is_open:
        raise CaseOver
    if kind not in KINDS[row.code].answers:
        raise AnswersRefused({"kind": "Select what your answer is"})
    if kind in NEEDS_WORDS and is_blank(words):
        raise AnswersRefused({"words": NEEDS_WORDS[kind]})
    if len(words) > LONGEST:
        raise AnswersRefused({"words": f"Use {LONGEST:,} characters or fewer"})


def _keep(work: CaseWork, notice: ContactNotice, *, kind: str, words: str, at: datetime, by_id: int | None) -> None:
    """Keep one reply; the first ends the wait for this person."""
    if kind == "have_this" and notice.answered_at is not None:
        return  # a second press
    work.session.add(
        NoticeReply(
            case_id=work.case.id,
            notice_id=notice.id,
            at=at,
            kind=kind,
            words=words[:LONGEST],
            recorded_by_id=by_id,
        )
    )
    if notice.answered_at is None:
        notice.answered_at = at
        notice.answer = kind
    if notice.told_at is None:
        note_told(work, notice, at=at, by_id=by_id)  # who answers has been told
    work.session.flush()
    end_call(work, notice.id, by_id=work.actor.person_id)
    _stop_waiting(work, notice)
    _say(work, notice, kind, at)


def _stop_waiting(work: CaseWork, notice: ContactNotice) -> None:
    """End the wait of the one stood in for, and the clocks of a round that everybody has answered."""
    stood_in_for = work.session.get(ContactNotice, notice.stands_in_for_id) if notice.stands_in_for_id else None
    rounds = [notice.round_id, *([stood_in_for.round_id] if stood_in_for else [])]
    if stood_in_for is not None and stood_in_for.answered_at is None:
        stood_in_for.answered_at = notice.answered_at
        stood_in_for.answer = "deputy"
        work.session.flush()
        end_call(work, stood_in_for.id, by_id=None, state="cancelled")
    for round_id in rounds:
        if unanswered(work, round_id):
            continue
        code = work.session.get_one(NoticeRound, round_id).code
        kind = KINDS[code]
        for clock in (kind.deputy_clock, kind.reminder_clock):
            work.clocks.stop(clock, key=str(round_id))
        if kind.until_answered and not unanswered_of(work, code):
            work.clocks.stop(kind.until_answered)
        if kind.until_told and all_told(work, round_id):
            work.clocks.stop(kind.until_told)


def _say(work: CaseWork, notice: ContactNotice, kind: str, at: datetime) -> None:
    said = f"{notice.name} answered at {clock_time(at)}: {ANSWERS[kind].lower()}."
    work.timeline.say("answered", said, notice=notice.id)
    work.timeline.audit("notice_answered", notice=notice.id, kind=kind)
    if kind in NEEDS_WORDS:
        tell(work, KEEPERS[work.case.process_id][0], said)
