"""Log a call, add a note. Source: CT-28, brief page 2."""

from dataclasses import dataclass
from datetime import datetime

from service.cases.case_work import CaseWork
from service.cases.errors import AnswersRefused
from service.cases.handling import handles
from service.cases.unit import Actor, Result, Unit
from service.store.record import ContactNote

LONGEST = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class LogCall:
    """A call was made, taken or tried."""

    actor: Actor
    case_id: int
    with_words: str
    happened_at: datetime
    words: str
    got_through: bool
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNote:
    """A note for colleagues."""

    actor: Actor
    case_id: int
    words: str
    form_key: str | None = None


@handles(LogCall)
def log_call(unit: Unit, command: LogCall) -> Result:
    """Keep a call or an attempt; it stops no clock by itself (only the task does)."""
    problems = {}
    if not command.words.strip():
        problems["words"] = "Enter what was said"
    if not command.with_words.strip():
        problems["with_words"] = "Enter who you spoke to or tried to reach"
    if command.happened_at > unit.now:
        problems["happened_at"] = "The call must be now or in the past"
    _refuse(problems, command.words)
    work = CaseWork.load(unit, actor=command.actor, case_id=command.case_id)
    kind = "call" if command.got_through else "attempt"
    unit.session.add(
        ContactNote(
            case_id=work.case.id,
            kind=kind,
            with_words=command.with_words[:160],
            happened_at=command.happened_at,
            words=command.words,
            by_id=command.actor.person_id,
            at=unit.now,
        )
    )
    did = "spoke to" if command.got_through else "tried to reach"
    work.timeline.say(kind, f"{command.actor.words} {did} {command.with_words[:160]}.")
    work.save()
    return Result(reference=work.case.reference)


@handles(AddNote)
def add_note(unit: Unit, command: AddNote) -> Result:
    """Keep a note on the case."""
    _refuse({} if command.words.strip() else {"words": "Enter your note"}, command.words)
    work = CaseWork.load(unit, actor=command.actor, case_id=command.case_id)
    unit.session.add(
        ContactNote(
            case_id=work.case.id,
            kind="note",
            happened_at=unit.now,
            words=command.words,
            by_id=command.actor.person_id,
            at=unit.now,
        )
    )
    work.timeline.say("note", f"{command.actor.words} added a note.")
    work.save()
    return Result(reference=work.case.reference)


def _refuse(problems: dict[str, str], words: str) -> None:
    if len(words) > LONGEST:
        problems["words"] = f"Shorten your words to {LONGEST} characters. You have {len(words)}."
    if problems:
        raise AnswersRefused(problems)
