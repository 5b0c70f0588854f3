"""What may be done to an incident at any time: the words, questions and command of each act. Source: MI-17 to MI-25."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from service.access import Role
from service.cases import AddFurtherIncident, CorrectNotices, DowngradeIncident, PassOnInformation, TellBeforeTurn
from service.cases.acts.incident_acts import LONGEST, LONGEST_INFORMATION
from service.cases.handling import Command
from service.web.casework.asked import Asked
from service.web.casework.small_forms import Lists, ask, instant_of
from service.web.incidents.room_view import RoomView
from service.web.incidents.rungs import untold_offices
from workflows import ListItem, QuestionForm, counted

Values = Mapping[str, Any]
TOLD = ("potential", "declared", "downgraded")  # states in which somebody may have been told


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act. `may`: whether it makes sense now, for this person; `button` and `lead` may name numbers."""

    slug: str
    link: str
    title: str
    lead: Callable[[RoomView], str]
    button: Callable[[RoomView], str]
    done: str
    form: QuestionForm
    command: Callable[[Values, Asked], Command]
    may: Callable[[RoomView], bool]
    is_main: bool = False  # beside the main button of the room


@dataclass(frozen=True, slots=True, kw_only=True)
class ActLink:
    """The way to one act."""

    text: str
    href: str
    is_main: bool


def _form(title: str, *questions: dict[str, Any]) -> QuestionForm:
    return QuestionForm.parse({"title": title, "questions": list(questions)})


def _say(words: str) -> Callable[[RoomView], str]:
    return lambda _view: words


def _readers(view: RoomView) -> str:
    return counted(len(view.recipients), "person", "people")


def _was_told(view: RoomView) -> bool:
    return view.may_act and view.incident.status in TOLD and bool(view.recipients)


def _may_downgrade(view: RoomView) -> bool:
    is_senior = view.who.has_role(Role.SENIOR_OFFICER, Role.COMMANDER, area_id=view.area_id)
    return view.may_act and view.is_declared and is_senior


def _further(values: Values, asked: Asked) -> Command:
    happened_at = instant_of(values, "happened")
    return AddFurtherIncident(
        **asked.marks, happened_at=happened_at, what=str(values["what"]), where=str(values["where"])
    )


def _downgrade(values: Values, asked: Asked) -> Command:
    return DowngradeIncident(
        **asked.marks,
        kind=str(values["kind"]),
        reason=str(values["reason"]),
        wants_debrief=bool(values["wants_debrief"]),
    )


