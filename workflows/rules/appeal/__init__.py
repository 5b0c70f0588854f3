"""The rules of an appeal to the Commissioner's office: import from here, not from the modules behind it.

Pure functions over what is handed in: clocks, calendar, settings, letters on file. Source: AP-01 to AP-20.
"""

from workflows.rules.appeal.assessment import (
    LEAD_WORDS,
    TOOL_WORDS,
    AssessmentFinding,
    AssessmentQuestion,
    AssessmentTest,
    assessment_faults,
    assessment_questions,
    next_question,
)
from workflows.rules.appeal.promises import (
    AcknowledgementDates,
    UpdateChain,
    UpdateStep,
    acknowledgement_dates,
    decision_dates,
    next_update_on,
    remit_dates,
    trace_updates,
)
from workflows.rules.appeal.recount import (
    Comparison,
    FirstCount,
    FirstRow,
    RecountRow,
    ThresholdRecount,
    recount_threshold,
)
from workflows.rules.appeal.routing import (
    AppealRoute,
    DecisionLetter,
    Ground,
    NoGround,
    RoutedAppeal,
    RoutedGround,
    Stage,
    letter_for,
    route_appeal,
    stages_for,
)
from workflows.rules.appeal.window import Lateness, SentBy, deemed_receipt, judge_lateness, last_day_to_appeal

__all__ = [
    "LEAD_WORDS",
    "TOOL_WORDS",
    "AcknowledgementDates",
    "AppealRoute",
    "AssessmentFinding",
    "AssessmentQuestion",
    "AssessmentTest",
    "Comparison",
    "DecisionLetter",
    "FirstCount",
    "FirstRow",
    "Ground",
    "Lateness",
    "NoGround",
    "RecountRow",
    "RoutedAppeal",
    "RoutedGround",
    "SentBy",
    "Stage",
    "ThresholdRecount",
    "UpdateChain",
    "UpdateStep",
    "acknowledgement_dates",
    "assessment_faults",
    "assessment_questions",
    "decision_dates",
    "deemed_receipt",
    "judge_lateness",
    "last_day_to_appeal",
    "letter_for",
    "next_question",
    "next_update_on",
    "recount_threshold",
    "remit_dates",
    "route_appeal",
    "stages_for",
    "trace_updates",
]
