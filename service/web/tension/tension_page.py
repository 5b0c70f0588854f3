"""One situation: level, next duty, who knows, is it getting worse. Source: TE-07 to TE-20, brief page 7."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template, url_for

from service.access import TENSION, CasePart, may_act_on_case
from service.cases.submit_tension import UNTITLED
from service.errors import NotFoundForYou
from service.store.queries.case_clocks import clocks_of_case
from service.store.queries.my_work import WorkRow, open_tasks_of_case
from service.store.queries.stuck import is_stuck
from service.store.queries.tension_alerts import Alert, latest_alert
from service.store.queries.tension_case import (
    Scores,
    TensionPage,
    count_reports,
    find_tension,
    linked_cases,
    newest_tasks,
    scores_of_case,
)
from service.web import context
from service.web.casework.case_page import own_tasks
from service.web.casework.links import href_if_built, task_href
from service.web.casework.next_duty import next_duty, running_duties
from service.web.casework.opening import OpenCase, frame, note_look, open_case
from service.web.casework.said import take_said
from service.web.level_words import WHICH_IS_WORST, direction_parts, is_moved, shown_level
from service.web.tension.alerted_words import ShownAlert, shown_alert
from service.web.tension.blueprint import blueprint
from service.web.tension.duty_steps import LEVEL, DutySteps
from service.web.tension.live import has_looked_lately
from service.web.tension.score_chart import NARROW, WIDE, draw
from service.web.tension.score_words import agreed_words, shown_scores
from workflows import Unit, clock_time, counted, list_date, local_date
from workflows.rules.tension import Level

PAGE = "tension"
CALL = "call"  # a task to ring somebody, or to find whom to tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A case that hangs together with this one, in words."""

    words: str
    reference: str
    href: str


@blueprint.get("/tension/<reference>")
def tension_page(reference: str) -> str:
    """Show one situation to those who deal with it."""
    opened, tension = open_tension(reference, CasePart.SUMMARY, page=PAGE)
    session, case_id = context.read_session(), opened.head.case_id
    clocks = clocks_of_case(session, case_id)
    alert = latest_alert(session, case_id, is_calm=tension.level >= Level.LOW)
    tasks = own_tasks(opened.who, open_tasks_of_case(session, case_id))
    own = [row for row in tasks if row.kind != CALL]
    scores = scores_of_case(session, case_id)
    shown = shown_scores(scores, now=context.now()) if opened.sees(CasePart.REPORTS) else None
    steps = DutySteps(
        opened=opened,
        tension=tension,
        clocks=clocks,
        tasks=newest_tasks(session, case_id, since=tension.level_since),
        own=own,
        alert=alert,
    )
    return render_template(
        "tension/tension.html",
        **frame(opened, "tension.tension_page"),
        said=take_said(),
        moment=f"It is now {clock_time(context.now())}",
        is_live=any(opened.unit_of(row.clock) is Unit.MINUTES for row in running_duties(clocks)),
        is_stuck=is_stuck(session, case_id=case_id),
        tension=tension,
        is_untitled=tension.what == UNTITLED,
        level=shown_level(tension.level, opened.file.rules.tension),
        which_is_worst=WHICH_IS_WORST,
        moved=_moved(opened, tension),
        agreed=agreed_words(scores, now=context.now()),
        disputed=_disputed(tension, scores),
        duty=next_duty(opened, clocks) if opened.head.is_open else None,
        tasks=tasks,
        calls=[row for row in tasks if row.kind == CALL],
        main=own[0] if own else None,
        task_href=task_href,
        level_href=_level_href(own),
        alert=_alert(opened, alert),
        scores=shown,
        charts=[draw(shown, size) for size in (WIDE, NARROW)] if shown else [],
        steps=steps.list() if opened.head.is_open else [],
        public_words=_public_words(tension),
        restricted=_restricted(opened),
        restricted_href=url_for("tension.restricted", reference=reference) if opened.sees(CasePart.RESTRICTED) else "",
        links=_links(opened, tension),
    )


