"""The set-up checklist in words; the line about it that other pages of an area may show."""

from collections.abc import Mapping
from datetime import date

from service.store.queries.tension_area import SetUpState
from service.store.set_up_steps import FOUNDATIONS, STEPS, SetUpStep
from workflows import counted

STEP_WORDS: Mapping[str, str] = {
    SetUpStep.STRATEGY: "A community strategy that is current",
    SetUpStep.SHARED_VIEW: "A shared view of what divides and joins communities",
    SetUpStep.EQUALITY_PLANS: "Equality plans",
    SetUpStep.SHARING_PROTOCOLS: "Information-sharing protocols",
    SetUpStep.NEW_ARRIVALS: "A strategy for new arrivals",
    SetUpStep.ENGAGEMENT: "Ways to hear from communities",
    SetUpStep.MONITORING_GROUP: "A group that monitors tension, with lead officers",
    SetUpStep.COMMITMENT: "Commitment from partners",
    SetUpStep.EEP: "Scoring as experienced, evidenced and potential (EEP)",
    SetUpStep.IMPACT_ASSESSMENT: "Community impact assessment",
    SetUpStep.GOVERNANCE: "Governance: who decides and who checks",
    SetUpStep.REPORTING: "Reporting every quarter",
    SetUpStep.ANNUAL_PLAN: "An annual plan",
}
PARTS = (("Foundations", FOUNDATIONS), ("The seven steps", STEPS))


def set_up_sentences(state: SetUpState, *, today: date) -> tuple[str, str]:
    """Give the bold and the quiet part: "3 of 13 are not in place." and what that means. Source: TE-01."""
    total = len(state.lines)
    if not state.missing:
        return f"All {total} are in place.", ""
    lead = f"{state.missing} of {total} {'is' if state.missing == 1 else 'are'} not in place."
    late = state.late(today)
    lateness = f"{counted(late, 'action')} {'is' if late == 1 else 'are'} late. " if late else ""
    if not state.may_go_live:
        left = "1 has no answer" if state.unanswered == 1 else f"{state.unanswered} have no answer"
        return lead, f"{lateness}{left} yet: the area cannot go live before that."
    return lead, f"{lateness}Each has an owner and a date, so the area may go live."
