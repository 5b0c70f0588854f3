"""What each act on a case asks, and the command it becomes. The pages: acts.py."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from service.cases.handling import Command
from service.web.casework import act_commands as commands
from workflows import QuestionForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act: its words, its questions, the command. `needs` says when it makes sense."""

    slug: str
    link: str
    title: str
    lead: str
    button: str
    done: str
    form: QuestionForm
    command: Callable[[commands.Values, commands.Asked], Command]
    needs: str = "open"  # always, open, advocate, clock, agency, plan
    field_of: Mapping[str, str] | None = None  # a command's word for a field -> the field of the page


def _form(title: str, *questions: dict[str, Any]) -> QuestionForm:
    return QuestionForm.parse({"title": title, "questions": list(questions)})


def _words(label: str, missing: str) -> dict[str, Any]:
    return {"id": "words", "type": "long_text", "label": label, "max_length": 2000, "errors": {"required": missing}}


WRITTEN_ON = {
    "id": "written_on",
    "type": "date",
    "label": "The date it was written",
    "not_after": "today",
    "errors": {"required": "Enter the date it was written"},
}


ACTS = (
    Act(
        slug="calls",
        link="Log a call",
        title="Log a call",
        lead="A call that you made, took or tried. It stops no clock by itself.",
        button="Log this call",
        done="You logged a call.",
        needs="always",
        field_of={"happened_at": "happened_on"},
        command=commands.log_call,
        form=_form(
            "Log a call",
            {
                "id": "with_words",
                "type": "text",
                "label": "Who did you speak to or try to reach?",
                "max_length": 160,
                "errors": {"required": "Enter who you spoke to or tried to reach"},
            },
            {
                "id": "got_through",
                "type": "yes_no",
                "label": "Did you speak to them?",
                "errors": {"required": "Select yes if you spoke to them"},
            },
            {
                "id": "happened_on",
                "type": "date",
                "label": "The day of the call",
                "not_after": "today",
                "errors": {"required": "Enter the day of the call"},
            },
            {
                "id": "happened_time",
                "type": "time",
                "label": "The time of the call",
                "hint": "For example 3:40pm or 15:40",
                "errors": {"required": "Enter the time of the call"},
            },
            _words("What was said?", "Enter what was said"),
        ),
    ),
    Act(
        slug="notes",
        link="Add a note",
        title="Add a note",
        lead="Colleagues who keep this case can read it. The applicant may ask to see it.",
        button="Add this note",
        done="You added a note.",
        needs="always",
        command=commands.add_note,
        form=_form("Add a note", _words("Your note", "Enter your note")),
    ),
    Act(
        slug="extensions",
        link="Ask for more time",
        title="Ask for more time",
        lead="The community safety partnership (CSP) manager decides. The applicant gets a letter with your reason "
        "and the new date.",
        button="Ask for more time",
        done="You asked for more time. The CSP manager has a task to decide.",
        needs="clock",
        command=commands.ask_for_extension,
        form=_form(
            "Ask for more time",
            {
                "id": "clock",
                "type": "one_of",
                "label": "Which date?",
                "options_from": "clocks",
                "errors": {"required": "Select a date"},
            },
            {
                "id": "new_limit_on",
                "type": "date",
                "label": "New limit",
                "errors": {"required": "Enter the new limit"},
            },
            {
                "id": "reason",
                "type": "long_text",
                "label": "Why is more time needed?",
                "hint": "The applicant reads this. Do not name anyone else.",
                "max_length": 1000,
                "errors": {"required": "Enter why more time is needed"},
            },
        ),
    ),
    Act(
        slug="agencies",
        link="Ask one more agency",
        title="Ask one more agency",
        lead="It is asked for information beside those already asked. Its own 10 working days begin today.",
        button="Ask this agency",
        done="One more agency is asked.",
        needs="agency",
        command=commands.add_agency,
        form=_form(
            "Ask one more agency",
            {
                "id": "body_code",
                "type": "one_of",
                "label": "Which agency?",
                "options_from": "agencies",
                "errors": {"required": "Select an agency"},
            },
            {
                "id": "reason",
                "type": "long_text",
                "label": "Why is it asked?",
                "max_length": 1000,
                "errors": {"required": "Enter why this agency is asked"},
            },
        ),
    ),
    Act(
        slug="concerns",
        link="Raise a concern about the plan",
        title="Raise a concern about the plan",
        lead="Someone is unhappy with how the plan is carried out. We acknowledge it in 3 working days and answer "
        "in 10. It is not an appeal.",
        button="Raise this concern",
        done="The concern is recorded and its clocks have started.",
        needs="plan",
        command=commands.raise_concern,
        form=_form(
            "Raise a concern",
            {
                "id": "raised_by",
                "type": "text",
                "label": "Who raised it?",
                "max_length": 160,
                "errors": {"required": "Enter who raised it"},
            },
            _words("What are they unhappy with?", "Enter what they are unhappy with"),
        ),
    ),
    Act(
        slug="advocate",
        link="End the advocate’s role",
        title="End the advocate’s role",
        lead="The victim has ended it in writing. From now on we write only to the victim. "
        "The review and its dates go on.",
        button="End the advocate’s role",
        done="The advocate’s role has ended. We now write only to the victim.",
        needs="advocate",
        command=commands.withdraw_consent,
        form=_form("End the advocate’s role", WRITTEN_ON),
    ),
    Act(
        slug="phoned-withdrawals",
        link="Withdrawn by phone",
        title="The application was withdrawn by phone",
        lead="The review goes on. We wait 5 working days for the withdrawal in writing.",
        button="Record the phone call",
        done="Recorded. The review goes on until the withdrawal comes in writing.",
        command=commands.withdraw_by_phone,
        form=_form("Withdrawn by phone", _words("What was said?", "Enter what was said")),
    ),
    Act(
        slug="withdrawals",
        link="Withdrawn in writing",
        title="The application was withdrawn in writing",
        lead="This stops the review and all its clocks. The partners are told, and you confirm it to the applicant "
        "by letter. It cannot be undone.",
        button="Stop the review",
        done="The review has stopped. Confirm it to the applicant by letter.",
        command=commands.withdraw_in_writing,
        form=_form(
            "Withdrawn in writing",
            WRITTEN_ON,
            {
                "id": "words",
                "type": "long_text",
                "label": "What did they write?",
                "required": False,
                "max_length": 2000,
            },
            {
                "id": "safeguarding_goes_on",
                "type": "yes_no",
                "label": "Does safeguarding work go on?",
                "errors": {"required": "Select yes if safeguarding work goes on"},
            },
        ),
    ),
)
