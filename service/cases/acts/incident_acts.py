"""What may be done to a racial incident at any time: correct, add, downgrade, tell somebody now. MI-17 to MI-25."""

from dataclasses import dataclass
from datetime import datetime

from service.access import INCIDENT, may_act_on_case
from service.cases.acts.withdrawal import open_case_work
from service.cases.case_work import CaseWork
from service.cases.errors import AnswersRefused, NotYours
from service.cases.handling import handles
from service.cases.notices import tell
from service.cases.operations.tables import has_notice
from service.cases.rounds.calls import forget_calls
from service.cases.rounds.kinds import KINDS
from service.cases.rounds.readers import told_so_far
from service.cases.rounds.sending import send_notices
from service.cases.text_rules import is_blank
from service.cases.unit import Actor, Result, Unit
from service.roles import Role
from service.store.record import Decision, FurtherIncident, RacialIncident
from workflows import date_and_time
from workflows.rules.incident import apply_downgrade, is_of_series

LONGEST = 2000
LONGEST_INFORMATION = 900  # it stands whole in one sentence of the history
HEARING = ("potential", "declared", "downgraded")  # people were told, and the drawing listens for news
PASSED_ON = "Information was passed on. Please read it."
NEXT_DUTY = {"crro": "mi_partners", "coordinator": "mi_chief_officer"}  # begins when that office is told (MI-10, MI-12)
FIRST_TELLING = {role: code for code in ("L-MI-01", "L-MI-02", "L-MI-03") for role in KINDS[code].roles}


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectNotices:
    """Something that was sent is wrong: everybody told so far gets the correction. Source: MI-18."""

    actor: Actor
    case_id: int
    was_wrong: str
    is_right: str
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddFurtherIncident:
    """Another incident of the series: attached, told, no second set of clocks. Source: MI-25."""

    actor: Actor
    case_id: int
    happened_at: datetime
    what: str
    where: str
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DowngradeIncident:
    """The declaration is withdrawn, or the incident is no longer seen as major. Source: MI-24."""

    actor: Actor
    case_id: int
    kind: str  # downgraded, withdrawn
    reason: str
    wants_debrief: bool = False
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TellBeforeTurn:
    """Somebody is told before those who come first in the order, with the reason. Source: MI-19."""

    actor: Actor
    case_id: int
    role: str
    reason: str
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PassOnInformation:
    """A practitioner passes on what may help community safety. Source: MI-17."""

    actor: Actor
    case_id: int
    words: str
    form_key: str | None = None


@handles(CorrectNotices)
def correct_notices(unit: Unit, command: CorrectNotices) -> Result:
    """Send the correction to all who were told. Raises AnswersRefused, NotYours."""
    work = _work(unit, command.case_id, command.actor)
    _demand(was_wrong=(command.was_wrong, "Enter what was wrong"), is_right=(command.is_right, "Enter what is right"))
    if _incident(work).status not in HEARING or not told_so_far(work):
        raise AnswersRefused({"was_wrong": "There is nothing to correct: nobody waits for news of this incident now"})
    row = _decide(work, "correction", answer=command.was_wrong, reasons=command.is_right)
    row.inputs = {"was_wrong": command.was_wrong}  # the answer of a decision is short
    work.timeline.say("correction", f"{command.actor.words} corrected what was sent.")
    work.receive("correction_made", {})
    work.save()
    return Result(reference=work.case.reference)


@handles(AddFurtherIncident)
def add_further_incident(unit: Unit, command: AddFurtherIncident) -> Result:
    """Attach an incident of the last 14 days and tell those who were told. Raises AnswersRefused, NotYours."""
    work = _work(unit, command.case_id, command.actor)
    _demand(what=(command.what, "Enter what happened"), where=(command.where, "Enter where it happened"))
    declared_at = _incident(work).declared_at
    if command.happened_at > unit.now:
        raise AnswersRefused({"happened_time": "The time it happened must be now or in the past"})
    if declared_at is None:
        raise AnswersRefused({"what": "Nothing is declared yet. Put it into the next decision"})
    if not is_of_series(declared_at=declared_at, happened_at=command.happened_at):
        raise AnswersRefused({"what": "It must lie within 14 days after the declaration. Else report it as a new one"})
    work.session.add(
        FurtherIncident(
            case_id=work.case.id,
            happened_at=command.happened_at,
            what=command.what[:LONGEST],
            where=command.where[:300],
            by_id=command.actor.person_id,
            at=unit.now,
        )
    )
    work.session.flush()
    said = f"{command.actor.words} added a further incident of {date_and_time(command.happened_at)}."
    work.timeline.say("further_incident", said)
    work.receive("further_incident", {})
    work.save()
    return Result(reference=work.case.reference)


