"""What comes back: the button of a personal link, a recorded call, another person. Source: TE-12, MI-17, MI-18."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from service.access import INCIDENT, may_act_on_case
from service.cases.case_work import CaseWork
from service.cases.errors import AnswersRefused, CaseError, NotYours
from service.cases.fire_timers import catch_up
from service.cases.handling import handles
from service.cases.notices import tell
from service.cases.rounds.calls import end_call
from service.cases.rounds.chasing import tell_stand_in
from service.cases.rounds.kinds import ANSWERS, KINDS
from service.cases.rounds.links import code_of
from service.cases.rounds.waiting import BY_DEPUTY, note_told, same_text_of, stop_waiting
from service.cases.text_rules import is_blank
from service.cases.unit import Actor, Result, Unit
from service.roles import KEEPERS
from service.store.notices import ContactNotice, NoticeReply, NoticeRound
from workflows import clock_time

LONGEST = 2000
LONGEST_ATTEMPT = 500
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
    return answer_now(work, notice, kind=command.kind, words=command.words)


def answer_now(work: CaseWork, notice: ContactNotice, *, kind: str, words: str) -> Result:
    """Keep what the reader of a notice answers now, and save. Raises AnswersRefused."""
    code = work.session.get_one(NoticeRound, notice.round_id).code
    demand_sound(code, kind, words)
    is_new = keep_answer(work, notice, Given(kind=kind, words=words, at=work.now))
    work.save()
    return Result(reference=work.case.reference, where=str(notice.id), said={"new": "yes"} if is_new else {})


@handles(PassNotice)
def pass_notice(unit: Unit, command: PassNotice) -> Result:
    """Tell whoever stands behind this person, unless somebody was. A second press changes nothing. As answering."""
    work, notice = _notice_of(unit, command.key, command.actor)
    if notice.passed_at is None and notice.answered_at is None:
        notice.passed_at = work.now
        end_call(work, notice.id, by_id=None, state="cancelled")
        names = tell_stand_in(work, [notice])
        work.timeline.say("passed_on", f"{notice.name} is not the right person. Told instead: {names}.", by_words="")
        work.timeline.audit("notice_passed_on", notice=notice.id)
    work.save()
    return Result(reference=work.case.reference, where=str(notice.id))


@handles(RecordCall)
def record_call(unit: Unit, command: RecordCall) -> Result:
    """Write down a call: reached and told, with the answer, or not reached.

    A notice that ended the matter is told by telephone after the end. Raises NoSuchNotice, NotYours, AnswersRefused.
    """
    notice = unit.session.get(ContactNotice, command.notice_id)
    if notice is None:
        raise NoSuchNotice
    work = work_of_caller(unit, command.actor, case_id=notice.case_id)
    unit.session.flush()
    unit.session.refresh(notice)
    sent = work.session.get_one(NoticeRound, notice.round_id)
    demand_time(command.happened_at, earliest=sent.sent_at, now=unit.now)
    if command.got_through:
        demand_sound(sent.code, command.kind, command.words)
        note_told(work, notice, at=command.happened_at, by_id=command.actor.person_id)
        given = Given(kind=command.kind, words=command.words, at=command.happened_at, by_id=command.actor.person_id)
        keep_answer(work, notice, given)
    else:
        _note_attempt(work, notice, command)
    work.save()
    return Result(reference=work.case.reference)


def _note_attempt(work: CaseWork, notice: ContactNotice, command: RecordCall) -> None:
    if len(command.words) > LONGEST_ATTEMPT:
        raise AnswersRefused({"words": f"Use {LONGEST_ATTEMPT:,} characters or fewer"})
    when = clock_time(command.happened_at)
    said = f"{command.actor.words} rang {notice.name} at {when}: no answer. {command.words}"
    work.timeline.say("attempt", said, notice=notice.id)
    work.timeline.audit("call_attempted", notice=notice.id)


def work_of_caller(unit: Unit, actor: Actor, *, case_id: int) -> CaseWork:
    """Load a case for somebody who keeps such cases and writes down a call. Raises NotYours."""
    work = CaseWork.load(unit, actor=actor, case_id=case_id)
    who = actor.signed_in
    if who is None or not may_act_on_case(who, area_id=work.case.area_id, process_id=work.case.process_id):
        raise NotYours
    _catch_up(work)
    return work


def _catch_up(work: CaseWork) -> None:
    """Let overdue clocks fire first: who answers late finds that the deputy was called."""
    if work.case.is_open:
        catch_up(work)


def _notice_of(unit: Unit, key: str, actor: Actor) -> tuple[CaseWork, ContactNotice]:
    code = code_of(unit.tools.settings, key)
    found = unit.session.scalars(select(ContactNotice).where(ContactNotice.link_code == code)).one_or_none()
    if code is None or found is None:
        raise NoSuchNotice
    return work_of_reader(unit, found, Actor(words=found.name, person_id=actor.person_id)), found


def work_of_reader(unit: Unit, notice: ContactNotice, actor: Actor) -> CaseWork:
    """Load the case of a notice for its reader, the notice as it stands under the lock of the case. Raises CaseOver."""
    work = CaseWork.load(unit, actor=actor, case_id=notice.case_id)
    _catch_up(work)
    if not work.case.is_open:
        raise CaseOver
    unit.session.flush()
    unit.session.refresh(notice)
    return work


def demand_time(happened_at: datetime, *, earliest: datetime | None, now: datetime) -> None:
    """Refuse a call that is still to come, or was made before there was anything to say. Raises AnswersRefused."""
    if happened_at > now:
        raise AnswersRefused({"happened_time": "The call must be now or in the past"})
    if earliest is not None and happened_at < earliest.replace(second=0, microsecond=0):
        raise AnswersRefused({"happened_time": f"The call must be after {clock_time(earliest)}, when this was sent"})


def demand_sound(code: str, kind: str, words: str) -> None:
    """Refuse an answer that this notice does not take, or one without its words. Raises AnswersRefused."""
    if kind not in KINDS[code].answers:
        raise AnswersRefused({"kind": "Select what your answer is"})
    if kind in NEEDS_WORDS and is_blank(words):
        raise AnswersRefused({"words": NEEDS_WORDS[kind]})
    if len(words) > LONGEST:
        raise AnswersRefused({"words": f"Use {LONGEST:,} characters or fewer"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One answer: by the link, or on the telephone to a member of staff."""

    kind: str
    words: str
    at: datetime
    by_id: int | None = None


