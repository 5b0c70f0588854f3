"""The rules of the major racial incident: import from here, not from the modules behind it.

Pure functions over what is handed in: limbs, instants, clocks, calendar, settings. Source: MI-01 to MI-26.
"""

from workflows.rules.incident.clocks import (
    DECLARATION_CLOCKS,
    Downgrade,
    apply_downgrade,
    declaration_dates,
    is_of_series,
    must_explain_debrief,
    next_decision_at,
)
from workflows.rules.incident.decision import (
    IncidentAnswer,
    IncidentDecision,
    IncidentRoute,
    LimbAnswer,
    TwoLimbs,
    answer_of,
    decide_incident,
    is_treated_as_racial,
)
from workflows.rules.incident.notices import (
    Rung,
    RungStand,
    Told,
    next_rungs,
    order_of_notice,
    passed_over,
    told_too_early,
)
from workflows.rules.incident.settings import HateRecording, IncidentSettings

__all__ = [
    "DECLARATION_CLOCKS",
    "Downgrade",
    "HateRecording",
    "IncidentAnswer",
    "IncidentDecision",
    "IncidentRoute",
    "IncidentSettings",
    "LimbAnswer",
    "Rung",
    "RungStand",
    "Told",
    "TwoLimbs",
    "answer_of",
    "apply_downgrade",
    "decide_incident",
    "declaration_dates",
    "is_of_series",
    "is_treated_as_racial",
    "must_explain_debrief",
    "next_decision_at",
    "next_rungs",
    "order_of_notice",
    "passed_over",
    "told_too_early",
]