@handles(DowngradeIncident)
def downgrade_incident(unit: Unit, command: DowngradeIncident) -> Result:
    """Stand everybody down; members are told all the same. Raises AnswersRefused, NotYours. Source: MI-24."""
    work = _work(unit, command.case_id, command.actor)
    incident = _incident(work)
    who = command.actor.signed_in
    if who is None or not who.has_role(Role.SENIOR_OFFICER, Role.COMMANDER, area_id=work.case.area_id):
        raise NotYours
    if incident.status != "declared":
        raise AnswersRefused({"kind": "Only a declared major racial incident can be downgraded"})
    if command.kind not in ("downgraded", "withdrawn"):
        raise AnswersRefused({"kind": "Select whether it is downgraded or the declaration is withdrawn"})
    if command.wants_debrief and incident.debriefed_on is not None:
        raise AnswersRefused({"wants_debrief": "The debrief was held already"})
    _demand(reason=(command.reason, "Enter the reason"))
    incident.status = "downgraded"
    incident.downgraded_at = unit.now
    incident.downgraded_because = command.reason[:LONGEST]
    _decide(work, "downgrade", answer=command.kind, reasons=command.reason)
    work.because = f"{command.actor.words} {_DOWN[command.kind]}."
    work.timeline.say("downgraded", f"{work.because} {command.reason}")
    _end_urgent_clocks(work, keeps_debrief=command.wants_debrief)
    forget_calls(work)  # whoever was still to be rung hears the stand-down instead
    work.receive("downgraded", {"debrief": True} if command.wants_debrief else {})
    work.save()
    return Result(reference=work.case.reference)


def _end_urgent_clocks(work: CaseWork, *, keeps_debrief: bool) -> None:
    """Cancel the clocks of the protocol; the report to members is owed all the same. Source: MI-24."""
    ending = set(apply_downgrade([clock for clock, _ in work.clocks.running]).cancelled)
    if keeps_debrief:
        ending -= {"mi_debrief", "mi_debrief_held"}
    for clock, key in [name for name in work.clocks.running if name[0] in ending]:
        work.clocks.cancel(clock, key=key)


_DOWN = {
    "downgraded": "no longer sees it as a major racial incident",
    "withdrawn": "withdrew the declaration",
}


@handles(TellBeforeTurn)
def tell_before_turn(unit: Unit, command: TellBeforeTurn) -> Result:
    """Tell one office now, with the reason why it is before its turn. Raises AnswersRefused, NotYours."""
    work = _work(unit, command.case_id, command.actor)
    code = FIRST_TELLING.get(command.role)
    if code is None:
        raise AnswersRefused({"role": "Select who is told now"})
    _demand(reason=(command.reason, "Enter why they are told before their turn"))
    if _incident(work).status != "declared":
        raise AnswersRefused({"role": "Nobody is told before it is declared"})
    if has_notice(work, code, command.role):
        raise AnswersRefused({"role": "They were told already"})
    send_notices(work, code, out_of_order=command.reason[:1000], only=command.role)
    if command.role in NEXT_DUTY:
        work.clocks.start(NEXT_DUTY[command.role], counted_from=work.now)
    work.save()
    return Result(reference=work.case.reference)


@handles(PassOnInformation)
def pass_on_information(unit: Unit, command: PassOnInformation) -> Result:
    """Keep the words and tell the officers who collect them. Source: MI-17."""
    work = _work(unit, command.case_id, command.actor)
    _demand(words=(command.words, "Enter what you know"))
    if len(command.words) > LONGEST_INFORMATION:
        raise AnswersRefused({"words": f"Use {LONGEST_INFORMATION} characters or fewer"})
    work.timeline.say("information", f"{command.actor.words} passed on information: {command.words}")
    tell(work, Role.COORDINATOR, PASSED_ON)
    if _incident(work).status in HEARING:
        work.receive("information_received", {})  # the drawing tells the race relations officer
    else:
        tell(work, Role.CRRO, PASSED_ON)
    work.save()
    return Result(reference=work.case.reference)


def _work(unit: Unit, case_id: int, actor: Actor) -> CaseWork:
    work = open_case_work(unit, case_id, actor)
    who = actor.signed_in
    if work.case.process_id != INCIDENT or who is None:
        raise NotYours
    if not may_act_on_case(who, area_id=work.case.area_id, process_id=INCIDENT):
        raise NotYours
    return work


def _incident(work: CaseWork) -> RacialIncident:
    return work.session.get_one(RacialIncident, work.case.id)


def _demand(**given: tuple[str, str]) -> None:
    """Refuse what is empty or too long, each with its sentence."""
    problems = {name: words for name, (value, words) in given.items() if is_blank(value)}
    too_long = {name: f"Use {LONGEST:,} characters or fewer" for name, (v, _) in given.items() if len(v) > LONGEST}
    if problems or too_long:
        raise AnswersRefused(problems | too_long)


def _decide(work: CaseWork, code: str, *, answer: str, reasons: str) -> Decision:
    row = Decision(
        case_id=work.case.id,
        code=code,
        question="What is sent to those who were told?",
        answer=answer[:300],
        reasons=reasons[:LONGEST],
        inputs={},
        rule="MI-18, MI-24",
        area_rules_version=work.rules_version,
        by_id=work.actor.person_id,
        role="",
        at=work.now,
    )
    work.session.add(row)
    return row