ACTS = (
    Act(
        slug="information",
        link="Pass on information",
        title="Pass on information",
        lead=_say(
            "What may help to keep people safe. It goes to the officers who collect it, not to the investigators."
        ),
        button=_say("Pass it on"),
        done="You passed on information.",
        is_main=True,
        may=lambda view: view.may_act,
        command=lambda values, asked: PassOnInformation(**asked.marks, words=str(values["words"])),
        form=_form(
            "Pass on information",
            ask("words", "long_text", "What do you know?", "Enter what you know", max_length=LONGEST_INFORMATION),
        ),
    ),
    Act(
        slug="correction",
        link="Correct what was sent",
        title="Correct what was sent",
        lead=lambda view: f"The correction goes to all {_readers(view)} who were told anything so far.",
        button=lambda view: f"Send the correction to {_readers(view)}",
        done="The correction was sent to everybody who was told.",
        is_main=True,
        may=_was_told,
        command=lambda values, asked: CorrectNotices(
            **asked.marks, was_wrong=str(values["was_wrong"]), is_right=str(values["is_right"])
        ),
        form=_form(
            "Correct what was sent",
            ask("was_wrong", "long_text", "What was wrong?", "Enter what was wrong", max_length=LONGEST),
            ask(
                "is_right",
                "long_text",
                "What is right?",
                "Enter what is right",
                hint="Name no victim.",
                max_length=LONGEST,
            ),
        ),
    ),
    Act(
        slug="further",
        link="Add a further incident",
        title="Add a further incident of the series",
        lead=lambda view: (
            f"It is attached to this one and told to {_readers(view)}. No second set of clocks begins. "
            "More than 14 days after the declaration, report it as a new incident."
        ),
        button=_say("Add this incident"),
        done="The further incident was added and told to everybody who was told of the first.",
        may=lambda view: view.may_act and view.incident.status in TOLD,
        command=_further,
        form=_form(
            "Add a further incident",
            ask("happened_on", "date", "The day it happened", "Enter the day it happened", not_after="today"),
            ask(
                "happened_time", "time", "The time it happened", "Enter the time it happened", hint="For example 3:40pm"
            ),
            ask("where", "text", "Where did it happen?", "Enter where it happened", max_length=300),
            ask(
                "what",
                "long_text",
                "What happened?",
                "Enter what happened",
                hint="Everybody who was told reads this. Name no victim.",
                max_length=LONGEST,
            ),
        ),
    ),
    Act(
        slug="downgrade",
        link="Downgrade or withdraw",
        title="Downgrade it, or withdraw the declaration",
        lead=lambda view: (
            f"A stand-down goes to {_readers(view)}, with your reason. The clocks of the protocol end. The report to "
            "members is still owed, with the true outcome."
        ),
        button=lambda view: f"Send the stand-down to {_readers(view)}",
        done="The stand-down was sent. The report to members is still owed.",
        may=_may_downgrade,
        command=_downgrade,
        form=_form(
            "Downgrade or withdraw",
            ask(
                "kind",
                "one_of",
                "What do you decide?",
                "Select whether it is downgraded or the declaration is withdrawn",
                options=[
                    {"value": "downgraded", "label": "Downgrade it", "hint": "It is no longer seen as major."},
                    {"value": "withdrawn", "label": "Withdraw the declaration", "hint": "It was a false alarm."},
                ],
            ),
            ask(
                "reason",
                "long_text",
                "Why?",
                "Enter the reason",
                hint="Everybody who was told reads this.",
                max_length=LONGEST,
            ),
            ask(
                "wants_debrief",
                "yes_no",
                "Is a debrief still wanted?",
                "Select yes if a debrief is still wanted",
            ),
        ),
    ),
    Act(
        slug="tell-now",
        link="Tell somebody before their turn",
        title="Tell them before their turn? Say why",
        lead=_say(
            "The order of first notice is fixed. Telling somebody early is allowed with a reason, which is kept."
        ),
        button=_say("Tell them now"),
        done="They are being told now. The reason is kept.",
        may=lambda view: view.may_act and view.is_declared and bool(untold_offices(view)),
        command=lambda values, asked: TellBeforeTurn(
            **asked.marks, role=str(values["role"]), reason=str(values["reason"])
        ),
        form=_form(
            "Tell somebody before their turn",
            ask("role", "one_of", "Who is told now?", "Select who is told now", options_from="offices"),
            ask(
                "reason",
                "long_text",
                "Why before their turn?",
                "Enter why they are told before their turn",
                max_length=1000,
            ),
        ),
    ),
)
BY_SLUG = {act.slug: act for act in ACTS}


def lists_of(act: Act, view: RoomView) -> Lists:
    """Give what the questions of an act choose from."""
    if "offices" not in act.form.lists_used():
        return {}
    return {"offices": [ListItem(key=role, label=view.title(role)) for role in untold_offices(view)]}


def act_links(view: RoomView) -> Sequence[ActLink]:
    """Give the acts that this person can do now; telling somebody early stands at the rung instead."""
    reference = view.opened.head.reference
    return [
        ActLink(
            text=act.link,
            href=url_for("incidents.act_page", reference=reference, act=act.slug),
            is_main=act.is_main,
        )
        for act in ACTS
        if act.slug != "tell-now" and act.may(view)
    ]
