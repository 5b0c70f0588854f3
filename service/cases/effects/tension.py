"""What the tasks of a tension case write down: scores, level, meetings, approvals. Source: TE-07 to TE-29."""

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from service.cases.case_file import CaseFile
from service.cases.effects.registry import Typed, day, decided, demand_not_future, effect, words
from service.cases.errors import AnswersRefused
from service.cases.moments import noon_of
from service.cases.rounds.sending import send_notices
from service.cases.tension_levels import (
    LONGEST,
    VERSION_APPROVED,
    approved_versions,
    assessments_of,
    set_level,
    tension_of,
)
from service.store.record import ThreatAssessment
from service.store.work import OpenTask
from workflows import LONDON, Run, local_date
from workflows.rules.tension import (
    Dimension,
    EepScores,
    Level,
    TeamMember,
    find_quorum,
    may_close,
    must_give_reasons,
    settle_two_views,
    suggest_level,
    trend,
    what_a_move_starts,
)

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

SETTLING = "te_settle_level"
NO_CHANGE = "no_change"
NORMALITY = "Say that normality was checked: the impact assessment is up to date and both seniors agree"


@effect("Task_ScoreTension")
def score_tension(work: "CaseWork", task: OpenTask, answers: Typed) -> dict[str, Any]:
    """Keep the three scores with their grounds, and what they suggest. Source: TE-07, TE-08."""
    del task
    scores = EepScores(**{one.value: int(words(answers.get(f"{one}_score"))) for one in Dimension})
    suggestion = suggest_level(scores, settings=work.rules.tension)
    earlier = assessments_of(work)
    before = [EepScores(experienced=r.experienced, evidenced=r.evidenced, potential=r.potential) for r in earlier]
    row = ThreatAssessment(
        case_id=work.case.id,
        number=len(earlier) + 1,
        at=work.now,
        by_id=work.actor.person_id,
        **{one.value: score for one, score in scores.by_dimension.items()},
        findings=[_finding(one, answers) for one in Dimension],
        suggested=int(suggestion.level),
        is_held=suggestion.is_held,
        direction=words(answers.get("direction")) or trend([*before, scores]).value,
    )
    work.session.add(row)
    tension_of(work).is_racial = bool(answers.get("racial"))
    return {"suggested": int(suggestion.level)}


def _finding(one: Dimension, answers: Typed) -> dict[str, str]:
    found = {name: words(answers.get(f"{one}_{name}"))[:LONGEST] for name in ("words", "source", "reliability")}
    return {"dimension": one.value, **found}


@effect("Task_AgreeLevel")
def agree_level(work: "CaseWork", task: OpenTask, answers: Typed) -> dict[str, Any]:
    """Set the level that applies now: joint, or the more serious until it is settled. Source: TE-09, TE-26 to TE-29."""
    tension = tension_of(work)
    row = assessments_of(work)[-1]
    police = int(words(answers.get("level")))
    _demand_reasons(work, row, police, answers)
    is_unfounded = words(answers.get("close_as")) in ("unfounded", "hoax")
    if police == 0:
        return _close(work, task, answers, is_unfounded=is_unfounded)
    old = Level(tension.level) if tension.level else None
    asb = _asb_level(police, answers)
    agreed = _in_force(old, police, asb)
    move = what_a_move_starts(old, agreed)
    if move.needs_normality_check and not answers.get("normality"):
        raise AnswersRefused({"normality": NORMALITY})
    row.police_level = police
    row.asb_level = asb
    row.asb_by = words(answers.get("asb_by"))[:160]
    row.reasons = words(answers.get("reasons"))[:LONGEST]
    row.direction = words(answers.get("direction")) or row.direction
    if asb is not None:  # a team that was not reached has neither agreed nor disagreed
        tension.is_disputed = asb != police
        _end_settling(work)
    set_level(work, agreed, assessment=row)
    inputs = {"suggested": row.suggested, "police": police, "asb": row.asb_level, "held": row.is_held}
    decided(work, task, code="tension_level", answer=str(int(agreed)), reasons=row.reasons, inputs=inputs)
    return {"level": int(agreed), "disputed": tension.is_disputed}