def keep_answer(work: CaseWork, notice: ContactNotice, given: Given) -> bool:
    """Keep one reply; the first ends the wait for this person. Tell whether it was new: a second press is not."""
    end_call(work, notice.id, by_id=work.actor.person_id)
    if given.kind not in NEEDS_WORDS and _said_before(work, notice, given):
        return False
    work.session.add(
        NoticeReply(
            case_id=work.case.id,
            notice_id=notice.id,
            at=given.at,
            kind=given.kind,
            words=given.words,
            recorded_by_id=given.by_id,
        )
    )
    if notice.answered_at is None or notice.answer == BY_DEPUTY:
        notice.answered_at = given.at
        notice.answer = given.kind
    if notice.told_at is None:
        note_told(work, notice, at=given.at, by_id=given.by_id)  # who answers has been told
    work.session.flush()
    stop_waiting(work, notice)
    for other in same_text_of(work, notice):  # told in their own office and in another's place: one answer is enough
        other.answered_at, other.answer = given.at, given.kind
        end_call(work, other.id, by_id=work.actor.person_id, state="cancelled")
        stop_waiting(work, other)
    _say(work, notice, given)
    return True


def _said_before(work: CaseWork, notice: ContactNotice, given: Given) -> bool:
    rows = select(NoticeReply.id).where(
        NoticeReply.notice_id == notice.id, NoticeReply.kind == given.kind, NoticeReply.words == given.words
    )
    return work.session.scalars(rows.limit(1)).first() is not None


def _say(work: CaseWork, notice: ContactNotice, given: Given) -> None:
    answer = ANSWERS[given.kind]
    in_line = answer if answer.startswith("I ") else answer.lower()
    said = f"{notice.name} answered at {clock_time(given.at)}: {in_line}."
    work.timeline.say("answered", said, notice=notice.id)
    work.timeline.audit("notice_answered", notice=notice.id, kind=given.kind)
    if given.kind in NEEDS_WORDS:
        for role in collectors(work.case.process_id):
            tell(work, role, said)


def collectors(process_id: str) -> tuple[str, ...]:
    """Give who hears of corrections and news: the keeper; of an incident the CRRO too. Source: MI-17, MI-18."""
    return KEEPERS[process_id][: 2 if process_id == INCIDENT else 1]
