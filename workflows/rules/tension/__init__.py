"""The rules of community tension: import from here, not from the modules behind it.

Pure functions over what is handed in: scores, levels, clocks, calendar, settings. Source: TE-01 to TE-33.
"""

from workflows.rules.tension.levels import (
    Band,
    ImpactAssessment,
    Level,
    NoSuchLevel,
    band_of,
    band_words,
    impact_assessment_duty,
    level_name,
    level_of,
    level_words,
)
from workflows.rules.tension.moves import (
    Move,
    MoveKind,
    clocks_of,
    first_level_clock,
    impact_review_clock,
    may_close,
    review_clock,
    starts_words,
    was_acted_on,
    what_a_move_starts,
)
from workflows.rules.tension.quarters import NotAQuarterEnd, Quarter, quarter_ending, quarter_of, report_dates
from workflows.rules.tension.quorum import MEMBER_WORDS, Quorum, find_quorum
from workflows.rules.tension.scores import (
    Dimension,
    Direction,
    EepScores,
    direction_between,
    trend,
    trend_words,
)
from workflows.rules.tension.settings import BandWords, LevelNames, TeamMember, TensionSettings
from workflows.rules.tension.suggestion import (
    JointView,
    Suggestion,
    must_give_reasons,
    settle_two_views,
    suggest_after_declaration,
    suggest_level,
)

__all__ = [
    "MEMBER_WORDS",
    "Band",
    "BandWords",
    "Dimension",
    "Direction",
    "EepScores",
    "ImpactAssessment",
    "JointView",
    "Level",
    "LevelNames",
    "Move",
    "MoveKind",
    "NoSuchLevel",
    "NotAQuarterEnd",
    "Quarter",
    "Quorum",
    "Suggestion",
    "TeamMember",
    "TensionSettings",
    "band_of",
    "band_words",
    "clocks_of",
    "direction_between",
    "find_quorum",
    "first_level_clock",
    "impact_assessment_duty",
    "impact_review_clock",
    "level_name",
    "level_of",
    "level_words",
    "may_close",
    "must_give_reasons",
    "quarter_ending",
    "quarter_of",
    "report_dates",
    "review_clock",
    "settle_two_views",
    "starts_words",
    "suggest_after_declaration",
    "suggest_level",
    "trend",
    "trend_words",
    "was_acted_on",
    "what_a_move_starts",
]