def open_tension(reference: str, part: CasePart, *, page: str = "") -> tuple[OpenCase, TensionPage]:
    """Open a case of tension for one part of it. Raises NotFoundForYou, NotAllowed."""
    opened = open_case(reference, part)
    if page and not has_looked_lately(reference):
        note_look(opened, page=page)
    tension = find_tension(context.read_session(), opened.head.case_id)
    if tension is None or opened.head.process_id != TENSION:
        raise NotFoundForYou
    return opened, tension


def _moved(opened: OpenCase, tension: TensionPage) -> tuple[str, str]:
    """Give the direction in bold and from where: "Rising", ", from 3 Moderate."."""
    word, since = direction_parts(tension, now=context.now())
    earlier = shown_level(tension.earlier_level, opened.file.rules.tension)
    if earlier is not None and is_moved(tension):
        return word, f", from {earlier.words}."
    return word, f"{since}." if word else ""


def _disputed(tension: TensionPage, scores: Sequence[Scores]) -> str:
    if not (tension.is_disputed and scores):
        return ""
    last = scores[-1]
    return (
        f"The police say level {last.police_level}, the ASB team level {last.asb_level}. The more serious applies "
        "until the commander and the director settle it."
    )


def _level_href(own: Sequence[WorkRow]) -> str:
    """Give the open task in which the person changes the level, unless it is the main button already."""
    found = next((row for row in own[1:] if row.element_id in LEVEL), None)
    is_main = bool(own) and own[0].element_id in LEVEL
    return task_href(found.task_id) if found and not is_main else ""


def _alert(opened: OpenCase, alert: Alert | None) -> ShownAlert | None:
    if alert is None or not opened.sees(CasePart.HISTORY):
        return None
    head = opened.head
    may_record = head.is_open and may_act_on_case(opened.who, area_id=head.area_id, process_id=TENSION)
    return shown_alert(alert, opened.file.rules.role_titles, now=context.now(), may_record=may_record)


def _public_words(tension: TensionPage) -> tuple[str, str]:
    """Give where the public words stand, and the words once both have approved them. Source: TE-16."""
    police, council = tension.police_approved_at, tension.council_approved_at
    if police is None and council is None:
        return "Not approved. Nothing can be released until police and council both approve.", ""
    if police is None or council is None:
        by, waits = ("Police", "the council") if council is None else ("The council", "the police")
        return f"{by} approved them. Nothing can be released until {waits} approves too.", ""
    spoken = f" {tension.spokesperson} speaks for both." if tension.spokesperson else ""
    if tension.released_at is None:
        return f"Approved by police and council, not released yet.{spoken}", tension.public_lines
    day = list_date(local_date(tension.released_at), today=context.today())
    return f"Released on {day} at {clock_time(tension.released_at)}.{spoken}", tension.public_lines


def _restricted(opened: OpenCase) -> str:
    """Give the one sentence that everybody may read of what is restricted. Source: TE-31."""
    number = count_reports(context.read_session(), opened.head.case_id)[1]
    if not number:
        return ""
    held = f"{counted(number, 'report')} {'is' if number == 1 else 'are'} held in a closed part of this case."
    return held if opened.sees(CasePart.RESTRICTED) else f"{held} You see the level only."


def _links(opened: OpenCase, tension: TensionPage) -> list[Link]:
    words = {
        "incident": "Belongs to the major racial incident",
        "merged_into": "Merged into",
        "merged": "Merged into this case:",
    }
    return [
        Link(
            words=words[one.kind],
            reference=one.reference,
            href=_href_of(one.kind, one.reference),
        )
        for one in linked_cases(context.read_session(), opened.head.case_id, tension)
    ]


def _href_of(kind: str, reference: str) -> str:
    if kind != "incident":
        return url_for("tension.tension_page", reference=reference)
    return href_if_built("incidents.incident_page", reference=reference)
