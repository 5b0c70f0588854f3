"""What a situation is called: its place and its title, which everybody who works on tension reads. Source: TE-05."""

from dataclasses import dataclass

from service.access import TENSION
from service.cases.acts.corrections import keeper_work
from service.cases.errors import AnswersRefused, NotYours
from service.cases.handling import handles
from service.cases.submit_tension import LONGEST_TITLE, LONGEST_WARD, label_of
from service.cases.tension_levels import tension_of
from service.cases.text_rules import is_blank
from service.cases.unit import Actor, Result, Unit
from service.store.record import Tension


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameTension:
    """Call a situation by another place or title."""

    actor: Actor
    case_id: int
    ward: str
    title: str
    reason: str = ""
    form_key: str | None = None


@handles(RenameTension)
def rename_tension(unit: Unit, command: RenameTension) -> Result:
    """Change the place or the title; lists and later notices follow. Raises AnswersRefused, NotYours, CaseIsClosed.

    The history says the new name only: an old one may have named somebody.
    """
    work = keeper_work(unit, command.case_id, command.actor)
    if work.case.process_id != TENSION:
        raise NotYours
    ward, title = command.ward.strip(), command.title.strip()
    tension = tension_of(work)
    changed = _changed(tension, ward, title)
    tension.ward, tension.what = ward, title
    work.case.label = label_of(ward, title)
    because = f" Because: {command.reason.strip()}" if not is_blank(command.reason) else ""
    who = command.actor.words
    work.timeline.say("renamed", f"{who} changed {changed}. This case is now “{work.case.label}”.{because}")
    work.timeline.audit("tension_renamed")
    work.save()
    return Result(reference=work.case.reference)


def _changed(tension: Tension, ward: str, title: str) -> str:
    """Give what is changed in words. Raises AnswersRefused."""
    problems = {}
    if is_blank(title):
        problems["title"] = "Enter a short title that names nobody"
    for name, text, longest in (("ward", ward, LONGEST_WARD), ("title", title, LONGEST_TITLE)):
        if len(text) > longest:
            problems[name] = f"Use {longest} characters or fewer"
    words = {"the place": ward != tension.ward, "the title": title != tension.what}
    if not problems and not any(words.values()):
        problems["title"] = "Change the place or the title, or go back to the case"
    if problems:
        raise AnswersRefused(problems)
    return " and ".join(name for name, is_other in words.items() if is_other)
