"""The room of one racial incident: what comes next, who was told, clocks, replies. Source: MI-05 on, brief page 8."""

from dataclasses import dataclass
from datetime import datetime

from flask import render_template

from service.access import INCIDENT, CasePart, Role
from service.cases.rounds.kinds import KINDS, RoundKind
from service.errors import NotFoundForYou
from service.store.queries.incidents import IncidentPage, find_incident, further_incidents
from service.store.queries.my_work import WorkRow
from service.store.queries.stuck import is_stuck
from service.web import context
from service.web.casework.clock_words import due_of
from service.web.casework.duty_words import duty_of, full_limit
from service.web.casework.links import href_if_built, task_href
from service.web.casework.next_duty import running_duties
from service.web.casework.opening import OpenCase, frame, note_look, open_case
from service.web.casework.said import take_said
from service.web.incidents import incident_words as words
from service.web.incidents.act_forms import act_links
from service.web.incidents.blueprint import blueprint
from service.web.incidents.room_clocks import room_clocks, whose
from service.web.incidents.room_view import RoomView
from service.web.incidents.rungs import ladder, staff_waiting, told_but_silent
from service.web.incidents.shown_replies import shown_replies
from service.web.incidents.standing import standing
from service.web.level_words import shown_level
from service.web.tension.live import has_looked_lately
from workflows import DuePhrase, Tone, Unit, and_list, clock_time, fires_at