def _end_settling(work: "CaseWork") -> None:
    """Withdraw the question to commander and director: both sides have spoken again meanwhile. Source: TE-09."""
    for row in [row for row in work.runs.values() if row.process_id == SETTLING]:
        work.after_step(lambda row=row: work.step(row, Run.cancel))  # type: ignore[misc]


def _demand_reasons(work: "CaseWork", row: ThreatAssessment, police: int, answers: Typed) -> None:
    """Refuse a level without what it needs to stand: reasons, a name for the other side, a way down."""
    problems = {}
    suggestion = suggest_level(
        EepScores(experienced=row.experienced, evidenced=row.evidenced, potential=row.potential),
        settings=work.rules.tension,
    )
    if police and must_give_reasons(Level(police), suggestion=suggestion) and not words(answers.get("reasons")):
        problems["reasons"] = f"Enter why the level differs from the suggested level {row.suggested}"
    if words(answers.get("asb_answer")) != "not_reached" and not words(answers.get("asb_by")):
        problems["asb_by"] = "Enter who agreed for the ASB team"
    if problems:
        raise AnswersRefused(problems)


def _in_force(old: Level | None, police: int, asb: int | None) -> Level:
    """Give the level that applies. Nobody comes down alone. Source: TE-09."""
    view = settle_two_views(Level(police), asb_team=Level(asb) if asb else None)
    return view.level if view.is_joint or old is None else Level(min(view.level, old))


def _asb_level(police: int, answers: Typed) -> int | None:
    answer = words(answers.get("asb_answer"))
    if answer == "not_reached":
        return None
    return int(words(answers.get("asb_level"))) if answer == "other" else police


def _close(work: "CaseWork", task: OpenTask, answers: Typed, *, is_unfounded: bool) -> dict[str, Any]:
    """End the case: settled from 5 or 6, or unfounded from any level, which sets 6 first. Source: TE-27, TE-29."""
    tension = tension_of(work)
    level = Level(tension.level or 6)
    if not may_close(level, is_unfounded=is_unfounded):
        raise AnswersRefused({"level": "A case closes from level 5 or 6. Stand down first, or close it as unfounded"})
    if words(answers.get("asb_answer")) != "agreed":
        raise AnswersRefused({"asb_answer": "Both must agree before a case is closed"})
    row = assessments_of(work)[-1]
    row.reasons = words(answers.get("reasons"))[:LONGEST]
    row.asb_by = words(answers.get("asb_by"))[:160]
    if is_unfounded:
        row.police_level = row.asb_level = 6
        set_level(work, Level.INSIGNIFICANT, assessment=row)
    tension.outcome = "unfounded" if is_unfounded else "settled"
    tension.closed_on = work.unit.today
    tension.is_disputed = False
    work.case.closing_reason = tension.outcome
    answer = "unfounded" if is_unfounded else "settled"
    decided(work, task, code="tension_closed", answer=answer, reasons=row.reasons, inputs={"level": int(level)})
    return {"level": 0, "disputed": False}


@effect("Task_SettleLevel")
def settle_level(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Set what commander and director settled, and let the case follow. Source: TE-09."""
    tension = tension_of(work)
    old, new = Level(tension.level), Level(int(words(answers.get("level"))))
    row = [one for one in assessments_of(work) if one.police_level][-1]  # a review may have new scores by now
    row.settled_by_id = work.actor.person_id
    tension.is_disputed = False
    move = what_a_move_starts(old, new)
    if move.needs_normality_check and not answers.get("normality"):
        raise AnswersRefused({"normality": NORMALITY})
    set_level(work, new, assessment=row, in_review=False)
    reasons = words(answers.get("reasons"))
    decided(work, task, code="tension_level_settled", answer=str(int(new)), reasons=reasons, inputs={"old": int(old)})
    if move.changes_band:
        work.after_step(lambda: work.receive("band_changed", {"level": int(new)}))
    elif move.tells_change:
        work.after_step(lambda: send_notices(work, "L-TE-04"))


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


@effect("Task_EvaluateResponse")
def evaluate(work: "CaseWork", task: OpenTask, answers: Typed) -> None:
    """Keep what was learnt. Source: TE-21."""
    answer = words(answers.get("worked"))
    decided(work, task, code="evaluation", answer=answer, reasons=words(answers.get("worked_why")), inputs={})
