"""Setting the level of a tension: the one place that changes it and ends its clocks. Source: TE-10, TE-26 to TE-29."""

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from service.cases.rounds.calls import forget_calls
from service.store.record import Decision, Tension, ThreatAssessment
from workflows.rules.tension import Level, level_words, review_clock, what_a_move_starts

if TYPE_CHECKING:
    from service.cases.case_work import CaseWork

LONGEST = 2000
VERSION_APPROVED = "approved"  # the answer of a decision about the impact assessment


def tension_of(work: "CaseWork") -> Tension:
    """Give the tension that this case is."""
    return work.session.get_one(Tension, work.case.id)


def approved_versions(work: "CaseWork") -> int:
    """Give how many versions of the impact assessment were approved. Source: TE-11."""
    work.session.flush()
    rows = select(func.count(Decision.id)).where(
        Decision.case_id == work.case.id, Decision.code == "impact_assessment", Decision.answer == VERSION_APPROVED
    )
    return work.session.scalar(rows) or 0


def is_over(work: "CaseWork") -> bool:
    """Tell whether the situation is closed, also while its evaluation is still to come. Source: TE-21."""
    return not work.case.is_open or tension_of(work).closed_on is not None


def assessments_of(work: "CaseWork") -> list[ThreatAssessment]:
    """Give every assessment, oldest first."""
    work.session.flush()
    rows = select(ThreatAssessment).where(ThreatAssessment.case_id == work.case.id)
    return list(work.session.scalars(rows.order_by(ThreatAssessment.number)))


def set_level(work: "CaseWork", level: Level, *, assessment: ThreatAssessment, in_review: bool = True) -> None:
    """Set the level now: clocks of the band that is left end, the history says from what to what. TE-26, TE-28.

    `in_review`: the review of the old level is done with this, so its clock was kept, not cancelled.
    """
    tension = tension_of(work)
    old = Level(tension.level) if tension.level else None
    move = what_a_move_starts(old, level)
    assessment.agreed = int(level)
    assessment.agreed_at = work.now
    tension.reviewed_at = work.now
    tension.direction = assessment.direction
    if old == level:
        work.timeline.say("level", f"The level stays {level_words(level, settings=work.rules.tension)}.")
        return
    tension.earlier_level = tension.level
    tension.level = int(level)
    tension.level_at = work.now
    if move.changes_band:
        tension.level_since = work.now
        forget_calls(work)
    tension.highest_level = min(int(level), tension.highest_level or int(level))
    if in_review and old is not None:
        work.clocks.stop(review_clock(old))
    end_clocks(work, move.cancels)
    said = level_words(level, settings=work.rules.tension)
    before = f" It was {level_words(old, settings=work.rules.tension)}." if old else ""
    work.timeline.say("level", f"The level is {said}.{before}", level=int(level))
    work.timeline.audit("level_agreed", level=int(level), before=int(old or 0))


def forget_approvals(work: "CaseWork") -> None:
    """Let public words count as not approved: new ones are asked for, refused or for another level. Source: TE-16."""
    tension = tension_of(work)
    tension.police_approved_at = tension.council_approved_at = None


def end_clocks(work: "CaseWork", clocks: tuple[str, ...]) -> None:
    """Cancel what belonged to the band that is left, whatever its key. Source: TE-26."""
    for (clock, key), _ in list(work.clocks.running.items()):
        if clock in clocks:
            work.clocks.cancel(clock, key=key)
