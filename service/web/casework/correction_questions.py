"""The questions of each correction of a case. What becomes of the answers: correction_forms.py."""

from collections.abc import Mapping
from typing import Any

from service.cases.application_codes import FORMATS, OFFICER_KINDS, REPORT_CHANNELS
from workflows import QuestionForm


def _text(name: str, label: str, *, required: bool = True, longest: int = 200, **more: Any) -> dict[str, Any]:
    kind = "long_text" if longest > 300 else "text"
    return {"id": name, "type": kind, "label": label, "required": required, "max_length": longest, **more}


def _one_of(name: str, label: str, options: Mapping[str, str], *, required: bool = True, **more: Any) -> dict[str, Any]:
    listed = [{"value": str(value), "label": words} for value, words in options.items() if str(value)]
    return {"id": name, "type": "one_of", "label": label, "required": required, "options": listed, **more}


def _date(name: str, label: str, *, required: bool = False) -> dict[str, Any]:
    return {"id": name, "type": "date", "label": label, "required": required, "not_after": "today"}


def _reason(
    missing: str = "Enter why this is corrected", hint: str = "This stays in the history of the case."
) -> dict[str, Any]:
    return _text("reason", "Why", longest=700, hint=hint, errors={"required": missing})


def _form(*questions: dict[str, Any]) -> QuestionForm:
    return QuestionForm.parse({"title": "Correct the case data", "questions": list(questions)})


WHO = (
    _text("name", "Name", longest=160, errors={"required": "Enter the name"}),
    _text("address", "Address", required=False, longest=600, hint="One line for each part, without the postcode."),
    {"id": "postcode", "type": "postcode", "label": "Postcode", "required": False},
    {"id": "phone", "type": "phone", "label": "Phone", "required": False},
    {"id": "email", "type": "email", "label": "Email", "required": False},
    _one_of("preferred_channel", "How we write to them", {"post": "By post", "email": "By email"}),
    _one_of("formats", "Format of letters", FORMATS),
    _text("language", "Language, if not English", required=False, longest=80),
    _text("safe_contact", "Safe contact", required=False, longest=300, hint="How they may and may not be reached."),
)
PERSON = _form(*WHO, _reason())
REPORTER = _form(*WHO, _reason(hint="This stays in the history of the case, where nobody may read who reported."))
REPORT_QUESTIONS = (
    _text("what", "What happened", longest=1000, errors={"required": "Enter what happened"}),
    _date("happened_on", "Date it happened"),
    _date("reported_on", "Date it was reported"),
    {"id": "body_code", "type": "one_of", "label": "Who was told", "options_from": "bodies"},
    _one_of("channel", "How", REPORT_CHANNELS),
    _one_of("officer_kind", "To whom", OFFICER_KINDS, required=False, when={"question": "channel", "is": "on_site"}),
    _text("body_reference", "Their reference", required=False, longest=80),
    _reason("Enter why, and who asked for it"),
)
REPORT = _form(*REPORT_QUESTIONS)
BODY = _form(
    {"id": "body_code", "type": "one_of", "label": "Which body", "options_from": "asked_bodies"},
    _one_of(
        "answer",
        "What it holds",
        {
            "as_stated": "The report, as stated",
            "differs": "The report, with a difference",
            "not_found": "It cannot find it",
        },
    ),
    _text("words", "What differs", longest=1000, when={"question": "answer", "is": "differs"}),
    _reason("Enter how the body told us"),
)
PERPETRATOR = _form(
    _text("name", "Name, or what is known", longest=160, errors={"required": "Enter the name, or what is known"}),
    _text("address", "Address", required=False, longest=600),
    _one_of("age", "Age", {"under_18": "Under 18", "adult": "18 or over", "unknown": "Not known"}),
    {"id": "tenant_of", "type": "one_of", "label": "Whose tenant", "required": False, "options_from": "bodies"},
    _reason("Enter how this became known"),
)
REMOVAL = _form(_reason("Enter why this report is taken out"))
CHAIR = _form(
    {"id": "chair", "type": "one_of", "label": "New chair", "options_from": "chair_candidates"},
    _date("declared_on", "Date of the new chair’s declaration", required=True),
    _reason("Enter why the chair is not independent"),
)
JOINING = _form(
    _text("reference", "Reference of the open case", longest=24, hint="The case that came first."),
    _text("agreement", "Who agreed to one review, and how", longest=700, hint="For example: both, by phone, 3 March."),
)
