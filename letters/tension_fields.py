"""Merge fields that the letters and notices about a community tension share."""

from letters.fields import (
    COMMON,
    COMMON_WITHOUT_NAME,
    a_choice,
    a_date,
    a_datetime,
    a_number,
    a_text,
    optional,
    promising,
)
from letters.kinds import LetterField
from letters.notice_fields import AREA_SHORT_NAME

_OF_CASE_REVIEWS = frozenset({"scheme_name", "formerly"})


def _of_tensions(fields: tuple[LetterField, ...]) -> tuple[LetterField, ...]:
    return (*(field for field in fields if field.name not in _OF_CASE_REVIEWS), AREA_SHORT_NAME)


TENSION_COMMON = _of_tensions(COMMON)
TENSION_COMMON_WITHOUT_NAME = _of_tensions(COMMON_WITHOUT_NAME)

LEVELS = ("1", "2", "3", "4", "5", "6")
# How the area calls the level and its band. Where they are left out, the wording has the usual names.
LEVEL_WORDS = (
    optional(a_text("level_name", "Name of the level", "the area's settings")),
    optional(a_text("level_band", "What the level means", "the area's settings: the words of its band")),
)
OLD_LEVEL_WORDS = (
    optional(a_text("old_level_name", "Name of the level before", "the area's settings")),
    optional(a_text("old_level_band", "What the level before meant", "the area's settings: the words of its band")),
)
DIRECTION = optional(a_choice("direction", "Direction", "the assessment of the tension", "rising", "steady", "falling"))
SCORES = (
    a_number("experienced", "Score: experienced", "the assessment of the tension: 1 (most serious) to 6"),
    a_number("evidenced", "Score: evidenced", "the assessment of the tension: 1 (most serious) to 6"),
    a_number("potential", "Score: potential", "the assessment of the tension: 1 (most serious) to 6"),
)
MEETING_AT = optional(a_datetime("meeting_at", "Time of the meeting", "the meeting, once it is arranged"))
MEETING_PLACE = optional(
    a_text("meeting_place", "Where the team meets", "the meeting: a room, a video address or a phone number")
)
NEXT_REVIEW_AT = a_datetime("next_review_at", "Next look at the level, at", "the review clock at levels 1 and 2")
NEXT_REVIEW_ON = promising(
    a_date("next_review_on", "Next look at the level", "the limit of the review clock at levels 3 to 6"),
    "We look at the level again by",
)


def level_among(*levels: str) -> LetterField:
    """Declare the level of a tension, one of these numbers."""
    return a_choice("level", "Level", "the level agreed: 1 is the most serious, 6 the mildest", *levels)
