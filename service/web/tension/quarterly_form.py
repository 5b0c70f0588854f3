"""What is typed into a quarterly report and into a comment on one; what the typed words become. Pages: quarterly.py."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from service.cases.tension_area.report_text import ReportWords
from service.web import context
from service.web.casework.small_forms import ask
from service.web.tension.area_page import OpenedArea
from workflows import QuestionForm

LONGEST = 5000
HEARD_FOR = 20  # working days in which comments are heard, unless another day is typed


def report_form(*, has_comments: bool) -> QuestionForm:
    """Give the questions of a report; answers are asked for only where there were comments."""
    return QuestionForm.parse({"title": "The quarterly report", "questions": list(_questions(has_comments))})


def _questions(has_comments: bool) -> list[dict[str, Any]]:
    words = ask(
        "words",
        "long_text",
        "In short, for everybody",
        "Enter what everybody should know about the quarter",
        hint="Anybody may read this. Name nobody, and tell nothing from a closed report.",
        max_length=LONGEST,
    )
    note = {
        "id": "agencies_note",
        "type": "long_text",
        "label": "For agencies only",
        "hint": "Not in the public version. Tell nothing from a closed report here either.",
        "required": False,
        "max_length": LONGEST,
    }
    answers = ask(
        "answers",
        "long_text",
        "Answers to the comments on the report before",
        "Enter your answers to the comments on the report before",
        hint="Everybody reads them. Name nobody.",
        max_length=LONGEST,
    )
    until = ask(
        "comments_by",
        "date",
        "Last day for comments",
        "Enter a day after today by which comments are heard",
        not_before="today",
    )
    return [words, note, *([answers] if has_comments else []), until]


COMMENT_FORM = QuestionForm.parse(
    {
        "title": "A comment on a report",
        "questions": [
            ask(
                "from_words",
                "text",
                "Who commented",
                "Enter who commented",
                hint="A body or a group. A person only if they agreed.",
                max_length=160,
            ),
            ask("words", "long_text", "What they said", "Enter what they said", max_length=2000),
        ],
    }
)


def first_values(opened: OpenedArea) -> Mapping[str, Any]:
    """Give the form of a new report: twenty working days for comments."""
    last = opened.calendar.add_working_days(context.today(), working_days=HEARD_FOR)
    return {"comments_by": last.isoformat()}


def words_of(values: Mapping[str, Any]) -> ReportWords:
    """Give the answers as the report takes them."""
    return ReportWords(
        words=str(values["words"]),
        agencies_note=str(values.get("agencies_note") or ""),
        answers=str(values.get("answers") or ""),
        comments_by=date.fromisoformat(str(values["comments_by"])),
    )
