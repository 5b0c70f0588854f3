"""The application as evidence: what the applicant told us, read back. Never who is said to have done it."""

from typing import TYPE_CHECKING

from service.cases.application_codes import FORMATS, words_of
from service.cases.case_file import CaseFile
from service.cases.evidence.panels import Cell, Fact, FactsPanel, Panel, SummaryLine, SummaryPanel, TablePanel, line
from service.cases.evidence.words import day_words, instant_words, joined, lines_of
from service.store.record import Party
from workflows import long_date

if TYPE_CHECKING:
    from service.cases.evidence.registry import Evidence

BASIS = {
    "own": "For themselves",
    "advocate": "For somebody else",
    "one_of_several": "For a group of people",
}
CHANNELS = {"online": "online", "paper": "on paper", "phone": "by phone", "email": "by email"}
VOICES = {
    "statement": "A written or recorded statement",
    "invited": "Invited to part of the meeting",
    "represented": "Someone speaks for them",
    "none": "They do not wish to be heard",
}


def application(evidence: "Evidence") -> list[Panel]:
    """Give the application form, read back."""
    file = evidence.file
    form = file.application
    rows = (
        line("Received", f"{instant_words(form.received_at)}, {CHANNELS.get(form.channel, form.channel)}"),
        line("Who applies", f"{file.applicant.name}. {BASIS.get(form.basis, '')}."),
        line("Who was harmed", *(party.name for party in file.victims)),
        line("What happens", form.behaviour),
        line("Where", form.location),
        line("The effect on them", *lines_of(form.effect)),
        line("What agencies did", *lines_of(form.agencies_did)),
        line("Why they are not satisfied", *lines_of(form.unsatisfied_because)),
        line("What they would like", *lines_of(form.outcome_wanted)),
        line("Because of who they are", joined(str(strand).replace("_", " ") for strand in form.hate_strands)),
        line("Earlier reviews", form.previous_reviews),
    )
    return [SummaryPanel(heading="What the applicant told us", rows=_answered(rows))]


def _answered(rows: tuple[SummaryLine, ...]) -> tuple[SummaryLine, ...]:
    return tuple(row for row in rows if row.value)


def short_application(evidence: "Evidence") -> list[Panel]:
    """Give what an agency needs to find its records: who, where, since when. Source: CT-29, design page 11."""
    file = evidence.file
    rows = (
        line("About", *(party.name for party in file.victims)),
        line("Where", file.application.location or file.applicant.street),
        line("What happens", file.application.behaviour),
    )
    return [SummaryPanel(heading="What you are asked about", rows=_answered(rows))]


def missing_items(evidence: "Evidence") -> list[Panel]:
    """Give what was asked for, when, and what came. Source: CT-09, CT-10."""
    rows = tuple(
        (
            Cell(words=str(item["words"])),
            Cell(words=_iso_words(item.get("asked_on"))),
            Cell(words=_iso_words(item.get("came_on"), unknown="Not yet")),
        )
        for item in evidence.file.application.missing
    )
    heads = ("What we asked for", "Asked", "Came")
    return [TablePanel(heading="What is missing", heads=heads, rows=rows, nothing="Nothing is missing.")]


def _iso_words(value: object, *, unknown: str = "Not yet") -> str:
    from datetime import date

    return long_date(date.fromisoformat(str(value))) if value else unknown


def whom_to_contact(evidence: "Evidence") -> list[Panel]:
    """Give how to reach the people of the case. Safe contact stands under the heading of the page."""
    rows = tuple(_contact(party) for party in _reachable(evidence.file))
    return [FactsPanel(heading="How to reach them", rows=rows)]


def _reachable(file: CaseFile) -> list[Party]:
    return [p for p in file.parties if not p.is_perpetrator and p.withdrawn_at is None]


def _contact(party: Party) -> Fact:
    parts = [party.phone or "No phone number", party.email, f"prefers {party.preferred_channel}"]
    if party.formats != "standard":
        parts.append(words_of(FORMATS, party.formats).lower())
    if party.language:
        parts.append(party.language)
    return Fact(term=party.name, words=f"{_role_words(party)}. {joined(parts)}.")


def _role_words(party: Party) -> str:
    if party.is_advocate:
        return "Advocate"
    return "Applicant" if party.is_applicant else "Victim"


def wishes(evidence: "Evidence") -> list[Panel]:
    """Give what the applicant said when we made contact: the outcome wanted, how they wish to be heard. CT-28."""
    answers = evidence.file.answers_to("Task_ContactApplicant")
    rows = (
        Fact(term="Outcome wanted", words=str(answers.get("wanted_outcome") or "")),
        Fact(term="How they wish to be heard", words=VOICES.get(str(answers.get("heard_how")), "")),
        Fact(term="What else they told us", words=str(answers.get("more_information") or "")),
        Fact(term="Needs", words=str(answers.get("needs") or "")),
    )
    found = tuple(row for row in rows if row.words)
    return [FactsPanel(heading="What the applicant wants", rows=found, nothing="We have not spoken to them yet.")]


def consents(evidence: "Evidence") -> list[Panel]:
    """Give the written consents on file; nothing where the victim applies in person. Source: CT-08."""
    file = evidence.file
    names = {party.id: party.name for party in file.parties}
    rows = tuple(
        Fact(
            term=names.get(row.victim_id, ""),
            lead="" if row.received_on else "Missing.",
            words=f"Held since {day_words(row.received_on)}" if row.received_on else "",
        )
        for row in file.consents
    )
    return [FactsPanel(heading="Written consents", rows=rows)] if rows else []
