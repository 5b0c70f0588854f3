"""A case, tab "Now": what we promised, what is next, the clocks, the people. Source: brief page 2."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template, url_for

from service.access import COMMUNITY_TRIGGER, CasePart, SignedIn
from service.store.queries.appeals import appeals_about
from service.store.queries.case_clocks import ClockRow, clocks_of_case
from service.store.queries.case_history import events_of_case
from service.store.queries.case_letters import letters_of_case
from service.store.queries.case_people import (
    appointments_of_case,
    count_restricted,
    parties_of_case,
    risk_of_case,
)
from service.store.queries.case_review import meetings_of_case, plan_of_case
from service.store.queries.my_work import WorkRow, open_tasks_of_case
from service.store.queries.stuck import is_stuck
from service.web import context
from service.web.appeal_lines import appeal_lines
from service.web.casework.blueprint import blueprint
from service.web.casework.clock_words import clock_table
from service.web.casework.history_words import event_entries
from service.web.casework.links import task_href
from service.web.casework.my_work import teller_for
from service.web.casework.next_duty import next_duty
from service.web.casework.office import office_of
from service.web.casework.opening import OpenCase, frame, open_case
from service.web.casework.people_words import Fact, appointed_facts, party_fact, risk_words
from service.web.casework.plan_words import action_lines, meeting_lines
from service.web.casework.promise import Promise, next_promise
from service.web.casework.said import take_said
from service.web.casework.work_words import TaskTeller, is_for
from workflows import counted

LATEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class NextTask:
    """The task that this person can do next, or whom the case waits for."""

    row: WorkRow | None
    href: str
    others: tuple[str, ...]  # "Carr Valley Homes: confirm what you hold"
    more: int  # further tasks of one's own


@blueprint.get("/cases/<reference>")
def case_now(reference: str) -> str:
    """Show where the case stands."""
    opened = open_case(reference, CasePart.SUMMARY, CasePart.FIGURES, page="now")
    session, case_id = context.read_session(), opened.head.case_id
    clocks = clocks_of_case(session, case_id)
    promise = _owed(opened, clocks)
    return render_template(
        "casework/case_now.html",
        **frame(opened, "casework.case_now"),
        said=take_said(),
        promise=promise,
        appeals=appeal_lines(appeals_about(session, case_id)),
        is_stuck=is_stuck(session, case_id=case_id),
        task=next_task(opened),
        clocks=clock_table(opened, clocks, binding=promise.clock if promise else ""),
        people=_people(opened),
        risk=risk_words(risk_of_case(session, case_id)) if _shows_risk(opened) else "",
        latest=event_entries(events_of_case(session, case_id, at_most=LATEST)) if opened.sees(CasePart.HISTORY) else [],
        event_count=opened.file.case.event_count,
        meetings=meeting_lines(meetings_of_case(session, case_id)) if opened.sees(CasePart.MEETING) else [],
        plan=action_lines(plan_of_case(session, case_id), opened) if opened.sees(CasePart.PLAN) else [],
        today=context.today(),
    )


def _owed(opened: OpenCase, clocks: Sequence[ClockRow]) -> Promise | None:
    """Give what is owed next: to an applicant by a promise, else by a duty of the procedure."""
    if not opened.has_applicant:
        return next_duty(opened, clocks)
    return next_promise(opened, clocks, letters_of_case(context.read_session(), opened.head.case_id))


def _shows_risk(opened: OpenCase) -> bool:
    """Tell whether the risk check of an application may be shown; an appeal and a tension have none."""
    return opened.head.process_id == COMMUNITY_TRIGGER and opened.sees(CasePart.PEOPLE, CasePart.REPORTS)


def next_task(opened: OpenCase) -> NextTask:
    """Give the first task that is one's own or untaken and for people like oneself; and who else is to act."""
    rows = open_tasks_of_case(context.read_session(), opened.head.case_id)
    who, own = opened.who, own_tasks(opened.who, rows)
    others = [row for row in rows if row not in own]
    teller = teller_for(who, office_of(who), rows)
    return NextTask(
        row=own[0] if own else None,
        href=task_href(own[0].task_id) if own else "",
        others=tuple(dict.fromkeys(_waits(row, teller) for row in others)),
        more=max(0, len(own) - 1),
    )


def own_tasks(who: SignedIn, rows: Sequence[WorkRow]) -> list[WorkRow]:
    """Give the tasks that the person has taken, and the untaken ones for people like this one, the first due first."""
    mine = [row for row in rows if row.claimed_by_id == who.person_id]
    free = [row for row in rows if row.claimed_by_id is None and is_for(who, row)]
    return sorted([*mine, *free], key=lambda row: row.due_at)


def _waits(row: WorkRow, teller: TaskTeller) -> str:
    phrase = teller.office.phrase(row.due_on, row.clock, limit_at=row.due_at)
    date = f", {phrase.line1[:1].lower()}{phrase.line1[1:]} ({phrase.line2})" if row.due_on else ""
    return f"{teller.waits_for(row)}: {row.name[:1].lower()}{row.name[1:]}{date}"


def _people(opened: OpenCase) -> Sequence[Fact]:
    if not (opened.sees(CasePart.PEOPLE) and opened.has_applicant):
        return []  # who reported a tension stands beside the report
    session, case_id = context.read_session(), opened.head.case_id
    facts = [party_fact(row) for row in parties_of_case(session, case_id)]
    number = count_restricted(session, case_id) if opened.sees(CasePart.RESTRICTED) else 0
    if number:
        link = ("Show with a reason", url_for("casework.restricted_page", reference=opened.head.reference))
        recorded = f"{counted(number, 'person', 'people')} recorded."
        facts.append(Fact(term="Alleged perpetrator", words=f"Restricted. {recorded}", links=(link,)))
    if opened.sees(CasePart.MEETING):
        facts += appointed_facts(appointments_of_case(session, case_id))
    return facts
