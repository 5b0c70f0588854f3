"""A second application about the same problem joins the first: its reports are copied, its case is closed as joined.

Source: CT-07 (separate forms, with the applicants' agreement), CT-57 (a repeat during an open review).
"""

from dataclasses import dataclass

from sqlalchemy import func, select

from service.access import may_write_letter
from service.cases.acts.corrections import keeper_work
from service.cases.case_work import CaseWork
from service.cases.errors import AnswersRefused
from service.cases.handling import handles
from service.cases.letters.loose import tell_newcomers
from service.cases.letters.redrafting import redraft_open_letters
from service.cases.stopping import end_side_work
from service.cases.text_rules import is_blank
from service.cases.unit import Actor, Result, Unit
from service.store.cases import Case
from service.store.record import Application, Decision, Party, ReportedIncident
from service.store.work import OpenTask
from workflows import Run

COPIED = (
    *("what", "happened_on", "happened_words", "reported_on", "body_code", "channel", "officer_kind"),
    *("body_reference", "action_known", "link_group", "link_reason", "on_site_reason"),
)
PERSON = (
    *("kind", "name", "search_name", "organisation", "relation", "address", "postcode", "street", "phone", "email"),
    *("preferred_channel", "safe_contact", "formats", "language", "is_under_18", "tenant_of"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinCases:
    """Join the newer case to an open one about the same problem."""

    actor: Actor
    case_id: int
    reference: str
    agreement: str  # who agreed, how and when
    form_key: str | None = None


@handles(JoinCases)
def join_cases(unit: Unit, command: JoinCases) -> Result:
    """Copy people and reports to the open case and close the newer one as joined. Raises AnswersRefused."""
    older_id = _older_case(unit, command)
    if older_id is None:
        raise AnswersRefused({"reference": "Enter the reference of an open case of this area that came earlier"})
    if is_blank(command.agreement):
        raise AnswersRefused({"agreement": "Enter who agreed to one review, and how"})
    older = keeper_work(unit, older_id, command.actor)  # the lower id first: two joins never wait for each other
    newer = keeper_work(unit, command.case_id, command.actor)
    before = set(unit.session.scalars(select(Party.id).where(Party.case_id == older.case.id)))
    people = _copy_people(older, newer)
    count = _copy_reports(older, newer, people)
    redraft_open_letters(older)
    tell_newcomers(older, set(people.values()) - before)
    _record(older, newer, command, count)
    _close(newer)
    older.save()
    newer.save()
    return Result(reference=older.case.reference)


def _older_case(unit: Unit, command: JoinCases) -> int | None:
    newer = unit.session.get_one(Case, command.case_id)
    older = unit.session.scalars(select(Case).where(Case.reference == command.reference.strip().upper())).one_or_none()
    who = command.actor.signed_in
    if older is None or not older.is_open or older.id >= newer.id or older.area_id != newer.area_id:
        return None
    return older.id if who and may_write_letter(who, area_id=older.area_id) else None


def _copy_people(older: CaseWork, newer: CaseWork) -> dict[int, int]:
    """Add the people of the newer case who are not in the older one yet; give new ids by old."""
    known = {
        party.search_name: party.id
        for party in older.session.scalars(
            select(Party).where(Party.case_id == older.case.id, Party.is_perpetrator.is_(False))
        )
    }
    ids: dict[int, int] = {}
    for party in older.session.scalars(select(Party).where(Party.case_id == newer.case.id).order_by(Party.id)):
        if party.search_name in known and not party.is_perpetrator:
            ids[party.id] = known[party.search_name]
            continue
        copy = copy_person(party, case_id=older.case.id, is_perpetrator=party.is_perpetrator)
        older.session.add(copy)
        older.session.flush()
        ids[party.id] = copy.id
    return ids


def copy_person(party: Party, *, case_id: int, **roles: bool) -> Party:
    """Give the same person for another case: how to write to them, whether a victim, and the roles named here."""
    values = {name: getattr(party, name) for name in PERSON}
    return Party(case_id=case_id, is_victim=party.is_victim, **values, **roles)


def _copy_reports(older: CaseWork, newer: CaseWork, people: dict[int, int]) -> int:
    rows = select(ReportedIncident).where(
        ReportedIncident.case_id == newer.case.id, ReportedIncident.is_removed.is_(False)
    )
    highest = select(func.max(ReportedIncident.number)).where(ReportedIncident.case_id == older.case.id)
    start = older.session.scalar(highest) or 0
    found = list(older.session.scalars(rows.order_by(ReportedIncident.number)))
    for number, row in enumerate(found, start + 1):
        copy = ReportedIncident(
            case_id=older.case.id,
            number=number,
            reported_by_id=people.get(row.reported_by_id or 0),
            occasion=f"{newer.case.reference}-{row.occasion}"[:40] if row.occasion else "",
            added_at=older.now,
            **{name: getattr(row, name) for name in COPIED},
        )
        older.session.add(copy)
    older.session.flush()
    return len(found)


def _record(older: CaseWork, newer: CaseWork, command: JoinCases, count: int) -> None:
    """Keep on both cases what was joined to what, and who agreed."""
    application = newer.session.get_one(Application, newer.case.id)
    application.attached_to_id = older.case.id
    for work, other in ((older, newer), (newer, older)):
        work.session.add(
            Decision(
                case_id=work.case.id,
                code="joined",
                question="Is there another application about the same problem?",
                answer=other.case.reference,
                reasons=command.agreement,
                inputs={"reports": count},
                rule="CT-57",
                area_rules_version=work.rules_version,
                by_id=work.actor.person_id,
                role="spoc",
                at=work.now,
            )
        )
    reports = f"{count} report{'' if count == 1 else 's'}"
    older.timeline.say(
        "joined",
        f"{command.actor.words} joined {newer.case.reference} to this case: {reports}. {command.agreement}"[:1000],
    )
    newer.timeline.say(
        "joined", f"{command.actor.words} joined this case to {older.case.reference}. {command.agreement}"[:1000]
    )


def _close(work: CaseWork) -> None:
    """End the newer case: its clocks, processes and tasks; nothing more is asked of anyone in it."""
    work.case.closing_reason = "merged"
    end_side_work(work)
    for row in list(work.runs.values()):
        work.step(row, Run.cancel)
    work.session.flush()
    rows = select(OpenTask).where(OpenTask.case_id == work.case.id, OpenTask.state == "open")
    for task in work.session.scalars(rows):
        task.state = "cancelled"
        task.ended_at = work.now
        work.tasks.withdraw_drafts(task.id)
