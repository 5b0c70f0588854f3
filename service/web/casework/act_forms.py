"""What each act on a case asks, and the command it becomes. The pages: acts.py."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from service.access import COMMUNITY_TRIGGER, OPCC_APPEAL
from service.cases.handling import Command
from service.web.casework import act_commands as commands
from service.web.casework.asked import Asked
from service.web.casework.small_forms import ask
from workflows import QuestionForm

WHOSE = "whose"  # a question left out where there is no choice
EVERYONE = "everyone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act: its words, its questions, the command. `needs` says when it makes sense: a list of it has something."""

    slug: str
    link: str
    title: str
    lead: str
    button: str
    done: str
    form: QuestionForm
    command: Callable[[commands.Values, Asked], Command]
    needs: str = "open"  # always, open, advocate, plan, or a list of its form
    of: str = COMMUNITY_TRIGGER  # the process whose cases it fits; empty: any
    field_of: Mapping[str, str] | None = None  # a command's word for a field -> the field of the page


def _form(title: str, *questions: dict[str, Any]) -> QuestionForm:
    return QuestionForm.parse({"title": title, "questions": list(questions)})


def _words(label: str, missing: str) -> dict[str, Any]:
    return ask("words", "long_text", label, missing, max_length=2000)


def _whose(label: str, victims: str) -> dict[str, Any]:
    """Give the question for one victim or all; it is asked only where there are several."""
    return ask(WHOSE, "one_of", label, "Select who", options_from=victims)


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
        of="",
        field_of={"happened_at": "happened_on"},
        command=commands.log_call,
        form=_form(
            "Log a call",
            ask(
                "with_words",
                "text",
                "Who did you speak to or try to reach?",
                "Enter who you spoke to or tried to reach",
                max_length=160,
            ),
            ask("got_through", "yes_no", "Did you speak to them?", "Select yes if you spoke to them"),
            ask("happened_on", "date", "The day of the call", "Enter the day of the call", not_after="today"),
            ask(
                "happened_time",
                "time",
                "The time of the call",
                "Enter the time of the call",
                hint="For example 3:40pm or 15:40",
            ),
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
        of="",
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
        needs="clocks",
        command=commands.ask_for_extension,
        form=_form(
            "Ask for more time",
            ask("clock", "one_of", "Which date?", "Select a date", options_from="clocks"),
            ask("new_limit_on", "date", "New limit", "Enter the new limit"),
            ask(
                "reason",
                "long_text",
                "Why is more time needed?",
                "Enter why more time is needed",
                hint="The applicant reads this. Do not name anyone else.",
                max_length=1000,
            ),
        ),
    ),
    Act(
        slug="new-dates",
        link="Tell the applicant a new date",
        title="Tell the applicant a new date",
        lead="We missed a promise. The applicant gets a letter with an apology, your reason and the new date. "
        "The limit stays missed in our figures.",
        button="Write the letter",
        done="The letter with the new date is drafted. Check it and send it: it is among your tasks.",
        needs="late",
        command=commands.tell_new_date,
        form=_form(
            "Tell the applicant a new date",
            ask(
                "clock",
                "one_of",
                "Which promise did we miss?",
                "Select the promise that we missed",
                options_from="late",
            ),
            ask(
                "new_date",
                "date",
                "New date",
                "Enter the new date",
                hint="A day on which you are sure that we will have done it",
            ),
            ask(
                "reason",
                "long_text",
                "Why are we late?",
                "Enter why we are late",
                hint="The applicant reads this. Do not name anyone else.",
                max_length=1000,
            ),
        ),
    ),
    Act(
        slug="agencies",
        link="Ask one more agency",
        title="Ask one more agency",
        lead="It is asked for information beside those already asked. Its own 10 working days begin today.",
        button="Ask this agency",
        done="One more agency is asked.",
        needs="agencies",
        command=commands.add_agency,
        form=_form(
            "Ask one more agency",
            ask("body_code", "one_of", "Which agency?", "Select an agency", options_from="agencies"),
            ask("reason", "long_text", "Why is it asked?", "Enter why this agency is asked", max_length=1000),
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
            ask("raised_by", "text", "Who raised it?", "Enter who raised it", max_length=160),
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
        form=_form("End the advocate’s role", _whose("Whose advocate?", "acted_for"), WRITTEN_ON),
    ),
    Act(
        slug="more-time",
        link="Ask for an extension",
        title="Ask for an extension",
        lead="Only in exceptional circumstances. You say why in the task that opens; the head of office decides. "
        "The appellant then hears from us at least every 20 working days.",
        button="Ask for an extension",
        done="The task “Ask for more time, if needed” is open.",
        of=OPCC_APPEAL,
        command=commands.need_more_time,
        form=_form("Ask for an extension"),
    ),
    Act(
        slug="appeal-withdrawals",
        link="The appeal was withdrawn in writing",
        title="The appeal was withdrawn in writing",
        lead="This ends the appeal and its clocks. You confirm it to the appellant by letter. The case review stays "
        "as it was decided.",
        button="End the appeal",
        done="The appeal has ended. Confirm it to the appellant by letter.",
        of=OPCC_APPEAL,
        command=commands.withdraw_appeal,
        form=_form("Withdrawn in writing", _words("What did they write?", "Enter what they wrote")),
    ),
    Act(
        slug="new-code",
        link="Give a new code to follow the application",
        title="Give a new code to follow the application",
        lead="The old code stops working at once. Give the new one to the applicant, or to the victim if the "
        "advocate’s role has ended. We show it once: keep the next page open until they have written it down.",
        button="Make a new code",
        done="The new code is {tracking_code}. We show it only now, and do not keep it.",
        command=commands.give_new_code,
        form=_form("Give a new code"),
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
        "by letter. It cannot be undone. If one of several victims withdraws, the review goes on for the others as "
        "long as the reports that are left still count.",
        button="Record the withdrawal",
        done="The withdrawal is recorded. If it stopped the review, confirm it to the applicant by letter.",
        command=commands.withdraw_in_writing,
        form=_form(
            "Withdrawn in writing",
            _whose("Who withdraws?", "victims"),
            WRITTEN_ON,
            {
                "id": "words",
                "type": "long_text",
                "label": "What did they write?",
                "required": False,
                "max_length": 2000,
            },
            ask(
                "safeguarding_goes_on",
                "yes_no",
                "Does safeguarding work go on?",
                "Select yes if safeguarding work goes on",
            ),
        ),
    ),
)
