"""What staff are asked when they write a concern down, and the report it becomes. The page: report_concern.py."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from service.cases import Concern, Reporter
from service.web.casework.small_forms import ask, instant_of
from workflows import QuestionForm

Values = Mapping[str, Any]
Question = dict[str, Any]


def _optional(name: str, kind: str, label: str, **more: Any) -> Question:
    return {"id": name, "type": kind, "label": label, "required": False, **more}


def _options(*pairs: tuple[str, str]) -> list[Question]:
    return [{"value": value, "label": label} for value, label in pairs]


SITUATION: tuple[Question, ...] = (
    _optional(
        "ward", "text", "Ward or place", hint="The name it is known by. For example, Kestrel ward", max_length=120
    ),
    ask(
        "title",
        "text",
        "What it is about, in a few words",
        "Enter a few words that name nobody",
        hint="Everybody who works on tension reads it after the ward. For example, after the market-hall fire",
        max_length=200,
    ),
)
REPORT: tuple[Question, ...] = (
    ask(
        "channel",
        "one_of",
        "How did it come?",
        "Select how it came",
        options=_options(
            ("phone", "By phone"),
            ("email", "By email"),
            ("letter", "By letter or on paper"),
            ("agency", "From an agency, or we saw it ourselves"),
        ),
    ),
    ask(
        "received_on",
        "date",
        "The day it reached us",
        "Enter the day it reached us",
        hint="The clocks run from then",
        not_after="today",
    ),
    ask(
        "received_time",
        "time",
        "The time it reached us",
        "Enter the time it reached us",
        hint="For example 3:40pm or 15:40",
    ),
    ask(
        "source",
        "one_of",
        "Who told us?",
        "Select who told us",
        options=_options(
            ("agency", "An agency"),
            ("community", "A community group"),
            ("individual", "Somebody who lives, works or studies there"),
        ),
    ),
    ask(
        "what",
        "long_text",
        "What is happening or may happen?",
        "Enter what is happening or may happen",
        hint="What people feel, what has happened, what may come",
        max_length=4000,
    ),
    ask(
        "is_violent",
        "yes_no",
        "Has there been violence?",
        "Select yes if there has been violence",
        hint="If so, the first level is agreed within hours",
    ),
    _optional("where", "text", "Where exactly?", max_length=300),
    _optional("when", "text", "When?", hint="For example, last night, or every Friday evening", max_length=300),
    _optional("communities", "text", "Who does it affect?", max_length=300),
    _optional("first_action", "long_text", "What was done at once?", max_length=2000),
)
CLOSED: tuple[Question, ...] = (
    ask(
        "is_restricted",
        "yes_no",
        "Is this report restricted?",
        "Select yes if it is restricted",
        hint="Others then see the level only",
    ),
    ask(
        "handling",
        "text",
        "How it must be handled",
        "Enter how this report must be handled",
        when={"question": "is_restricted", "is": True},
        max_length=500,
    ),
)
REPORTER: tuple[Question, ...] = (
    _optional("name", "text", "Name", hint="Leave it empty if they gave none", max_length=160, personal=True),
    _optional(
        "email", "email", "Email address", hint="With an email, an address or a number they get a reply", personal=True
    ),
    _optional("phone", "phone", "Phone number", personal=True),
    _optional("address", "long_text", "Postal address, one line for each part", max_length=400, personal=True),
    _optional("postcode", "postcode", "Postcode", personal=True),
    _optional("safe_contact", "text", "Not safe to contact them when or how?", max_length=500, personal=True),
)
SECTIONS = {
    "ward": "The situation",
    "channel": "The report",
    "is_restricted": "Who may read it",
    "name": "Who reported it",
}


@cache
def concern_form(*, is_new: bool, may_restrict: bool) -> QuestionForm:
    """Give the questions: of a new situation or one more report, with or without the one on closing it."""
    parts = (SITUATION if is_new else (), REPORT, CLOSED if may_restrict else (), REPORTER)
    return QuestionForm.parse({"title": "Report a concern", "questions": [one for part in parts for one in part]})


def concern_of(values: Values) -> Concern:
    """Give the report that the answers make."""
    return Concern(
        channel=str(values["channel"]),
        received_at=instant_of(values, "received"),
        source=str(values["source"]),
        what=str(values["what"]),
        where=_text(values, "where"),
        when=_text(values, "when"),
        communities=_text(values, "communities"),
        first_action=_text(values, "first_action"),
        is_violent=bool(values["is_violent"]),
        is_restricted=bool(values.get("is_restricted")),
        handling=_text(values, "handling"),
        reporter=_reporter(values),
    )


def problems_of(values: Values) -> dict[str, str]:
    """Give what is wrong with answers that are each right by themselves."""
    reached = any(_text(values, name) for name in ("email", "phone", "address", "postcode", "safe_contact"))
    if reached and not _text(values, "name"):
        return {"name": "Enter the name, or take out how to reach them"}
    if _text(values, "address") and not _text(values, "postcode") and not _text(values, "email"):
        return {"postcode": "Enter the postcode, so that the reply reaches them"}
    return {}


def _reporter(values: Values) -> Reporter | None:
    if not _text(values, "name"):
        return None
    email = _text(values, "email")
    return Reporter(
        name=_text(values, "name"),
        email=email,
        phone=_text(values, "phone"),
        address=tuple(line.strip() for line in _text(values, "address").splitlines() if line.strip()),
        postcode=_text(values, "postcode"),
        preferred_channel="email" if email else "post",
        safe_contact=_text(values, "safe_contact"),
    )


def _text(values: Values, name: str) -> str:
    return str(values.get(name) or "").strip()
