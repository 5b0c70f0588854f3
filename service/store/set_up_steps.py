"""What must be in place before an area watches tension: seven steps, and the foundations before them. Source: TE-01."""

from enum import StrEnum


class SetUpStep(StrEnum):
    """One line of the checklist; the foundations first. Source: TE-01."""

    STRATEGY = "strategy"
    SHARED_VIEW = "shared_view"
    EQUALITY_PLANS = "equality_plans"
    SHARING_PROTOCOLS = "sharing_protocols"
    NEW_ARRIVALS = "new_arrivals"
    ENGAGEMENT = "engagement"
    MONITORING_GROUP = "monitoring_group"
    COMMITMENT = "commitment"
    EEP = "eep"
    IMPACT_ASSESSMENT = "impact_assessment"
    GOVERNANCE = "governance"
    REPORTING = "reporting"
    ANNUAL_PLAN = "annual_plan"


_ALL = tuple(SetUpStep)
FOUNDATIONS = _ALL[: _ALL.index(SetUpStep.MONITORING_GROUP)]
STEPS = _ALL[_ALL.index(SetUpStep.MONITORING_GROUP) :]
