"""Tension, act by act on the pages: who is listed, a concern, scores, levels, links of mails. One function an act."""

import re
from email.message import EmailMessage
from typing import Any

from service.demo.tension import BRAM, DELPHINE, JUNO, MABEL, NELL, agreed, scored
from tests.browser import HOME
from tests.journeys.http_people import Person, Worker
from tests.journeys.http_town import HttpTown
from tests.journeys.post_office import words_of

LINK = re.compile(rf"{HOME}(?P<path>/notices/\S+)")
REFERENCE = re.compile(r"ASH-TE-\d{4}-\d{4}")
REPORTER = "ottilie.brandreth@home.example"
TEAM = "gil.sawyer@contacts.example"
DEPUTY = "piers.amadi@contacts.example"
LISTED: tuple[dict[str, str], ...] = (
    {"role": "deputy", "name": "Piers Amadi", "email": DEPUTY},
    {"role": "commander", "name": "Bram Oyelaran", "email": BRAM, "deputy": "Piers Amadi"},
    {"role": "council_officer", "name": "Nell Ashdown", "email": NELL},
    {"role": "director", "name": "Edwin Sark", "phone": "01632 960 171"},  # reads no mail: he is rung
    {"role": "team", "agency": "housing", "name": "Gil Sawyer", "email": TEAM},
    {"role": "comms_council", "name": "Juno Faraday", "email": JUNO},
    {"role": "chief_officer_council", "name": "Philippa Strode", "email": "philippa.strode@contacts.example"},
)


def list_contacts(town: HttpTown) -> None:
    """List whom the protocol tells, each by a page."""
    keeper = town.at(DELPHINE)
    for person in LISTED:
        keeper.open("/tension/contacts")
        keeper.follow("Add a contact")
        answers = dict(person)
        if "deputy" in answers:
            answers["deputy"] = keeper.chosen("deputy", answers["deputy"])
        keeper.press("Save this contact", answers)
        keeper.reads(f"{person['name']} is listed.")


def report_in_public(person: Person, **more: Any) -> str:
    """Report a concern on the public page, with a name; give the reference that it is told."""
    person.open("/report-a-concern")
    person.follow("Ashmoor")
    answers = {
        "danger": False,
        "what": "Two groups shouted at each other after the fire. People say it goes on tonight.",
        "is_violent": False,
        "ward": "Kestrel ward",
        "where": "Around the market hall",
        "when": "Last night",
        "source": "individual",
        "reply": "email",
        "name": "Ottilie Brandreth",
        "email": REPORTER,
    }
    person.press("Send my concern", answers | more)
    person.reads("We have your concern")
    found = REFERENCE.search(person.words)
    assert found, person.words
    return found[0]


def set_level(town: HttpTown, reference: str, scores: tuple[int, int, int], level: int, **more: Any) -> Worker:
    """Score the case and agree its level, from its page as the police risk lead; the page of the case is shown."""
    lead = town.at(MABEL)
    lead.open(f"/tension/{reference}")
    lead.follow("Change the level" if lead.shown.has_link("Change the level") else "Score the tension")
    lead.press("Score the tension", scored(*scores))
    lead.follow("Agree the level")
    lead.press("Agree the level", agreed(level, **more))
    lead.open(f"/tension/{reference}")
    return lead


def link_in(mail: EmailMessage) -> str:
    """Give the address of the personal link in a mail."""
    found = LINK.search(words_of(mail))
    assert found, words_of(mail)
    return found["path"]


def follow_mail(town: HttpTown, reader: str, *, back: int = 1) -> Person:
    """Open the personal link of somebody's newest mail (or of one further back), where nobody signs in."""
    person = town.somebody()
    person.open(link_in(town.mails_to(reader)[-back]))
    return person


def ring(town: HttpTown, reference: str, name: str, *, because: str = "There is no email address for them.") -> None:
    """Ring somebody from the page of the case, read the notice out, record that they have it."""
    lead = town.at(MABEL)
    lead.open(f"/tension/{reference}")
    lead.follow(f"Ring {name}: …")
    lead.reads(because, "Read this out", f"Did you reach {name}?")
    lead.press("Record the call", {"got_through": True, "kind": "have_this"})
    lead.reads("You answered this at")
