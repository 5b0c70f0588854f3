"""Somebody who is signed in answers a notice that they were sent, without its link. Source: TE-12, MI-18."""

from dataclasses import dataclass

from service.cases.errors import NotYours
from service.cases.handling import handles
from service.cases.rounds.answering import answer_now, work_of_reader
from service.cases.unit import Actor, Result, Unit
from service.store.notices import ContactNotice


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerOwnNotice:
    """The reader of a notice answers it in the service, as by the button of the personal link."""

    actor: Actor
    notice_id: int
    kind: str
    words: str = ""
    form_key: str | None = None


@handles(AnswerOwnNotice)
def answer_own_notice(unit: Unit, command: AnswerOwnNotice) -> Result:
    """Keep an answer and stop what waited for it. Raises NotYours, CaseOver, AnswersRefused."""
    notice = unit.session.get(ContactNotice, command.notice_id)
    who = command.actor.signed_in
    if notice is None or who is None or notice.person_id != who.person_id:
        raise NotYours
    work = work_of_reader(unit, notice, command.actor)
    return answer_now(work, notice, kind=command.kind, words=command.words)
