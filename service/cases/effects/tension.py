"""What scoring, agreeing and settling a level write down; the work of a level: tension_work.py. TE-07 to TE-29."""

from typing import TYPE_CHECKING, Any

from service.cases.effects.registry import Typed, decided, effect, words
from service.cases.errors import AnswersRefused
from service.cases.notices import tell
from service.cases.rounds.calls import forget_calls
from service.cases.rounds.sending import send_notices
from service.cases.tension_levels import (
    LONGEST,
    assessments_of,
    set_level,
    tension_of,
)
from service.store.record import ThreatAssessment
from service.store.work import OpenTask
from workflows import Run
from workflows.rules.tension import (
    Dimension,
    EepScores,
    Level,
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
UNFOUNDED = ("unfounded", "hoax")
HOAX = "It was a malicious hoax. The police follow it up."
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
    if police == 0:
        return _close(work, task, answers, close_as=words(answers.get("close_as")))
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


def _close(work: "CaseWork", task: OpenTask, answers: Typed, *, close_as: str) -> dict[str, Any]:
    """End the case: settled from 5 or 6, or unfounded from any level, which sets 6 first. Source: TE-27, TE-29."""
    tension, is_unfounded = tension_of(work), close_as in UNFOUNDED
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
    _end_settling(work)
    forget_calls(work)  # the stand-down tells the same people something newer
    work.case.closing_reason = tension.outcome
    if close_as == "hoax":
        tell(work, "commander", HOAX)
        work.timeline.say("hoax", HOAX, by_words="")
    decided(work, task, code="tension_closed", answer=close_as, reasons=row.reasons, inputs={"level": int(level)})
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