PAGE = "incident"
CALL, STAFF = "call", "mi_staff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """What comes next: whose it is, the act with its limit, how it stands."""

    kind: str
    words: str
    support: str
    phrase: DuePhrase | None


@blueprint.get("/incidents/<reference>")
def incident_page(reference: str) -> str:
    """Show the room of one incident to those who work by the protocol."""
    view = open_room(reference, page=PAGE)
    session = context.read_session()
    duties = running_duties(view.clocks)
    return render_template(
        "incidents/room.html",
        **frame(view.opened, "incidents.incident_page"),
        said=take_said(),
        view=view,
        incident=view.incident,
        kind_words=words.kind_of(view.incident.status),
        standing=standing(view),
        moment=f"It is now {clock_time(context.now())}",
        is_live=any(view.opened.unit_of(row.clock) is Unit.MINUTES for row in duties),
        you_are=words.roles_here(view.who, view.area_id, view.titles),
        is_stuck=is_stuck(session, case_id=view.case_id),
        next=_next(view),
        main=_main(view),
        more_tasks=max(len(view.tasks) - 1, 0),
        task_href=task_href,
        acts=act_links(view),
        rungs=ladder(view) if view.was_declared else [],
        warned=_warned(view),
        clocks=room_clocks(view),
        replies=shown_replies(view),
        limbs=_limbs(view.incident),
        questions_to=_questions_to(view),
        linked=_linked(view),
        further=further_incidents(session, view.case_id),
        shows_report=view.opened.sees(CasePart.REPORTS),
    )


def open_room(reference: str, *, page: str = "") -> RoomView:
    """Open an incident for those who may read all of it. Raises NotFoundForYou, NotAllowed."""
    opened: OpenCase = open_case(reference, CasePart.HISTORY)
    if page and not has_looked_lately(reference):
        note_look(opened, page=page)
    incident = find_incident(context.read_session(), opened.head.case_id)
    if incident is None or opened.head.process_id != INCIDENT:
        raise NotFoundForYou
    return RoomView(opened=opened, incident=incident)


def _main(view: RoomView) -> WorkRow | None:
    """Give the own task that is due first; where two are due together, the one that is no call."""
    return min(view.tasks, key=lambda task: (_due_at(view, task), task.kind == CALL), default=None)


def _due_at(view: RoomView, task: WorkRow) -> datetime:
    """Give when a task is due: a call when its day ends, or earlier when the clock does that waits for who is rung."""
    if task.kind != CALL:
        return task.due_at
    subject, _, number = task.item.partition(":")  # notice:12, or L-MI-02:rec for somebody to be found
    named = next((row.code for row in view.notices if subject == "notice" and str(row.notice_id) == number), subject)
    kind = KINDS.get(named, RoundKind())
    waits = [row for row in view.clocks if row.is_running and row.clock in (kind.until_told, kind.until_answered)]
    return min([fires_at(task.due_on or context.today()), *(row.limit_at for row in waits)])


def _next(view: RoomView) -> Next | None:
    """Give the duty that ends first, and whose it is; without one, the task that waits."""
    duties = running_duties(view.clocks)
    if not view.opened.head.is_open:
        return None
    if not duties:
        return _next_task(view)
    row = duties[0]
    unit = view.opened.unit_of(row.clock)
    by = whose(view, row.clock)
    phrase = view.opened.phrase(due_of(view.opened, row))
    limit = full_limit(row, unit, now=view.now)
    heading, support = _act(view, row.clock)
    is_late = phrase.tone is Tone.LATE
    return Next(
        kind="What comes next, and it is yours" if by == "You" else f"What comes next: {by}",
        words=f"{heading}: it was due by {limit}" if is_late else f"{heading} by {limit}",
        support=support,
        phrase=phrase,
    )


def _act(view: RoomView, clock: str) -> tuple[str, str]:
    """Give the act that a clock waits for, and how far it is: who is still to be told, or still to answer."""
    waiting, of_all = staff_waiting(view) if clock == STAFF else (0, 0)
    if waiting and waiting < of_all:
        more = f"Brief {waiting} more {'service' if waiting == 1 else 'services'}"
        return more, f"{of_all - waiting} of {of_all} operational services have the notice."
    silent = told_but_silent(view, clock)
    if silent:
        return f"Answer from {words.few_names(silent)}", "They have the notice and have not answered."
    return duty_of(clock).heading, ""


def _next_task(view: RoomView) -> Next:
    """Give what waits where no clock runs: the first enquiries and the decision, or nothing."""
    if view.tasks:
        return Next(kind="What comes next, and it is yours", words=view.tasks[0].name, support="", phrase=None)
    return Next(kind="What comes next", words="Nothing is due by a date", support="", phrase=None)


def _warned(view: RoomView) -> list[tuple[str, str, str]]:
    """Give who was warned of a potential incident: name, office, when. Source: MI-06."""
    latest = max((row.round_id for row in view.notices if row.code == "L-MI-08"), default=0)
    return [
        (row.name, view.title(row.role), words.time_words(row.told_at, now=view.now) if row.told_at else "Being told")
        for row in view.notices
        if row.round_id == latest and not view.was_declared
    ]


def _limbs(incident: IncidentPage) -> list[tuple[str, str]]:
    """Give both limbs with their answers and reasons; nothing before they were answered. Source: MI-01, MI-05."""
    if incident.is_aggravated is None or incident.is_disorder_likely is None:
        return []
    return [
        (f"Caused or aggravated by racial prejudice: {_yes(incident.is_aggravated)}.", incident.aggravated_because),
        (f"Likely to cause disorder: {_yes(incident.is_disorder_likely)}.", incident.disorder_because),
    ]


def _yes(answer: bool) -> str:
    return "yes" if answer else "no"


def _questions_to(view: RoomView) -> str:
    """Give to whom partners put their questions: never to the investigators. Source: MI-21."""
    return and_list(view.holders(Role.CRRO)[:2])


def _linked(view: RoomView) -> tuple[str, str, str] | None:
    """Give the situation this belongs to: its reference, its level in words, its address. Source: TE-32, MI-26."""
    if view.incident.tension is None:
        return None
    reference, number = view.incident.tension
    level = shown_level(number, view.opened.file.rules.tension)
    said = f"level {level.words}" if level else "no level yet"
    return reference, said, href_if_built("tension.tension_page", reference=reference)
