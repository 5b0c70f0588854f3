"""The questions of a paper, phoned or emailed application: those of the public form, on one page. Source: CT-04.

What the public must answer, staff may leave empty: the form is entered as it came, and gaps are asked for (CT-10).
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from service.web.public import route
from service.web.public.pages import question_data
from workflows import QuestionForm

Data = dict[str, Any]

HOW_IT_CAME: list[Data] = [
    {
        "id": "channel",
        "type": "one_of",
        "label": "How did it come?",
        "options": [
            {"value": "paper", "label": "On paper"},
            {"value": "phone", "label": "By phone"},
            {"value": "email", "label": "By email"},
        ],
        "errors": {"required": "Select how it came"},
    },
    {
        "id": "received_on",
        "type": "date",
        "label": "The day it came",
        "hint": "Not the day you enter it: every clock counts from here.",
        "not_after": "today",
        "errors": {"required": "Enter the day it came"},
    },
    {
        "id": "received_time",
        "type": "time",
        "label": "The time it came",
        "hint": "For example, 9:30am.",
        "errors": {"required": "Enter the time it came"},
    },
]
NO_NAME: Data = {
    "id": "has_no_name",
    "type": "yes_no",
    "label": "Does the form come without a name?",
    "hint": "If you answer yes, no case is opened and no clock starts.",
    "required": False,
}
CONSENT: Data = {
    "id": "consent",
    "type": "one_of",
    "label": "Written consent",
    "required": False,
    "options": [
        {"value": "paper_here", "label": "The signed form came with it"},
        {"value": "not_yet", "label": "It did not come"},
    ],
}
SAME_INCIDENT: Data = {
    "id": "is_same_incident",
    "type": "yes_no",
    "label": "Is this another report of the incident just above?",
    "hint": "One incident told to two bodies is two rows.",
    "required": False,
}
BODY: Data = {"id": "body", "type": "one_of", "label": "Who was told?", "required": False, "options_from": "told"}
REPORTER: Data = {
    "id": "reporter",
    "type": "text",
    "label": "Who told them?",
    "hint": "A name from this form. Leave empty for the applicant.",
    "required": False,
    "max_length": 160,
}
SIGNED: Data = {
    "id": "is_declared",
    "type": "yes_no",
    "label": "Is it signed, or confirmed by phone or email?",
    "errors": {"required": "Select yes if it is signed or confirmed"},
}
LEFT_OUT = frozenset({"told", "told_other", "consent", "consent_name", "reported_by", "had_reviews"})
STAFF_LABELS = {
    "name": "Name",
    "kind": "Who they are",
    "landlord": "Landlord",
    "safe_words": "Anything we should not do",
    "safe_message": "Is it safe to leave a message?",
    "preferred_channel": "How to write to them",
    "organisation": "Business, group or organisation",
    "relation": "If someone else applies: how they know the person",
    "happened_words": "If the date is not known: about when",
    "reported_words": "If the date is not known: about when",
    "officer_kind": "If in person: who it was",
    "behaviour_other": "Another kind of behaviour",
    "previous_reviews": "Earlier reviews: when, and where",
}
SECTIONS = (
    ("How it came", "channel"),
    ("The applicant", "basis"),
    ("The others it happens to", "victims"),
    ("What happened, and who was told", "incidents"),
    ("The trouble as a whole", "behaviour"),
    ("How to write to the applicant", "formats"),
    ("Signature", "is_declared"),
)


@cache
def entry_form() -> QuestionForm:
    """Give the one form of the page."""
    incident = [SAME_INCIDENT, *_pages("incidents", ("when", "what")), BODY, REPORTER]
    incident += _pages("incidents", ("reported", "how", "reference"))
    victim = [*_pages("victims", ("name", "asking-as", "address", "landlord", "reach")), CONSENT]
    questions = [
        *HOW_IT_CAME,
        *_with_no_name(_pages("form", route.ABOUT_YOU)),
        _rows("victims", "The others it happens to", victim, most=30),
        _rows("incidents", "Incidents and reports", incident, most=60),
        *_pages("form", (*route.WHAT_HAS_HAPPENED, *route.WRITING)),
        SIGNED,
    ]
    return QuestionForm.parse({"title": "Enter an application", "questions": questions})


def _with_no_name(questions: list[Data]) -> Iterator[Data]:
    """Put the question about a missing name right after the name."""
    for question in questions:
        yield question
        if question["id"] == "name":
            yield NO_NAME


def _rows(name: str, label: str, questions: list[Data], *, most: int) -> Data:
    return {"id": name, "type": "rows", "label": label, "required": False, "max": most, "questions": questions}


def _pages(scope: str, slugs: tuple[str, ...]) -> list[Data]:
    """Give the questions of public pages as staff answer them: each id once, none required but for whom."""
    found: dict[str, Data] = {}
    for slug in slugs:
        for question in _questions(scope, slug):
            found.setdefault(question["id"], question)
    return [question for name, question in found.items() if name not in LEFT_OUT]


def _questions(scope: str, slug: str) -> Iterator[Data]:
    page = question_data(scope, slug)
    is_single = len(page["questions"]) == 1
    for question in page["questions"]:
        yield _for_staff(question, title=page["title"] if is_single else "")


def _for_staff(question: Mapping[str, Any], *, title: str) -> Data:
    """Give a question without what only the public needs: what must be answered, and dates that may not be."""
    kept = {name: value for name, value in question.items() if name not in ("not_after", "hint", "errors", "when")}
    kept["label"] = STAFF_LABELS.get(question["id"]) or title or question["label"]
    kept["required"] = question["id"] == "basis"
    if kept["required"]:
        kept |= {"label": "For whom is it?", "errors": {"required": "Select for whom it is"}}
    return kept
