"""What the work of a level writes down: meetings, responses, impact, media, evaluation. TE-11 to TE-22."""

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from service.cases.case_file import CaseFile
from service.cases.effects.registry import Typed, day, decided, demand_not_future, effect, words
from service.cases.errors import AnswersRefused
from service.cases.moments import noon_of
from service.cases.tension_levels import LONGEST, VERSION_APPROVED, approved_versions, tension_of
from service.store.record import TensionReport
from service.store.work import OpenTask
from workflows import LONDON, local_date
from workflows.rules.tension import TeamMember, find_quorum

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

NO_CHANGE = "no_change"


@effect("Task_StartMeeting")
def start_meeting(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Stop the urgent clock at the time the meeting began, also when it is typed later. Source: TE-14."""
    del task
    at = _began_at(work, answers) if words(answers.get("began")) == "earlier" else work.now
    missing = _missing_quorum(work, answers)
    if missing:  # an urgent meeting begins all the same: who is missing is said, and joins
        work.timeline.say("quorum", missing)
    work.clocks.stop("te_meet_urgent", at=at)


def _began_at(work: "CaseWork", answers: Typed) -> datetime:
    """Give the instant that was typed to the minute: in the hour that comes twice, the one that can be meant."""
    on, hour = day(answers.get("began_on")) or date.min, time.fromisoformat(words(answers.get("began_at")))
    earliest = (tension_of(work).level_since or work.now).replace(second=0, microsecond=0)
    for fold in (0, 1):
        at = datetime.combine(on, hour.replace(fold=fold), LONDON).astimezone(UTC)
        if earliest <= at <= work.now:
            return at
    raise AnswersRefused({"began_at": "The meeting began after the level was agreed, and not later than now"})


@effect("te_heightened/Task_HoldMeeting")
def hold_meeting(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Stop the five-day clock on the day of the meeting; its answers are its record. Source: TE-17, TE-18, TE-22."""
    del task
    demand_not_future(work, answers, held_on="The day of the meeting must be today or in the past")
    missing = _missing_quorum(work, answers)
    if missing:
        raise AnswersRefused({"present": missing.removesuffix(".")})
    held_on = day(answers.get("held_on"))
    level_at = tension_of(work).level_at
    if held_on and level_at and held_on < local_date(level_at):
        raise AnswersRefused({"held_on": "The meeting comes after the level was agreed"})
    if held_on and held_on < work.unit.today:
        work.clocks.stop("te_meet", at=noon_of(held_on))


def _missing_quorum(work: "CaseWork", answers: Typed) -> str:
    """Give who is missing of police, council and one more, in words. Source: TE-02."""
    present = [TeamMember(one) for one in answers.get("present") or [] if one in set(TeamMember)]
    return find_quorum(present, settings=work.rules.tension).words


@effect("Task_AuthoriseResponses", "Task_AuthoriseForCouncil")
def authorise(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Keep the authorisation, with its reasons. Source: TE-15."""
    answer = {"all": "all authorised", "some": "some left out"}.get(words(answers.get("authorised")), "none authorised")
    said = [words(answers.get(name)) for name in ("left_out", "conditions", "post")]
    reasons = " ".join(part for part in said if part)
    decided(work, task, code="responses", answer=answer, reasons=reasons, inputs={})


@effect("Task_WriteImpactAssessment")
def write_assessment(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Refuse "no change" while nothing was approved that could have changed. Source: TE-11."""
    del task
    if words(answers.get("version")) == NO_CHANGE and not approved_versions(work):
        raise AnswersRefused({"version": "Select “A new version”: no version is approved yet"})


@effect("Task_ApproveImpactAssessment")
def approve_assessment(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Keep the approval of one version, or of the look that found no change. Source: TE-11."""
    is_new = CaseFile.of(work).answers_to("Task_WriteImpactAssessment").get("version") != NO_CHANGE
    answer = (VERSION_APPROVED if is_new else "no change") if answers.get("approved") else "given back"
    decided(work, task, code="impact_assessment", answer=answer, reasons=words(answers.get("change")), inputs={})


@effect("Task_DraftMediaStrategy")
def draft_media(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Keep lines and spokesperson; nothing is approved yet. Source: TE-16."""
    del task
    tension = tension_of(work)
    tension.spokesperson = words(answers.get("spokesperson"))[:160]
    tension.public_lines = words(answers.get("public_lines"))[:LONGEST]
    tension.police_approved_at = tension.council_approved_at = tension.released_at = None


@effect("Task_ApproveForPolice", "Task_ApproveForCouncil")
def approve_media(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Keep one of the two approvals. Source: TE-16."""
    tension = tension_of(work)
    at = work.now if answers.get("approved") else None
    if task.element_id == "Task_ApproveForPolice":
        tension.police_approved_at = at
    else:
        tension.council_approved_at = at
    answer = "approved" if at else "given back"
    decided(work, task, code="media", answer=answer, reasons=words(answers.get("change")), inputs={})


@effect("Task_ReleaseStatement")
def release_statement(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Note that the words are public; the gate is that both have approved. Source: TE-16."""
    del task
    if words(answers.get("release")) != "now":
        return
    tension = tension_of(work)
    if tension.police_approved_at is None or tension.council_approved_at is None:
        raise AnswersRefused({"release": "Police and council must both approve the words first"})
    tension.released_at = work.now


@effect("Task_CallReporter")
def call_reporter(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Stop the clock of the reply on the day of the call. Source: TE-05."""
    spoken_on = day(answers.get("spoken_on"))
    report = work.session.get_one(TensionReport, int(task.item))
    if spoken_on and spoken_on < local_date(report.received_at):
        raise AnswersRefused({"spoken_on": "The call comes after the report"})
    if spoken_on and spoken_on < work.unit.today:
        work.clocks.stop("te_reply", key=task.item, at=noon_of(spoken_on))


@effect("Task_EvaluateResponse")
def evaluate(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Keep what was learnt. Source: TE-21."""
    answer = words(answers.get("worked"))
    decided(work, task, code="evaluation", answer=answer, reasons=words(answers.get("worked_why")), inputs={})
