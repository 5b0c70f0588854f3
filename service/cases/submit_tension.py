"""A concern comes in, from anybody, and becomes a case of its own. Source: TE-05 to TE-07, TE-31."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select

from service.access import TENSION
from service.cases.case_work import CaseWork
from service.cases.errors import AnswersRefused, NotYours
from service.cases.handling import handles
from service.cases.hooks import HOOKS
from service.cases.notices import tell
from service.cases.start_case import new_case
from service.cases.tension_levels import is_over, tension_of
from service.cases.text_rules import is_blank
from service.cases.unit import CLOCK, Actor, Result, Unit
from service.roles import Role
from service.store.cases import Case, CaseRun
from service.store.record import Party, RacialIncident, Tension, TensionReport
from service.store.search_names import search_name

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 4000
LONGEST_TITLE, LONGEST_WARD = 200, 120
UNTITLED = "concern reported online"  # until a keeper names it: everybody reads it, so it says nothing of the report
SOURCES = ("individual", "community", "agency", "incident")
CHANNELS: "Mapping[str, str]" = {
    "online": "online",
    "phone": "by phone",
    "email": "by email",
    "letter": "by letter",
    "agency": "from an agency",
    "incident": "with a declared major racial incident",
}
ENTERS = (Role.RISK_LEAD, Role.ASB_MANAGER, Role.COUNCIL_OFFICER, Role.COORDINATOR, Role.COMMANDER, Role.CRRO)
RESTRICTS = (Role.RISK_LEAD, Role.COMMANDER)  # TE-31
REPLY, REPLY_BY_PHONE = "te_reply", "te_reply_by_phone"  # drawings; both stop the clock of the first's name
REPLY_YOURSELF = "A restricted report came with a name. Reply yourself, as its handling allows: no letter is drafted."


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    """Who told us, if they gave a name. Source: TE-05."""

    name: str
    email: str = ""
    phone: str = ""
    address: tuple[str, ...] = ()
    postcode: str = ""
    preferred_channel: str = "email"
    safe_contact: str = ""

    @property
    def can_be_written_to(self) -> bool:
        """Tell whether a reply can reach them."""
        return bool(self.email) or bool(self.address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """What one report says. Source: TE-05, TE-07, TE-31."""

    channel: str
    received_at: datetime
    source: str
    what: str
    where: str = ""
    when: str = ""
    communities: str = ""
    first_action: str = ""
    is_violent: bool = False
    is_restricted: bool = False
    handling: str = ""
    reporter: Reporter | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitTension:
    """A new situation. `title` is the short name that everybody may read: "after the market-hall fire"."""

    actor: Actor
    area_id: int
    ward: str
    title: str
    concern: Concern
    incident_case_id: int | None = None  # the declared incident that opens it (TE-32)
    form_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddTensionReport:
    """One more report about a situation that is open. Source: TE-30."""

    actor: Actor
    case_id: int
    concern: Concern
    form_key: str | None = None


@handles(SubmitTension)
def submit_tension(unit: Unit, command: SubmitTension) -> Result:
    """Open the case, keep the report, start the assessment and its clock. Raises AnswersRefused, NotYours."""
    _demand_sound(unit, command.actor, command.concern, area_id=command.area_id)
    if is_blank(command.title):
        raise AnswersRefused({"title": "Enter a short title that names nobody"})
    title, ward = command.title.strip()[:LONGEST_TITLE], command.ward.strip()[:LONGEST_WARD]
    label = label_of(ward, title)
    case = new_case(unit, TENSION, area_id=command.area_id, received_at=command.concern.received_at, label=label)
    unit.session.add(Tension(case_id=case.id, ward=ward, what=title, incident_case_id=command.incident_case_id))
    report = keep_report(unit, command.concern, case_id=case.id, actor=command.actor)
    work = CaseWork.load(unit, actor=command.actor, case_id=case.id)
    how = CHANNELS[command.concern.channel]
    work.because = f"A concern came in {how}."
    work.timeline.say("received", f"A concern came in {how}.", channel=command.concern.channel)
    if command.incident_case_id is not None:
        incident = unit.session.get_one(Case, command.incident_case_id)
        work.timeline.say("incident", f"See {incident.reference}.", by_words="")
    work.timeline.audit("tension_opened", channel=command.concern.channel, restricted=command.concern.is_restricted)
    work.clocks.start("te_first_level_violence" if command.concern.is_violent else "te_first_level")
    work.open_run(TENSION, key="main", facts={"violent": command.concern.is_violent})
    open_reply(work, report)
    work.save()
    return Result(reference=case.reference, where=str(case.id))


def label_of(ward: str, title: str) -> str:
    """Give what lists call a situation: its place and its title."""
    return (f"{ward}: {title}" if ward else title)[:300]


@handles(AddTensionReport)
def add_tension_report(unit: Unit, command: AddTensionReport) -> Result:
    """Keep one more report; its named reporter gets a reply of their own. Raises AnswersRefused, NotYours."""
    work = CaseWork.load(unit, actor=command.actor, case_id=command.case_id)
    _demand_sound(unit, command.actor, command.concern, area_id=work.case.area_id)
    if is_over(work):
        raise AnswersRefused({"what": "This case is closed. Report it as a new concern"})
    report = keep_report(unit, command.concern, case_id=work.case.id, actor=command.actor)
    kind = "A restricted report" if report.is_restricted else "Another report"
    work.timeline.say("report_added", f"{kind} came in {CHANNELS[command.concern.channel]}.", report=report.id)
    work.timeline.audit("tension_report_added", report=report.id)
    open_reply(work, report)
    if report.is_violent:
        _note_violence(work, report)
    work.save()
    return Result(reference=work.case.reference, where=str(work.case.id))


def _note_violence(work: CaseWork, report: TensionReport) -> None:
    """Let two hours run if no level is agreed yet; else ask for a look at the level. Source: TE-06, TE-33."""
    if tension_of(work).level:
        tell(work, Role.RISK_LEAD, "A new report speaks of violence. Look at the level again.")
    elif ("te_first_level_violence", None) not in work.clocks.running:
        work.clocks.start("te_first_level_violence", counted_from=report.received_at)


def keep_report(unit: Unit, concern: Concern, *, case_id: int, actor: Actor) -> TensionReport:
    """Write one report into the record, and who gave it if they gave a name."""
    party = _reporter(concern, case_id=case_id)
    if party is not None:
        unit.session.add(party)
        unit.session.flush()
    report = TensionReport(
        case_id=case_id,
        received_at=concern.received_at,
        channel=concern.channel,
        entered_by_id=actor.person_id,
        source=concern.source,
        reporter_id=party.id if party else None,
        what=concern.what,
        where=concern.where[:300],
        when=concern.when[:300],
        communities=concern.communities[:300],
        first_action=concern.first_action[:2000],
        is_violent=concern.is_violent,
        is_restricted=concern.is_restricted,
        handling=concern.handling[:500],
    )
    unit.session.add(report)
    unit.session.flush()
    return report


def open_reply(work: CaseWork, report: TensionReport) -> None:
    """Open the reply that a named reporter was promised in two working days. Source: TE-05.

    Who stands behind a restricted report is not told to those who write replies: the police answer themselves. TE-31.
    """
    party = work.session.get(Party, report.reporter_id) if report.reporter_id else None
    if party is not None and report.is_restricted:
        tell(work, Role.RISK_LEAD, REPLY_YOURSELF)
    drawing = REPLY if party and (party.email or party.address) else REPLY_BY_PHONE
    if party is None or report.is_restricted or (drawing == REPLY_BY_PHONE and not party.phone):
        return
    item = str(report.id)  # each reply has its own clock: a late one says nothing of the next
    if (REPLY, item) not in work.clocks.running:
        work.clocks.start(REPLY, key=item, counted_from=report.received_at)
    earlier = select(func.count(CaseRun.id)).where(
        CaseRun.case_id == work.case.id, or_(CaseRun.key == f"{REPLY}:{item}", CaseRun.key.like(f"{REPLY}:{item}:%"))
    )
    number = work.session.scalar(earlier) or 0  # it may come back to this case, or go another way
    key = f"{REPLY}:{item}:{number + 1}" if number else f"{REPLY}:{item}"
    work.open_run(drawing, key=key, facts={"report": item}, item=item)


def replies_of(work: CaseWork, report: TensionReport) -> list[CaseRun]:
    """Give the reply to this report that was not sent yet; none where none waits."""
    mine = f"{REPLY}:{report.id}"
    return [row for row in work.runs.values() if row.key == mine or row.key.startswith(f"{mine}:")]


def _reporter(concern: Concern, *, case_id: int) -> Party | None:
    who = concern.reporter
    if who is None or is_blank(who.name):
        return None
    return Party(
        case_id=case_id,
        is_applicant=True,
        name=who.name.strip()[:160],
        search_name="" if concern.is_restricted else search_name(who.name),  # a search must not give them away
        address=list(who.address),
        postcode=who.postcode[:10],
        phone=who.phone[:40],
        email=who.email[:254],
        preferred_channel="email" if who.preferred_channel == "email" and who.email else "post",
        safe_contact=who.safe_contact[:500],
    )


def _demand_sound(unit: Unit, actor: Actor, concern: Concern, *, area_id: int) -> None:
    """Refuse what cannot be a report, and a restricted one from somebody who may not keep one."""
    who = actor.signed_in
    if who is not None and not who.has_role(*ENTERS, area_id=area_id):
        raise NotYours
    if is_blank(concern.what):
        raise AnswersRefused({"what": "Enter what is happening or may happen"})
    if len(concern.what) > LONGEST:
        raise AnswersRefused({"what": f"Use {LONGEST:,} characters or fewer"})
    if concern.received_at > unit.now:
        raise AnswersRefused({"received_time": "The time it reached us must be now or in the past"})
    if concern.source not in SOURCES or concern.channel not in CHANNELS:
        raise AnswersRefused({"source": "Select who told us"})
    if concern.is_restricted and (who is None or not who.has_role(*RESTRICTS, area_id=area_id)):
        raise AnswersRefused({"is_restricted": "Only the police risk lead or the commander keeps restricted reports"})
    if concern.is_restricted and is_blank(concern.handling):
        raise AnswersRefused({"handling": "Enter how this report must be handled"})


def open_tension_of_incident(work: CaseWork, facts: "Mapping[str, Any]") -> None:
    """Open the tension case that a declaration asks for, and link the two. Source: TE-05, TE-32."""
    incident = work.session.get_one(RacialIncident, work.case.id)
    level = int(facts.get("level") or 3)
    concern = Concern(
        channel="incident",
        received_at=incident.declared_at or work.now,
        source="incident",
        what=f"A major racial incident was declared: {incident.title}. The protocol suggests level {level}.",
        where=incident.where,
        first_action=incident.steps,
        is_violent=level <= 2,  # disorder has happened: the first level is due within hours
    )
    command = SubmitTension(
        actor=CLOCK,
        area_id=work.case.area_id,
        ward=incident.locality,
        title=incident.title,
        concern=concern,
        incident_case_id=work.case.id,
    )
    opened = submit_tension(work.unit, command)
    incident.tension_case_id = int(opened.where)
    words = f"A tension case was opened: {opened.reference}. The suggested level is {level}."
    work.timeline.say("tension_opened", words, by_words="the clock")


HOOKS.open_tension = open_tension_of_incident
