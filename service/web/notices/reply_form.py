"""The questions of an answer: on the page of a link, and on that of a call. Source: TE-12, MI-17, MI-18, MI-23."""

from functools import cache
from typing import Any

from service.cases.rounds.answering import LONGEST, LONGEST_ATTEMPT
from service.cases.rounds.kinds import KINDS
from service.web.casework.small_forms import ask
from service.web.notices.notice_words import REPLIES
from workflows import QuestionForm

HAVE_THIS = "have_this"
HINTS = {
    "have_this": "They have it, and will act on it.",
    "confirmed": "It has arrived, and it is right.",
    "correction": "Something in it is wrong. Say what is wrong and what is right.",
    "more": "Something more is known. Say what, and from where.",
    "action": "Something has been done. Say what.",
}
HOW_TIME = "For example 3:40pm or 15:40"


def _kinds(code: str, label: str, **more: Any) -> dict[str, Any]:
    options = [{"value": kind, "label": REPLIES[kind], "hint": HINTS[kind]} for kind in KINDS[code].answers]
    return ask("kind", "one_of", label, "Select what the answer is", options=options, **more)


@cache
def reply_form(code: str) -> QuestionForm:
    """Give the form of a reader's page: which kind of reply, and the words for all but a confirmation."""
    with_words = [kind for kind in KINDS[code].answers if kind not in (HAVE_THIS, "confirmed")]
    words = ask(
        "words",
        "long_text",
        "What do you want to tell us?",
        "Enter what you want to tell us",
        hint="Name nobody who need not be named.",
        max_length=LONGEST,
        when={"question": "kind", "is": with_words},
    )
    return QuestionForm.parse({"title": "Your reply", "questions": [_kinds(code, "Your reply"), words]})


@cache
def call_form(code: str, name: str) -> QuestionForm:
    """Give the form of a call to somebody who is listed: reached or not, when, what they answered."""
    reached = {"question": "got_through", "is": True}
    questions = [
        ask("got_through", "yes_no", f"Did you reach {name}?", "Select yes if you reached them"),
        *_when_called(),
        _kinds(code, "What did they answer?", when=reached),
        _words(LONGEST_ATTEMPT),
    ]
    return QuestionForm.parse({"title": "Record the call", "questions": questions})


@cache
def found_form(code: str) -> QuestionForm:
    """Give the form for somebody who was found and told: who they are, when, what they answered."""
    questions = [
        ask("name", "text", "Whom did you tell?", "Enter whom you told", max_length=160),
        _optional("organisation", "text", "Their organisation", max_length=160),
        _optional("phone", "phone", "Their telephone number"),
        _optional("email", "email", "Their email address"),
        *_when_called(),
        _kinds(code, "What did they answer?"),
        _words(LONGEST),
    ]
    return QuestionForm.parse({"title": "Record whom you told", "questions": questions})


def _when_called() -> list[dict[str, Any]]:
    return [
        ask("happened_on", "date", "The day of the call", "Enter the day of the call", not_after="today"),
        ask("happened_time", "time", "The time of the call", "Enter the time of the call", hint=HOW_TIME),
    ]


def _words(longest: int) -> dict[str, Any]:
    hint = "A correction, more information and an action taken need their words."
    return _optional("words", "long_text", "What was said?", hint=hint, max_length=longest)


def _optional(name: str, kind: str, label: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "type": kind, "label": label, "required": False, **more}
