"""An incident is reported that may be a major racial one: a case of its own, first enquiries at once. MI-03, MI-04."""

from dataclasses import dataclass
from datetime import datetime

from service.access import INCIDENT, TENSION
from service.cases.case_work import CaseWork
from service.cases.errors import AnswersRefused, NotYours
from service.cases.handling import handles
from service.cases.start_case import new_case
from service.cases.text_rules import is_blank
from service.cases.unit import Actor, Result, Unit
from service.roles import Role
from service.store.cases import Case
from service.store.record import RacialIncident, Tension

LONGEST = 4000
ENTERS = (Role.SENIOR_OFFICER, Role.COMMANDER, Role.CRRO, Role.COORDINATOR, Role.RISK_LEAD, Role.ASB_MANAGER)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitIncident:
    """A report of an incident. `title` is what everybody may read; `tension_case_id` the case it grew from (TE-32)."""

    actor: Actor
    area_id: int
    reported_at: datetime
    title: str
    what: str
    where: str
    locality: str = ""
    is_perceived: bool | None = None
    injuries: str = ""
    steps: str = ""
    tension_case_id: int | None = None
    form_key: str | None = None


@handles(SubmitIncident)
def submit_incident(unit: Unit, command: SubmitIncident) -> Result:
    """Open the case and ask the senior officer for first enquiries. Raises AnswersRefused, NotYours."""
    _demand_sound(unit, command)
    title, place = command.title.strip()[:200], command.where.strip()[:300]
    case = new_case(
        unit, INCIDENT, area_id=command.area_id, received_at=command.reported_at, label=f"{title} at {place}"[:300]
    )
    unit.session.add(
        RacialIncident(
            case_id=case.id,
            reported_at=command.reported_at,
            entered_by_id=command.actor.person_id,
            title=title,
            what=command.what,
            where=place,
            locality=command.locality.strip()[:120],
            is_perceived=command.is_perceived,
            injuries=command.injuries[:1000],
            steps=command.steps[:2000],
            tension_case_id=command.tension_case_id,
        )
    )
    unit.session.flush()
    work = CaseWork.load(unit, actor=command.actor, case_id=case.id)
    work.because = "An incident was reported."
    work.timeline.say("received", f"{command.actor.words} reported an incident that may be a major racial incident.")
    if command.tension_case_id is not None:
        grew_from = unit.session.get_one(Case, command.tension_case_id)
        work.timeline.say("tension", f"It grew from {grew_from.reference}.", by_words="")
    work.timeline.audit("incident_opened")
    work.open_run(INCIDENT, key="main", facts={})
    work.save()
    if command.tension_case_id is not None:
        _link(unit, command, case)
    return Result(reference=case.reference, where=str(case.id))


def _link(unit: Unit, command: SubmitIncident, case: Case) -> None:
    """Say on the tension case that the incident protocol was asked for. Source: TE-32."""
    tension = CaseWork.load(unit, actor=command.actor, case_id=command.tension_case_id)
    unit.session.get_one(Tension, tension.case.id).incident_case_id = case.id
    tension.timeline.say("incident", f"{command.actor.words} asked for the major racial incident protocol.")
    tension.timeline.say("incident", f"See {case.reference}.", by_words="")
    tension.save()


def _demand_sound(unit: Unit, command: SubmitIncident) -> None:
    who = command.actor.signed_in
    if who is None or not who.has_role(*ENTERS, area_id=command.area_id):
        raise NotYours
    wanted = {
        "title": "Enter a short title that names nobody",
        "what": "Enter what happened",
        "where": "Enter where it happened",
    }
    problems = {name: words for name, words in wanted.items() if is_blank(getattr(command, name))}
    if len(command.what) > LONGEST:
        problems["what"] = f"Use {LONGEST:,} characters or fewer"
    if command.reported_at > unit.now:
        problems["reported_time"] = "The time it was reported must be now or in the past"
    problems |= _link_problems(unit, command)
    if problems:
        raise AnswersRefused(problems)


def _link_problems(unit: Unit, command: SubmitIncident) -> dict[str, str]:
    """Refuse a second incident for one situation, and one of another area."""
    if command.tension_case_id is None:
        return {}
    found = unit.session.get(Case, command.tension_case_id)
    if found is None or (found.process_id, found.area_id) != (TENSION, command.area_id) or not found.is_open:
        return {"tension_reference": "Enter the reference of an open tension case of this area"}
    if unit.session.get_one(Tension, found.id).incident_case_id is not None:
        return {"tension_reference": "The major racial incident protocol was asked for already for this case"}
    return {}
